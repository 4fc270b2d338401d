#include "tools/import/check_levels.h"

#include <gtest/gtest.h>

#include <string>

namespace twin {
namespace {

/// Flat ground at 6 m, a manhole on each of nine places, a pipe 1.5 m down between two of them; the
/// survey's levels counted from `shift_m` above Hòn Dấu, the ninth manhole as it really is.
WardLayers surveyed(double shift_m) {
  WardLayers layers;
  layers.terrain.ground_m = Grid<float>({.north_west = {0, 100}, .rows = 100, .cols = 100}, 6.0F);
  for (int i = 0; i < 9; ++i) {
    const Point place{10.0 + 5.0 * i, 50.0};
    const double by_m = i == 8 ? 0.0 : shift_m;
    layers.drain_manholes.push_back(
        {.id = "M" + std::to_string(i), .place = place, .ground_m = 6.0 + 0.02 * i + by_m});
    layers.drain_pipes.push_back({.id = "P" + std::to_string(i),
                                  .centreline = {place, {place.x_m + 5, 50}},
                                  .invert_from_m = 4.5 + by_m,
                                  .invert_to_m = 4.4 + by_m});
  }
  return layers;
}

std::string told(const WardLayers& layers) {
  Findings findings;
  check_levels(layers, findings);
  std::string text;
  for (const Finding& finding : findings.all()) text += finding.text() + "\n";
  return text;
}

TEST(CheckLevels, ASurveyInTheTerrainsDatumIsSound) {
  EXPECT_EQ(told(surveyed(0.0)), "");
  EXPECT_EQ(told(surveyed(0.3)), "");
}

TEST(CheckLevels, AnotherBenchmarkShiftsManholesAlike) {
  const std::string text = told(surveyed(1.2));
  // The middle one of 1.20, 1.22 … 1.34 and 0.16 is 1.26.
  EXPECT_NE(text.find("levels 1.3 m above the terrain"), std::string::npos) << text;
  EXPECT_NE(text.find("which benchmark"), std::string::npos) << text;
  // Pipes 0.3 m below the ground may be so; it takes more to tell of them.
  EXPECT_EQ(text.find("drain_pipes"), std::string::npos) << text;
}

TEST(CheckLevels, HeightsAboveTheEllipsoidAndOtherUnitsAreNamed) {
  const std::string ellipsoid = told(surveyed(-28.0));
  EXPECT_NE(ellipsoid.find("above the ellipsoid"), std::string::npos) << ellipsoid;
  EXPECT_NE(ellipsoid.find("drain_pipes"), std::string::npos) << ellipsoid;
  const std::string centimetres = told(surveyed(594.0));
  EXPECT_NE(centimetres.find("another unit"), std::string::npos) << centimetres;
}

TEST(CheckLevels, ScatteredOrFewLevelsTellOfNoDatum) {
  WardLayers scattered = surveyed(0.0);
  for (std::size_t i = 0; i < 9; ++i) {
    scattered.drain_manholes[i].ground_m += 1.0 + static_cast<double>(i % 3);
  }
  EXPECT_EQ(told(scattered), "");
  WardLayers few = surveyed(5.0);
  few.drain_manholes.resize(4);
  few.drain_pipes.resize(2);
  EXPECT_EQ(told(few), "");
  EXPECT_EQ(told(WardLayers{}), "");
}

}  // namespace
}  // namespace twin
