#include "engine/space/geometry.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>

namespace twin {
namespace {

const Polyline kCorner = {{0, 0}, {10, 0}, {10, 5}};
const Polygon kSquareWithHole = {.outer = {{0, 0}, {10, 0}, {10, 10}, {0, 10}},
                                 .holes = {{{4, 4}, {6, 4}, {6, 6}, {4, 6}}}};

TEST(Lines, AreMeasuredAndCutAlongTheirLength) {
  EXPECT_DOUBLE_EQ(length_m(kCorner), 15.0);
  EXPECT_EQ(point_along(kCorner, 12.0), (Point{10, 2}));
  EXPECT_EQ(point_along(kCorner, 99.0), (Point{10, 5}));
  EXPECT_EQ(part_of(kCorner, 8.0, 12.0), (Polyline{{8, 0}, {10, 0}, {10, 2}}));
}

TEST(NearestOn, SaysWhereAlongTheLineAPlaceLies) {
  const Nearest nearest = nearest_on(kCorner, {13, 3});
  EXPECT_EQ(nearest.at, (Point{10, 3}));
  EXPECT_DOUBLE_EQ(nearest.along_m, 13.0);
  EXPECT_DOUBLE_EQ(nearest.away_m, 3.0);
}

TEST(Areas, AHoleIsNotCounted) {
  EXPECT_DOUBLE_EQ(area_m2(kSquareWithHole), 96.0);
  EXPECT_TRUE(contains(kSquareWithHole, {1, 1}));
  EXPECT_FALSE(contains(kSquareWithHole, {5, 5}));
  EXPECT_FALSE(contains(kSquareWithHole, {11, 5}));
}

TEST(Areas, KeepTheirDigitsFarFromTheOrigin) {
  const Polyline far = {{582497, 2324874}, {582498, 2324874}, {582498, 2324875}, {582497, 2324875}};
  EXPECT_DOUBLE_EQ(area_m2(far), 1.0);
}

TEST(Buffered, ALineBecomesAStripWithRoundEnds) {
  const auto strip = buffered(Polyline{{0, 0}, {100, 0}}, 2.0);
  ASSERT_EQ(strip.size(), 1U);
  // 100 × 4 and a polygon of 32 corners close to a circle of radius 2
  EXPECT_NEAR(area_m2(strip[0]), 400.0 + std::numbers::pi * 4.0, 0.1);
}

TEST(FacesBetween, CrossingStreetsEncloseBlocks) {
  const auto faces = faces_between(
      {{{0, -1}, {0, 11}}, {{10, -1}, {10, 11}}, {{-1, 0}, {11, 0}}, {{-1, 10}, {11, 10}}});
  ASSERT_EQ(faces.size(), 1U);
  EXPECT_DOUBLE_EQ(area_m2(faces[0]), 100.0);
}

TEST(ForCellsIn, VisitsTheCellsWhoseCentresLieInside) {
  const GridFrame frame{.north_west = {0, 10}, .cell_m = 1.0, .rows = 10, .cols = 10};
  int cells = 0;
  for_cells_in(frame, kSquareWithHole, [&](Cell cell) {
    EXPECT_TRUE(contains(kSquareWithHole, frame.centre(cell)));
    ++cells;
  });
  EXPECT_EQ(cells, 96);
}

TEST(LineIndex, FindsTheSameNearestLineAsLookingAtAll) {
  std::mt19937 random(5);
  const auto coordinate = [&] { return static_cast<double>(random() % 2000); };
  std::vector<Polyline> lines;
  for (int i = 0; i < 200; ++i) {
    const Point a{coordinate(), coordinate()};
    lines.push_back({a, {a.x_m + 30, a.y_m + 20}});
  }
  const LineIndex index(lines);
  for (int i = 0; i < 100; ++i) {
    const Point p{coordinate(), coordinate()};
    double best_m = 1e9;
    for (const Polyline& line : lines) best_m = std::min(best_m, nearest_on(line, p).away_m);
    const auto found = index.nearest(p, 5000.0);
    ASSERT_TRUE(found.has_value());
    EXPECT_DOUBLE_EQ(found->nearest.away_m, best_m);
  }
}

TEST(LineIndex, FindsNothingBeyondItsReach) {
  EXPECT_FALSE(LineIndex({{{0, 0}, {1, 0}}}).nearest({500, 0}, 100.0).has_value());
}

double covered_m2(const Polygon& polygon) {
  double covered = 0.0;
  for (const auto& [a, b, c] : triangles(polygon)) {
    const double twice = (b.x_m - a.x_m) * (c.y_m - a.y_m) - (b.y_m - a.y_m) * (c.x_m - a.x_m);
    EXPECT_GT(twice, 0.0);  // each goes round to the left
    covered += 0.5 * twice;
  }
  return covered;
}

TEST(Triangles, CoverAPolygonAndNothingElse) {
  EXPECT_EQ(triangles({.outer = {{0, 0}, {0, 5}, {4, 5}, {4, 0}}, .holes = {}}).size(), 2U);
  EXPECT_DOUBLE_EQ(covered_m2({.outer = {{0, 0}, {0, 5}, {4, 5}, {4, 0}}, .holes = {}}), 20.0);
  EXPECT_NEAR(covered_m2(kSquareWithHole), 96.0, 1e-9);
  const Polygon el = {.outer = {{0, 0}, {9, 0}, {9, 2}, {2, 2}, {2, 7}, {0, 7}}, .holes = {}};
  EXPECT_NEAR(covered_m2(el), 28.0, 1e-9);  // 9×2 + 2×5
  EXPECT_TRUE(triangles({.outer = {{0, 0}, {5, 0}}, .holes = {}}).empty());
}

TEST(InvalidReason, ABowTieIsNoPolygon) {
  EXPECT_TRUE(
      invalid_reason({.outer = {{0, 0}, {10, 10}, {10, 0}, {0, 10}}, .holes = {}}).has_value());
  EXPECT_FALSE(invalid_reason(kSquareWithHole).has_value());
}

TEST(Crossings, AreWhereLinesCrossAndNotWhereTheyTouch) {
  const Polyline level{{0, 0}, {10, 0}};
  const std::vector<Point> zigzag = crossings({{2, -1}, {2, 3}, {6, -1}}, level);
  ASSERT_EQ(zigzag.size(), 2U);
  EXPECT_DOUBLE_EQ(zigzag[0].x_m, 2.0);
  EXPECT_DOUBLE_EQ(zigzag[1].x_m, 5.0);
  EXPECT_DOUBLE_EQ(zigzag[1].y_m, 0.0);
  EXPECT_TRUE(crossings({{4, 0}, {4, 5}}, level).empty());   // touches
  EXPECT_TRUE(crossings({{2, 0}, {12, 0}}, level).empty());  // runs along
  EXPECT_TRUE(crossings({{11, -1}, {11, 1}}, level).empty());
}

}  // namespace
}  // namespace twin
