#pragma once

#include <span>

#include "engine/results/field.h"
#include "scenarios/scenario.h"

namespace twin {

/// The table a ranking writes: a row a candidate.
inline constexpr std::string_view kCandidates = "candidates";

std::span<const Setting> renovation_settings();
/// The runs it can build on.
std::span<const Need> renovation_needs();
/// What a ranking writes.
std::span<const ResultField> renovation_results();

}  // namespace twin
