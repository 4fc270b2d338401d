#include "scenarios/flood/hazard.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

TEST(Hazard, ArrClassesBeginWhereTheirTableSaysSo) {
  EXPECT_EQ(arr_class(0.0, 0.0), 0);
  EXPECT_EQ(arr_class(0.3, 1.0), 1);   // d·v 0.3, depth 0.3
  EXPECT_EQ(arr_class(0.31, 0.5), 2);  // deeper than 0.3
  EXPECT_EQ(arr_class(0.8, 0.1), 3);   // deeper than 0.5
  EXPECT_EQ(arr_class(1.5, 0.1), 4);   // deeper than 1.2
  EXPECT_EQ(arr_class(0.2, 3.0), 5);   // faster than 2
  EXPECT_EQ(arr_class(4.5, 0.0), 6);
}

TEST(Hazard, TheDefraRatingJumpsWithDebris) {
  EXPECT_DOUBLE_EQ(defra_rating(0.2, 1.0), 0.3);
  EXPECT_DOUBLE_EQ(defra_rating(0.5, 1.5), 2.0);
}

TEST(Hazard, HeadAddsWhatTheSpeedIsWorth) {
  EXPECT_NEAR(head_m(0.2, 1.4), 0.2 + 1.96 / 19.62, 1e-12);
}

}  // namespace
}  // namespace twin
