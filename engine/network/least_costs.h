#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/network/street_network.h"

namespace twin {

/// Where a search starts and at what cost.
struct Start {
  std::uint32_t junction = 0;
  double cost = 0.0;
};

/// Least costs from the nearest start, and how they are reached.
struct LeastCosts {
  std::vector<double> cost;             ///< per junction; infinity where nothing leads
  std::vector<std::uint32_t> by;        ///< per junction, the segment it is entered by, or kNone
  std::vector<std::uint32_t> start_of;  ///< per junction, the index of its start, or kNone
};

/// Dijkstra over junctions. Costs are per segment, non-negative, in any one unit; infinity closes a
/// segment. Equal costs are settled by the lower junction, so results do not depend on chance.
LeastCosts least_costs(const StreetNetwork& streets, std::span<const double> cost_of_segment,
                       std::span<const Start> starts);

/// The segments from a start to a junction, in order of travel; empty at the start itself.
std::vector<std::uint32_t> path_to(const StreetNetwork& streets, const LeastCosts& least,
                                   std::uint32_t junction);

}  // namespace twin
