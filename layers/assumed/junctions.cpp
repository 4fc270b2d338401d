#include <algorithm>
#include <cmath>
#include <set>

#include "layers/assumed/making.h"

namespace twin {
namespace {

/// The ranks and names of the streets that meet at a junction.
struct Meeting {
  std::vector<int> ranks;
  std::set<std::string> names;
};

Meeting meeting_at(const Ward& ward, std::uint32_t junction) {
  const StreetNetwork& streets = ward.streets();
  Meeting meeting;
  for (std::uint32_t s = streets.first_out(junction); s < streets.last_out(junction); ++s) {
    const WayRef way = ward.way(streets.segments()[s].way);
    const Road& road = ward.layers().roads[way.index];
    meeting.ranks.push_back(rank_of_class(road.road_class));
    meeting.names.insert(road.name.empty() ? road.id : road.name);
  }
  std::ranges::sort(meeting.ranks);
  return meeting;
}

void give_signal(Making& making, Junction& junction, std::size_t number) {
  Random random(making.seed, "signals", number);
  if (!junction.cycle_s) {
    junction.cycle_s =
        5.0 * std::round(making.table.range("junctions.cycle_s").drawn(random) / 5.0);
    making.mark(junction.provenance, "cycle_s");
  }
  if (!junction.green_share) {
    const double share = making.table.range("junctions.green_share").drawn(random);
    junction.green_share = std::round(100.0 * share) / 100.0;
    making.mark(junction.provenance, "green_share");
  }
}

}  // namespace

void make_junctions(Making& making) {
  std::vector<Junction>& junctions = making.layers.junctions;
  if (!junctions.empty()) {
    for (std::size_t i = 0; i < junctions.size(); ++i) {
      if (junctions[i].control == "signal") give_signal(making, junctions[i], i);
    }
    return;
  }
  WardLayers roads;
  roads.roads = making.layers.roads;
  const Ward ward(std::move(roads));
  const int signal_rank = making.table.whole("junctions.signal_up_to_rank");
  for (std::uint32_t j = 0; j < ward.streets().junctions().size(); ++j) {
    const Meeting meeting = meeting_at(ward, j);
    if (meeting.ranks.size() < 3 || meeting.names.size() < 2) continue;
    Junction junction;
    junction.id = numbered("J", junctions.size() + 1, 4);
    junction.place = ward.streets().junctions()[j];
    const int major = meeting.ranks.front();
    const int minor = meeting.ranks.back();
    const bool signal = major <= signal_rank && minor <= signal_rank + 1;
    junction.control = signal ? "signal" : major < minor ? "priority" : "none";
    junction.provenance = making.assumed("by the classes of the streets that meet");
    if (signal) give_signal(making, junction, junctions.size());
    junctions.push_back(std::move(junction));
  }
  making.tell("junctions", junctions.size());
}

}  // namespace twin
