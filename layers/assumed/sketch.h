#pragma once

#include <cstdint>

#include "engine/base/toml_file.h"
#include "layers/assumed/assumed_table.h"
#include "layers/ward/ward.h"

namespace twin {

/// A ward drawn by hand as a small text: outline, streets, grids of streets, villages, lanes, river
/// and greens, in metres from `origin` (which is in the ward's CRS). Streets that cross are joined
/// there (bridges are not); ends that stick out by less than 30 m beyond a crossing are cut off;
/// `split_m` draws a street as two one-way carriageways that far apart; lanes are grown as trees
/// inside each village. docs/layers/assumed.md shows every key.
/// @throws InputError: unknown keys, lines of fewer than two points, no outline, no streets.
WardLayers ward_from_sketch(const TomlTable& sketch, const AssumedTable& table, std::int64_t seed);

}  // namespace twin
