#include "engine/gis/neighbourhood.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/gis/crs.h"
#include "tests/support/scratch.h"

namespace twin {
namespace {

/// Some kilometres around Yên Hòa.
const Neighbourhood kWard{.box = {579000, 2321500, 586000, 2328000}};
// EPSG:6960, to a millimetre: tests/engine/gis/crs_test.cpp
constexpr Point kDegrees{105.7955, 21.0155};
constexpr Point kHome{582497.375, 2324874.508};

FeatureTable hydrant_at(Point p) {
  FeatureTable table("hydrants.csv", "hydrants", {{"id"}});
  table.add(1, p, {"H1"});
  return table;
}

void expect_home(const FeatureTable& table) {
  ASSERT_EQ(table.size(), 1U);
  EXPECT_NEAR(table[0].point()->x_m, kHome.x_m, 0.01);
  EXPECT_NEAR(table[0].point()->y_m, kHome.y_m, 0.01);
  EXPECT_EQ(table[0].text("id"), "H1");
}

TEST(BroughtHome, AStatedSystemThatFitsIsTakenWithoutAWord) {
  Findings findings;
  expect_home(brought_home(hydrant_at(kDegrees), "EPSG:4326", kWard, findings));
  EXPECT_TRUE(findings.empty());
}

TEST(BroughtHome, DegreesThatNobodyNamedAreFoundAndTold) {
  Findings findings;
  expect_home(brought_home(hydrant_at(kDegrees), "", kWard, findings));
  ASSERT_EQ(findings.all().size(), 1U);
  EXPECT_NE(findings.all()[0].outcome.en.find("WGS 84, degrees (EPSG:4326)"), std::string::npos)
      << findings.all()[0].outcome.en;
}

TEST(BroughtHome, LatitudeFirstIsSwappedBackAndTold) {
  Findings findings;
  expect_home(brought_home(hydrant_at({kDegrees.y_m, kDegrees.x_m}), "EPSG:4326", kWard, findings));
  ASSERT_EQ(findings.all().size(), 1U);
  EXPECT_EQ(findings.all()[0].outcome.en, "swapped back");
}

TEST(BroughtHome, MetresUnderASystemOfDegreesAreReadAsTheMetresTheyFit) {
  Findings findings;
  expect_home(brought_home(hydrant_at(kHome), "EPSG:4326", kWard, findings));
  ASSERT_EQ(findings.all().size(), 1U);
  EXPECT_NE(findings.all()[0].outcome.en.find("EPSG:5897"), std::string::npos);
}

TEST(BroughtHome, LocalCoordinatesOfADrawingAreRefused) {
  Findings findings;
  const std::string told = failure_of<InputError>([&] {
    brought_home(hydrant_at({120, 45}), "", kWard, findings);
  });
  EXPECT_NE(told.find("name the system as `crs` in --map"), std::string::npos) << told;
}

TEST(BroughtHome, ATableWithoutGeometryStaysAsItIs) {
  FeatureTable table("people.csv", "residential_groups", {{"id"}});
  table.add(1, {}, {"T1"});
  Findings findings;
  EXPECT_EQ(brought_home(table, "", kWard, findings)[0].text("id"), "T1");
  EXPECT_TRUE(findings.empty());
}

/// A town of four streets east and west and four north and south, none at equal distances. From
/// each of them lanes of 60 m lead off on one side, 37 m apart, each with a branch in the middle
/// that meets no street.
struct Town {
  std::vector<Polyline> streets;
  std::vector<Polyline> lanes;
  Polygon outline = {
      .outer = {{581900, 2324000}, {583100, 2324000}, {583100, 2325100}, {581900, 2325100}},
      .holes = {}};

  Town() {
    for (const double y_m : {2324050.0, 2324260.0, 2324590.0, 2325010.0}) {
      streets.push_back({{582000, y_m}, {583000, y_m}});
      for (double x_m = 582018; x_m < 583000; x_m += 37) {
        lanes.push_back({{x_m, y_m}, {x_m, y_m + 30}, {x_m, y_m + 60}});
        lanes.push_back({{x_m, y_m + 30}, {x_m + 15, y_m + 33}});
      }
    }
    for (const double x_m : {582000.0, 582240.0, 582610.0, 583000.0}) {
      streets.push_back({{x_m, 2324050}, {x_m, 2325010}});
    }
  }

