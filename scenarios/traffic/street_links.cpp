#include "scenarios/traffic/street_links.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/space/geometry.h"
#include "layers/ward/ward_ways.h"
#include "scenarios/traffic/junction_delays.h"

namespace twin::traffic {
namespace {

constexpr double kNever_s = std::numeric_limits<double>::infinity();
/// A street takes at least this long, so that no link is free of cost.
constexpr double kLeastLength_m = 0.5;

bool counts_at(const NarrowPoint& narrow, double hour) {
  if (narrow.from_h <= narrow.to_h) return hour >= narrow.from_h && hour < narrow.to_h;
  return hour >= narrow.from_h || hour < narrow.to_h;  // over midnight
}

double least_width_m(const Ward& ward, const StreetTable& table, std::uint32_t s, double hour) {
  double width =
      ward.way_clear_width_m(ward.streets().segments()[s].way).value_or(table.lane.unknown_width_m);
  for (const NarrowPoint& narrow : ward.streets().narrow_points(s)) {
    if (narrow.clear_width_m && counts_at(narrow, hour))
      width = std::min(width, *narrow.clear_width_m);
  }
  return width;
}

/// Lanes of a road in one direction.
double lanes_of(const Road& road) { return road.one_way ? road.lanes : 0.5 * road.lanes; }

struct Street {
  double free_kmh;
  double capacity_pcu_per_h;  ///< in this direction
  double lanes;
};

Street street_of(const Ward& ward, const StreetTable& table, double motorbike_pcu, WayRef ref) {
  if (ref.is_lane) {
    const double width_m =
        ward.layers().lanes[ref.index].clear_width_m.value_or(table.lane.unknown_width_m);
    return {.free_kmh = table.lane.free_kmh,
            .capacity_pcu_per_h = 0.5 * width_m * table.lane.motorbikes_per_h_a_metre *
                                  table.lane.share_let_through * motorbike_pcu,
            .lanes = 1.0};
  }
  const Road& road = ward.layers().roads[ref.index];
  const RoadKind& kind = table.road(road.road_class);
  return {.free_kmh = std::min(kind.free_kmh, road.speed_limit_kmh.value_or(kind.free_kmh)),
          .capacity_pcu_per_h = lanes_of(road) * kind.pcu_per_h_a_lane,
          .lanes = lanes_of(road)};
}

bool may_enter(const Vehicle& vehicle, const Segment& segment, WayRef ref, double width_m,
               const Conditions& conditions) {
  if (segment.against_one_way || (vehicle.roads_only && ref.is_lane)) return false;
  if (!conditions.closed.empty() && conditions.closed[segment.way]) return false;
  return width_m >= vehicle.least_width_m;
}

double time_s(const Vehicle& vehicle, const Street& street, bool is_lane, double length_m,
              const std::vector<float>* water) {
  const double kmh = std::min(street.free_kmh, is_lane ? vehicle.lane_kmh : vehicle.road_kmh);
  if (water != nullptr) return time_through_water_s(*water, length_m, kmh, vehicle.flood_stop_m);
  return 3.6 * length_m / kmh;
}

}  // namespace

StreetLinks street_links(const Ward& ward, const std::vector<Vehicle>& vehicles,
                         const StreetTable& table, const Conditions& conditions) {
  const auto& segments = ward.streets().segments();
  StreetLinks links;
  links.own_cost_s.assign(vehicles.size(), std::vector<double>(segments.size(), kNever_s));
  for (std::uint32_t s = 0; s < segments.size(); ++s) {
    const Segment& segment = segments[s];
    const WayRef ref = ward.way(segment.way);
    const Street street = street_of(ward, table, vehicles.front().pcu, ref);
    const double length_m = std::max(segment.length_m, kLeastLength_m);
    const double width_m = least_width_m(ward, table, s, conditions.hour);
    const auto* water = conditions.water.wet(s) ? &conditions.water.depth_m[s] : nullptr;
    double fastest_s = kNever_s;
    double fastest_dry_s = kNever_s;
    for (std::size_t k = 0; k < vehicles.size(); ++k) {
      const double dry_s = time_s(vehicles[k], street, ref.is_lane, length_m, nullptr);
      fastest_dry_s = std::min(fastest_dry_s, dry_s);
      if (!may_enter(vehicles[k], segment, ref, width_m, conditions)) continue;
      links.own_cost_s[k][s] = time_s(vehicles[k], street, ref.is_lane, length_m, water);
      fastest_s = std::min(fastest_s, links.own_cost_s[k][s]);
    }
    if (std::isinf(fastest_s)) fastest_s = fastest_dry_s;
    // What all share is the time of the fastest; the others take their own time longer.
    for (auto& own : links.own_cost_s) own[s] -= fastest_s;
    links.delays.push_back({.free = fastest_s,
                            .b = table.b,
                            .capacity = street.capacity_pcu_per_h,
                            .power = table.power});
    links.dry_free_s.push_back(fastest_dry_s);
    links.least_width_m.push_back(width_m);
    links.lanes.push_back(street.lanes);
  }
  add_junction_delays(ward, table.junction, links);
  return links;
}

std::vector<bool> ways_named(const Ward& ward, const std::vector<std::string>& ids_and_names) {
  const std::size_t ways = ward.streets().ways().size();
  std::vector<bool> named(ways, false);
  for (const std::string& word : ids_and_names) {
    const std::vector<std::size_t> called = ways_called(ward.layers(), word);
    for (const std::size_t way : called) named[way] = true;
    if (!called.empty()) continue;
    throw InputError({.where = tr("the streets to close", "danh sách đường đóng"),
                      .found = "'" + word + "'",
                      .expected = expected_way(ward.layers(), word),
                      .outcome = tr("nothing was computed", "chưa tính gì")});
  }
  return named;
}

}  // namespace twin::traffic
