#include "scenarios/fire_access/corner.h"

#include <gtest/gtest.h>

#include "engine/base/data_folder.h"

namespace twin::fire {
namespace {

VehicleClass of_table(const char* name) {
  const auto classes = load_vehicles(data_folder() / "vehicles/fire_vehicles.toml");
  return classes[*class_named(classes, name)];
}

/// The least equal width of both streets that lets a right-angle turn through, to a centimetre.
double least_width_m(const VehicleClass& vehicle, double deflection_deg = 90.0) {
  double width_m = 1.0;
  while (!can_turn(vehicle, width_m, width_m, deflection_deg)) width_m += 0.01;
  return width_m;
}

TEST(Corner, AMediumEngineNeedsFiveAndAHalfMetresRoundARightAngle) {
  // r = 4.2: R = √(6.6² + 5.5²) = 8.591; d·√2 ≤ 4.2 gives d ≤ 2.970, so 5.62 m.
  EXPECT_NEAR(least_width_m(of_table("medium")), 5.62, 0.02);
  // r = 5.5: R = √(8² + 6.3²) = 10.183; d ≤ 3.889, so 6.29 m.
  EXPECT_NEAR(least_width_m(of_table("large")), 6.29, 0.02);
}

TEST(Corner, AWideStreetMakesUpForANarrowOne) {
  const VehicleClass medium = of_table("medium");
  // Out of a street as wide as R the centre need only clear the other: d2 ≤ r, W2 ≥ 8.59 − 4.2.
  EXPECT_TRUE(can_turn(medium, 8.6, 4.41, 90.0));
  EXPECT_FALSE(can_turn(medium, 8.6, 4.2, 90.0));
}

TEST(Corner, SharperTurnsWantWiderStreets) {
  const VehicleClass small = of_table("small");
  double before_m = 0.0;
  for (double turn_deg = 20.0; turn_deg <= 160.0; turn_deg += 10.0) {
    const double width_m = least_width_m(small, turn_deg);
    EXPECT_GE(width_m, before_m) << turn_deg;
    before_m = width_m;
  }
}

TEST(Corner, AWiderStreetNeverForbidsATurn) {
  const VehicleClass small = of_table("small");
  for (double turn_deg = 15.0; turn_deg < 165.0; turn_deg += 7.0) {
    for (double from_m = 2.0; from_m < 9.0; from_m += 0.5) {
      bool before = false;
      for (double onto_m = 2.0; onto_m < 12.0; onto_m += 0.25) {
        const bool now = can_turn(small, from_m, onto_m, turn_deg);
        EXPECT_TRUE(now || !before) << turn_deg << " " << from_m << " " << onto_m;
        EXPECT_EQ(now, can_turn(small, onto_m, from_m, turn_deg));
        before = now;
      }
    }
  }
}

TEST(Corner, TurningBackTakesTheWholeSweep) {
  const VehicleClass small = of_table("small");
  // r + b + R + 2δ = 3.4 + 2.0 + √(5.4² + 4.4²) + 0.3 = 12.67
  EXPECT_FALSE(can_turn_back(small, 12.6));
  EXPECT_TRUE(can_turn_back(small, 12.7));
  EXPECT_TRUE(can_turn_back(of_table("motorbike"), 1.0));
}

}  // namespace
}  // namespace twin::fire
