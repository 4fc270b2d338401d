#include "engine/space/cells_on_line.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "engine/space/geometry.h"

namespace twin {

std::vector<CellOnLine> cells_along(const GridFrame& frame, const Polyline& line) {
  std::vector<CellOnLine> result;
  const auto add = [&](Cell cell, double length_m) {
    const bool inside =
        cell.row >= 0 && cell.row < frame.rows && cell.col >= 0 && cell.col < frame.cols;
    if (!inside) return;
    if (!result.empty() && result.back().cell == cell) {
      result.back().length_m += length_m;
    } else {
      result.push_back({cell, length_m});
    }
  };
  std::optional<Cell> last;
  std::vector<double> cuts;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double c0 = (line[i - 1].x_m - frame.north_west.x_m) / frame.cell_m;
    const double c1 = (line[i].x_m - frame.north_west.x_m) / frame.cell_m;
    const double r0 = (frame.north_west.y_m - line[i - 1].y_m) / frame.cell_m;
    const double r1 = (frame.north_west.y_m - line[i].y_m) / frame.cell_m;
    cuts.assign({0.0, 1.0});
    for (const auto& [from, to] : {std::pair{c0, c1}, std::pair{r0, r1}}) {
      const double low = std::min(from, to);
      const double high = std::max(from, to);
      for (double at = std::floor(low) + 1.0; at < high; at += 1.0) {
        cuts.push_back((at - from) / (to - from));
      }
    }
    std::ranges::sort(cuts);
    const double length_m = distance_m(line[i - 1], line[i]);
    for (std::size_t k = 1; k < cuts.size(); ++k) {
      const double share = cuts[k] - cuts[k - 1];
      if (share <= 1e-12) continue;  // through a corner
      const double middle = (cuts[k] + cuts[k - 1]) / 2.0;
      const Cell cell{static_cast<int>(std::floor(r0 + middle * (r1 - r0))),
                      static_cast<int>(std::floor(c0 + middle * (c1 - c0)))};
      if (last && last->row != cell.row && last->col != cell.col) add({last->row, cell.col}, 0.0);
      add(cell, share * length_m);
      last = cell;
    }
  }
  return result;
}

void for_cells_near(const GridFrame& frame, const Polyline& line, double reach_m,
                    const std::function<void(Cell)>& visit) {
  const auto row_of = [&](double y_m) { return (frame.north_west.y_m - y_m) / frame.cell_m; };
  const auto col_of = [&](double x_m) { return (x_m - frame.north_west.x_m) / frame.cell_m; };
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Polyline piece{line[i - 1], line[i]};
    const Box box = box_of(piece).grown_by(reach_m);
    const int first = std::max(0, static_cast<int>(std::floor(row_of(box.north_m))));
    const int last = std::min(frame.rows - 1, static_cast<int>(std::floor(row_of(box.south_m))));
    const int west = std::max(0, static_cast<int>(std::floor(col_of(box.west_m))));
    const int east = std::min(frame.cols - 1, static_cast<int>(std::floor(col_of(box.east_m))));
    for (int row = first; row <= last; ++row) {
      for (int col = west; col <= east; ++col) {
        const Cell cell{row, col};
        if (nearest_on(piece, frame.centre(cell)).away_m <= reach_m) visit(cell);
      }
    }
  }
}

}  // namespace twin
