#include "viewer/shapes/drawn_grid.h"

#include <algorithm>
#include <cmath>

#include "viewer/shapes/water.h"

namespace twin {
namespace {

std::vector<float> texels_of(const Grid<float>& drawn, const Grid<float>& values,
                             const Grid<float>& roof_m, const Grid<std::uint8_t>& always_wet) {
  const Eigen::Index count = values.values().size();
  std::vector<float> texels(static_cast<std::size_t>(count));
  const float* from = drawn.values().data();
  const float* computed = values.values().data();
  const float* roof = roof_m.values().data();
  const std::uint8_t* lasting = always_wet.values().data();
  for (Eigen::Index i = 0; i < count; ++i) {
    const bool known = !std::isnan(computed[i]) || roof[i] > 0.0F || lasting[i] != 0;
    float& texel = texels[static_cast<std::size_t>(i)];
    texel = !known ? kNotComputed : std::isnan(from[i]) ? kNothing : from[i];
  }
  return texels;
}

std::vector<bool> wet_tiles(const Grid<float>& drawable_m, float wet_from_m) {
  const GridFrame& frame = drawable_m.frame();
  std::vector<bool> wet;
  for (int row = 0; row + 1 < frame.rows; row += kTileCells) {
    for (int col = 0; col + 1 < frame.cols; col += kTileCells) {
      const int rows = std::min(kTileCells + 1, frame.rows - row);
      const int cols = std::min(kTileCells + 1, frame.cols - col);
      wet.push_back(drawable_m.values().block(row, col, rows, cols).maxCoeff() >= wet_from_m);
    }
  }
  return wet;
}

}  // namespace

DrawnGrid drawn_water(const Grid<float>& depth_m, const Grid<float>& ground_m,
                      const Grid<float>& roof_m, const Grid<std::uint8_t>& always_wet,
                      float wet_from_m) {
  const Grid<float> drawable_m = drawable_depth_m(depth_m, ground_m, roof_m, wet_from_m);
  return {.frame = depth_m.frame(),
          .texels = texels_of(drawable_m, depth_m, roof_m, always_wet),
          .wet_tiles = wet_tiles(drawable_m, wet_from_m)};
}

DrawnGrid drawn_values(const Grid<float>& values, const Grid<float>& roof_m,
                       const Grid<std::uint8_t>& always_wet) {
  return {.frame = values.frame(),
          .texels = texels_of(values, values, roof_m, always_wet),
          .wet_tiles = {}};
}

}  // namespace twin
