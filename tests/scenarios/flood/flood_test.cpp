#include "scenarios/flood/flood.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "tests/scenarios/flood/flood_ward.h"

namespace twin {
namespace {

constexpr const char* kThirtyMm = "time_s,mm_per_h\n0,30\n3600,0\n";

/// The same bits, NaN included.
bool equal(const Grid<float>& a, const Grid<float>& b) {
  return a.frame() == b.frame() &&
         std::memcmp(a.values().data(), b.values().data(),
                     static_cast<std::size_t>(a.values().size()) * sizeof(float)) == 0;
}

bool equal(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

void expect_equal(const Collected& a, const Collected& b) {
  EXPECT_EQ(a.measures(), b.measures());
  for (const auto& [name, grid] : a.grids()) EXPECT_TRUE(equal(grid, b.grid(name))) << name;
  ASSERT_EQ(a.frame_times_s("depth_m"), b.frame_times_s("depth_m"));
  for (std::size_t i = 0; i < a.frame_times_s("depth_m").size(); ++i) {
    EXPECT_TRUE(equal(a.frame("depth_m", i), b.frame("depth_m", i))) << i;
  }
  EXPECT_EQ(a.all_series().at({"lanes", "depth_m"}).values,
            b.all_series().at({"lanes", "depth_m"}).values);
  for (const ResultField& field : a.fields()) {
    const bool written = std::ranges::find(a.tables(), field.table) != a.tables().end();
    if (field.kind != FieldKind::column || !written) continue;
    EXPECT_TRUE(equal(a.column(field.table, field.name), b.column(field.table, field.name)))
        << field.table << ", " << field.name;
  }
}

TEST(Flood, NoRainLeavesTheWardDry) {
  Settings settings = closed_box({}, 600.0);
  settings.put("rain", std::string("none"));
  const FloodOf flood(lane_between_houses(5.0), settings);
  EXPECT_EQ(flood.measure("max_depth_m"), 0.0);
  EXPECT_EQ(flood.measure("people_affected"), 0.0);
  EXPECT_EQ(flood.measure("stored_m3"), 0.0);
  EXPECT_EQ(flood.column("lanes", "max_depth_m"), std::vector<double>{0.0});
}

TEST(Flood, WhatStaysDryHasNoInstantsButWasComputed) {
  Settings settings = closed_box({}, 600.0);
  settings.put("rain", std::string("none"));
  const FloodOf flood(lane_between_houses(5.0), settings);
  for (const ResultField& field : flood.fields()) {
    EXPECT_EQ(field.instant, !field.never_where.empty()) << field.name;
    const bool written = std::ranges::find(flood.tables(), field.table) != flood.tables().end();
    if (field.kind != FieldKind::column || !field.instant || !written) continue;
    EXPECT_TRUE(std::isnan(flood.column(field.table, field.name)[0])) << field.name;
    EXPECT_EQ(flood.column(field.table, field.never_where)[0], 0.0) << field.name;
  }
  const Grid<float> arrival_s = flood.grid("arrival_s");
  const Grid<float> duration_s = flood.grid("duration_s");
  EXPECT_TRUE(arrival_s.values().isNaN().all());
  EXPECT_EQ(duration_s.values().isNaN().select(0.0F, duration_s.values()).maxCoeff(), 0.0F);
}

// 30 mm on 40 m by 20 m are 24 m³, all of it led to 80 m² of lane: 0.30 m.
TEST(Flood, RoofsAndLaneTogetherFillTheLane) {
  const Settings settings = closed_box(written("rain.csv", kThirtyMm), 5400.0);
  const FloodOf flood(lane_between_houses(5.0), settings);
  EXPECT_NEAR(flood.measure("rain_m3"), 24.0, 1e-5);
  EXPECT_NEAR(flood.measure("stored_m3"), 24.0, 1e-5);
  EXPECT_LE(std::fabs(flood.measure("mass_error_relative")), 1e-12);
  for (const double depth_m : flood.column("buildings", "door_depth_m")) {
    EXPECT_NEAR(depth_m, 0.30, 0.003);
  }
  EXPECT_NEAR(flood.column("lanes", "mean_depth_m")[0], 0.30, 0.003);
  EXPECT_EQ(flood.measure("lanes_flooded_m"), 40.0);
  EXPECT_EQ(flood.measure("flooded_area_15cm_m2"), 80.0);
}

// All 24 m³ run down to the 40 m² of the west half: 0.60 m there, the east half a metre above it.
TEST(Flood, PeopleAreThoseBehindFloodedDoors) {
  const Settings settings = closed_box(written("rain.csv", kThirtyMm), 5400.0);
  const FloodOf flood(lane_between_houses(6.0), settings);
  EXPECT_NEAR(flood.column("buildings", "door_depth_m")[0], 0.60, 0.01);
  EXPECT_EQ(flood.measure("people_affected"), 16.0);
  EXPECT_EQ(flood.measure("people_over_50cm"), 16.0);
  EXPECT_EQ(flood.measure("buildings_affected"), 4.0);
  EXPECT_EQ(flood.column("residential_groups", "residents"), (std::vector<double>{16, 16}));
  EXPECT_EQ(flood.column("residential_groups", "people_affected"), (std::vector<double>{16, 0}));
  EXPECT_NEAR(flood.column("lanes", "flooded_share")[0], 0.5, 1e-9);
  EXPECT_EQ(flood.table("buildings")[0].text("consequence"), consequence_of_depth(0.55).vi);
}

// The water passes 0.15 m after half an hour, since 30 mm/h make 0.30 m in one.
TEST(Flood, ArrivalAndDurationAreThoseOfTheRisingWater) {
  const Settings settings = closed_box(written("rain.csv", kThirtyMm), 5400.0);
  const FloodOf flood(lane_between_houses(5.0), settings);
  EXPECT_NEAR(flood.column("buildings", "arrival_s")[0], 1800.0, 60.0);
  EXPECT_NEAR(flood.column("buildings", "duration_s")[0], 3600.0, 120.0);
  EXPECT_EQ(flood.column("lanes", "fire_engine_blocked_s")[0], 0.0);
  const auto& series = flood.all_series().at({"lanes", "depth_m"});
  ASSERT_EQ(series.times_s.size(), 19U);  // every 300 s of 5400 s, and the start
  EXPECT_NEAR(series.values[6], 0.15, 0.003);
}

// Ten cells of roof and lane give 60 mm/h · 40 m² = 0.67 l/s; the inlet takes its 0.5 l/s all
// along.
TEST(Flood, AFloodedInletTakesItsCapacity) {
  WardLayers layers = lane_between_houses(5.0);
  DrainInlet inlet;
  inlet.id = "G1";
  inlet.place = {21, 9};
  inlet.capacity_m3ps = 0.001;
  inlet.clogged_share = 0.5;
  layers.drain_inlets = {inlet};
  Settings settings = closed_box(written("rain.csv", "time_s,mm_per_h\n0,60\n3600,0\n"), 1800.0);
  settings.put("drains", std::string("inlets"));
  const FloodOf flood(layers, settings);
  EXPECT_NEAR(flood.column("drain_inlets", "taken_m3")[0], 0.9, 1e-5);
  EXPECT_NEAR(flood.measure("drains_m3"), 0.9, 1e-5);
  EXPECT_NEAR(flood.measure("stored_m3"), 24.0 - 0.9, 1e-4);
  EXPECT_LE(std::fabs(flood.measure("mass_error_relative")), 1e-12);
}

TEST(Flood, AnInletWithoutAPipeTakesNothingWherePipesCount) {
  WardLayers layers = lane_between_houses(5.0);
  DrainInlet inlet;
  inlet.id = "G1";
  inlet.place = {21, 9};
  inlet.capacity_m3ps = 0.001;
  layers.drain_inlets = {inlet};
  Settings settings = closed_box(written("rain.csv", kThirtyMm), 600.0);
  settings.put("drains", std::string("inlets_and_pipes"));
  EXPECT_EQ(FloodOf(layers, settings).measure("drains_m3"), 0.0);
}

// Without its lane the strip is a yard, which takes 2 mm/h of the shipped table on 80 m².
TEST(Flood, WhatSoaksInIsInTheLedger) {
  Settings settings = closed_box(written("rain.csv", kThirtyMm), 3600.0);
  settings.put("infiltration", std::string("constant"));
  WardLayers layers = lane_between_houses(5.0);
  layers.lanes.clear();
  const FloodOf flood(layers, settings);
  EXPECT_NEAR(flood.measure("infiltration_m3"), 0.002 * 80.0, 0.002);
  EXPECT_LE(std::fabs(flood.measure("mass_error_relative")), 1e-12);
}

// The river across the lane's east end rises to 5.50 m: half a metre on ground at 5 m.
TEST(Flood, ARisingRiverComesUpTheLane) {
  const WardLayers layers = lane_to_a_river();
  const Settings settings = rising_river();
  const FloodOf flood(layers, settings);
  EXPECT_NEAR(flood.column("buildings", "door_depth_m")[0], 0.5, 0.02);
  const Grid<float> depth_m = flood.frame("depth_m", 24);
  EXPECT_EQ(depth_m(*depth_m.frame().cell_at({39, 9})), 4.0F);  // the river itself: 5.5 − 1.5
  const Grid<float> flooded_m = flood.grid("max_depth_m");      // its own water is no flood
  EXPECT_TRUE(std::isnan(flooded_m(*flooded_m.frame().cell_at({39, 9}))));
  EXPECT_NEAR(flooded_m(*flooded_m.frame().cell_at({21, 9})), 0.5F, 0.02F);
  EXPECT_LE(std::fabs(flood.measure("mass_error_relative")), 1e-9);
}

// The map counts hectares by class from the grid, the measures by theirs: both the same ground.
TEST(Flood, APondIsNoFloodedGround) {
  WardLayers layers = lane_between_houses(5.0);
  layers.buildings.clear();
  Green pond;
  pond.id = "H1";
  pond.kind = "pond";
  pond.area = {.outer = {{4, 12}, {16, 12}, {16, 18}, {4, 18}}, .holes = {}};
  layers.greens = {pond};
  const FloodOf flood(layers, closed_box(written("rain.csv", "time_s,mm_per_h\n0,200\n"), 7200.0));
  const Grid<float> depth_m = flood.grid("max_depth_m");
  EXPECT_TRUE(std::isnan(depth_m(*depth_m.frame().cell_at({9, 15}))));
  const double cell_m2 = depth_m.frame().cell_m * depth_m.frame().cell_m;
  const auto over_30cm = static_cast<double>((depth_m.values() >= 0.30F).count());
  EXPECT_GT(over_30cm, 0.0);
  EXPECT_EQ(over_30cm * cell_m2, flood.measure("flooded_area_30cm_m2"));
  const auto known = depth_m.values().isFinite();
  EXPECT_EQ(known.select(depth_m.values(), 0.0F).maxCoeff(), flood.measure("max_depth_m"));
}

/// A plane that falls 1 % eastwards, without houses, rained on until as much leaves as falls.
/// Uniform flow at its foot: q = 40 m · 60 mm/h = 0.667 l/s/m, h = (q n / √S)^(3/5).
TEST(Flood, WaterRunsOnOverTheEndOfTheMargin) {
  WardLayers layers = lane_between_houses(5.0);
  layers.buildings.clear();
  layers.lanes.clear();
  const GridFrame& fine = layers.terrain.ground_m.frame();
  for (int col = 0; col < fine.cols; ++col) {
    const double level_m = 6.0 - 0.01 * fine.centre({0, col}).x_m;
    layers.terrain.ground_m.values().col(col) = static_cast<float>(level_m);
  }
  Settings settings = closed_box(written("rain.csv", "time_s,mm_per_h\n0,60\n"), 3600.0);
  settings.put("free_edges", true);
  settings.put("look_s", 10.0);
  const FloodOf flood(layers, settings);
  const double n = 0.035;  // of a yard in the shipped table
  const double expected_m = std::pow(40.0 * 0.06 / 3600.0 * n / 0.1, 0.6);
  const Grid<float> depth_m = flood.frame("depth_m", 12);
  EXPECT_NEAR(depth_m(*depth_m.frame().cell_at({37, 11})), expected_m, 0.1 * expected_m);
  EXPECT_GT(flood.measure("outflow_m3"), 40.0);  // of 48 m³
  EXPECT_EQ(flood.measure("drains_m3"), 0.0);
  EXPECT_LE(std::fabs(flood.measure("mass_error_relative")), 1e-12);
}

TEST(Flood, FramesShowTheWardAlone) {
  WardLayers layers = lane_between_houses(5.0);
  layers.boundary.outline = {.outer = {{0, 0}, {40, 0}, {40, 20}}, .holes = {}};
  Settings settings = closed_box(written("rain.csv", kThirtyMm), 600.0);
  settings.put("margin_m", 10.0);
  settings.put("free_edges", true);
  const FloodOf flood(layers, settings);
  const Grid<float> frame = flood.frame("depth_m", 2);
  EXPECT_TRUE(std::isnan(frame(*frame.frame().cell_at({3, 17}))));   // outside the triangle
  EXPECT_TRUE(std::isnan(frame(*frame.frame().cell_at({35, 15}))));  // inside a house
  EXPECT_GT(frame(*frame.frame().cell_at({35, 9})), 0.0F);
  EXPECT_EQ(frame.frame().rows, 10);  // the margin is not shown
}

TEST(Flood, ThreadsDoNotChangeABit) {
  const Settings settings = closed_box(written("rain.csv", kThirtyMm), 1800.0);
  expect_equal(FloodOf(lane_between_houses(5.5), settings, 1),
               FloodOf(lane_between_houses(5.5), settings, 2));
}

/// Keeps the state in memory, and stops the run once one was saved.
class StopAfterSaving : public Checkpoints {
 public:
  explicit StopAfterSaving(std::stop_source stop) : stop_(std::move(stop)) {}
  std::string load() override { return state_; }
  void save(std::string_view state) override {
    state_ = state;
    stop_.request_stop();
  }

 private:
  std::string state_;
  std::stop_source stop_;
};

TEST(Flood, ARunGoesOnAsIfItHadNeverStopped) {
  Settings settings = closed_box(written("rain.csv", kThirtyMm), 1800.0);
  settings.put("checkpoint_s", 700.0);
  const FloodOf whole(lane_between_houses(5.5), settings);

  const Ward ward(lane_between_houses(5.5));
  const Needs needs;
  const std::stop_source stop;
  StopAfterSaving checkpoints(stop);
  const Request request{
      .ward = ward, .settings = settings, .needs = needs, .checkpoints = &checkpoints};
  Collected resumed(kFlood.results, "flood");
  EXPECT_THROW(kFlood.run(request, resumed, Progress({}, stop.get_token())), Cancelled);
  EXPECT_EQ(resumed.frame_times_s("depth_m").back(), 600.0);
  kFlood.run(request, resumed, Progress{});

  expect_equal(whole, resumed);
}

TEST(Flood, AStateOfAnotherWardIsRefused) {
  Settings settings = closed_box(written("rain.csv", kThirtyMm), 1800.0);
  settings.put("checkpoint_s", 700.0);
  const Needs needs;
  StopAfterSaving checkpoints{std::stop_source{}};
  const Ward ward(lane_between_houses(5.5));
  Collected out(kFlood.results, "flood");
  kFlood.run({.ward = ward, .settings = settings, .needs = needs, .checkpoints = &checkpoints}, out,
             Progress{});
  WardLayers other = lane_between_houses(5.5);
  other.boundary.outline = box(0, 0, 40, 24);
  const Ward wider(other);
  const Request request{
      .ward = wider, .settings = settings, .needs = needs, .checkpoints = &checkpoints};
  EXPECT_THROW(kFlood.run(request, out, Progress{}), InputError);
}

TEST(Flood, AKnownSpotIsComparedWithinItsUncertainty) {
  WardLayers layers = lane_between_houses(5.0);
  FloodSpot spot;
  spot.id = "P1";
  spot.place = {20, 14};  // its middle lies in a house, the lane 5 m from it
  spot.uncertain_m = 6.0;
  layers.flood_spots = {spot};
  const Settings settings = closed_box(written("rain.csv", kThirtyMm), 3600.0);
  const FloodOf flood(layers, settings);
  EXPECT_NEAR(flood.column("flood_spots", "simulated_depth_m")[0], 0.30, 0.003);
  EXPECT_EQ(flood.measure("spots_flooded"), 1.0);
}

}  // namespace
}  // namespace twin
