#include <algorithm>
#include <cmath>

#include "layers/assumed/lane_tree.h"
#include "layers/assumed/making.h"
#include "layers/assumed/plane.h"

namespace twin {
namespace {

/// Along the main streets, just behind the kerb: the next where the last is a spacing away. Streets
/// come in many short ways, so the distance to all others counts, not that along one way.
void make_hydrants(Making& making) {
  std::vector<Hydrant>& hydrants = making.layers.hydrants;
  if (!hydrants.empty()) return;
  const Range spacing_m = making.table.range("fire.hydrant_spacing_m");
  const Range flow_lps = making.table.range("fire.hydrant_lps");
  const std::vector<FrontWay> ways = front_ways(making);
  constexpr double kStep_m = 5.0;
  for (std::size_t w = 0; w < ways.size(); ++w) {
    const FrontWay& way = ways[w];
    if (way.is_lane || way.bridge || way.rank < 2 || way.rank > 4) continue;
    Random random(making.seed, "hydrants", w);
    const bool one_way = making.layers.roads[way.index].one_way;
    const double side = one_way || random.chance(0.5) ? -1.0 : 1.0;  // traffic keeps right
    double apart_m = spacing_m.drawn(random);
    for (double at_m = 0.5 * kStep_m; at_m < length_m(*way.line); at_m += kStep_m) {
      const Point place = point_along(*way.line, at_m) + left_of(direction_along(*way.line, at_m)) *
                                                             (side * (way.half_width_m + 0.8));
      const bool crowded = std::ranges::any_of(
          hydrants, [&](const Hydrant& h) { return distance_m(h.place, place) < apart_m; });
      if (crowded || !contains(making.layers.boundary.outline, place)) continue;
      apart_m = spacing_m.drawn(random);
      Hydrant hydrant;
      hydrant.id = numbered("TN", hydrants.size() + 1, 4);
      hydrant.place = place;
      hydrant.flow_lps = std::round(flow_lps.drawn(random));
      hydrant.working = random.chance(making.table.number("fire.hydrant_working_share"));
      hydrant.provenance = making.assumed("at the spacing of the rules along main streets");
      hydrants.push_back(std::move(hydrant));
    }
  }
  making.tell("hydrants", hydrants.size());
}

/// Where a lane runs far from any street, at its first place that far in.
void make_cisterns(Making& making) {
  std::vector<Cistern>& cisterns = making.layers.cisterns;
  if (!cisterns.empty()) return;
  const double far_m = making.table.number("fire.cistern_from_m");
  const double apart_m = making.table.number("fire.cistern_apart_m");
  const Range volume_m3 = making.table.range("fire.cistern_m3");
  const std::vector<LanePlace> places = lane_places(streets_only(making.layers));
  for (std::size_t i = 0; i < places.size(); ++i) {
    const Lane& lane = making.layers.lanes[i];
    if (places[i].inmost_m < far_m || places[i].depth == 0) continue;
    const double lane_m = length_m(lane.centreline);
    const double in_m = std::clamp(far_m - places[i].street_m, 0.0, lane_m);
    const double at_m = places[i].from_start ? in_m : lane_m - in_m;
    const Point place =
        point_along(lane.centreline, at_m) + left_of(direction_along(lane.centreline, at_m)) *
                                                 (0.5 * lane.clear_width_m.value_or(2.0) - 0.3);
    const bool crowded = std::ranges::any_of(
        cisterns, [&](const Cistern& c) { return distance_m(c.place, place) < apart_m; });
    if (crowded || !contains(making.layers.boundary.outline, place)) continue;
    Random random(making.seed, "cisterns", i);
    Cistern cistern;
    cistern.id = numbered("BN", cisterns.size() + 1, 4);
    cistern.place = place;
    cistern.volume_m3 = 5.0 * std::round(volume_m3.drawn(random) / 5.0);
    cistern.usable = random.chance(making.table.number("fire.cistern_usable_share"));
    cistern.suction_lift_m =
        std::round(10.0 * making.table.range("fire.cistern_lift_m").drawn(random)) / 10.0;
    cistern.provenance = making.assumed("in lanes far from any street");
    cisterns.push_back(std::move(cistern));
  }
  making.tell("cisterns", cisterns.size());
}

/// On the ward's bank of each river.
void make_draw_points(Making& making) {
  std::vector<DrawPoint>& points = making.layers.draw_points;
  if (!points.empty()) return;
  const double spacing_m = making.table.number("fire.draw_point_spacing_m");
  const Point middle = centroid(making.layers.boundary.outline);
  for (const River& river : making.layers.river) {
    const double river_m = length_m(river.centreline);
    for (double at_m = 0.5 * spacing_m; at_m < river_m; at_m += spacing_m) {
      const Point in_water = point_along(river.centreline, at_m);
      const Step across = left_of(direction_along(river.centreline, at_m));
      const double side = dot(across, from_to(in_water, middle)) > 0.0 ? 1.0 : -1.0;
      DrawPoint point;
      point.id = numbered("DN", points.size() + 1, 3);
      point.place = in_water + across * (side * (0.5 * river.width_m + 1.0));
      point.water = river.name;
      point.suction_lift_m = std::round(10.0 * (river.bank_m - river.usual_level_m + 0.5)) / 10.0;
      point.provenance = making.assumed("at equal distances along the bank");
      points.push_back(std::move(point));
    }
  }
  making.tell("draw_points", points.size());
}

}  // namespace

void make_fire_water(Making& making) {
  make_hydrants(making);
  make_cisterns(making);
  make_draw_points(making);
}

void make_fire_stations(Making& making) {
  std::vector<FireStation>& stations = making.layers.fire_stations;
  if (!stations.empty()) return;
  const std::vector<FrontWay> ways = front_ways(making);
  const Point middle = centroid(making.layers.boundary.outline);
  const FrontWay* best = nullptr;
  Nearest best_place;
  for (const FrontWay& way : ways) {
    if (way.is_lane || !way.fronted || way.line->size() < 2) continue;
    const Nearest nearest = nearest_on(*way.line, middle);
    const bool better =
        best == nullptr || std::min(way.rank, 4) < std::min(best->rank, 4) ||
        (std::min(way.rank, 4) == std::min(best->rank, 4) && nearest.away_m < best_place.away_m);
    if (!better || nearest.away_m > making.table.number("fire.station_from_middle_m")) continue;
    best = &way;
    best_place = nearest;
  }
  if (best == nullptr) return;
  FireStation station;
  station.id = "PC1";
  station.name = making.table.texts("fire.station_name").front();
  station.vehicles = making.table.texts("fire.station_vehicles").front();
  station.place = best_place.at +
                  left_of(direction_along(*best->line, best_place.along_m)) * -(best->edge_m + 2.0);
  station.provenance = making.assumed("on the most important street near the ward's middle");
  stations.push_back(std::move(station));
  making.tell("fire_stations", stations.size());
}

}  // namespace twin
