#pragma once

#include "scenarios/scenario.h"

namespace twin {

/// Which lanes to renovate first: docs/scenarios/renovation.md.
extern const Scenario kRenovation;

}  // namespace twin
