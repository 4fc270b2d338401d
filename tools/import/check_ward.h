#pragma once

#include "engine/base/findings.h"
#include "layers/ward/load_ward.h"

namespace twin {

/// Looks for what is wrong in a ward although every layer could be loaded: lanes that are joined to
/// nothing or cannot be reached, gaps at their ends, invalid polygons, features drawn twice, names
/// of features that do not exist, pipes that run uphill or above the ground, inlets on no pipe,
/// manholes from which no outfall is reached, levels in another datum. Last, one line a layer says
/// how much of it is assumed. Each finding names layer, feature and place.
Findings check_ward(const LoadedWard& ward);

}  // namespace twin
