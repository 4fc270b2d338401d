#include "engine/network/least_costs.h"

#include <algorithm>
#include <cassert>
#include <functional>
#include <limits>
#include <queue>
#include <utility>

namespace twin {

LeastCosts least_costs(const StreetNetwork& streets, std::span<const double> cost_of_segment,
                       std::span<const Start> starts) {
  assert(cost_of_segment.size() == streets.segments().size());
  constexpr double kUnreached = std::numeric_limits<double>::infinity();
  const std::size_t junctions = streets.junctions().size();
  LeastCosts least{.cost = std::vector<double>(junctions, kUnreached),
                   .by = std::vector<std::uint32_t>(junctions, Segment::kNone),
                   .start_of = std::vector<std::uint32_t>(junctions, Segment::kNone)};
  using Entry = std::pair<double, std::uint32_t>;  // equal costs: the lower junction first
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> open;
  for (std::uint32_t i = 0; i < starts.size(); ++i) {
    const Start& start = starts[i];
    if (start.cost >= least.cost[start.junction]) continue;
    least.cost[start.junction] = start.cost;
    least.start_of[start.junction] = i;
    open.emplace(start.cost, start.junction);
  }
  while (!open.empty()) {
    const auto [cost, junction] = open.top();
    open.pop();
    if (cost > least.cost[junction]) continue;
    for (std::uint32_t s = streets.first_out(junction); s < streets.last_out(junction); ++s) {
      const double there = cost + cost_of_segment[s];
      const std::uint32_t to = streets.segments()[s].to;
      if (!(there < least.cost[to])) continue;
      least.cost[to] = there;
      least.by[to] = s;
      least.start_of[to] = least.start_of[junction];
      open.emplace(there, to);
    }
  }
  return least;
}

std::vector<std::uint32_t> path_to(const StreetNetwork& streets, const LeastCosts& least,
                                   std::uint32_t junction) {
  std::vector<std::uint32_t> path;
  for (std::uint32_t s = least.by[junction]; s != Segment::kNone;
       s = least.by[streets.segments()[s].from]) {
    path.push_back(s);
  }
  std::ranges::reverse(path);
  return path;
}

}  // namespace twin
