#pragma once

#include <filesystem>
#include <string>

#include "engine/results/collected.h"
#include "layers/ward/ward.h"
#include "scenarios/flood/flood.h"
#include "tests/support/scratch.h"

namespace twin {

inline Polygon box(double west_m, double south_m, double east_m, double north_m) {
  return {.outer = {{west_m, south_m}, {east_m, south_m}, {east_m, north_m}, {west_m, north_m}},
          .holes = {}};
}

/// A lane 40 m long and one cell wide between two closed rows of houses, four to a side:
///
///     y 20 ┌────┬────┬────┬────┐
///          │ N0 │ N1 │ N2 │ N3 │   ten metres deep
///     y 10 ├────┴────┴────┴────┤
///          │   lane L1, y 9    │   80 m² that hold water
///     y 8  ├────┬────┬────┬────┤
///          │ S0 │ S1 │ S2 │ S3 │   eight metres deep
///     y 0  └────┴────┴────┴────┘
///
/// The ground lies at 5 m in the west half and at `east_m` in the east half. Four people a house;
/// the west half is group T1, the east half T2.
inline WardLayers lane_between_houses(double east_m) {
  WardLayers layers;
  layers.boundary.outline = box(0, 0, 40, 20);
  const GridFrame frame{.north_west = {-10, 30}, .cell_m = 1.0, .rows = 40, .cols = 60};
  layers.terrain.ground_m = Grid<float>(frame, 5.0F);
  layers.terrain.ground_m.values().rightCols(30) = static_cast<float>(east_m);
  Lane lane;
  lane.id = "L1";
  lane.centreline = {{0, 9}, {40, 9}};
  lane.clear_width_m = 2.0;
  layers.lanes = {lane};
  for (const char* row : {"N", "S"}) {
    for (int i = 0; i < 4; ++i) {
      Building house;
      house.id = row + std::to_string(i);
      house.footprint =
          *row == 'N' ? box(10.0 * i, 10, 10.0 * i + 10, 20) : box(10.0 * i, 0, 10.0 * i + 10, 8);
      house.residents = 4;
      house.group_id = i < 2 ? "T1" : "T2";
      layers.buildings.push_back(house);
    }
  }
  for (const char* id : {"T1", "T2"}) {
    ResidentialGroup group;
    group.id = id;
    layers.residential_groups.push_back(group);
  }
  return layers;
}

/// A file of rows in a folder that goes when the program ends.
inline std::filesystem::path written(const std::string& name, const std::string& text) {
  static const Scratch scratch;
  return scratch.write(name, text);
}

/// Settings for small closed boxes: no margin, nothing leaves but by what a test adds.
inline Settings closed_box(const std::filesystem::path& rain, double duration_s) {
  Settings settings(flood_settings());
  settings.put("margin_m", 0.0);
  settings.put("free_edges", false);
  settings.put("infiltration", std::string("none"));
  settings.put("drains", std::string("none"));
  settings.put("rain_file", rain.string());
  settings.put("duration_s", duration_s);
  settings.put("output_s", 300.0);
  return settings;
}

/// The lane of lane_between_houses, with a river instead of its last houses across its east end.
inline WardLayers lane_to_a_river() {
  WardLayers layers = lane_between_houses(5.0);
  layers.buildings.resize(3);
  River river;
  river.id = "S1";
  river.centreline = {{39, 0}, {39, 20}};
  river.width_m = 2.0;
  river.bed_m = 1.5;
  layers.river = {river};
  return layers;
}

/// No rain; that river rises from 4 to 5.50 m in an hour and stays there for another.
inline Settings rising_river() {
  Settings settings = closed_box({}, 7200.0);
  settings.put("rain", std::string("none"));
  settings.put("river", std::string("file"));
  settings.put("river_file", written("level.csv", "time_s,level_m\n0,4\n3600,5.5\n").string());
  return settings;
}

/// What a flood run on these layers leaves.
class FloodOf : public Collected {
 public:
  FloodOf(const WardLayers& layers, const Settings& settings, int threads = 1,
          const std::string& start = {})
      : Collected(kFlood.results, "flood") {
    const Ward ward(layers);
    const Needs needs;
    kFlood.run(
        {.ward = ward, .settings = settings, .needs = needs, .start = start, .threads = threads},
        *this, Progress{});
  }
};

}  // namespace twin
