#include "engine/gis/ogr_geometry.h"

#include <cpl_conv.h>
#include <gtest/gtest.h>

#include <cmath>

#include "engine/gis/ogr_rows.h"

namespace twin {
namespace {

/// What OGR writes of one of our geometries as well-known text.
std::string text_of(const Geometry& geometry) {
  char* text = nullptr;
  EXPECT_EQ(OGR_G_ExportToWkt(ogr_geometry(geometry).get(), &text), OGRERR_NONE);
  std::string copy = text;
  CPLFree(text);
  return copy;
}

TEST(OgrGeometry, KindsAreOgrsWithoutHeights) {
  EXPECT_EQ(type_of(GeometryKind::point), wkbPoint);
  EXPECT_EQ(type_of(GeometryKind::line), wkbLineString);
  EXPECT_EQ(type_of(GeometryKind::polygon), wkbPolygon);
  EXPECT_EQ(type_of(GeometryKind::none), wkbNone);
}

TEST(OgrGeometry, PointsAndLinesKeepTheirOrder) {
  EXPECT_EQ(text_of(Point{1, 2}), "POINT (1 2)");
  EXPECT_EQ(text_of(Polyline{{3, 4}, {1, 2}, {3, 4}}), "LINESTRING (3 4,1 2,3 4)");
}

TEST(OgrGeometry, RingsAreClosedAndLinesAreNot) {
  EXPECT_EQ(text_of(Polyline{{0, 0}, {4, 0}, {4, 4}}), "LINESTRING (0 0,4 0,4 4)");
  EXPECT_EQ(text_of(Polygon{{{0, 0}, {4, 0}, {4, 4}}, {}}), "POLYGON ((0 0,4 0,4 4,0 0))");
}

TEST(OgrGeometry, EveryHoleIsARingBehindTheOuterOne) {
  const Polygon yard{{{0, 0}, {9, 0}, {9, 9}, {0, 9}},
                     {{{1, 1}, {1, 2}, {2, 2}}, {{5, 5}, {5, 6}, {6, 6}}}};
  EXPECT_EQ(text_of(yard), "POLYGON ((0 0,9 0,9 9,0 9,0 0),(1 1,1 2,2 2,1 1),(5 5,5 6,6 6,5 5))");
}

TEST(OgrGeometry, WithoutPointsItIsEmptyAndNotClosed) {
  EXPECT_EQ(text_of(Polyline{}), "LINESTRING EMPTY");
  EXPECT_EQ(text_of(Polygon{}), "POLYGON EMPTY");
}

TEST(OgrGeometry, ARowWithoutGeometryHasNone) { EXPECT_EQ(ogr_geometry(Geometry{}), nullptr); }

TEST(OgrGeometry, EveryBitOfACoordinateComesBack) {
  const double next = std::nextafter(582000.1, 600000.0);
  const std::vector<Geometry> all = {Point{next, -0.1},
                                     Polyline{{next, 2324000.123456789}, {0.1 + 0.2, 1e-300}},
                                     Polygon{{{next, 0}, {next + 4, 0}, {next + 4, 4}},
                                             {{{next + 2, 1}, {next + 3, 1}, {next + 3, 2}}}}};
  for (const Geometry& geometry : all) {
    EXPECT_EQ(parts_of(ogr_geometry(geometry).get()), std::vector<Geometry>{geometry});
  }
}

}  // namespace
}  // namespace twin
