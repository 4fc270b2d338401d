#include "engine/network/turn_search.h"

#include <algorithm>
#include <functional>

namespace twin {

Turns::Turns(const StreetNetwork& streets) {
  first_.reserve(streets.segments().size() + 1);
  first_.push_back(0);
  for (const Segment& s : streets.segments()) {
    first_.push_back(first_.back() + streets.last_out(s.to) - streets.first_out(s.to));
  }
}

TurnSearch::TurnSearch(const StreetNetwork& streets, const Turns& turns)
    : streets_(streets), turns_(turns), entries_(streets.segments().size()) {}

void TurnSearch::leave(const TurnCosts& costs, std::uint32_t segment, const Entry& at_end,
                       std::span<const double> bound) {
  const std::uint32_t junction = streets_.segments()[segment].to;
  std::uint32_t turn = turns_.first(segment);
  for (std::uint32_t onto = streets_.first_out(junction); onto < streets_.last_out(junction);
       ++onto, ++turn) {
    const double cost = at_end.cost + costs.turn[turn];
    if (!(cost < entries_[onto].cost) || (!bound.empty() && !(cost < bound[onto]))) continue;
    if (entries_[onto].by == Segment::kNone) touched_.push_back(onto);
    entries_[onto] = {.cost = cost,
                      .distance_m = at_end.distance_m,
                      .by = segment,
                      .start = at_end.start,
                      .straight_from_start = at_end.straight_from_start};
    heap_.emplace_back(cost, onto);
    std::ranges::push_heap(heap_, std::greater<>{});
  }
}

void TurnSearch::grow(const TurnCosts& costs, std::span<const PlaceStart> starts,
                      std::span<const double> bound) {
  for (const std::uint32_t segment : touched_) entries_[segment] = Entry{};
  touched_.clear();
  entered_.clear();
  heap_.clear();
  for (std::uint32_t i = 0; i < starts.size(); ++i) {
    const PlaceStart& start = starts[i];
    const double length_m = streets_.segments()[start.segment].length_m;
    if (start.stop_m < length_m) continue;
    const double left_m = length_m - start.along_m;
    leave(costs, start.segment,
          {.cost = start.cost + left_m * costs.per_m[start.segment],
           .distance_m = left_m,
           .start = i,
           .straight_from_start = true},
          bound);
  }
  while (!heap_.empty()) {
    std::ranges::pop_heap(heap_, std::greater<>{});
    const auto [cost, segment] = heap_.back();
    heap_.pop_back();
    const Entry& entry = entries_[segment];
    if (cost > entry.cost) continue;
    entered_.push_back(segment);
    const double length_m = streets_.segments()[segment].length_m;
    if (costs.stop_m[segment] < length_m) continue;
    leave(costs, segment,
          {.cost = cost + length_m * costs.per_m[segment],
           .distance_m = entry.distance_m + length_m,
           .start = entry.start,
           .straight_from_start = false},
          bound);
  }
}

std::vector<double> TurnSearch::costs() const {
  std::vector<double> costs;
  costs.reserve(entries_.size());
  for (const Entry& entry : entries_) costs.push_back(entry.cost);
  return costs;
}

std::vector<std::uint32_t> TurnSearch::path_to(std::uint32_t segment) const {
  std::vector<std::uint32_t> path = {segment};
  while (entries_[path.back()].by != Segment::kNone) {
    const Entry& entry = entries_[path.back()];
    path.push_back(entry.by);
    if (entry.straight_from_start) break;
  }
  std::ranges::reverse(path);
  return path;
}

}  // namespace twin
