#include "tools/import/surroundings.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

/// A ward of 100 m × 100 m with 300 m around it.
Surroundings around_a_square() {
  return Surroundings(Polygon{{{0, 0}, {100, 0}, {100, 100}, {0, 100}}, {}}, 300.0);
}

TEST(Surroundings, ReachAsFarBeyondTheWardAsTheyAreTold) {
  const Surroundings kept = around_a_square();
  EXPECT_TRUE(kept.touches(Point{50, 50}));
  EXPECT_TRUE(kept.touches(Point{-299, 50}));
  EXPECT_FALSE(kept.touches(Point{-301, 50}));
  // Corners are round: 210 m each way is 297 m off, 215 m is 304 m.
  EXPECT_TRUE(kept.touches(Point{310, 310}));
  EXPECT_FALSE(kept.touches(Point{315, 315}));
  EXPECT_NEAR(kept.box().west_m, -300.0, 1e-6);
  EXPECT_NEAR(kept.box().north_m, 400.0, 1e-6);
}

TEST(Surroundings, KeepALineThatPassesThroughWithoutACornerInside) {
  const Surroundings kept = around_a_square();
  EXPECT_TRUE(kept.touches(Polyline{{-1000, 50}, {1000, 50}}));
  EXPECT_FALSE(kept.touches(Polyline{{-1000, 450}, {1000, 450}}));
  // Within the box but not within its round corner: 290 m west and 290 m north of the ward's.
  EXPECT_FALSE(kept.touches(Polyline{{-310, 370}, {-270, 410}}));
}

TEST(Surroundings, KeepRowsThatTheirLoaderMustTellOf) {
  const Surroundings kept = around_a_square();
  EXPECT_TRUE(kept.touches(Geometry{}));
  EXPECT_TRUE(kept.touches(Geometry{Polygon{{{390, 50}, {600, 50}, {600, 60}}, {}}}));
  EXPECT_FALSE(kept.touches(Geometry{Polygon{{{500, 50}, {600, 50}, {600, 60}}, {}}}));
  EXPECT_FALSE(kept.touches(Geometry{Point{500, 50}}));
}

}  // namespace
}  // namespace twin
