#include "scenarios/fire_access/travel.h"

#include <utility>

namespace twin::fire {

Travel::Travel(const StreetNetwork& streets, const Turns& turns)
    : search_(streets, turns), first_on_(streets.segments().size(), Segment::kNone) {}

void Travel::list_starts() {
  next_on_.resize(starts_.size());
  for (std::uint32_t i = 0; i < starts_.size(); ++i) {
    next_on_[i] = first_on_[starts_[i].segment];
    first_on_[starts_[i].segment] = i;
  }
}

void Travel::grow(const TurnCosts& costs, std::vector<PlaceStart> starts,
                  std::span<const double> bound) {
  for (const PlaceStart& old : starts_) first_on_[old.segment] = Segment::kNone;
  starts_ = std::move(starts);
  list_starts();
  search_.grow(costs, starts_, bound);
}

Arrival Travel::at(const TurnCosts& costs, std::uint32_t segment, double along_m) const {
  Arrival best;
  const Entry& entry = search_.entry(segment);
  if (entry.start != Segment::kNone && along_m <= costs.stop_m[segment]) {
    best = {.cost = entry.cost + along_m * costs.per_m[segment],
            .distance_m = entry.distance_m + along_m,
            .start = entry.start};
  }
  for (std::uint32_t i = first_on_[segment]; i != Segment::kNone; i = next_on_[i]) {
    const PlaceStart& start = starts_[i];
    if (along_m < start.along_m || along_m > start.stop_m) continue;
    const double further_m = along_m - start.along_m;
    const double cost = start.cost + further_m * costs.per_m[segment];
    if (cost < best.cost || (cost == best.cost && i < best.start)) {
      best = {.cost = cost, .distance_m = further_m, .start = i};
    }
  }
  return best;
}

std::vector<std::uint32_t> Travel::path(const TurnCosts& costs, std::uint32_t segment,
                                        double along_m) const {
  const Arrival arrival = at(costs, segment, along_m);
  if (!arrival.reached()) return {};
  const PlaceStart& start = starts_[arrival.start];
  const bool from_start_here = start.segment == segment && start.along_m <= along_m &&
                               arrival.distance_m == along_m - start.along_m;
  return from_start_here ? std::vector<std::uint32_t>{segment} : search_.path_to(segment);
}

}  // namespace twin::fire
