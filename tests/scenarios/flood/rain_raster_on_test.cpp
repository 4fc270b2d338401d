// Rain by place and time on the lane between houses.
#include "scenarios/flood/rain_raster_on.h"

#include <gtest/gtest.h>

#include "engine/gis/raster_file.h"
#include "tests/scenarios/flood/flood_ward.h"

namespace twin {
namespace {

/// Two coarse cells of 20 m side by side over the ward, its west and its east half; rates in mm/h.
std::filesystem::path halves(const std::string& name, float west, float east) {
  const std::filesystem::path file = written(name, "");
  Grid<float> rate({.north_west = {0, 20}, .cell_m = 20.0, .rows = 1, .cols = 2}, west);
  rate({0, 1}) = east;
  write_raster(file, rate, "");
  return file;
}

Settings settings_with(const std::string& list, double duration_s) {
  Settings settings = closed_box({}, duration_s);
  settings.put("rain", std::string("raster"));
  settings.put("rain_raster", written("list.csv", list).string());
  return settings;
}

// 60 mm in the west and 20 in the east, each on 20 m by 20 m: 24 m³ and 8 m³, a mean of 40 mm.
// Roofs shed onto the lane before them, so each half gets its own.
TEST(RainRasterOn, TheWardGetsWhatTheCoarseCellsGive) {
  halves("a.tif", 60.0F, 20.0F);
  const FloodOf flood(lane_between_houses(5.0),
                      settings_with("time_s,file\n0,a.tif\n3600,\n", 4500.0));
  EXPECT_NEAR(flood.measure("rain_m3"), 24.0 + 8.0, 1e-4);
  EXPECT_NEAR(flood.measure("rain_mm"), 40.0, 1e-4);
  EXPECT_EQ(flood.measure("mass_error_relative"), 0.0);
  const Grid<float> total_mm = flood.grid("rain_total_mm");
  EXPECT_FLOAT_EQ(total_mm(*total_mm.frame().cell_at({10, 9})), 60.0F);
  EXPECT_FLOAT_EQ(total_mm(*total_mm.frame().cell_at({30, 9})), 20.0F);
}

TEST(RainRasterOn, EvenRainAsARasterGivesTheBitsOfTheSeries) {
  halves("even.tif", 30.0F, 30.0F);
  const FloodOf raster(lane_between_houses(5.5),
                       settings_with("time_s,file\n0,even.tif\n3600,\n", 1800.0));
  const FloodOf series(lane_between_houses(5.5),
                       closed_box(written("even.csv", "time_s,mm_per_h\n0,30\n3600,0\n"), 1800.0));
  EXPECT_EQ((raster.grid("max_depth_m").values().isFinite() &&
             raster.grid("max_depth_m").values() != series.grid("max_depth_m").values())
                .count(),
            0);
  EXPECT_EQ(raster.measure("rain_m3"), series.measure("rain_m3"));
  EXPECT_FALSE(series.has("rain_total_mm"));
}

TEST(RainRasterOn, TheFactorMultipliesIt) {
  halves("b.tif", 60.0F, 20.0F);
  Settings settings = settings_with("time_s,file\n0,b.tif\n600,\n", 900.0);
  settings.put("rain_factor", 1.5);
  EXPECT_NEAR(FloodOf(lane_between_houses(5.0), settings).measure("rain_mm"), 10.0, 1e-4);
}

TEST(RainRasterOn, ARunThatGoesOnAfterTheRainIsTold) {
  halves("c.tif", 60.0F, 20.0F);
  const FloodOf late(lane_between_houses(5.0), settings_with("time_s,file\n300,c.tif\n", 900.0));
  EXPECT_NE(late.findings().all().back().found.en.find("300 s to 900 s"), std::string::npos);
}

TEST(RainRasterOn, RainThatLeavesAPartOfTheWardOutIsRefused) {
  const std::filesystem::path file = written("small.tif", "");
  write_raster(
      file, Grid<float>({.north_west = {0, 20}, .cell_m = 20.0, .rows = 1, .cols = 1}, 9.0F), "");
  const std::string told = failure_of<InputError>([&] {
    FloodOf(lane_between_houses(5.0), settings_with("time_s,file\n0,small.tif\n", 900.0));
  });
  EXPECT_NE(told.find("a raster that covers this ground whole"), std::string::npos) << told;
}

TEST(RainRasterOn, NoFileIsRefused) {
  Settings settings = closed_box({}, 900.0);
  settings.put("rain", std::string("raster"));
  EXPECT_THROW(FloodOf(lane_between_houses(5.0), settings), InputError);
}

}  // namespace
}  // namespace twin
