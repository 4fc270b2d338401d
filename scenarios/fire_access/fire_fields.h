#pragma once

#include <span>

#include "engine/results/field.h"
#include "scenarios/scenario.h"

namespace twin::fire {

/// What a run of fire access writes.
std::span<const ResultField> fire_results();
/// The runs it can build on.
std::span<const Need> fire_needs();

}  // namespace twin::fire