  /// Its lanes as a file without a .prj has them, in metres of another system.
  FeatureTable lanes_in(const std::string& crs) const {
    FeatureTable table("lanes.shp", "lanes", {{"id"}});
    for (Polyline line : lanes) {
      CoordinateChange(kWardCrs, crs).apply(line);
      table.add(static_cast<std::int64_t>(table.size()), line, {std::to_string(table.size())});
    }
    return table;
  }
};

double off_by_m(const FeatureTable& table, const std::vector<Polyline>& lines) {
  double worst = 0.0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    worst = std::max(worst, distance_m(table[i].line().front(), lines[i].front()));
  }
  return worst;
}

// Most places of a lane lie on no street, but lanes leave streets: 3405 read as 5897 lies 698 m off
// (tests/engine/gis/crs_test.cpp).
TEST(BroughtHome, LanesAreJudgedByTheirEnds) {
  const Town town;
  const LineIndex streets(town.streets);
  const Neighbourhood around{.box = kWard.box, .streets = &streets};
  for (const char* crs : {"EPSG:5897", "EPSG:3405", "EPSG:32648"}) {
    Findings findings;
    const FeatureTable home = brought_home(town.lanes_in(crs), "", around, findings);
    EXPECT_LT(off_by_m(home, town.lanes), 0.01) << crs;
    ASSERT_EQ(findings.all().size(), 1U);
    EXPECT_NE(findings.all()[0].outcome.en.find(crs), std::string::npos)
        << findings.all()[0].outcome.en;
  }
}

TEST(BroughtHome, LanesThatStateAnotherSystemAreKeptAndDoubted) {
  const Town town;
  const LineIndex streets(town.streets);
  const Neighbourhood around{.box = kWard.box, .streets = &streets, .outline = &town.outline};
  Findings right;
  brought_home(town.lanes_in("EPSG:3405"), "EPSG:3405", around, right);
  EXPECT_TRUE(right.empty());
  Findings wrong;
  const FeatureTable kept = brought_home(town.lanes_in("EPSG:3405"), "EPSG:5897", around, wrong);
  EXPECT_NEAR(off_by_m(kept, town.lanes), 698, 5);
  ASSERT_EQ(wrong.all().size(), 1U);
  EXPECT_NE(wrong.all()[0].expected.en.find("EPSG:3405"), std::string::npos);
}

TEST(BroughtHome, LinesThatFitTwoSystemsAreRefusedWithBoth) {
  const Town town;
  const LineIndex far_away({{{585000, 2327000}, {585100, 2327000}}});
  const Neighbourhood around{.box = kWard.box, .streets = &far_away};
  Findings findings;
  const std::string told = failure_of<InputError>(
      [&] { brought_home(town.lanes_in("EPSG:3405"), "", around, findings); });
  EXPECT_NE(told.find("EPSG:5897"), std::string::npos) << told;
  EXPECT_NE(told.find("EPSG:3405"), std::string::npos) << told;
  EXPECT_NE(told.find("name the right one as `crs` in --map"), std::string::npos) << told;
}

// 400 houses spread over the whole ward, 1.1 km from south to north: 698 m further north most of
// them lie outside it.
TEST(BroughtHome, TheOutlineTellsWherePointsBelong) {
  const Town town;
  std::vector<Point> houses;
  for (int i = 0; i < 400; ++i) {
    houses.push_back({581910.0 + 59.0 * (i % 20), 2324010.0 + 54.0 * (i / 20)});  // NOLINT
  }
  std::vector<Point> written = houses;
  CoordinateChange(kWardCrs, "EPSG:3405").apply(written);
  FeatureTable table("houses.csv", "buildings", {{"id"}});
  for (const Point& p : written) table.add(static_cast<std::int64_t>(table.size()), p, {"N"});
  const Neighbourhood around{.box = kWard.box, .outline = &town.outline};
  Findings findings;
  const FeatureTable home = brought_home(table, "", around, findings);
  for (std::size_t i = 0; i < houses.size(); ++i) {
    EXPECT_LT(distance_m(*home[i].point(), houses[i]), 0.01);
  }
}

}  // namespace
}  // namespace twin
