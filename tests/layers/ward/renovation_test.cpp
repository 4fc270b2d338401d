#include "layers/ward/renovation.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

WardLayers two_lanes() {
  WardLayers layers;
  layers.lanes.resize(2);
  layers.lanes[0].id = "L1";
  layers.lanes[0].clear_width_m = 1.8;
  layers.lanes[1].id = "L2";
  layers.obstacles.resize(1);
  layers.obstacles[0].id = "O1";
  return layers;
}

TEST(Renovated, TakesObstaclesAwayAndWidensLanes) {
  const WardLayers after =
      renovated(two_lanes(), {.cleared_obstacles = {"O1"}, .widened = {{"L1", 3.5}, {"L2", 3.5}}});
  EXPECT_TRUE(after.obstacles.empty());
  EXPECT_EQ(after.lanes[0].clear_width_m, 3.5);
  EXPECT_EQ(after.lanes[1].clear_width_m, 3.5);
  EXPECT_TRUE(after.lanes[0].provenance.is_assumed("clear_width_m"));
}

TEST(Renovated, NeverNarrowsALane) {
  const WardLayers after = renovated(two_lanes(), {.widened = {{"L1", 1.5}}});
  EXPECT_EQ(after.lanes[0].clear_width_m, 1.8);
}

TEST(Renovated, ANameNobodyKnowsIsAnError) {
  EXPECT_THROW(renovated(two_lanes(), {.cleared_obstacles = {"O9"}}), InputError);
  EXPECT_THROW(renovated(two_lanes(), {.drained_lanes = {"L9"}}), InputError);
}

TEST(Combined, ClearsEachObstacleOnceAndTakesTheGreatestWidth) {
  const Renovation both = combined({{.cleared_obstacles = {"O1"}, .widened = {{"L1", 2.5}}},
                                    {.cleared_obstacles = {"O1"}, .widened = {{"L1", 3.5}}}});
  EXPECT_EQ(both.cleared_obstacles.size(), 1U);
  EXPECT_EQ(both.widened, (std::vector<LaneWidening>{{"L1", 3.5}}));
}

}  // namespace
}  // namespace twin
