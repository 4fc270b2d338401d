#include "engine/rain/rain_zones.h"

#include <gtest/gtest.h>

#include <limits>

namespace twin {
namespace {

constexpr double kEndless = std::numeric_limits<double>::infinity();

/// Two coarse cells side by side, 25 m wide: 60 mm/h in the west, 12 in the east, for an hour.
RainRaster two_cells() {
  return {.name = "rain.nc",
          .crs = {},
          .x_edges = {0, 25, 50},
          .y_edges = {20, 0},
          .begin_s = {0},
          .end_s = {3600},
          .mm_per_h = {60, 12}};
}

GridFrame five_by_two() { return {.north_west = {0, 20}, .cell_m = 10.0, .rows = 2, .cols = 5}; }

Grid<std::uint8_t> all_of(const GridFrame& frame) { return Grid<std::uint8_t>(frame, 1); }

double fallen_at(const RainZones& zones, Cell cell, double until_s) {
  return fallen_mm(zones, until_s)[zones.zone_of_cell(cell)];
}

// The third column lies half in each: (60 + 12) / 2 = 36 mm.
TEST(RainZones, ACellTakesTheRainOfTheCoarseCellsItLiesIn) {
  const GridFrame frame = five_by_two();
  const RainZones zones = rain_zones(two_cells(), frame, "", all_of(frame));
  EXPECT_EQ(zones.mm_per_h.size(), 3U);
  double sum = 0.0;
  for (int col = 0; col < 5; ++col) sum += fallen_at(zones, {1, col}, 3600.0);
  EXPECT_DOUBLE_EQ(fallen_at(zones, {0, 0}, 3600.0), 60.0);
  EXPECT_DOUBLE_EQ(fallen_at(zones, {0, 2}, 3600.0), 36.0);
  EXPECT_DOUBLE_EQ(fallen_at(zones, {0, 4}, 3600.0), 12.0);
  EXPECT_DOUBLE_EQ(sum * 10.0, 60.0 * 25.0 + 12.0 * 25.0);  // what the coarse cells give
}

// Cells of 20 m under coarse ones of 25 m by 15 m, by hand: the cell (0, 1), x 20…40, y 20…40 of a
// raster with rows 45…30…15…0, lies by 5/20 and 15/20 in the columns, by half in the upper rows.
TEST(RainZones, SharesOfRowsAndColumnsMultiply) {
  const RainRaster raster{.name = "rain.nc",
                          .crs = {},
                          .x_edges = {0, 25, 50},
                          .y_edges = {45, 30, 15, 0},
                          .begin_s = {0},
                          .end_s = {kEndless},
                          .mm_per_h = {1, 2, 3, 4, 5, 6}};
  const GridFrame frame{.north_west = {0, 40}, .cell_m = 20.0, .rows = 2, .cols = 2};
  const RainZones zones = rain_zones(raster, frame, "", all_of(frame));
  const double upper = 0.25 * 1 + 0.75 * 2;
  const double lower = 0.25 * 3 + 0.75 * 4;
  EXPECT_DOUBLE_EQ(fallen_at(zones, {0, 1}, 3600.0), 0.5 * upper + 0.5 * lower);
}

TEST(RainZones, NoRainFallsBetweenAndAfterFrames) {
  RainRaster raster = two_cells();
  raster.begin_s = {600, 1800};
  raster.end_s = {1200, 2400};
  raster.mm_per_h = {60, 0, 30, 0};
  const GridFrame frame = five_by_two();
  const RainZones zones = rain_zones(raster, frame, "", all_of(frame));
  EXPECT_DOUBLE_EQ(fallen_at(zones, {0, 0}, 600.0), 0.0);
  EXPECT_DOUBLE_EQ(fallen_at(zones, {0, 0}, 1800.0), 10.0);
  EXPECT_DOUBLE_EQ(fallen_at(zones, {0, 0}, 7200.0), 15.0);
}

TEST(RainZones, TheWardMustLieOnTheRaster) {
  GridFrame frame = five_by_two();
  frame.cols = 7;  // 20 m beyond
  EXPECT_THROW(rain_zones(two_cells(), frame, "", all_of(frame)), InputError);
  Grid<std::uint8_t> ward(frame, 1);
  ward.values().rightCols(2) = 0;
  const RainZones zones = rain_zones(two_cells(), frame, "", ward);
  EXPECT_DOUBLE_EQ(fallen_at(zones, {0, 6}, 3600.0), 12.0);  // the margin: as the nearest
}

TEST(RainZones, AMissingValueOnTheGridIsRefused) {
  RainRaster raster = two_cells();
  raster.mm_per_h[1] = std::numeric_limits<float>::quiet_NaN();
  GridFrame frame = five_by_two();
  EXPECT_THROW(rain_zones(raster, frame, "", all_of(frame)), InputError);
  frame.cols = 2;  // beside it
  EXPECT_NO_THROW(rain_zones(raster, frame, "", all_of(frame)));
}

// A tenth of a degree is 10.4 km in Hanoi: 105.8° E lies 82.9 km east of the zone's meridian at
// 21.0° N, that is at x 583,200 m; a kilometre west and east of it are other coarse cells.
TEST(RainZones, DegreesAreLaidOntoTheWardsMetres) {
  const RainRaster raster{.name = "rain.nc",
                          .crs = "EPSG:4326",
                          .x_edges = {105.7, 105.8, 105.9},
                          .y_edges = {21.1, 20.9},
                          .begin_s = {0},
                          .end_s = {3600},
                          .mm_per_h = {60, 12}};
  const GridFrame frame{.north_west = {581000, 2324000}, .cell_m = 100.0, .rows = 5, .cols = 40};
  const RainZones zones = rain_zones(raster, frame, "EPSG:5897", all_of(frame));
  EXPECT_DOUBLE_EQ(fallen_at(zones, {2, 5}, 3600.0), 60.0);
  EXPECT_DOUBLE_EQ(fallen_at(zones, {2, 35}, 3600.0), 12.0);
  EXPECT_LE(zones.mm_per_h.size(), 5U);  // the two, and shares of quarters
}

}  // namespace
}  // namespace twin
