#pragma once

#include "engine/space/grid.h"

namespace twin {

/// Depths as a surface can be drawn from: the depth where there is water; where there is none, how
/// far the level of the water beside it lies below the ground (negative), so that a linear
/// surface ends exactly where it meets the ground; far from water −1. Under a building
/// (`roof_m` above 0) the water goes on as deep as beside its walls, for they hide it.
/// NaN in `depth_m` (not computed) counts as dry. All grids have one frame.
Grid<float> drawable_depth_m(const Grid<float>& depth_m, const Grid<float>& ground_m,
                             const Grid<float>& roof_m, float wet_from_m);

}  // namespace twin
