#include "engine/rain/rain_raster.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <functional>

#include "engine/gis/raster_file.h"
#include "engine/results/netcdf_file.h"
#include "tests/support/scratch.h"

namespace twin {
namespace {

using Type = NetcdfFile::Type;

/// A netCDF file of rain, three times, two rows, three columns of 1 km, in the way radars write it;
/// tests change one thing each. The rate is 10 · time + 3 · row from south + column.
struct RadarFile {
  std::string time_units = "minutes since 2025-09-30 11:00:00 +07:00";
  std::vector<double> times = {30, 40, 50};
  std::string rain_units = "mm/h";
  std::string calendar = {};
  bool with_bounds = false;
  bool x_before_y = false;
  bool named_system = true;
  float first_value = 0.0F;
  std::function<void(NetcdfFile&, int)> more = [](NetcdfFile&, int) {};

  std::filesystem::path write(const Scratch& scratch) const {
    const std::filesystem::path file = scratch / "radar.nc";
    NetcdfFile nc(file, NetcdfFile::Mode::create);
    const int root = nc.root();
    const int time_dim = nc.add_dimension(root, "time", 3);
    const int y_dim = nc.add_dimension(root, "y", 2);
    const int x_dim = nc.add_dimension(root, "x", 3);
    const int two = nc.add_dimension(root, "nv", 2);
    const int time = nc.add_variable(root, "time", Type::float64, std::array{time_dim});
    nc.attribute(root, time, "units", time_units);
    if (!calendar.empty()) nc.attribute(root, time, "calendar", calendar);
    const int y = nc.add_variable(root, "y", Type::float64, std::array{y_dim});
    const int x = nc.add_variable(root, "x", Type::float64, std::array{x_dim});
    nc.attribute(root, y, "units", "km");
    nc.attribute(root, x, "units", "km");
    int bounds = 0;
    if (with_bounds) {
      bounds = nc.add_variable(root, "time_bnds", Type::float64, std::array{time_dim, two});
      nc.attribute(root, time, "bounds", "time_bnds");
    }
    const int crs = nc.add_variable(root, "crs", Type::int32, {});
    nc.attribute(root, crs, "crs_wkt", "EPSG:5897");
    const std::array dims =
        x_before_y ? std::array{time_dim, x_dim, y_dim} : std::array{time_dim, y_dim, x_dim};
    const int rain = nc.add_variable(root, "rain", Type::float32, dims);
    nc.attribute(root, rain, "units", rain_units);
    if (named_system) nc.attribute(root, rain, "grid_mapping", "crs");
    more(nc, rain);
    nc.end_definitions();
    nc.write(root, time, times);
    nc.write(root, y, std::vector{2324.5, 2325.5});  // from south
    nc.write(root, x, std::vector{581.5, 582.5, 583.5});
    if (with_bounds) nc.write(root, bounds, std::vector<double>{20, 30, 30, 40, 45, 50});
    std::vector<float> values;
    for (int t = 0; t < 3; ++t) {
      for (int i = 0; i < 6; ++i) {
        const int row = x_before_y ? i % 2 : i / 3;
        const int col = x_before_y ? i / 2 : i % 3;
        values.push_back(static_cast<float>(10 * t + 3 * row + col));
      }
    }
    values[0] = first_value;
    const std::array<std::size_t, 3> start{0, 0, 0};
    const std::array<std::size_t, 3> count{3, x_before_y ? 3U : 2U, x_before_y ? 2U : 3U};
    nc.write_block(root, rain, start, count, values.data());
    nc.close();
    return file;
  }
};

/// Ground of 1.6 km by 1 km that touches all six cells.
RainFile asked(const std::filesystem::path& file) {
  return {.file = file,
          .start = "2025-09-30T11:30:00+07:00",
          .frame = {.north_west = {581700, 2325500}, .cell_m = 100, .rows = 10, .cols = 16},
          .crs = "EPSG:5897"};
}

RainRaster read(const RadarFile& radar) {
  const Scratch scratch;
  Findings findings;
  return read_rain_raster(asked(radar.write(scratch)), findings);
}

std::string refusal(const RadarFile& radar) {
  return failure_of<InputError>([&] { read(radar); });
}

void expect_has(const std::string& told, const std::string& part) {
  EXPECT_NE(told.find(part), std::string::npos) << told;
}

const std::vector<float> kNorthFirst{3,  4,  5,  0,  1,  2,  13, 14, 15,
                                     10, 11, 12, 23, 24, 25, 20, 21, 22};

TEST(RainRaster, ReadsARadarByTheClockOfTheRun) {
  const RainRaster rain = read({});
  EXPECT_EQ(rain.crs, "EPSG:5897");
  EXPECT_EQ(rain.x_edges, (std::vector<double>{581000, 582000, 583000, 584000}));
  EXPECT_EQ(rain.y_edges, (std::vector<double>{2326000, 2325000, 2324000}));
  EXPECT_EQ(rain.begin_s, (std::vector<double>{0, 600, 1200}));
  EXPECT_EQ(rain.end_s, (std::vector<double>{600, 1200, 1800}));  // the last as long as the others
  EXPECT_EQ(rain.mm_per_h, kNorthFirst);
}

TEST(RainRaster, AxesMayComeInAnyOrder) {
  EXPECT_EQ(read({.x_before_y = true}).mm_per_h, kNorthFirst);
}

TEST(RainRaster, BoundsSayWhenAFrameHolds) {
  const RainRaster rain = read({.with_bounds = true});
  EXPECT_EQ(rain.begin_s, (std::vector<double>{-600, 0, 900}));
  EXPECT_EQ(rain.end_s, (std::vector<double>{0, 600, 1200}));
}

TEST(RainRaster, AmountsBecomeRates) {
  EXPECT_FLOAT_EQ(read({.rain_units = "mm"}).mm_per_h[6], 13.0F * 6.0F);  // in ten minutes
  EXPECT_FLOAT_EQ(read({.rain_units = "mm/day"}).mm_per_h[6], 13.0F / 24.0F);
}

TEST(RainRaster, PackedAndMissingNumbersAreUnderstood) {
  const RadarFile radar{.first_value = -9999.0F, .more = [](NetcdfFile& nc, int rain) {
                          nc.attribute(nc.root(), rain, "missing_value", -9999.0);
                          nc.attribute(nc.root(), rain, "scale_factor", 0.5);
                          nc.attribute(nc.root(), rain, "add_offset", 1.0);
                        }};
  const RainRaster rain = read(radar);
  EXPECT_TRUE(std::isnan(rain.mm_per_h[3]));
  EXPECT_EQ(rain.mm_per_h[4], 0.5F * 1.0F + 1.0F);
}

TEST(RainRaster, WithoutAClockTheFirstFrameIsSecondZero) {
  const Scratch scratch;
  Findings findings;
  RainFile file = asked(RadarFile{}.write(scratch));
  file.start = {};
  EXPECT_EQ(read_rain_raster(file, findings).begin_s.front(), 0.0);
}

TEST(RainRaster, OnlyTheCellsAroundTheGroundAreRead) {
  const Scratch scratch;
  Findings findings;
  RainFile file = asked(RadarFile{}.write(scratch));
  file.frame = {.north_west = {581100, 2325900}, .cell_m = 10, .rows = 10, .cols = 10};
  const RainRaster rain = read_rain_raster(file, findings);
  EXPECT_EQ(rain.x_edges.size(), 3U);  // its column and the next
}

TEST(RainRaster, WhatNobodyCanUseIsRefusedWithTheCause) {
  expect_has(refusal({.times = {30, 50, 40}}), "40 after 50");
  expect_has(refusal({.time_units = "months since 2025-01-01"}), "months since");
  expect_has(refusal({.rain_units = "dBZ"}), "'dBZ'");
  expect_has(refusal({.rain_units = "mm/h", .calendar = "noleap"}), "noleap");
  expect_has(refusal({.first_value = -5.0F}), "-5 mm/h");
  expect_has(refusal({.first_value = 1e6F}), "1e+06 mm/h");
  expect_has(refusal({.named_system = false}), "no reference system");
}

TEST(RainRaster, RainElsewhereIsRefusedWithBothPlaces) {
  const Scratch scratch;
  Findings findings;
  RainFile file = asked(RadarFile{}.write(scratch));
  file.frame.north_west.x_m += 50000;
  const std::string told = failure_of<InputError>([&] { read_rain_raster(file, findings); });
  expect_has(told, "581000");
  expect_has(told, "631700");
}

TEST(RainRaster, AMissingFileAndATruncatedOneAreToldApart) {
  const Scratch scratch;
  Findings findings;
  expect_has(failure_of<InputError>([&] { read_rain_raster(asked(scratch / "no.nc"), findings); }),
             "no such file");
  const auto whole = bytes_of(RadarFile{}.write(scratch));
  const auto cut = scratch.write("cut.nc", whole.substr(0, whole.size() / 3));
  expect_has(failure_of<InputError>([&] { read_rain_raster(asked(cut), findings); }),
             "a readable netCDF file");
}

/// A file as IMERG writes them: half an hour, all in the group Grid, longitude before latitude.
/// Cells of 0.1° around Hanoi; the rate is 4 mm/h west of 105.8° and 6 east of it.
struct GroupedFile {
  bool with_bounds = true;
  std::vector<std::string> names = {"precipitation", "randomError"};

