#include "layers/obstacles/obstacles.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

Obstacle stall(double from_h, double to_h) {
  Obstacle obstacle;
  obstacle.from_h = from_h;
  obstacle.to_h = to_h;
  return obstacle;
}

TEST(StandsAt, AMarketStallStandsThereInItsHours) {
  EXPECT_TRUE(stands_at(stall(6, 11), 8));
  EXPECT_FALSE(stands_at(stall(6, 11), 11));
}

TEST(StandsAt, HoursMaySpanMidnight) {
  EXPECT_TRUE(stands_at(stall(22, 5), 23.5));
  EXPECT_TRUE(stands_at(stall(22, 5), 26));  // two in the morning of the next day
  EXPECT_FALSE(stands_at(stall(22, 5), 12));
}

TEST(StandsAt, AGateAlwaysStandsThere) { EXPECT_TRUE(stands_at(stall(0, 24), 23.999)); }

}  // namespace
}  // namespace twin
