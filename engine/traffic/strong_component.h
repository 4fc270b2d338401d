#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "engine/traffic/link_graph.h"

namespace twin {

/// The largest set of nodes from each of which all others can be reached over the open links, by
/// Tarjan's algorithm (1972); of equal ones that of the lowest node. One flag a node.
std::vector<bool> largest_strong_component(const LinkGraph& graph,
                                           const std::function<bool(std::uint32_t link)>& open);

}  // namespace twin