  std::filesystem::path write(const Scratch& scratch) const {
    const std::filesystem::path file = scratch / "grouped.nc4";
    NetcdfFile nc(file, NetcdfFile::Mode::create);
    const int grid = nc.add_group(nc.root(), "Grid");
    const int inner = nc.add_group(grid, "Intermediate");
    const int time_dim = nc.add_dimension(grid, "time", 1);
    const int lon_dim = nc.add_dimension(grid, "lon", 2);
    const int lat_dim = nc.add_dimension(grid, "lat", 2);
    const int two = nc.add_dimension(grid, "nv", 2);
    const auto axis = [&](const char* name, int dimension, const char* units) {
      const int made = nc.add_variable(grid, name, Type::float64, std::array{dimension});
      nc.attribute(grid, made, "units", units);
      return made;
    };
    const int time = axis("time", time_dim, "seconds since 1980-01-06 00:00:00 UTC");
    const int lon = axis("lon", lon_dim, "degrees_east");
    const int lat = axis("lat", lat_dim, "degrees_north");
    const int bounds = nc.add_variable(grid, "time_bnds", Type::float64, std::array{time_dim, two});
    if (with_bounds) nc.attribute(grid, time, "bounds", "time_bnds");
    std::vector<int> made;
    for (const std::string& name : names) {
      const std::array dims{time_dim, lon_dim, lat_dim};
      made.push_back(nc.add_variable(grid, name, Type::float32, dims));
      nc.attribute(grid, made.back(), "units", "mm/hr");
    }
    const int deep = nc.add_variable(inner, "IRkalmanFilterWeight", Type::float32,
                                     std::array{time_dim, lon_dim, lat_dim});
    nc.end_definitions();
    // 2025-09-30 04:30 UTC is 16,704 days and 4.5 hours after 1980-01-06.
    const double begin_s = 86400.0 * 16704 + 16200;
    nc.write(grid, time, std::vector{begin_s});
    nc.write(grid, bounds, std::vector{begin_s, begin_s + 1800.0});
    nc.write(grid, lon, std::vector{105.75, 105.85});
    nc.write(grid, lat, std::vector{20.95, 21.05});
    const std::array<std::size_t, 3> start{0, 0, 0};
    const std::array<std::size_t, 3> count{1, 2, 2};
    const std::array<float, 4> rate{4, 4, 6, 6};
    for (const int variable : made) nc.write_block(grid, variable, start, count, rate.data());
    nc.write_block(inner, deep, start, count, rate.data());
    nc.close();
    return file;
  }
};

TEST(RainRaster, LooksIntoGroups) {
  const Scratch scratch;
  Findings findings;
  RainFile file = asked(GroupedFile{}.write(scratch));
  for (const char* name : {"", "Grid/precipitation", "/Grid/precipitation", "precipitation"}) {
    file.variable = name;
    const RainRaster rain = read_rain_raster(file, findings);
    EXPECT_EQ(rain.crs, "EPSG:4326") << name;
    EXPECT_EQ(rain.begin_s, std::vector<double>{0.0}) << name;  // 11:30 +07:00
    EXPECT_EQ(rain.end_s, std::vector<double>{1800.0}) << name;
    EXPECT_EQ(rain.mm_per_h, (std::vector<float>{4, 6, 4, 6})) << name;
  }
  file.variable = "Grid/precipitatoin";
  expect_has(failure_of<InputError>([&] { read_rain_raster(file, findings); }),
             "perhaps 'Grid/precipitation'");
}

TEST(RainRaster, SeveralInGroupsAreToldWithTheirPaths) {
  const Scratch scratch;
  Findings findings;
  const auto file = GroupedFile{.names = {"first", "second"}}.write(scratch);
  expect_has(failure_of<InputError>([&] { read_rain_raster(asked(file), findings); }),
             "Grid/first, Grid/second, Grid/Intermediate/IRkalmanFilterWeight");
}

// It would rain on for as long as anybody computes.
TEST(RainRaster, ASingleFrameMustTellItsInterval) {
  const Scratch scratch;
  Findings findings;
  const auto file = GroupedFile{.with_bounds = false}.write(scratch);
  expect_has(failure_of<InputError>([&] { read_rain_raster(asked(file), findings); }),
             "bounds of time, or a second frame");
}

/// A stack of two GeoTIFFs of 1 km cells.
class Stack {
 public:
  Stack() {
    const GridFrame frame{.north_west = {581000, 2326000}, .cell_m = 1000, .rows = 2, .cols = 3};
    for (const char* name : {"a.tif", "b.tif"}) {
      Grid<float> rate(frame, *name == 'a' ? 10.0F : 20.0F);
      rate({1, 2}) = 5.0F;
      write_raster(scratch_ / name, rate, "EPSG:5897");
    }
    write_raster(scratch_ / "wrong.tif", Grid<float>(frame, -1.0F), "EPSG:5897");
    write_raster(scratch_ / "small.tif", Grid<float>({frame.north_west, 1000, 1, 3}, 1.0F),
                 "EPSG:5897");
  }
  RainRaster read(const std::string& rows) const {
    Findings findings;
    return read_rain_raster(asked(scratch_.write("list.csv", rows)), findings);
  }
  std::string refusal(const std::string& rows) const {
    return failure_of<InputError>([&] { read(rows); });
  }

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

TEST(RainList, AmountsFallUntilTheNextRow) {
  const RainRaster rain = Stack().read("time_s,file,unit\n0,a.tif,mm\n1800,,mm\n");
  EXPECT_EQ(rain.mm_per_h[0], 20.0F);  // 10 mm in half an hour
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
  const Scratch scratch;
  Findings findings;
  RainFile file = asked(scratch.write("list.csv", "time_s,file\n0,\n"));
  file.variable = "rain";
  expect_has(failure_of<InputError>([&] { read_rain_raster(file, findings); }), "rain_variable");
}

TEST(RainList, ARasterNamedDirectlyHasNoTimes) {
  const Scratch scratch;
  Findings findings;
  write_raster(scratch / "a.tif", Grid<float>({{581000, 2326000}, 1000, 2, 3}, 1.0F), "EPSG:5897");
  for (const char* name : {"a.tif", "a.dat"}) {  // by its ending, and by its bytes
    scratch.write(name, bytes_of(scratch / "a.tif"));
    expect_has(failure_of<InputError>([&] { read_rain_raster(asked(scratch / name), findings); }),
               "no times");
  }
}

TEST(RainList, WhatNobodyCanUseIsRefusedWithTheRow) {
  const Stack stack;
  expect_has(stack.refusal("time_s,file\n600,a.tif\n0,b.tif\n"), "list.csv:3");
  expect_has(stack.refusal("time_s,file\n0,a.tif\n600,small.tif\n"), "list.csv:3");
  expect_has(stack.refusal("time_s,file\n0,none.tif\n"), "none.tif");
  expect_has(stack.refusal("time_s,file,unit\n0,a.tif,inch\n"), "'inch'");
  expect_has(stack.refusal("time_s,file,unit\n0,a.tif,mm\n"), "no end");
  expect_has(stack.refusal("time_s,file\n0,\n"), "no file");
}

}  // namespace
}  // namespace twin
