#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "engine/water/surface.h"

namespace twin {
namespace {

/// The cell that holds a point; for points on the south or east side of the frame the one inside.
std::optional<Cell> cell_inside(const GridFrame& frame, Point p) {
  const double south_m = frame.north_west.y_m - frame.rows * frame.cell_m;
  const double east_m = frame.north_west.x_m + frame.cols * frame.cell_m;
  const double hair_m = 1e-6 * frame.cell_m;
  if (std::fabs(p.y_m - south_m) <= hair_m) p.y_m = south_m + hair_m;
  if (std::fabs(p.x_m - east_m) <= hair_m) p.x_m = east_m - hair_m;
  return frame.cell_at(p);
}

/// Where a line from 0 to 1 crosses the grid lines of one axis.
void add_crossings(double from, double to, std::vector<double>& at) {
  const double length = to - from;
  if (std::fabs(length) < 1e-12) return;
  for (double line = std::ceil(std::min(from, to)); line <= std::max(from, to); line += 1.0) {
    at.push_back((line - from) / length);
  }
}

}  // namespace

std::vector<CellShare> cells_on_line(const GridFrame& frame, Point from, Point to) {
  const auto col = [&](Point p) { return (p.x_m - frame.north_west.x_m) / frame.cell_m; };
  const auto row = [&](Point p) { return (frame.north_west.y_m - p.y_m) / frame.cell_m; };
  std::vector<double> cuts{0.0, 1.0};
  add_crossings(col(from), col(to), cuts);
  add_crossings(row(from), row(to), cuts);
  std::ranges::sort(cuts);
  std::map<std::pair<int, int>, double> shares;
  for (std::size_t i = 1; i < cuts.size(); ++i) {
    const double length = std::min(cuts[i], 1.0) - std::max(cuts[i - 1], 0.0);
    if (length <= 1e-12) continue;
    const double middle = 0.5 * (cuts[i - 1] + cuts[i]);
    const Point p{from.x_m + middle * (to.x_m - from.x_m), from.y_m + middle * (to.y_m - from.y_m)};
    if (const auto cell = cell_inside(frame, p)) shares[{cell->row, cell->col}] += length;
  }
  if (shares.empty()) {  // a line without length
    if (const auto cell = cell_inside(frame, from)) shares[{cell->row, cell->col}] = 1.0;
  }
  std::vector<CellShare> cells;
  for (const auto& [cell, share] : shares) cells.push_back({{cell.first, cell.second}, share});
  return cells;
}

std::vector<CellShare> cells_in_disc(const GridFrame& frame, Point centre, double radius_m) {
  std::vector<CellShare> cells;
  const int row_begin =
      static_cast<int>(std::floor((frame.north_west.y_m - centre.y_m - radius_m) / frame.cell_m));
  const int col_begin =
      static_cast<int>(std::floor((centre.x_m - radius_m - frame.north_west.x_m) / frame.cell_m));
  const int reach = static_cast<int>(std::ceil(2.0 * radius_m / frame.cell_m)) + 1;
  for (int row = std::max(0, row_begin); row < std::min(frame.rows, row_begin + reach + 1); ++row) {
    for (int col = std::max(0, col_begin); col < std::min(frame.cols, col_begin + reach + 1);
         ++col) {
      const Point p = frame.centre({row, col});
      if (std::hypot(p.x_m - centre.x_m, p.y_m - centre.y_m) <= radius_m) {
        cells.push_back({{row, col}, 1.0});
      }
    }
  }
  if (cells.empty()) {
    if (const auto cell = cell_inside(frame, centre)) cells.push_back({*cell, 1.0});
  }
  return cells;
}

}  // namespace twin
