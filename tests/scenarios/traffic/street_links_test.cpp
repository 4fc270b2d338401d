#include "scenarios/traffic/street_links.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/scenarios/traffic/simple_tables.h"

namespace twin::traffic {
namespace {

using test::back_of;
using test::segment_of;
using test::simple_tables;

constexpr std::size_t kMotorbike = 0;
constexpr std::size_t kCar = 1;

StreetLinks links_of(const Ward& ward, const Conditions& conditions = {}) {
  const Tables tables = simple_tables();
  return street_links(ward, tables.vehicles, tables.streets, conditions);
}

TEST(StreetLinks, TakeTheTimeOfTheFastestAndTellHowMuchLongerOthersTake) {
  const Ward ward(test::ladder_layers());
  const StreetLinks links = links_of(ward);
  const std::uint32_t west = segment_of(ward, "R1");  // 300 m of a primary road
  EXPECT_DOUBLE_EQ(links.delays[west].free, 24.0);    // cars at the road's 45 km/h
  EXPECT_DOUBLE_EQ(links.own_cost_s[kCar][west], 0.0);
  EXPECT_DOUBLE_EQ(links.own_cost_s[kMotorbike][west], 3.0);  // 27 s at 40 km/h
  EXPECT_DOUBLE_EQ(links.lanes[west], 2.0);                   // of four in both directions
  EXPECT_DOUBLE_EQ(links.delays[west].capacity, 3600.0);
  EXPECT_DOUBLE_EQ(links.delays[west].b, 0.15);
  const std::uint32_t residential = segment_of(ward, "R3");  // 400 m: the street slows both
  EXPECT_DOUBLE_EQ(links.delays[residential].free, 48.0);
  EXPECT_DOUBLE_EQ(links.own_cost_s[kMotorbike][residential], 0.0);
  EXPECT_DOUBLE_EQ(links.delays[residential].capacity, 900.0);
}

TEST(StreetLinks, ALaneCarriesWhatItsWidthLetsThrough) {
  WardLayers layers = test::ladder_layers();
  layers.lanes[1].clear_width_m.reset();
  const Ward ward(layers);
  const StreetLinks links = links_of(ward);
  const std::uint32_t lane = segment_of(ward, "L1");
  EXPECT_DOUBLE_EQ(links.delays[lane].free, 48.0);  // 200 m at 15 km/h
  // Half of 1.8 m · 2,000 motorbikes · 0.5 let through, at 0.25 pcu.
  EXPECT_DOUBLE_EQ(links.delays[lane].capacity, 225.0);
  EXPECT_DOUBLE_EQ(links.lanes[lane], 1.0);
  EXPECT_TRUE(std::isinf(links.own_cost_s[kCar][lane]));
  EXPECT_DOUBLE_EQ(links.least_width_m[segment_of(ward, "L2")], 2.0);  // assumed where unknown
  EXPECT_DOUBLE_EQ(links.delays[segment_of(ward, "L2")].capacity, 250.0);
}

TEST(StreetLinks, KeepToSpeedLimitsAndOneWayStreets) {
  WardLayers layers = test::ladder_layers();
  layers.roads[0].speed_limit_kmh = 20.0;
  layers.roads[0].one_way = true;
  const Ward ward(layers);
  const StreetLinks links = links_of(ward);
  const std::uint32_t west = segment_of(ward, "R1");
  EXPECT_DOUBLE_EQ(links.delays[west].free, 54.0);        // 300 m at 20 km/h
  EXPECT_DOUBLE_EQ(links.delays[west].capacity, 7200.0);  // all four lanes
  const std::uint32_t against = back_of(ward, "R1");
  EXPECT_TRUE(std::isinf(links.own_cost_s[kMotorbike][against]));
  EXPECT_TRUE(std::isinf(links.own_cost_s[kCar][against]));
  EXPECT_DOUBLE_EQ(links.delays[against].free, 54.0);  // a number, though nobody is there
}

TEST(StreetLinks, CountObstaclesInTheirHours) {
  WardLayers layers = test::ladder_layers();
  Obstacle stall;
  stall.id = "O";
  stall.way_id = "R3";
  stall.kind = "stall";
  stall.place = {200, 100};
  stall.length_m = 2.0;
  stall.clear_width_m = 2.0;  // cars need 2.5 m
  stall.from_h = 22.0;
  stall.to_h = 5.0;
  layers.obstacles = {stall};
  const Ward ward(layers);
  const std::uint32_t street = segment_of(ward, "R3");
  const auto car_passes = [&](double hour) {
    const StreetLinks links = links_of(ward, {.hour = hour, .closed = {}, .water = {}});
    EXPECT_TRUE(std::isfinite(links.own_cost_s[kMotorbike][street]));
    EXPECT_EQ(links.least_width_m[street] == 2.0, std::isinf(links.own_cost_s[kCar][street]));
    return std::isfinite(links.own_cost_s[kCar][street]);
  };
  EXPECT_TRUE(car_passes(12.0));
  EXPECT_FALSE(car_passes(22.0));
  EXPECT_FALSE(car_passes(4.9));
  EXPECT_TRUE(car_passes(5.0));
}

TEST(StreetLinks, AClosedWayIsShutToAllInBothDirections) {
  const Ward ward(test::ladder_layers());
  Conditions conditions;
  conditions.closed = ways_named(ward, {"R3"});
  const StreetLinks links = links_of(ward, conditions);
  for (const std::uint32_t s : {segment_of(ward, "R3"), back_of(ward, "R3")}) {
    EXPECT_TRUE(std::isinf(links.own_cost_s[kMotorbike][s]));
    EXPECT_TRUE(std::isinf(links.own_cost_s[kCar][s]));
    EXPECT_DOUBLE_EQ(links.delays[s].free, 48.0);
  }
  EXPECT_DOUBLE_EQ(links.own_cost_s[kCar][segment_of(ward, "R4")], 0.0);
}

TEST(StreetLinks, WaterSlowsOrStopsEachKindOfVehicle) {
  const Ward ward(test::ladder_layers());
  const std::uint32_t street = segment_of(ward, "R3");
  Conditions conditions;
  conditions.water.depth_m.resize(ward.streets().segments().size());
  conditions.water.depth_m[street] = {0.0F, 0.25F};
  const StreetLinks links = links_of(ward, conditions);
  EXPECT_TRUE(std::isinf(links.own_cost_s[kMotorbike][street]));  // they stop at 0.2 m
  // Pregnolato et al.: 0.0009 · 250² − 0.5529 · 250 + 86.9448 = 4.9698 km/h over 200 m, then 30.
  EXPECT_NEAR(links.delays[street].free, 3.6 * (200.0 / 4.9698 + 200.0 / 30.0), 1e-9);
  EXPECT_DOUBLE_EQ(links.own_cost_s[kCar][street], 0.0);
  EXPECT_DOUBLE_EQ(links.dry_free_s[street], 48.0);
  EXPECT_DOUBLE_EQ(links.delays[back_of(ward, "R3")].free, 48.0);  // only what is told is wet
}

TEST(WaysNamed, AreFoundByIdAndByName) {
  WardLayers layers = test::ladder_layers();
  layers.roads[3].name = "Phố Tây";  // two stretches of one street
  const Ward ward(layers);
  // R1, R2, R3, R4, L1, L2
  EXPECT_EQ(ways_named(ward, {"Phố Tây", "L2"}),
            (std::vector<bool>{false, false, true, true, false, true}));
  EXPECT_EQ(ways_named(ward, {}), std::vector<bool>(6, false));
  try {
    ways_named(ward, {"Phố Tay"});
    FAIL();
  } catch (const InputError& error) {
    EXPECT_NE(error.finding().text().find("'Phố Tây'"), std::string::npos);
  }
}

}  // namespace
}  // namespace twin::traffic
