#include "scenarios/traffic/zones.h"

#include <gtest/gtest.h>

#include <set>

#include "engine/base/data_folder.h"
#include "tests/scenarios/traffic/ladder_ward.h"

namespace twin::traffic {
namespace {

DemandTable demand() { return load_demand_table(data_folder() / "traffic/demand.toml"); }

TEST(Zones, HoldEachBuildingOnceAndKeepToOneGroup) {
  const Ward ward(test::ladder_layers());
  const auto zones = zones_of(ward, demand(), 12);
  EXPECT_GE(zones.size(), 12U);
  std::set<std::size_t> buildings;
  double residents = 0.0;
  for (const Zone& zone : zones) {
    residents += zone.residents;
    for (const std::size_t b : zone.buildings) {
      EXPECT_TRUE(buildings.insert(b).second);
      EXPECT_EQ(ward.group_of_building(b), zone.group);
    }
  }
  EXPECT_EQ(buildings.size(), ward.layers().buildings.size());
  EXPECT_DOUBLE_EQ(residents, 30 * 60.0);
}

TEST(Zones, LeaveAndArriveByTheTables) {
  const Ward ward(test::ladder_layers());
  double leaving = 0.0;
  double arriving = 0.0;
  for (const Zone& zone : zones_of(ward, demand(), 12)) {
    leaving += zone.leaving;
    arriving += zone.arriving;
  }
  EXPECT_NEAR(leaving, 1800 * 2.9 * 0.10, 1e-9);
  // Thirty houses of 300 m², ten offices of 500 m².
  EXPECT_NEAR(arriving, 30 * 3 * (0.15 * 0.4 + 0.05) + 10 * 5 * (4.0 * 0.4 + 0.3), 1e-9);
}

TEST(Gates, AreTheEndsOfStreetsThatLeaveTheWard) {
  WardLayers layers = test::ladder_layers();
  Road blind;  // a real dead end within the ward
  blind.id = "R5";
  blind.road_class = "residential";
  blind.centreline = {{800, 200}, {900, 200}};
  layers.roads.push_back(blind);
  Road second = layers.roads[0];  // the other carriageway of R1 beyond the ward
  second.id = "R6";
  second.one_way = true;
  second.centreline = {{1000, 400}, {1100, 430}};
  layers.roads.push_back(second);
  const Ward ward(layers);
  const std::vector<double> capacity(ward.streets().segments().size(), 1000.0);
  const auto gates = gates_of(ward, demand(), capacity);
  ASSERT_EQ(gates.size(), 4U);
  double in = 0.0;
  double out = 0.0;
  for (const Gate& gate : gates) {
    in += gate.in_pcu_per_h;
    out += gate.out_pcu_per_h;
  }
  EXPECT_EQ(in, 4000.0);
  EXPECT_EQ(out, 5000.0);  // nobody comes in against the one-way carriageway
}

}  // namespace
}  // namespace twin::traffic
