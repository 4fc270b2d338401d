#include "layers/roads/roads.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

TEST(RankOfClass, ALinkRanksLikeItsRoad) {
  EXPECT_EQ(rank_of_class("primary_link"), rank_of_class("primary"));
  EXPECT_LT(rank_of_class("primary"), rank_of_class("tertiary"));
  EXPECT_EQ(rank_of_class("never heard of"), rank_of_class("residential"));
}

TEST(WidthOrUsual, AMeasuredWidthGoesBeforeTheUsualOne) {
  Road road;
  road.road_class = "tertiary";
  road.lanes = 2;
  EXPECT_DOUBLE_EQ(width_or_usual_m(road), 6.5);
  road.width_m = 7.2;
  EXPECT_DOUBLE_EQ(width_or_usual_m(road), 7.2);
}

}  // namespace
}  // namespace twin
