// What measures on the ward do to the water, against sums done by hand.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/space/geometry.h"
#include "layers/ward/renovation.h"
#include "tests/scenarios/flood/flood_ward.h"

namespace twin {
namespace {

/// 40 m by 20 m of level ground at 5 m without houses or streets.
WardLayers open_ground() {
  WardLayers layers = lane_between_houses(5.0);
  layers.buildings.clear();
  layers.lanes.clear();
  return layers;
}

/// Stored in the cells of a box, m³.
double stored_m3(const FloodOf& flood, const Polygon& area) {
  const Grid<float> depth_m = flood.frame("depth_m", flood.frame_times_s("depth_m").size() - 1);
  const double cell_m2 = depth_m.frame().cell_m * depth_m.frame().cell_m;
  double sum_m3 = 0.0;
  for_cells_in(depth_m.frame(), area,
               [&](Cell cell) { sum_m3 += static_cast<double>(depth_m(cell)) * cell_m2; });
  return sum_m3;
}

// The ground falls 5 % to the west, where a basin of 80 m² and half a metre takes all that runs
// off: 30 mm on 800 m² are 24 m³, less than its 40.
TEST(Measures, ABasinHoldsWhatRunsIntoIt) {
  const Polygon west_end = box(0, 0, 4, 20);
  WardLayers layers = open_ground();
  Grid<float>& ground_m = layers.terrain.ground_m;
  for (int col = 0; col < ground_m.frame().cols; ++col) {
    const double x_m = std::max(0.0, ground_m.frame().centre({0, col}).x_m);
    ground_m.values().col(col) = static_cast<float>(5.0 + 0.05 * x_m);
  }
  layers = renovated(layers, {.ponds = {{.name = "P", .area = west_end, .depth_m = 0.5}}});
  const FloodOf flood(layers,
                      closed_box(written("rain.csv", "time_s,mm_per_h\n0,30\n3600,0\n"), 7200.0));
  EXPECT_NEAR(stored_m3(flood, west_end), 24.0, 0.15);
  EXPECT_NEAR(flood.measure("max_depth_m"), 0.0, 0.02);  // nothing stands beside it
}

// 240 mm on 800 m² are 192 m³; a basin of 100 m² and 1 m takes 100 m³ below its edge, and the other
// 92 m³ stand 0.115 m deep on everything.
TEST(Measures, AFullBasinHoldsItsVolumeAndNoMore) {
  const Polygon area = box(14, 4, 24, 14);
  const WardLayers layers =
      renovated(open_ground(), {.ponds = {{.name = "P", .area = area, .depth_m = 1.0}}});
  const FloodOf flood(layers,
                      closed_box(written("much.csv", "time_s,mm_per_h\n0,240\n3600,0\n"), 7200.0));
  EXPECT_NEAR(flood.measure("stored_m3"), 192.0, 1e-3);
  EXPECT_NEAR(stored_m3(flood, area), 100.0 + 0.115 * 100.0, 0.3);
  EXPECT_NEAR(stored_m3(flood, box(0, 0, 40, 20)), 192.0, 0.3);
  EXPECT_LE(std::fabs(flood.measure("mass_error_relative")), 1e-12);
  EXPECT_EQ(flood.measure("flooded_area_50cm_m2"), 0.0);  // a basin at work is no flooded ground
}

// The river across the lane's east end is held at 5.50 m. On ground at 5 m that is half a metre in
// the lane, on ground lowered by 0.2 m seven tenths.
TEST(Measures, ALoweredLaneIsDeeperByAsMuchWhereTheLevelIsHeld) {
  const WardLayers layers = lane_to_a_river();
  const Settings settings = rising_river();
  const double before_m = FloodOf(layers, settings).column("buildings", "door_depth_m")[0];
  const WardLayers lowered = renovated(layers, {.relevelled = {{{"L1"}, -0.2}}});
  const double after_m = FloodOf(lowered, settings).column("buildings", "door_depth_m")[0];
  EXPECT_NEAR(after_m - before_m, 0.2, 0.003);
  const WardLayers raised = renovated(layers, {.relevelled = {{{"L1"}, 0.2}}});
  const double dryer_m = FloodOf(raised, settings).column("buildings", "door_depth_m")[0];
  EXPECT_NEAR(dryer_m - before_m, -0.2, 0.003);
}

// The flooded inlet takes its 1 l/s for half an hour; half blocked, half of that.
TEST(Measures, AHalfBlockedInletTakesHalf) {
  WardLayers layers = lane_between_houses(5.0);
  DrainInlet inlet;
  inlet.id = "G1";
  inlet.place = {21, 9};
  inlet.capacity_m3ps = 0.0005;
  layers.drain_inlets = {inlet};
  Settings settings = closed_box(written("rain.csv", "time_s,mm_per_h\n0,60\n3600,0\n"), 1800.0);
  settings.put("drains", std::string("inlets"));
  EXPECT_NEAR(FloodOf(layers, settings).measure("drains_m3"), 0.9, 1e-5);
  const WardLayers blocked = renovated(layers, {.blocked_inlets = {{{"G1"}, 0.5}}});
  EXPECT_NEAR(FloodOf(blocked, settings).measure("drains_m3"), 0.45, 1e-5);
  const WardLayers shut = renovated(layers, {.blocked_inlets = {{{"G1"}, 1.0}}});
  EXPECT_EQ(FloodOf(shut, settings).measure("drains_m3"), 0.0);
}

// The shipped table lets 20 mm/h through permeable paving: on the lane's 80 m² 1.6 m³ in an hour,
// where concrete lets nothing in.
TEST(Measures, PermeablePavingTakesTheRateOfItsTable) {
  Settings settings = closed_box(written("rain.csv", "time_s,mm_per_h\n0,30\n3600,0\n"), 3600.0);
  settings.put("infiltration", std::string("constant"));
  const WardLayers layers = lane_between_houses(5.0);
  EXPECT_EQ(FloodOf(layers, settings).measure("infiltration_m3"), 0.0);
  const WardLayers paved = renovated(layers, {.permeable_ways = {"L1"}});
  EXPECT_NEAR(FloodOf(paved, settings).measure("infiltration_m3"), 0.020 * 80.0, 0.01);
  settings.put("permeable_covers", std::vector<std::string>{"lane"});
  EXPECT_NEAR(FloodOf(layers, settings).measure("infiltration_m3"), 0.020 * 80.0, 0.01);
}

// 30 mm/h for an hour make 0.30 m in the lane, which stops a motorbike; 15 mm/h do not.
TEST(Measures, ALaneIsBlockedWhereAMotorbikeStops) {
  const FloodOf deep(lane_between_houses(5.0),
                     closed_box(written("deep.csv", "time_s,mm_per_h\n0,33\n3600,0\n"), 5400.0));
  EXPECT_EQ(deep.measure("lanes_blocked"), 1.0);
  const FloodOf shallow(lane_between_houses(5.0),
                        closed_box(written("low.csv", "time_s,mm_per_h\n0,15\n3600,0\n"), 5400.0));
  EXPECT_EQ(shallow.measure("lanes_blocked"), 0.0);
}

}  // namespace
}  // namespace twin
