#include "engine/gis/crs.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "engine/base/findings.h"
#include "tests/support/scratch.h"

namespace twin {
namespace {

TEST(Crs, GoesFromWgs84ToTheWardByEpsg6960) {
  // The place and its coordinates as the city's survey service converts them.
  std::vector<Point> place = {{105.7955, 21.0155}};
  CoordinateChange("EPSG:4326", kWardCrs).apply(place);
  EXPECT_NEAR(place[0].x_m, 582497.375, 0.001);
  EXPECT_NEAR(place[0].y_m, 2324874.508, 0.001);
}

TEST(Crs, ComesBackToTheSamePlace) {
  std::vector<Point> place = {{582497.375, 2324874.508}};
  CoordinateChange(kWardCrs, "EPSG:4326").apply(place);
  CoordinateChange("EPSG:4326", kWardCrs).apply(place);
  EXPECT_NEAR(place[0].x_m, 582497.375, 0.001);  // heights are dropped: a millimetre
  EXPECT_NEAR(place[0].y_m, 2324874.508, 0.001);
}

TEST(Crs, PlacesBeyondASystemBecomeNotANumber) {
  std::vector<Point> places = {{105.8, 120.0}, {105.7955, 21.0155}};
  CoordinateChange("EPSG:4326", kWardCrs).apply(places);
  EXPECT_TRUE(std::isnan(places[0].x_m));
  EXPECT_NEAR(places[1].x_m, 582497.375, 0.001);
}

TEST(Crs, ASystemNobodyKnowsIsRefusedByItsName) {
  try {
    const CoordinateChange change("EPSG:123456789", kWardCrs);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_NE(error.finding().text().find("EPSG:123456789"), std::string::npos);
  }
}

// The text of a system comes from files too, which are not to make the program read others.
TEST(Crs, AFileIsNoSystem) {
  const Scratch scratch;
  const std::filesystem::path file = scratch.write("wgs84.prj", "EPSG:4326");
  EXPECT_THROW(CoordinateChange(file.string(), kWardCrs), InputError);
  EXPECT_THROW(known_crs(file.string()), InputError);
}

}  // namespace
}  // namespace twin
