#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/gis/feature_table.h"

namespace twin {

/// Colours of buildings, one a block of the world: red, green, blue, and 0.
using BlockPaints = std::vector<std::array<std::uint8_t, 4>>;

/// The tint of a building's walls by its use (column `use`): clay for houses and for what is not
/// known, other pale tones for the rest; strong colours belong to results.
std::array<std::uint8_t, 4> paint_of(const Feature& building);

}  // namespace twin
