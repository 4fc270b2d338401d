#include "scenarios/traffic/flooded_streets.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/scenarios/traffic/ladder_ward.h"

namespace twin::traffic {
namespace {

TEST(SpeedInWater, FollowsTheCurveUntilItEnds) {
  EXPECT_DOUBLE_EQ(speed_in_water_kmh(0.0), 86.9448);
  EXPECT_NEAR(speed_in_water_kmh(0.1), 0.0009 * 10000 - 55.29 + 86.9448, 1e-9);
  EXPECT_NEAR(speed_in_water_kmh(0.29), 2.2938, 1e-9);
  EXPECT_EQ(speed_in_water_kmh(0.3), 0.0);
  EXPECT_EQ(speed_in_water_kmh(2.0), 0.0);
  for (double depth_m = 0.0; depth_m < 0.3; depth_m += 0.001) {
    EXPECT_GE(speed_in_water_kmh(depth_m), speed_in_water_kmh(depth_m + 0.001));
  }
}

TEST(TimeThroughWater, AddsUpDryAndWetParts) {
  // 50 m dry at 36 km/h: 5 s; 50 m in 0.10 m of water at 36 km/h too, as the curve allows 40.65.
  EXPECT_NEAR(time_through_water_s({0.0F, 0.1F}, 100.0, 36.0, 0.3), 10.0, 1e-9);
  const double slow_kmh = speed_in_water_kmh(static_cast<double>(0.2F));
  EXPECT_NEAR(time_through_water_s({0.0F, 0.2F}, 100.0, 36.0, 0.3), 5.0 + 180.0 / slow_kmh, 1e-9);
}

TEST(TimeThroughWater, NeverEndsWhereOnePlaceIsTooDeep) {
  EXPECT_TRUE(std::isinf(time_through_water_s({0.0F, 0.25F, 0.0F}, 100.0, 36.0, 0.2)));
  EXPECT_TRUE(std::isinf(time_through_water_s({0.35F}, 100.0, 36.0, 5.0)));
}

TEST(WaterOnStreets, LeavesBridgesAndStreetsWithoutDataDry) {
  WardLayers layers = test::ladder_layers();
  layers.roads[3].bridge = true;
  const Ward ward(layers);
  // Water on all cells from x = 0 on to x = 1000; south of y = 200 there is no data.
  Grid<float> depth_m({.north_west = {0, 450}, .cell_m = 2.0, .rows = 125, .cols = 500}, 0.4F);
  const WaterOnStreets water = water_on_streets(ward, depth_m);
  const auto deepest = [&](const char* way) {
    return water.greatest_m(ward.streets().along(*ward.way_with_id(way)).front());
  };
  EXPECT_FLOAT_EQ(static_cast<float>(deepest("R3")), 0.4F);
  EXPECT_EQ(deepest("R4"), 0.0);
  EXPECT_EQ(deepest("R2"), 0.0);
  EXPECT_FALSE(WaterOnStreets{}.wet(0));
}

}  // namespace
}  // namespace twin::traffic
