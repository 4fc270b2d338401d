#pragma once

#include <random>
#include <string>
#include <vector>

#include "layers/ward/ward.h"
#include "scenarios/fire_access/fire_access.h"

namespace twin::test {

inline Road road(const std::string& id, Polyline line, double width_m = 8.0) {
  Road road;
  road.id = id;
  road.name = "Phố " + id;
  road.centreline = std::move(line);
  road.road_class = "residential";
  road.width_m = width_m;
  return road;
}

inline Lane lane(const std::string& id, Polyline line, double clear_width_m) {
  Lane lane;
  lane.id = id;
  lane.name = "Ngõ " + id;
  lane.kind = "ngo";
  lane.centreline = std::move(line);
  lane.clear_width_m = clear_width_m;
  return lane;
}

inline Obstacle pinch(const std::string& id, const std::string& way, Point at, double width_m) {
  Obstacle obstacle;
  obstacle.id = id;
  obstacle.way_id = way;
  obstacle.kind = "pinch";
  obstacle.place = at;
  obstacle.length_m = 2.0;
  obstacle.clear_width_m = width_m;
  return obstacle;
}

/// A house of 10 m × 8 m whose door stands at `door`, 2 m west of its footprint's middle wall.
inline Building house(const std::string& id, Point door) {
  Building house;
  house.id = id;
  house.footprint.outer = {{door.x_m, door.y_m - 4},
                           {door.x_m + 10, door.y_m - 4},
                           {door.x_m + 10, door.y_m + 4},
                           {door.x_m, door.y_m + 4}};
  house.use = "house";
  house.floors = 1;
  house.height_m = 3.5;
  house.residents = 4.0;
  return house;
}

inline FireStation station(const std::string& id, Point at, const std::string& vehicles) {
  FireStation station;
  station.id = id;
  station.name = id;
  station.place = at;
  station.vehicles = vehicles;
  return station;
}

/// A street 400 m east from the station, a lane 300 m north from its middle, a house on the lane
/// 239 m in. The engine is a small one.
inline WardLayers one_lane(double lane_width_m = 4.0) {
  WardLayers layers;
  layers.roads = {road("R", {{0, 0}, {400, 0}})};
  layers.lanes = {lane("34", {{200, 0}, {200, 300}}, lane_width_m)};
  layers.buildings = {house("B", {202, 239})};
  layers.fire_stations = {station("S", {0, 0}, "small:1")};
  return layers;
}

inline fire::FireModel usual_model() {
  return fire::fire_model(Settings(fire::fire_settings()), 12.0);
}

/// A grid of streets and lanes of random widths with pinches, cables, houses and cisterns.
inline WardLayers random_town(unsigned seed) {
  std::mt19937 random(seed);
  const auto up_to = [&](unsigned n) { return static_cast<double>(random() % n); };
  constexpr int kSide = 4;
  constexpr double kBlock_m = 100.0;
  const std::vector<double> widths_m = {1.2, 1.9, 2.4, 2.8, 4.0, 6.5};
  WardLayers layers;
  int number = 0;
  const auto add = [&](Point a, Point b, bool edge) {
    const std::string id = std::to_string(++number);
    if (edge) {
      layers.roads.push_back(road("R" + id, {a, b}, 9.0));
      layers.roads.back().one_way = random() % 3 == 0;
    } else if (random() % 5 != 0) {
      layers.lanes.push_back(lane("L" + id, {a, b}, widths_m[random() % widths_m.size()]));
      for (auto i = random() % 3; i > 0; --i) {
        const double share = (10.0 + up_to(80)) / 100.0;
        const Point at{a.x_m + share * (b.x_m - a.x_m), a.y_m + share * (b.y_m - a.y_m)};
        layers.obstacles.push_back(pinch("O" + std::to_string(layers.obstacles.size()),
                                         layers.lanes.back().id, at,
                                         widths_m[random() % widths_m.size()]));
        if (random() % 3 == 0) {
          layers.obstacles.back().clear_width_m.reset();
          layers.obstacles.back().clear_height_m = 1.8 + up_to(3);
          layers.obstacles.back().kind = "cable";
        }
      }
    } else {
      return;
    }
    const double share = (5.0 + up_to(90)) / 100.0;
    const Point at{a.x_m + share * (b.x_m - a.x_m), a.y_m + share * (b.y_m - a.y_m)};
    layers.buildings.push_back(house("B" + id, {at.x_m + 1.0, at.y_m + 1.0}));
    layers.buildings.back().floors = 1 + static_cast<int>(random() % 5);
  };
  for (int row = 0; row < kSide; ++row) {
    for (int col = 0; col < kSide; ++col) {
      const Point here{col * kBlock_m, row * kBlock_m};
      if (col + 1 < kSide) add(here, {here.x_m + kBlock_m, here.y_m}, row == 0);
      if (row + 1 < kSide) add(here, {here.x_m, here.y_m + kBlock_m}, col == 0);
    }
  }
  layers.fire_stations = {
      station("S", {0, 0}, "medium:1 small:1 pickup:1 motorbike:1 hand_pump:1")};
  Cistern cistern;
  cistern.id = "C";
  cistern.place = {up_to(300), up_to(300)};
  cistern.volume_m3 = 20.0;
  layers.cisterns = {cistern};
  Hydrant hydrant;
  hydrant.id = "H";
  hydrant.place = {up_to(300), 2.0};
  hydrant.flow_lps = 10.0;
  layers.hydrants = {hydrant};
  return layers;
}

}  // namespace twin::test
