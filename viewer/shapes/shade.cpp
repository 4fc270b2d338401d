#include "viewer/shapes/shade.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace twin {
namespace {

constexpr double kSurroundings_m = 9.0;  // radius of what closes the sky over a lane
constexpr float kTallest_m = 25.0F;      // higher walls close no more of the sky at their foot

/// How a sweep walks over the grid: line by line away from the sun.
struct Sweep {
  bool by_rows = true;
  bool backwards = false;
  double shift = 0.0;   ///< cells sideways to the sun per line
  float fall_m = 0.0F;  ///< of a ray from one line to the next
};

Sweep sweep_of(const Eigen::Vector3d& to_sun, double cell_m) {
  // Rows run south, so the sun in the south lies toward greater rows.
  const double rows = -to_sun.y();
  const double cols = to_sun.x();
  const double along = std::max(std::abs(rows), std::abs(cols));
  const bool by_rows = std::abs(rows) >= std::abs(cols);
  return {.by_rows = by_rows,
          .backwards = (by_rows ? rows : cols) > 0.0,
          .shift = (by_rows ? cols : rows) / along,
          .fall_m = static_cast<float>(cell_m * to_sun.z() / along)};
}

Grid<float> shadow_ceiling_m(const Grid<float>& top_m, const Sweep& sweep) {
  const GridFrame& frame = top_m.frame();
  const int lines = sweep.by_rows ? frame.rows : frame.cols;
  const int places = sweep.by_rows ? frame.cols : frame.rows;
  const auto cell = [&](int line, int place) {
    const int at = sweep.backwards ? lines - 1 - line : line;
    return sweep.by_rows ? Cell{at, place} : Cell{place, at};
  };
  Grid<float> ceiling_m(frame, -1000.0F);
  std::vector<float> before(static_cast<std::size_t>(places), -1000.0F);
  const int whole = static_cast<int>(std::floor(sweep.shift));
  const auto share = static_cast<float>(sweep.shift - whole);
  for (int line = 1; line < lines; ++line) {
    for (int p = 0; p < places; ++p) {
      const Cell toward = cell(line - 1, p);
      before[static_cast<std::size_t>(p)] = std::max(ceiling_m(toward), top_m(toward));
    }
    for (int p = 0; p < places; ++p) {
      const auto a = static_cast<std::size_t>(std::clamp(p + whole, 0, places - 1));
      const auto b = static_cast<std::size_t>(std::clamp(p + whole + 1, 0, places - 1));
      ceiling_m(cell(line, p)) = before[a] * (1 - share) + before[b] * share - sweep.fall_m;
    }
  }
  return ceiling_m;
}

/// Mean over 2·reach + 1 cells along one direction, edges repeated.
void blur_line(float* values, int count, std::ptrdiff_t stride, int reach,
               std::vector<float>& sums) {
  sums.assign(static_cast<std::size_t>(count) + 1, 0.0F);
  for (int i = 0; i < count; ++i) {
    sums[static_cast<std::size_t>(i) + 1] = sums[static_cast<std::size_t>(i)] + values[i * stride];
  }
  for (int i = 0; i < count; ++i) {
    const int from = std::max(0, i - reach);
    const int to = std::min(count, i + reach + 1);
    values[i * stride] =
        (sums[static_cast<std::size_t>(to)] - sums[static_cast<std::size_t>(from)]) /
        static_cast<float>(to - from);
  }
}

void blur(Grid<float>& values, int reach) {
  const GridFrame& frame = values.frame();
  std::vector<float> sums;
  float* data = values.values().data();
  for (int row = 0; row < frame.rows; ++row) {
    blur_line(data + static_cast<std::ptrdiff_t>(row) * frame.cols, frame.cols, 1, reach, sums);
  }
  for (int col = 0; col < frame.cols; ++col) {
    blur_line(data + col, frame.rows, frame.cols, reach, sums);
  }
}

}  // namespace

Shade shade_of(const Grid<float>& ground_m, const Grid<float>& top_m,
               const Eigen::Vector3d& to_sun) {
  const double cell_m = ground_m.frame().cell_m;
  Shade shade{.shadow_m = shadow_ceiling_m(top_m, sweep_of(to_sun, cell_m)), .sky = top_m};
  shade.shadow_m.values() -= ground_m.values();
  shade.sky.values() = (top_m.values() - ground_m.values()).cwiseMin(kTallest_m);
  const int reach = std::max(1, static_cast<int>(std::lround(0.5 * kSurroundings_m / cell_m)));
  blur(shade.sky, reach);
  blur(shade.sky, reach);
  // Walls of mean height h around a place leave about 1 / (1 + h / radius) of its sky.
  shade.sky.values() = 1.0F / (1.0F + shade.sky.values() / static_cast<float>(kSurroundings_m));
  return shade;
}

}  // namespace twin
