#include "engine/gis/raster_file.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/findings.h"
#include "engine/gis/raster_head.h"
#include "tests/support/scratch.h"

namespace twin {
namespace {

constexpr float kVoid = std::numeric_limits<float>::quiet_NaN();

/// 3 rows by 4 columns of 2 m: level = column + 10 × row, with a void in the south-east.
Grid<float> slope() {
  Grid<float> grid({.north_west = {582000, 2325000}, .cell_m = 2.0, .rows = 3, .cols = 4}, 0.0F);
  for (int row = 0; row < 3; ++row) {
    for (int col = 0; col < 4; ++col) grid({row, col}) = static_cast<float>(col + 10 * row);
  }
  grid({2, 3}) = kVoid;
  return grid;
}

TEST(RasterFile, WhatIsWrittenIsReadBackExactly) {
  const Scratch scratch;
  write_raster(scratch / "dem.tif", slope(), "EPSG:5897");
  const Raster back = read_raster(scratch / "dem.tif");
  EXPECT_EQ(back.crs, "EPSG:5897");
  EXPECT_EQ(back.values.frame(), slope().frame());
  for (int row = 0; row < 3; ++row) {
    for (int col = 0; col < 4; ++col) {
      const float value = back.values({row, col});
      if (row == 2 && col == 3) {
        EXPECT_TRUE(std::isnan(value));
      } else {
        EXPECT_EQ(value, slope()({row, col}));
      }
    }
  }
}

TEST(RasterFile, EqualGridsGiveEqualBytes) {
  const Scratch scratch;
  write_raster(scratch / "a.tif", slope(), "EPSG:5897");
  write_raster(scratch / "b.tif", slope(), "EPSG:5897");
  EXPECT_EQ(bytes_of(scratch / "a.tif"), bytes_of(scratch / "b.tif"));
}

TEST(RasterFile, AnAsciiGridKeepsItsNoDataAndHasNoCrs) {
  const Scratch scratch;
  const auto file = scratch.write("dem.asc",
                                  "ncols 2\nnrows 2\nxllcorner 10\nyllcorner 20\ncellsize 5\n"
                                  "NODATA_value -9999\n1.5 2.5\n-9999 4.5\n");
  const Raster raster = read_raster(file);
  EXPECT_EQ(raster.crs, "");
  EXPECT_EQ(raster.values.frame(),
            (GridFrame{.north_west = {10, 30}, .cell_m = 5, .rows = 2, .cols = 2}));
  EXPECT_EQ(raster.values({0, 1}), 2.5F);
  EXPECT_TRUE(std::isnan(raster.values({1, 0})));
}

TEST(RasterFile, SamplingAPlaneGivesThePlane) {
  const Scratch scratch;
  write_raster(scratch / "dem.tif", slope(), "EPSG:5897");
  // Cells of 1 m: centre of (1, 1) lies 1.5 m east and south of the corner, a quarter cell before
  // the middle between the centres of columns 0 and 1: 0.25 east, 0.25 south: 0.25 + 10 × 0.25.
  const GridFrame fine{.north_west = {582000, 2325000}, .cell_m = 1.0, .rows = 6, .cols = 9};
  const Raster raster = read_raster_onto(scratch / "dem.tif", fine, "EPSG:5897");
  EXPECT_FLOAT_EQ(raster.values({1, 1}), 2.75F);
  EXPECT_TRUE(std::isnan(raster.values({0, 8})));  // beyond the east edge
  EXPECT_TRUE(std::isnan(raster.values({5, 7})));  // in the void
}

TEST(RasterFile, ACoarseCellTakesTheMeanOfTheFineOnes) {
  const Scratch scratch;
  Grid<float> grid({.north_west = {0, 4}, .cell_m = 0.5, .rows = 8, .cols = 8}, 1.0F);
  for (int i = 0; i < 8; ++i) grid({0, i}) = 9.0F;  // the northmost of 8 rows
  write_raster(scratch / "fine.tif", grid, "EPSG:5897");
  const GridFrame coarse{.north_west = {0, 4}, .cell_m = 4.0, .rows = 1, .cols = 1};
  const Raster raster = read_raster_onto(scratch / "fine.tif", coarse, "EPSG:5897");
  EXPECT_FLOAT_EQ(raster.values({0, 0}), 2.0F);  // (9 + 7 × 1) / 8
}

TEST(RasterFile, AnotherReferenceSystemIsBroughtOntoTheFrame) {
  const Scratch scratch;
  // A slope of 1 m per 0.001° to the north in WGS 84 around 21.0155 N 105.7955 E.
  Grid<float> grid({.north_west = {105.79, 21.02}, .cell_m = 0.0001, .rows = 100, .cols = 100},
                   0.0F);
  for (int row = 0; row < 100; ++row) {
    for (int col = 0; col < 100; ++col) {
      grid({row, col}) = static_cast<float>((21.02 - (row + 0.5) * 0.0001 - 21.0) * 1000.0);
    }
  }
  write_raster(scratch / "dem.tif", grid, "EPSG:4326");
  const GridFrame one{
      .north_west = {582497.375 - 0.5, 2324874.508 + 0.5}, .cell_m = 1.0, .rows = 1, .cols = 1};
  const Raster raster = read_raster_onto(scratch / "dem.tif", one, "EPSG:5897");
  EXPECT_NEAR(raster.values({0, 0}), 15.5, 0.001);
}

TEST(RasterFile, WhatCannotBeUsedIsToldByItsName) {
  const Scratch scratch;
  const auto told = [](const std::filesystem::path& file) {
    return failure_of<InputError>([&] { read_raster(file); });
  };
  EXPECT_NE(told(scratch / "gone.tif").find("gone.tif: found no such file"), std::string::npos);
  const auto words = scratch.write("words.tif", "this is no raster\n");
  EXPECT_NE(told(words).find("words.tif: found"), std::string::npos);
  Grid<float> grid({.north_west = {0, 100}, .cell_m = 1.0, .rows = 100, .cols = 100}, 0.0F);
  for (int i = 0; i < 10000; ++i) grid({i / 100, i % 100}) = std::sin(static_cast<float>(i * i));
  write_raster(scratch / "dem.tif", grid, "EPSG:5897");
  const std::string whole = bytes_of(scratch / "dem.tif");
  const auto half = scratch.write("half.tif", whole.substr(0, whole.size() / 2));
  EXPECT_NE(told(half).find("half.tif: found"), std::string::npos);
}

TEST(RasterFile, AFullDiskIsAnOutputErrorThatSaysSo) {
  const std::string told =
      failure_of<OutputError>([] { write_raster("/dev/full", slope(), "EPSG:5897"); });
  EXPECT_NE(told.find("No space left"), std::string::npos) << told;
}

// 8000 × 8000 cells are more than are held at once. In a file of level = column the mean of columns
// 4a to 4a+3 is 4a + 1.5, whatever is read of it.
TEST(RasterFile, OfALargeFileTheMeansUnderTheFrameAreRead) {
  const Scratch scratch;
  constexpr int kSide = 8000;
  const GridFrame fine{.north_west = {1000, 5000}, .cell_m = 0.25, .rows = kSide, .cols = kSide};
  Grid<float> levels(fine, 0.0F);
  for (int row = 0; row < kSide; ++row) {
    for (int col = 0; col < kSide; ++col) levels({row, col}) = static_cast<float>(col);
  }
  for (int row = 0; row < 8; ++row) levels({row + 4000, 4000}) = kVoid;
  write_raster(scratch / "drone.tif", levels, "EPSG:5897");
  EXPECT_EQ(read_raster_head(scratch / "drone.tif").frame, fine);
  const GridFrame coarse{.north_west = {1500, 4500}, .cell_m = 1.0, .rows = 600, .cols = 700};
  const Grid<float> read = read_raster_onto(scratch / "drone.tif", coarse, "EPSG:5897").values;
  for (const int col : {0, 1, 350, 699}) {
    EXPECT_FLOAT_EQ(read({0, col}), static_cast<float>(2000 + 4 * col) + 1.5F) << col;
  }
  EXPECT_FLOAT_EQ(read({500, 500}), 4002.0F);  // the mean of 4001, 4002 and 4003
  const GridFrame beyond{.north_west = {9000, 4500}, .cell_m = 1.0, .rows = 2, .cols = 2};
  const Grid<float> nothing = read_raster_onto(scratch / "drone.tif", beyond, "EPSG:5897").values;
  EXPECT_TRUE(std::isnan(nothing({0, 0})));
}

}  // namespace
}  // namespace twin
