#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "engine/gis/raster_file.h"
#include "tests/engine/rain/rain_sketch.h"

namespace twin {
namespace {

/// A stack of two GeoTIFFs of 1 km cells, 10 mm/h and 20 but 5 in the south-east of both, and some
/// that do not fit to them.
class Stack {
 public:
  Stack() {
    const GridFrame frame{.north_west = {581000, 2326000}, .cell_m = 1000, .rows = 2, .cols = 3};
    for (const char* name : {"a.tif", "b.tif"}) {
      Grid<float> rate(frame, *name == 'a' ? 10.0F : 20.0F);
      rate({1, 2}) = 5.0F;
      write_raster(scratch_ / name, rate, "EPSG:5897");
    }
    Grid<float> holed(frame, 1.0F);
    holed({0, 1}) = std::numeric_limits<float>::quiet_NaN();
    write_raster(scratch_ / "holed.tif", holed, "EPSG:5897");
    write_raster(scratch_ / "wrong.tif", Grid<float>(frame, -1.0F), "EPSG:5897");
    write_raster(scratch_ / "small.tif", Grid<float>({frame.north_west, 1000, 1, 3}, 1.0F),
                 "EPSG:5897");
    write_raster(scratch_ / "zone.tif", Grid<float>(frame, 1.0F), "EPSG:9209");
    write_raster(scratch_ / "nowhere.tif", Grid<float>(frame, 1.0F), "");
  }
  RainFile list(const std::string& rows) const { return asked(scratch_.write("list.csv", rows)); }
  RainRaster read(const std::string& rows) const {
    Findings findings;
    return read_rain_raster(list(rows), findings);
  }
  std::string refusal(const std::string& rows) const { return refusal_of(list(rows)); }

