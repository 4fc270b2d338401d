#include "viewer/shapes/water.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace twin {
namespace {

constexpr float kDry_m = -1.0F;

struct Beside {
  float level_m = 0.0F;  ///< means over the wet neighbours
  float depth_m = 0.0F;
};

class Neighbours {
 public:
  Neighbours(const Grid<float>& depth_m, const Grid<float>& ground_m, float wet_from_m)
      : depth_m_(depth_m), ground_m_(ground_m), wet_from_m_(wet_from_m) {}

  bool is_wet(Cell cell) const { return depth_m_(cell) >= wet_from_m_; }  // false for NaN

  std::optional<Beside> wet_beside(Cell cell) const {
    const GridFrame& frame = depth_m_.frame();
    Beside sum;
    int wet = 0;
    for (int row = std::max(0, cell.row - 1); row <= std::min(frame.rows - 1, cell.row + 1);
         ++row) {
      for (int col = std::max(0, cell.col - 1); col <= std::min(frame.cols - 1, cell.col + 1);
           ++col) {
        if (!is_wet({row, col})) continue;
        const float depth_m = depth_m_({row, col});
        sum.level_m += ground_m_({row, col}) + depth_m;
        sum.depth_m += depth_m;
        ++wet;
      }
    }
    if (wet == 0) return std::nullopt;
    const auto count = static_cast<float>(wet);
    return Beside{sum.level_m / count, sum.depth_m / count};
  }

 private:
  const Grid<float>& depth_m_;
  const Grid<float>& ground_m_;
  float wet_from_m_;
};

}  // namespace

Grid<float> drawable_depth_m(const Grid<float>& depth_m, const Grid<float>& ground_m,
                             const Grid<float>& roof_m, float wet_from_m) {
  const GridFrame& frame = depth_m.frame();
  const Neighbours neighbours(depth_m, ground_m, wet_from_m);
  Grid<float> drawn_m(frame, kDry_m);
#pragma omp parallel for schedule(static)
  for (int row = 0; row < frame.rows; ++row) {
    for (int col = 0; col < frame.cols; ++col) {
      const Cell cell{row, col};
      if (neighbours.is_wet(cell)) {
        drawn_m(cell) = depth_m(cell);
        continue;
      }
      const auto beside = neighbours.wet_beside(cell);
      if (!beside) continue;
      const float level_m = beside->level_m - ground_m(cell);
      const bool built = roof_m(cell) > 0.0F;
      // A film of rain beside deeper water keeps its depth where that water's level reaches it.
      const float film_m = depth_m(cell) > 0.0F ? depth_m(cell) : 0.0F;  // NaN: none
      drawn_m(cell) =
          built ? std::max(level_m, beside->depth_m) : std::clamp(level_m, kDry_m, film_m);
    }
  }
  return drawn_m;
}

}  // namespace twin
