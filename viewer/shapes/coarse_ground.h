#pragma once

#include "engine/space/grid.h"

namespace twin {

/// How far triangles over every `step`-th height of a square of ground rise above it, at most,
/// metres, 0 or more. The square begins at `north_west` and is `side` cells wide, a multiple of
/// `step`; beyond the grid the height at its edge goes on. Each square of four heights is divided
/// from its north-west to its south-east corner.
float coarse_rises_m(const Grid<float>& ground_m, Cell north_west, int side, int step);

}  // namespace twin