 private:
  Scratch scratch_;
};

TEST(RainList, ARowHoldsUntilTheNextAndNoFileIsNoRain) {
  const RainRaster rain = Stack().read("time_s,file\n0,a.tif\n600,b.tif\n1200,\n");
  EXPECT_EQ(rain.begin_s, (std::vector<double>{0, 600, 1200}));
  EXPECT_EQ(rain.end_s[1], 1200.0);
  EXPECT_TRUE(std::isinf(rain.end_s[2]));
  EXPECT_EQ(rain.mm_per_h[0], 10.0F);
  EXPECT_EQ(rain.mm_per_h[5], 5.0F);
  EXPECT_EQ(rain.mm_per_h[6], 20.0F);
  EXPECT_EQ(rain.mm_per_h[12], 0.0F);
}

TEST(RainList, LiesWhereItsRastersLie) {
  const RainRaster rain = Stack().read("time_s,file\n0,a.tif\n");
  EXPECT_EQ(rain.crs, "EPSG:5897");
  EXPECT_EQ(rain.x_edges, (std::vector<double>{581000, 582000, 583000, 584000}));
  EXPECT_EQ(rain.y_edges, (std::vector<double>{2326000, 2325000, 2324000}));
}

TEST(RainList, ADryBeginningTakesItsPlaceFromTheFirstRaster) {
  const RainRaster rain = Stack().read("time_s,file\n0,\n600,a.tif\n");
  ASSERT_EQ(rain.mm_per_h.size(), 12U);
  EXPECT_EQ(rain.mm_per_h[5], 0.0F);
  EXPECT_EQ(rain.mm_per_h[6], 10.0F);
}

TEST(RainList, OnlyTheCellsAroundTheGroundAreRead) {
  const Stack stack;
  RainFile file = stack.list("time_s,file\n0,a.tif\n600,\n");
  file.frame = {.north_west = {583700, 2325900}, .cell_m = 10, .rows = 10, .cols = 10};
  Findings findings;
  const RainRaster rain = read_rain_raster(file, findings);
  EXPECT_EQ(rain.x_edges, (std::vector<double>{582000, 583000, 584000}));  // its column and one
  EXPECT_EQ(rain.mm_per_h, (std::vector<float>{10, 10, 10, 5, 0, 0, 0, 0}));
}

TEST(RainList, ACellWithoutAValueStaysWithout) {
  const RainRaster rain = Stack().read("time_s,file\n0,holed.tif\n");
  EXPECT_EQ(rain.mm_per_h[0], 1.0F);
  EXPECT_TRUE(std::isnan(rain.mm_per_h[1]));
}

TEST(RainList, AmountsFallUntilTheNextRow) {
  const RainRaster rain = Stack().read("time_s,file,unit\n0,a.tif,mm\n1800,,\n");
  EXPECT_EQ(rain.mm_per_h[0], 20.0F);  // 10 mm in half an hour
}

TEST(RainList, EachRowMayHaveAUnitOfItsOwn) {
  const RainRaster rain = Stack().read("time_s,file,unit\n0,a.tif,mm\n7200,a.tif,mm/day\n");
  EXPECT_EQ(rain.mm_per_h[0], 5.0F);  // 10 mm in two hours
  EXPECT_FLOAT_EQ(rain.mm_per_h[6], 10.0F / 24.0F);
}

TEST(RainList, AnErrorNamesTheRowAndTheFileOfItsFrame) {
  const Stack stack;
  const std::string wrong = stack.refusal("time_s,file\n0,a.tif\n600,wrong.tif\n");
  expect_has(wrong, "list.csv:3, wrong.tif");
  expect_has(wrong, "-1 mm/h");
  EXPECT_EQ(wrong.find("a.tif"), std::string::npos) << wrong;
  const RainRaster rain = stack.read("time_s,file\n0,a.tif\n600,b.tif\n1200,\n");
  expect_has(rain.frame_name(1).en, "list.csv:3, b.tif");
  expect_has(rain.frame_name(2).en, "list.csv:4");
  EXPECT_EQ(rain.frame_name(2).en.find(".tif"), std::string::npos);
}

TEST(RainList, AVariableIsOfANetcdfFileAlone) {
  const Stack stack;
  RainFile file = stack.list("time_s,file\n0,a.tif\n");
  file.variable = "rain";
  expect_has(refusal_of(file), "rain_variable: found 'rain' beside ");
}

TEST(RainList, TimesThatDoNotRiseAreRefusedWithTheRow) {
  const Stack stack;
  expect_has(stack.refusal("time_s,file\n600,a.tif\n0,b.tif\n"),
             "list.csv:3, column 'time_s': found 0, expected a time after 600");
  expect_has(stack.refusal("time_s,file\n600,a.tif\n600,b.tif\n"), "found 600, expected a time");
  expect_has(stack.refusal("time_s,file\nnan,a.tif\n"), "found 'nan', expected a number");
  expect_has(stack.refusal("time_s,file\nsoon,a.tif\n"),
             "list.csv:2, column 'time_s': found 'soon'");
}

TEST(RainList, RastersThatDoNotFitTogetherAreRefusedWithTheRow) {
  const Stack stack;
  for (const char* other : {"small.tif", "zone.tif", "nowhere.tif"}) {
    expect_has(stack.refusal(std::string("time_s,file\n0,a.tif\n600,") + other + "\n"),
               "list.csv:3, column 'file': found a raster of another place, size or reference "
               "system, expected rasters of the same cells");
  }
}

TEST(RainList, AmountsNeedAnEnd) {
  expect_has(Stack().refusal("time_s,file,unit\n0,a.tif,mm\n600,b.tif,mm\n"),
             "list.csv:3: found an amount in mm that has no end, expected");
}

TEST(RainList, WhatNobodyCanUseIsRefused) {
  const Stack stack;
  expect_has(stack.refusal("time_s,file\n0,none.tif\n"), "none.tif");
  expect_has(stack.refusal("time_s,file,unit\n0,a.tif,inch\n"),
             "list.csv:2, column 'unit': found 'inch', expected a unit of rain");
  expect_has(stack.refusal("time_s,tep\n0,a.tif\n"), "'file'");
  expect_has(stack.refusal("time_s,file\n0,nowhere.tif\n"), "found no reference system");
}

TEST(RainList, WithoutAnyFileNobodyKnowsItsPlace) {
  const Stack stack;
  expect_has(stack.refusal("time_s,file\n0,\n600,\n"), "list.csv: found no file");
  expect_has(stack.refusal("time_s,file\n"), "list.csv: found no file");
}

}  // namespace
}  // namespace twin
