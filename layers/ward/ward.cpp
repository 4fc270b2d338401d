#include "layers/ward/ward.h"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/space/geometry.h"

namespace twin {
namespace {

constexpr double kDoorReach_m = 150.0;

/// Finds items by id without copying the ids.
template <typename Items>
std::map<std::string_view, std::size_t> by_id(const Items& items) {
  std::map<std::string_view, std::size_t> index;
  for (std::size_t i = 0; i < items.size(); ++i) index.emplace(items[i].id, i);
  return index;
}

std::map<std::string_view, std::uint32_t> ways_by_id(const WardLayers& layers) {
  std::map<std::string_view, std::uint32_t> index;
  std::uint32_t way = 0;
  for (const Road& road : layers.roads) index.emplace(road.id, way++);
  for (const Lane& lane : layers.lanes) index.emplace(lane.id, way++);
  return index;
}

NarrowPoint narrow_point(const Obstacle& obstacle, std::size_t index, const Polyline& line) {
  return {.at_m = nearest_on(line, obstacle.place).along_m,
          .length_m = obstacle.length_m,
          .clear_width_m = obstacle.clear_width_m,
          .clear_height_m = obstacle.clear_height_m,
          .from_h = obstacle.from_h,
          .to_h = obstacle.to_h,
          .cause = static_cast<std::uint32_t>(index)};
}

std::vector<StreetWay> street_ways(const WardLayers& layers) {
  std::vector<StreetWay> ways;
  ways.reserve(layers.roads.size() + layers.lanes.size());
  for (const Road& road : layers.roads) {
    ways.push_back({.line = road.centreline,
                    .one_way = road.one_way,
                    .bridge = road.bridge,
                    .narrow_points = {}});
  }
  for (const Lane& lane : layers.lanes) {
    ways.push_back(
        {.line = lane.centreline, .one_way = false, .bridge = false, .narrow_points = {}});
  }
  const auto index = ways_by_id(layers);
  for (std::size_t o = 0; o < layers.obstacles.size(); ++o) {
    const auto it = index.find(layers.obstacles[o].way_id);
    if (it == index.end()) continue;
    StreetWay& way = ways[it->second];
    way.narrow_points.push_back(narrow_point(layers.obstacles[o], o, way.line));
  }
  for (StreetWay& way : ways) std::ranges::stable_sort(way.narrow_points, {}, &NarrowPoint::at_m);
  return ways;
}

Polyline closed(Polyline ring) {
  if (!ring.empty()) ring.push_back(ring.front());
  return ring;
}

Door door_onto(const StreetNetwork& streets, std::uint32_t way, Point at) {
  const Nearest nearest = nearest_on(streets.ways()[way].line, at);
  const std::uint32_t segment = streets.segment_at(way, nearest.along_m);
  return {.at = at,
          .segment = segment,
          .along_m = nearest.along_m - streets.segments()[segment].begin_m,
          .away_m = nearest.away_m};
}

std::vector<std::optional<Door>> doors_of(const WardLayers& layers, const StreetNetwork& streets) {
  const auto buildings = by_id(layers.buildings);
  const auto ways = ways_by_id(layers);
  std::vector<std::optional<Door>> doors(layers.buildings.size());
  for (const Address& address : layers.addresses) {
    const auto building = buildings.find(address.building_id);
    const auto way = ways.find(address.way_id);
    if (building == buildings.end() || way == ways.end() || doors[building->second]) continue;
    if (streets.along(way->second).empty()) continue;
    doors[building->second] = door_onto(streets, way->second, address.door);
  }
  std::vector<Polyline> lines;
  for (const StreetWay& way : streets.ways()) lines.push_back(way.line);
  const LineIndex index(lines);
  for (std::size_t b = 0; b < doors.size(); ++b) {
    if (doors[b] || layers.buildings[b].footprint.outer.size() < 3) continue;
    const auto found = index.nearest(centroid(layers.buildings[b].footprint), kDoorReach_m);
    if (!found) continue;
    const auto way = static_cast<std::uint32_t>(found->line);
    if (streets.along(way).empty()) continue;
    const Polyline facade = closed(layers.buildings[b].footprint.outer);
    doors[b] = door_onto(streets, way, nearest_on(facade, found->nearest.at).at);
  }
  return doors;
}

std::vector<std::optional<std::size_t>> groups_of(const WardLayers& layers) {
  const auto groups = by_id(layers.residential_groups);
  std::vector<std::optional<std::size_t>> group_of(layers.buildings.size());
  for (std::size_t b = 0; b < group_of.size(); ++b) {
    const auto it = groups.find(layers.buildings[b].group_id);
    if (it != groups.end()) group_of[b] = it->second;
  }
  return group_of;
}

}  // namespace

Ward::Ward(WardLayers layers)
    : layers_(std::move(layers)),
      streets_(street_ways(layers_)),
      doors_(doors_of(layers_, streets_)),
      group_of_building_(groups_of(layers_)) {}

WayRef Ward::way(std::uint32_t way) const {
  const std::size_t roads = layers_.roads.size();
  return way < roads ? WayRef{false, way} : WayRef{true, way - roads};
}

std::optional<std::uint32_t> Ward::way_with_id(std::string_view id) const {
  const auto road = std::ranges::find(layers_.roads, id, &Road::id);
  if (road != layers_.roads.end()) {
    return way_of_road(static_cast<std::size_t>(road - layers_.roads.begin()));
  }
  const auto lane = std::ranges::find(layers_.lanes, id, &Lane::id);
  if (lane == layers_.lanes.end()) return std::nullopt;
  return way_of_lane(static_cast<std::size_t>(lane - layers_.lanes.begin()));
}

const std::string& Ward::way_id(std::uint32_t w) const {
  const WayRef ref = way(w);
  return ref.is_lane ? layers_.lanes[ref.index].id : layers_.roads[ref.index].id;
}

const std::string& Ward::way_name(std::uint32_t w) const {
  const WayRef ref = way(w);
  return ref.is_lane ? layers_.lanes[ref.index].name : layers_.roads[ref.index].name;
}

std::optional<double> Ward::way_clear_width_m(std::uint32_t w) const {
  const WayRef ref = way(w);
  if (ref.is_lane) return layers_.lanes[ref.index].clear_width_m;
  return width_or_usual_m(layers_.roads[ref.index]);
}

std::optional<std::size_t> Ward::building_with_id(std::string_view id) const {
  const auto it = std::ranges::find(layers_.buildings, id, &Building::id);
  if (it == layers_.buildings.end()) return std::nullopt;
  return static_cast<std::size_t>(it - layers_.buildings.begin());
}

std::optional<std::size_t> Ward::group_of_building(std::size_t building) const {
  return group_of_building_[building];
}

}  // namespace twin
