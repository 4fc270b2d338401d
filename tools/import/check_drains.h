#pragma once

#include "engine/base/findings.h"
#include "layers/ward/ward.h"

namespace twin {

/// Pipes with unknown ends, uphill or above the ground; inlets and pumps on no pipe; manholes from
/// which the water reaches no outfall.
void check_drains(const WardLayers& layers, Findings& findings);

}  // namespace twin
