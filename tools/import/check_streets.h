#pragma once

#include "engine/base/findings.h"
#include "layers/ward/ward.h"

namespace twin {

/// Streets and lanes that join no other, that are cut off from the rest, and lane ends that stop
/// just short of another way.
void check_streets(const WardLayers& layers, Findings& findings);

}  // namespace twin
