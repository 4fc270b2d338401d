#include "viewer/shapes/flight.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

TEST(Flight, StartsAndEndsExactlyAtItsViews) {
  const Camera from = Camera::toward({0, 0, 5}, 400.0, 350.0, 35.0);
  const Camera to = Camera::toward({800, 300, 6}, 60.0, 20.0, 12.0);
  EXPECT_EQ(on_flight(from, to, 0.0).eye, from.eye);
  EXPECT_EQ(on_flight(from, to, 1.0).eye, to.eye);
  EXPECT_EQ(on_flight(from, to, 1.0).target, to.target);
}

TEST(Flight, TurnsTheShorterWayRound) {
  const Camera from = Camera::toward({0, 0, 0}, 100.0, 350.0, 40.0);
  const Camera to = Camera::toward({0, 0, 0}, 100.0, 20.0, 40.0);
  // Half way of the 30 degrees over north: 5 degrees.
  EXPECT_NEAR(on_flight(from, to, 0.5).heading_deg(), 5.0, 1e-9);
}

TEST(Flight, ItsDistanceChangesInProportionWhereItStaysInPlace) {
  const Camera from = Camera::toward({0, 0, 0}, 400.0, 0.0, 40.0);
  const Camera to = Camera::toward({0, 0, 0}, 25.0, 0.0, 40.0);
  EXPECT_NEAR(on_flight(from, to, 0.5).distance_m(), 100.0, 1e-9);  // √(400 · 25)
}

TEST(Flight, RisesOverALongWay) {
  const Camera from = Camera::toward({0, 0, 0}, 50.0, 0.0, 30.0);
  const Camera to = Camera::toward({1000, 0, 0}, 50.0, 0.0, 30.0);
  // A way of 20 distances: 1 + 0.5 · 20 times as far at its middle.
  EXPECT_NEAR(on_flight(from, to, 0.5).distance_m(), 550.0, 1e-9);
  EXPECT_NEAR(on_flight(from, to, 0.5).target.x(), 500.0, 1e-9);
}

}  // namespace
}  // namespace twin
