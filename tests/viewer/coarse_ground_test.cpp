#include "viewer/shapes/coarse_ground.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

Grid<float> ground(int rows, int cols, float height_m) {
  return {{.north_west = {0, 0}, .cell_m = 2.0, .rows = rows, .cols = cols}, height_m};
}

TEST(CoarseGround, APlaneNeedsNoFineCorners) {
  Grid<float> slope = ground(9, 9, 0.0F);
  for (int row = 0; row < 9; ++row) {
    for (int col = 0; col < 9; ++col) {
      slope({row, col}) = 0.25F * static_cast<float>(col) - 0.5F * static_cast<float>(row);
    }
  }
  EXPECT_FLOAT_EQ(coarse_rises_m(slope, {0, 0}, 8, 4), 0.0F);
}

TEST(CoarseGround, ABedBetweenTheCornersIsCoveredToItsDepth) {
  Grid<float> bed = ground(9, 9, 6.0F);
  for (int row = 0; row < 9; ++row) bed({row, 3}) = 3.5F;
  EXPECT_FLOAT_EQ(coarse_rises_m(bed, {0, 0}, 8, 8), 2.5F);
  EXPECT_FLOAT_EQ(coarse_rises_m(bed, {0, 0}, 8, 1), 0.0F);
}

TEST(CoarseGround, ADikeIsLeftOutBelowNotAbove) {
  Grid<float> dike = ground(9, 9, 6.0F);
  for (int row = 0; row < 9; ++row) dike({row, 3}) = 9.0F;
  EXPECT_FLOAT_EQ(coarse_rises_m(dike, {0, 0}, 8, 8), 0.0F);
}

TEST(CoarseGround, SquaresAreDividedFromNorthWestToSouthEast) {
  // Corners of 0 m, but 4 m in the north east. One row down of four and three columns across the
  // plane of the north-east half stands at 3/4 · 4 − 1/4 · 4 = 2 m; were the square divided the
  // other way, at (3/4 + 3/4 − 1) · 4 = 2 m too, but two rows down 4 · (3/4 − 1/2) = 1 m against 0.
  Grid<float> hill = ground(5, 5, 0.0F);
  hill({0, 4}) = 4.0F;
  // On the north row the plane rises to 3 m over ground of 0 m.
  EXPECT_FLOAT_EQ(coarse_rises_m(hill, {0, 0}, 4, 4), 3.0F);
  for (int row = 0; row < 2; ++row) {
    for (int col = 1; col < 4; ++col) hill({row, col}) = 3.0F;
  }
  EXPECT_FLOAT_EQ(coarse_rises_m(hill, {0, 0}, 4, 4), 1.0F);
}

TEST(CoarseGround, BeyondTheGridTheHeightAtItsEdgeGoesOn) {
  Grid<float> step = ground(3, 3, 1.0F);
  step({0, 2}) = step({1, 2}) = step({2, 2}) = 5.0F;
  // From 1 m to the 5 m that stand for the fourth column: at the first column 2 m over 1 m.
  EXPECT_FLOAT_EQ(coarse_rises_m(step, {0, 0}, 4, 4), 1.0F);
}

}  // namespace
}  // namespace twin
