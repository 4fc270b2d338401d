#pragma once

#include "engine/base/findings.h"
#include "layers/ward/ward.h"

namespace twin {

/// Streets and lanes that join no other, that are cut off from the rest, lane ends that stop just
/// short of another way, and ways that cross on the ground without a junction.
void check_streets(const WardLayers& layers, Findings& findings);

}  // namespace twin
