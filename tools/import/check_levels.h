#pragma once

#include "engine/base/findings.h"
#include "layers/ward/ward.h"

namespace twin {

/// Layers whose levels as a whole do not fit the terrain, as where a survey counts from another
/// benchmark, in another unit, or above the ellipsoid. A single wrong level is no such case.
void check_levels(const WardLayers& layers, Findings& findings);

}  // namespace twin
