#pragma once

#include <string>

#include "layers/ward/ward.h"

namespace twin::test {

/// Two avenues that leave a ward at both ends, joined by two streets and by a lane of 1.8 m:
///
///     gate ----+---- R1 Đường Bắc ----+---- gate     y = 400
///              R3         L1--L2      R4
///     gate ----+---- R2 Đường Nam ----+---- gate     y = 0
///            x=200       500         800
///
/// A blind lane L2 leaves L1 in its middle. Thirty houses stand along R3 and L1 (residential group
/// T1), ten offices along R4 (T2).
inline WardLayers ladder_layers() {
  WardLayers layers;
  layers.boundary.outline.outer = {{0, -50}, {1000, -50}, {1000, 450}, {0, 450}};
  const auto road = [&](const char* id, const char* name, const char* road_class, int lanes,
                        Polyline line) {
    Road made;
    made.id = id;
    made.name = name;
    made.road_class = road_class;
    made.lanes = lanes;
    made.centreline = std::move(line);
    layers.roads.push_back(made);
  };
  road("R1", "Đường Bắc", "primary", 4, {{-100, 400}, {1100, 400}});
  road("R2", "Đường Nam", "primary", 4, {{-100, 0}, {1100, 0}});
  road("R3", "Phố Tây", "residential", 2, {{200, 0}, {200, 400}});
  road("R4", "Phố Đông", "residential", 2, {{800, 0}, {800, 400}});
  const auto lane = [&](const char* id, const char* name, double width_m, Polyline line) {
    Lane made;
    made.id = id;
    made.name = name;
    made.kind = "ngo";
    made.centreline = std::move(line);
    made.clear_width_m = width_m;
    layers.lanes.push_back(made);
  };
  lane("L1", "Ngõ 1", 1.8, {{500, 0}, {500, 400}});
  lane("L2", "Ngách 1/2", 1.2, {{500, 200}, {480, 200}});
  layers.residential_groups = {
      {.id = "T1", .name = "Tổ 1", .area = {}, .households = 1, .provenance = {}},
      {.id = "T2", .name = "Tổ 2", .area = {}, .households = 1, .provenance = {}}};
  const auto building = [&](double x, double y, const char* use, int floors, double residents,
                            const char* group) {
    Building made;
    made.id = "B" + std::to_string(layers.buildings.size() + 1);
    made.footprint.outer = {{x, y}, {x + 10, y}, {x + 10, y + 10}, {x, y + 10}};
    made.use = use;
    made.floors = floors;
    made.residents = residents;
    made.group_id = group;
    layers.buildings.push_back(made);
  };
  for (int i = 0; i < 15; ++i) building(205, 20 + 24 * i, "house", 3, 60, "T1");
  for (int i = 0; i < 15; ++i) building(505, 20 + 24 * i, "house", 3, 60, "T1");
  for (int i = 0; i < 10; ++i) building(805, 20 + 36 * i, "office", 5, 0, "T2");
  return layers;
}

}  // namespace twin::test
