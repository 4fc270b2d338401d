#pragma once

#include <cstdint>
#include <vector>

#include "engine/space/grid.h"

namespace twin {

/// Cells along the side of a tile in which the lattice is drawn.
inline constexpr int kTileCells = 64;

// Below every class of a legend; the shaders know them too.
inline constexpr float kNothing = -1e30F;      ///< computed, and nothing is to be drawn
inline constexpr float kNotComputed = -3e30F;  ///< to be hatched

/// A grid as a graphics card takes it. Made ahead of its time, in any thread.
struct DrawnGrid {
  GridFrame frame;
  /// One a cell, row by row from the north: the value, kNothing or kNotComputed.
  std::vector<float> texels;
  /// Tiles in which water is to be drawn, row by row from the north-west; none of other grids.
  std::vector<bool> wet_tiles;
};

/// Depths of water, made so that a linear surface ends at the shoreline (shapes/water.h). What lies
/// under a building, or in rivers and ponds (`always_wet` not 0), counts as computed. All grids
/// have one frame.
DrawnGrid drawn_water(const Grid<float>& depth_m, const Grid<float>& ground_m,
                      const Grid<float>& roof_m, const Grid<std::uint8_t>& always_wet,
                      float wet_from_m);

/// Values that colour the ground.
DrawnGrid drawn_values(const Grid<float>& values, const Grid<float>& roof_m,
                       const Grid<std::uint8_t>& always_wet);

}  // namespace twin
