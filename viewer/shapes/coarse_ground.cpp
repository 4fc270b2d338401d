#include "viewer/shapes/coarse_ground.h"

#include <algorithm>

namespace twin {
namespace {

/// Four heights at the corners of a unit square.
struct Quad {
  float north_west, north_east, south_west, south_east;

  float height_at(float east, float south) const {
    return south >= east
               ? north_west + south * (south_west - north_west) + east * (south_east - south_west)
               : north_west + east * (north_east - north_west) + south * (south_east - north_east);
  }
};

}  // namespace

float coarse_rises_m(const Grid<float>& ground_m, Cell north_west, int side, int step) {
  const auto& heights = ground_m.values();
  const auto height = [&](int row, int col) {
    return heights(std::min(row, ground_m.frame().rows - 1),
                   std::min(col, ground_m.frame().cols - 1));
  };
  const float part = 1.0F / static_cast<float>(step);
  float most_m = 0.0F;
  for (int row = north_west.row; row < north_west.row + side; row += step) {
    for (int col = north_west.col; col < north_west.col + side; col += step) {
      const Quad quad{height(row, col), height(row, col + step), height(row + step, col),
                      height(row + step, col + step)};
      for (int south = 0; south < step; ++south) {
        for (int east = 0; east < step; ++east) {
          const float coarse_m =
              quad.height_at(part * static_cast<float>(east), part * static_cast<float>(south));
          most_m = std::max(most_m, coarse_m - height(row + south, col + east));
        }
      }
    }
  }
  return most_m;
}

}  // namespace twin
