#pragma once

#include <cstdint>

#include "engine/base/findings.h"
#include "engine/base/progress.h"
#include "layers/assumed/assumed_table.h"
#include "layers/ward/ward.h"

namespace twin {

/// Raised whenever the same layers, table and seed give another ward than before.
inline constexpr int kMakingVersion = 2;

/// Makes up every layer and column of a ward that nobody gave, from its outline and its streets:
/// plausible, marked as assumed with method and seed, and never in place of what is there. Equal
/// layers, table and seed give equal results, on every machine. Residents add up to those of the
/// boundary exactly (where it knows none, they follow from the floor area). No hollow is dug at a
/// known flood spot. Findings tell what was made up.
/// @throws InputError: no outline, no streets, or a table without a number that is needed.
void fill_missing(WardLayers& layers, const AssumedTable& table, std::int64_t seed,
                  Findings& findings, const Progress& progress);

}  // namespace twin
