#include "scenarios/traffic/zones.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/space/geometry.h"

namespace twin::traffic {
namespace {

/// A building as a zone sees it.
struct Member {
  std::size_t building;
  Point door;
  double leaving;
  double arriving;

  double weight() const { return leaving + arriving; }
};

Member member_of(const Ward& ward, const DemandTable& demand, std::size_t b) {
  const Building& building = ward.layers().buildings[b];
  return {.building = b,
          .door = ward.doors()[b]->at,
          .leaving = building.residents * demand.trips_a_day * demand.peak_share,
          .arriving = floor_area_m2(building) * demand.arrivals_per_m2(building.use)};
}

double weight_of(std::span<const Member> members) {
  double sum = 0.0;
  for (const Member& member : members) sum += member.weight();
  return sum;
}

/// Where half of the weight lies before, at least one member on each side.
std::size_t middle_of(std::span<const Member> members) {
  const double half = 0.5 * weight_of(members);
  double sum = 0.0;
  for (std::size_t i = 0; i + 1 < members.size(); ++i) {
    sum += members[i].weight();
    if (sum >= half) return i + 1;
  }
  return members.size() - 1;
}

void cut(std::span<Member> members, double most_weight, std::vector<std::span<Member>>& parts) {
  if (members.size() < 2 || weight_of(members) <= most_weight) {
    parts.push_back(members);
    return;
  }
  Box box;
  for (const Member& member : members) box.add(member.door);
  const bool wide = box.east_m - box.west_m >= box.north_m - box.south_m;
  std::ranges::stable_sort(members, {}, [wide](const Member& member) {
    return wide ? member.door.x_m : member.door.y_m;
  });
  const std::size_t middle = middle_of(members);
  cut(members.first(middle), most_weight, parts);
  cut(members.subspan(middle), most_weight, parts);
}

Zone zone_of(const Ward& ward, std::span<const Member> members, std::optional<std::size_t> group) {
  Zone zone{.centre = {}, .group = group, .buildings = {}, .residents = 0.0};
  double weight = 0.0;
  for (const Member& member : members) {
    zone.buildings.push_back(member.building);
    zone.residents += ward.layers().buildings[member.building].residents;
    zone.leaving += member.leaving;
    zone.arriving += member.arriving;
    zone.centre.x_m += member.weight() * member.door.x_m;
    zone.centre.y_m += member.weight() * member.door.y_m;
    weight += member.weight();
  }
  zone.centre.x_m /= weight;
  zone.centre.y_m /= weight;
  return zone;
}

/// Dead ends of the streets at which the ward's model stops, with the segment that leaves them.
std::vector<std::uint32_t> cut_ends(const Ward& ward, const DemandTable& demand) {
  const Polygon& outline = ward.layers().boundary.outline;
  Polyline edge = outline.outer;
  if (!edge.empty()) edge.push_back(edge.front());
  const StreetNetwork& streets = ward.streets();
  std::vector<std::uint32_t> ends;
  for (std::uint32_t j = 0; j < streets.junctions().size(); ++j) {
    if (!streets.is_dead_end(j)) continue;
    const WayRef ref = ward.way(streets.segments()[streets.first_out(j)].way);
    if (ref.is_lane) continue;
    const Point at = streets.junctions()[j];
    const int rank = rank_of_class(ward.layers().roads[ref.index].road_class);
    const bool great = rank <= rank_of_class(demand.greatest_class);
    const bool at_edge =
        !edge.empty() && (!contains(outline, at) || nearest_on(edge, at).away_m <= demand.reach_m);
    if (great || at_edge) ends.push_back(j);
  }
  return ends;
}

}  // namespace

std::vector<Zone> zones_of(const Ward& ward, const DemandTable& demand, int wanted) {
  constexpr auto kNoGroup = static_cast<std::size_t>(-1);
  std::map<std::size_t, std::vector<Member>> groups;
  double all = 0.0;
  for (std::size_t b = 0; b < ward.layers().buildings.size(); ++b) {
    if (!ward.doors()[b]) continue;
    const Member member = member_of(ward, demand, b);
    if (member.weight() <= 0.0) continue;
    groups[ward.group_of_building(b).value_or(kNoGroup)].push_back(member);
    all += member.weight();
  }
  std::vector<Zone> zones;
  for (auto& [group, members] : groups) {
    std::vector<std::span<Member>> parts;
    cut(members, all / wanted, parts);
    for (const std::span<Member> part : parts) {
      zones.push_back(zone_of(ward, part, group == kNoGroup ? std::nullopt : std::optional(group)));
    }
  }
  return zones;
}

std::vector<Gate> gates_of(const Ward& ward, const DemandTable& demand,
                           const std::vector<double>& capacity_pcu_per_h) {
  const StreetNetwork& streets = ward.streets();
  std::vector<Gate> gates;
  for (const std::uint32_t j : cut_ends(ward, demand)) {
    const Point at = streets.junctions()[j];
    const std::uint32_t out = streets.first_out(j);
    const Segment& segment = streets.segments()[out];
    auto gate = std::ranges::find_if(
        gates, [&](const Gate& known) { return distance_m(known.centre, at) <= demand.join_m; });
    if (gate == gates.end()) {
      gates.push_back({.centre = at, .name = ward.way_name(segment.way), .junctions = {}});
      gate = gates.end() - 1;
    }
    gate->junctions.push_back(j);
    if (!segment.against_one_way) gate->in_pcu_per_h += capacity_pcu_per_h[out];
    const std::uint32_t back = segment.opposite;
    if (back != Segment::kNone && !streets.segments()[back].against_one_way) {
      gate->out_pcu_per_h += capacity_pcu_per_h[back];
    }
  }
  return gates;
}

}  // namespace twin::traffic
