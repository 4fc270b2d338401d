#include "engine/rain/rain_raster.h"

#include <gtest/gtest.h>

#include <limits>

#include "engine/gis/raster_file.h"
#include "tests/engine/rain/rain_sketch.h"

namespace twin {
namespace {

/// Five columns and four rows of 1 km, from (581 km, 2326 km).
RainRaster coarse() {
  return {.name = "rain.nc",
          .crs = "EPSG:5897",
          .x_edges = {581000, 582000, 583000, 584000, 585000, 586000},
          .y_edges = {2326000, 2325000, 2324000, 2323000, 2322000},
          .begin_s = {0},
          .end_s = {3600},
          .mm_per_h = std::vector<float>(20, 1.0F)};
}

/// A run of a hundred metres from its north-west corner.
RainFile ground_at(Point north_west) {
  return {.file = {},
          .frame = {.north_west = north_west, .cell_m = 10, .rows = 10, .cols = 10},
          .crs = "EPSG:5897"};
}

std::string refusal_of_window(const RainRaster& raster, const RainFile& file) {
  return failure_of<InputError>([&] { window_around(raster, file); });
}

TEST(RainWindow, IsTheCellsUnderTheGroundAndOneMoreOnEachSide) {
  const RainWindow inside = window_around(coarse(), ground_at({583500, 2324500}));
  EXPECT_EQ(inside.first_col, 1U);
  EXPECT_EQ(inside.cols, 3U);
  EXPECT_EQ(inside.first_row, 0U);
  EXPECT_EQ(inside.rows, 3U);
  const RainWindow corner = window_around(coarse(), ground_at({581100, 2325900}));
  EXPECT_EQ(corner.first_col, 0U);
  EXPECT_EQ(corner.cols, 2U);
  EXPECT_EQ(corner.first_row, 0U);
  EXPECT_EQ(corner.rows, 2U);
}

TEST(RainWindow, RainElsewhereIsRefusedWithBothPlaces) {
  const std::string told = refusal_of_window(coarse(), ground_at({631000, 2324500}));
  expect_has(told, "rain.nc: found rain on 581000…586000, 2322000…2326000");
  expect_has(told, "expected rain on the ground of this run, 631000…631100, 2324400…2324500");
  // Side by side is not on it.
  expect_has(refusal_of_window(coarse(), ground_at({586000, 2324500})), "found rain on");
  expect_has(refusal_of_window(coarse(), ground_at({583000, 2322000})), "found rain on");
}

TEST(RainWindow, BothMustNameASystemOrNeither) {
  RainRaster raster = coarse();
  raster.crs = {};
  RainFile file = ground_at({583500, 2324500});
  expect_has(refusal_of_window(raster, file), "rain.nc: found no reference system");
  file.crs = {};
  EXPECT_EQ(window_around(raster, file).first_col, 1U);
  raster.crs = "EPSG:4326";
  expect_has(refusal_of_window(raster, file), "found degrees, for ground that names no");
}

TEST(RainUnit, IsKnownInTheWordsThatFilesUse) {
  const auto factor = [](const char* unit) { return rain_unit(unit, "here").factor; };
  EXPECT_EQ(factor("mm/h"), 1.0);
  EXPECT_EQ(factor("kg m-2 s-1"), 3600.0);  // a kilogram on a square metre is a millimetre
  EXPECT_EQ(factor("m s-1"), 3.6e6);
  EXPECT_EQ(factor("mm/day"), 1.0 / 24.0);
  EXPECT_FALSE(rain_unit("mm/h", "here").per_interval);
  EXPECT_TRUE(rain_unit("mm", "here").per_interval);
  EXPECT_TRUE(rain_unit("kg m-2", "here").per_interval);
}

TEST(RainUnit, AnotherIsRefusedWithItsPlace) {
  const auto refusal = [](const std::string& unit) {
    return failure_of<InputError>([&] { rain_unit(unit, "rain.csv:2"); });
  };
  expect_has(refusal("inch"), "rain.csv:2: found 'inch', expected a unit of rain");
  expect_has(refusal(""), "rain.csv:2: found no unit");
}

TEST(RainRaster, AFrameIsCalledByItsNumberOrByWhereItWasRead) {
  RainRaster rain = coarse();
  EXPECT_EQ(rain.frame_name(1), tr("rain.nc, frame 2", "rain.nc, khung 2"));
  rain.frame_names = {"rain.csv:2, a.tif"};
  EXPECT_EQ(rain.frame_name(0).en, "rain.csv:2, a.tif");
}

/// A list of one raster, two columns and one row of 2 km: this rate in the west, none in the east.
RainFile list_of(float rate, const Scratch& scratch) {
  Grid<float> rates({.north_west = {581000, 2326000}, .cell_m = 2000, .rows = 1, .cols = 2},
                    std::numeric_limits<float>::quiet_NaN());
  rates({0, 0}) = rate;
  write_raster(scratch / "a.tif", rates, "EPSG:5897");
  return asked(scratch.write("list.csv", "time_s,file\n0,a.tif\n"));
}

// In a minute never more than 31 mm fell, 1,860 mm/h.
TEST(RainRaster, ARateThatNeverFellIsRefusedWithItsPlace) {
  const Scratch scratch;
  for (const auto& [rate, told] : std::vector<std::pair<float, std::string>>{
           {-5.0F, "found -5 mm/h"}, {2001.0F, "found 2001 mm/h"}, {1e6F, "found 1e+06 mm/h"}}) {
    const std::string refused = refusal_of(list_of(rate, scratch));
    expect_has(refused, "list.csv:2, a.tif at 582000, 2325000: " + told);  // its middle
  }
  for (const float rate : {0.0F, 2000.0F}) EXPECT_EQ(refusal_of(list_of(rate, scratch)), "");
}

TEST(RainRaster, IsNetcdfByItsBytesOrItsName) {
  const Scratch scratch;
  EXPECT_TRUE(is_netcdf(scratch.write("classic.dat", "CDF\x01")));
  EXPECT_TRUE(is_netcdf(scratch.write("new.dat", "\x89HDF\r\n")));
  EXPECT_TRUE(is_netcdf(scratch.write("broken.nc", "")));
  EXPECT_TRUE(is_netcdf(scratch.write("broken.nc4", "x")));
  EXPECT_FALSE(is_netcdf(scratch.write("list.csv", "time_s,file\n")));
}

TEST(RainRaster, ARasterNamedDirectlyHasNoTimes) {
  const Scratch scratch;
  write_raster(scratch / "a.tif", Grid<float>({{581000, 2326000}, 1000, 2, 3}, 1.0F), "EPSG:5897");
  scratch.write("a.dat", bytes_of(scratch / "a.tif"));
  scratch.write("picture.dat", "\x89PNG\r\n");
  for (const char* name : {"a.tif", "a.dat", "picture.dat"}) {  // by its ending, and by its bytes
    expect_has(refusal_of(asked(scratch / name)), "no times");
  }
}

TEST(RainRaster, AMissingFileIsTold) {
  const Scratch scratch;
  expect_has(refusal_of(asked(scratch / "no.nc")), "no.nc: found no such file");
  expect_has(refusal_of(asked(scratch.path())), "found no such file");  // a folder
}

}  // namespace
}  // namespace twin
