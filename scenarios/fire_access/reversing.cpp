#include "scenarios/fire_access/reversing.h"

#include <cstdint>
#include <ranges>

#include "scenarios/fire_access/corner.h"

namespace twin::fire {

bool Reversing::through(std::uint32_t segment) const {
  const TurnCosts& costs = run_.passages().costs(vehicle_);
  return costs.stop_m[segment] == kInfinity ||
         costs.stop_m[run_.streets().segments()[segment].opposite] == kInfinity;
}

Reversing::Reversing(const FireRun& run, std::size_t vehicle)
    : run_(run),
      vehicle_(vehicle),
      depth_m_(run.streets().junctions().size(), 0.0),
      dead_end_(run.streets().segments().size(), 0) {
  const StreetNetwork& streets = run.streets();
  const Passages& passages = run.passages();
  const VehicleClass& one = passages.classes()[vehicle];
  std::vector<int> ways_on(streets.junctions().size(), 0);
  std::vector<char> can_turn_here(streets.junctions().size(), 0);
  for (std::uint32_t s = 0; s < streets.segments().size(); ++s) {
    const Segment& segment = streets.segments()[s];
    if (through(s)) ++ways_on[segment.from];
    const WayRef ref = passages.ward().way(segment.way);
    const bool turning_place = ref.is_lane && streets.is_dead_end(segment.to) &&
                               passages.ward().layers().lanes[ref.index].turning_place;
    if (turning_place || can_turn_back(one, passages.way_width_m(segment.way))) {
      can_turn_here[segment.to] = 1;
    }
  }
  for (const PlaceStart& start : run.drive(vehicle).starts()) {
    can_turn_here[streets.segments()[start.segment].to] = 1;  // its own station
  }
  // Strip the ends again and again; what is left can be driven round.
  std::vector<std::uint32_t> ends;
  for (std::uint32_t j = 0; j < ways_on.size(); ++j) {
    if (ways_on[j] <= 1 && can_turn_here[j] == 0) ends.push_back(j);
  }
  std::vector<std::uint32_t> stripped;  // segments, from the mouth's side, the outermost first
  for (std::size_t i = 0; i < ends.size(); ++i) {
    for (std::uint32_t s = streets.first_out(ends[i]); s < streets.last_out(ends[i]); ++s) {
      const std::uint32_t stretch = passages.stretch(s);
      if (!through(s) || dead_end_[stretch] != 0) continue;
      dead_end_[stretch] = 1;
      stripped.push_back(streets.segments()[s].opposite);
      const std::uint32_t next = streets.segments()[s].to;
      if (--ways_on[next] == 1 && can_turn_here[next] == 0) ends.push_back(next);
    }
  }
  for (const std::uint32_t s : stripped | std::views::reverse) {
    const Segment& segment = streets.segments()[s];
    depth_m_[segment.to] = depth_m_[segment.from] + segment.length_m;
  }
}

double Reversing::from_m(std::uint32_t segment, double along_m) const {
  if (through(segment) && dead_end_[run_.passages().stretch(segment)] == 0) return 0.0;
  return depth_m_[run_.streets().segments()[segment].from] + along_m;
}

}  // namespace twin::fire
