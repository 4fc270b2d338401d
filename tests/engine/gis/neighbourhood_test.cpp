#include "engine/gis/neighbourhood.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace twin
