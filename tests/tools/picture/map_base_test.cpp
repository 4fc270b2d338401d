#include "tools/picture/map_base.h"

#include <gtest/gtest.h>

#include <cmath>

namespace twin {
namespace {

/// 40 m × 40 m in cells of 1 m that rise by `east_slope` to the east.
WardLayers plane(double east_slope) {
  WardLayers ward;
  ward.terrain.ground_m =
      Grid<float>({.north_west = {0, 40}, .cell_m = 1.0, .rows = 40, .cols = 40}, 0.0F);
  for (int row = 0; row < 40; ++row) {
    for (int col = 0; col < 40; ++col) {
      ward.terrain.ground_m({row, col}) = static_cast<float>(east_slope * col);
    }
  }
  return ward;
}

/// The colour in the middle of a picture that shows the plane on `side_px` × `side_px`.
Colour middle(const WardLayers& ward, int side_px) {
  Canvas canvas = Canvas::picture(side_px, side_px);
  const double side = side_px;
  draw_ground(canvas, MapView({0, 0, 40, 40}, {0, 0, side, side}), ward);
  return canvas.pixel(side_px / 2, side_px / 2);
}

void expect_grey(const Colour& found, int red, int green, int blue) {
  EXPECT_NEAR(found.red, red / 255.0, 0.005);
  EXPECT_NEAR(found.green, green / 255.0, 0.005);
  EXPECT_NEAR(found.blue, blue / 255.0, 0.005);
}

TEST(MapBase, ShadesTheGroundAlikeWhetherCellsAreThinnedOrNot) {
  // Light from the north-west, heights six times too great. Flat ground is 0.93 of the paper's
  // 250, 248, 243. A slope of 0.1 facing west: (0.6 · 0.5 + 0.7071) / √(0.36 + 1) = 0.8636, which
  // is 0.93 + 0.35 · (0.8636 − 0.7071) = 0.985 of it; one facing east is
  // (−0.3 + 0.7071) / √1.36 = 0.3491, 0.805 of it.
  for (const int side_px : {80, 40, 10}) {  // two pixels a cell; one; four by four cells a pixel
    expect_grey(middle(plane(0.0), side_px), 232, 230, 225);
    expect_grey(middle(plane(0.1), side_px), 246, 244, 239);
    expect_grey(middle(plane(-0.1), side_px), 201, 199, 195);
  }
}

TEST(MapBase, LeavesThePaperWhereTheGroundIsUnknown) {
  WardLayers ward = plane(0.1);
  ward.terrain.ground_m.values().setConstant(std::nanf(""));
  for (const int side_px : {40, 10}) expect_grey(middle(ward, side_px), 0xf1, 0xef, 0xea);
}

}  // namespace
}  // namespace twin
