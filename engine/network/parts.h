#pragma once

#include <cstdint>
#include <vector>

#include "engine/network/street_network.h"

namespace twin {

/// Which junctions hang together on foot: the number of each junction's part, parts numbered by
/// size, the largest 0 (equals by their first junction).
std::vector<std::uint32_t> parts_of(const StreetNetwork& streets);

}  // namespace twin
