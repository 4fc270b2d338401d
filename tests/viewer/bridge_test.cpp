#include "viewer/shapes/bridge.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

// Bends at its middle: 80 m in all, from 6 m up to 8 m, over a river bed at 2 m.
const Bridge kBridge{.line = {{0, 0}, {40, 0}, {40, 40}}, .from_m = 6.0, .to_m = 8.0};
double river_bed(Point) { return 2.0; }

TEST(Bridge, RisesEvenlyAlongItsLineFromEndToEnd) {
  EXPECT_DOUBLE_EQ(kBridge.deck_m({0, 0}, river_bed), 6.0);
  EXPECT_DOUBLE_EQ(kBridge.deck_m({20, 0}, river_bed), 6.5);   // a quarter of the way
  EXPECT_DOUBLE_EQ(kBridge.deck_m({40, 20}, river_bed), 7.5);  // three quarters
  EXPECT_DOUBLE_EQ(kBridge.deck_m({40, 40}, river_bed), 8.0);
}

TEST(Bridge, IsLevelAcross) {
  EXPECT_DOUBLE_EQ(kBridge.deck_m({20, 5}, river_bed), kBridge.deck_m({20, -5}, river_bed));
}

TEST(Bridge, LiesOnTheGroundWhereThatIsHigher) {
  EXPECT_DOUBLE_EQ(kBridge.deck_m({20, 0}, [](Point) { return 7.25; }), 7.25);
}

TEST(Bridge, BearsPiecesOfItsStreetAndNotOneThatPassesBelow) {
  EXPECT_TRUE(kBridge.bears({{10, 0.4}, {40, 0}, {40, 12}}));
  EXPECT_FALSE(kBridge.bears({{20, -30}, {20, 0}, {20, 30}}));
  EXPECT_FALSE(kBridge.bears({{20, 0}, {20, 30}}));  // a lane that leaves it
}

}  // namespace
}  // namespace twin
