#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <functional>
#include <limits>

#include "engine/results/netcdf_file.h"
#include "tests/engine/rain/rain_sketch.h"

namespace twin {
namespace {

using Type = NetcdfFile::Type;
using Numbers = std::vector<double>;

/// A netCDF file of rain, three times, two rows, three columns of 1 km, in the way radars write it;
/// tests change one thing each. The rate is 10 · time + 3 · row + column, in the order of the file.
struct RadarFile {
  std::string time_units = "minutes since 2025-09-30 11:00:00 +07:00";
  Numbers times = {30, 40, 50};
  Numbers time_bounds = {};  ///< begin and end of each; empty: none
  Numbers x_km = {581.5, 582.5, 583.5};
  Numbers x_bounds_km = {};
  Numbers y_km = {2324.5, 2325.5};  ///< from south
  std::string rain_units = "mm/h";
  std::string calendar = {};
  std::string system = "EPSG:5897";
  std::string system_key = "crs_wkt";
  bool x_before_y = false;
  bool named_system = true;
  float first_value = 0.0F;
  std::function<void(NetcdfFile&, int)> more = [](NetcdfFile&, int) {};

  std::filesystem::path write(const Scratch& scratch) const {
    const std::filesystem::path file = scratch / "radar.nc";
    NetcdfFile nc(file, NetcdfFile::Mode::create);
    const int root = nc.root();
    const int time_dim = nc.add_dimension(root, "time", times.size());
    const int y_dim = nc.add_dimension(root, "y", y_km.size());
    const int x_dim = nc.add_dimension(root, "x", x_km.size());
    const int two = nc.add_dimension(root, "nv", 2);
    const int time = nc.add_variable(root, "time", Type::float64, std::array{time_dim});
    if (!time_units.empty()) nc.attribute(root, time, "units", time_units);
    if (!calendar.empty()) nc.attribute(root, time, "calendar", calendar);
    const int y = nc.add_variable(root, "y", Type::float64, std::array{y_dim});
    const int x = nc.add_variable(root, "x", Type::float64, std::array{x_dim});
    nc.attribute(root, y, "units", "km");
    nc.attribute(root, x, "units", "km");
    const auto bounds_of = [&](const std::string& name, int axis, int dimension) {
      nc.attribute(root, axis, "bounds", name + "_bnds");
      return nc.add_variable(root, name + "_bnds", Type::float64, std::array{dimension, two});
    };
    const int of_time = time_bounds.empty() ? 0 : bounds_of("time", time, time_dim);
    const int of_x = x_bounds_km.empty() ? 0 : bounds_of("x", x, x_dim);
    const int crs = nc.add_variable(root, "crs", Type::int32, {});
    nc.attribute(root, crs, system_key, system);
    const std::array dims =
        x_before_y ? std::array{time_dim, x_dim, y_dim} : std::array{time_dim, y_dim, x_dim};
    const int rain = nc.add_variable(root, "rain", Type::float32, dims);
    nc.attribute(root, rain, "units", rain_units);
    if (named_system) nc.attribute(root, rain, "grid_mapping", "crs");
    more(nc, rain);
    nc.end_definitions();
    nc.write(root, time, times);
    nc.write(root, y, y_km);
    nc.write(root, x, x_km);
    if (!time_bounds.empty()) nc.write(root, of_time, time_bounds);
    if (!x_bounds_km.empty()) nc.write(root, of_x, x_bounds_km);
    const std::size_t rows = y_km.size();
    const std::size_t cols = x_km.size();
    std::vector<float> values;
    for (std::size_t t = 0; t < times.size(); ++t) {
      for (std::size_t i = 0; i < rows * cols; ++i) {
        const std::size_t row = x_before_y ? i % rows : i / cols;
        const std::size_t col = x_before_y ? i / rows : i % cols;
        values.push_back(static_cast<float>(10 * t + 3 * row + col));
      }
    }
    values[0] = first_value;
    const std::array<std::size_t, 3> start{0, 0, 0};
    const std::array<std::size_t, 3> count{times.size(), x_before_y ? cols : rows,
                                           x_before_y ? rows : cols};
    nc.write_block(root, rain, start, count, values.data());
    nc.close();
    return file;
  }
};

RainRaster read(const RadarFile& radar) {
  const Scratch scratch;
  Findings findings;
  return read_rain_raster(asked(radar.write(scratch)), findings);
}

std::string refusal(const RadarFile& radar) {
  const Scratch scratch;
  return refusal_of(asked(radar.write(scratch)));
}

const std::vector<float> kNorthFirst{3,  4,  5,  0,  1,  2,  13, 14, 15,
                                     10, 11, 12, 23, 24, 25, 20, 21, 22};

TEST(RainNetcdf, ReadsARadarByTheClockOfTheRun) {
  const RainRaster rain = read({});
  EXPECT_EQ(rain.crs, "EPSG:5897");
  EXPECT_EQ(rain.x_edges, (Numbers{581000, 582000, 583000, 584000}));
  EXPECT_EQ(rain.y_edges, (Numbers{2326000, 2325000, 2324000}));
  EXPECT_EQ(rain.begin_s, (Numbers{0, 600, 1200}));
  EXPECT_EQ(rain.end_s, (Numbers{600, 1200, 1800}));  // the last as long as the others
  EXPECT_EQ(rain.mm_per_h, kNorthFirst);
}

TEST(RainNetcdf, AxesMayComeInAnyOrder) {
  EXPECT_EQ(read({.x_before_y = true}).mm_per_h, kNorthFirst);
}

TEST(RainNetcdf, RowsMayRunFromNorthAndColumnsFromEast) {
  const RainRaster north = read({.times = {30, 40}, .y_km = {2325.5, 2324.5}});
  EXPECT_EQ(north.y_edges, (Numbers{2326000, 2325000, 2324000}));
  EXPECT_EQ(north.mm_per_h, (std::vector<float>{0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15}));
  const RainRaster east = read({.times = {30, 40}, .x_km = {583.5, 582.5, 581.5}});
  EXPECT_EQ(east.x_edges, (Numbers{581000, 582000, 583000, 584000}));
  EXPECT_EQ(east.mm_per_h, (std::vector<float>{5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10}));
}

TEST(RainNetcdf, BoundsSayWhereTheCellsEnd) {
  const RainRaster rain =
      read({.x_km = {581.2, 582.5, 583.9}, .x_bounds_km = {581, 581.5, 581.5, 583.5, 583.5, 584}});
  EXPECT_EQ(rain.x_edges, (Numbers{581000, 581500, 583500, 584000}));
}

TEST(RainNetcdf, AColumnAloneNeedsBounds) {
  EXPECT_EQ(read({.x_km = {582.5}, .x_bounds_km = {581, 584}}).x_edges, (Numbers{581000, 584000}));
  expect_has(refusal({.x_km = {582.5}}),
             "radar.nc, variable 'x': found one coordinate without bounds, expected two or more");
}

TEST(RainNetcdf, BoundsSayWhenAFrameHolds) {
  const RainRaster rain = read({.time_bounds = {20, 30, 30, 40, 45, 50}});
  EXPECT_EQ(rain.begin_s, (Numbers{-600, 0, 900}));
  EXPECT_EQ(rain.end_s, (Numbers{0, 600, 1200}));
}

TEST(RainNetcdf, FramesThatOverlapAreRefused) {
  const std::string told = "variable 'time': found bounds that overlap";
  expect_has(refusal({.time_bounds = {20, 31, 30, 40, 45, 50}}), told);
  expect_has(refusal({.time_bounds = {20, 30, 30, 40, 50, 45}}), told);  // ends before it begins
  expect_has(refusal({.time_bounds = {20, 30, 30, 40, 45, 45}}), told);  // takes no time
}

TEST(RainNetcdf, AmountsBecomeRates) {
  EXPECT_FLOAT_EQ(read({.rain_units = "mm"}).mm_per_h[6], 13.0F * 6.0F);  // in ten minutes
  EXPECT_FLOAT_EQ(read({.rain_units = "mm/day"}).mm_per_h[6], 13.0F / 24.0F);
  const RadarFile short_last{.time_bounds = {20, 30, 30, 40, 45, 50}, .rain_units = "mm"};
  EXPECT_FLOAT_EQ(read(short_last).mm_per_h[12], 23.0F * 12.0F);  // in five minutes
}

TEST(RainNetcdf, PackedAndMissingNumbersAreUnderstood) {
  const RadarFile radar{.first_value = -9999.0F, .more = [](NetcdfFile& nc, int rain) {
                          nc.attribute(nc.root(), rain, "missing_value", -9999.0);
                          nc.attribute(nc.root(), rain, "scale_factor", 0.5);
                          nc.attribute(nc.root(), rain, "add_offset", 1.0);
                        }};
  const RainRaster rain = read(radar);
  EXPECT_TRUE(std::isnan(rain.mm_per_h[3]));
  EXPECT_EQ(rain.mm_per_h[4], 0.5F * 1.0F + 1.0F);
}

TEST(RainNetcdf, NotANumberIsNoValue) {
  const RainRaster rain = read({.first_value = std::numeric_limits<float>::quiet_NaN()});
  EXPECT_TRUE(std::isnan(rain.mm_per_h[3]));
  EXPECT_EQ(rain.mm_per_h[4], 1.0F);
}

TEST(RainNetcdf, WithoutAClockTheFirstFrameIsSecondZero) {
  const Scratch scratch;
  Findings findings;
  for (const char* units : {"minutes since 2025-09-30 11:00:00 +07:00", "min"}) {
    RainFile file = asked(RadarFile{.time_units = units}.write(scratch));
    file.start = {};
    EXPECT_EQ(read_rain_raster(file, findings).begin_s, (Numbers{0, 600, 1200})) << units;
  }
}

TEST(RainNetcdf, OnlyTheCellsAroundTheGroundAreRead) {
  const Scratch scratch;
  Findings findings;
  RainFile file = asked(RadarFile{.x_km = {583.5, 582.5, 581.5}}.write(scratch));
  file.frame = {.north_west = {581100, 2325900}, .cell_m = 10, .rows = 10, .cols = 10};
  const RainRaster rain = read_rain_raster(file, findings);
  EXPECT_EQ(rain.x_edges, (Numbers{581000, 582000, 583000}));  // its column and the next
  // The last two columns of the file, which it writes from the east.
  EXPECT_EQ((std::vector<float>(rain.mm_per_h.begin(), rain.mm_per_h.begin() + 4)),
            (std::vector<float>{5, 4, 2, 1}));
}

TEST(RainNetcdf, ASystemIsReadByWhicheverNameItHas) {
  for (const char* key : {"crs_wkt", "spatial_ref", "epsg_code"}) {
    EXPECT_EQ(read({.system_key = key}).crs, "EPSG:5897") << key;
  }
  expect_has(refusal({.system = "nowhere"}), "reference system 'nowhere'");
  expect_has(refusal({.system_key = "proj4"}), "radar.nc: found no reference system");
  expect_has(refusal({.named_system = false}), "radar.nc: found no reference system");
  const auto turned = [](NetcdfFile& nc, int) {
    nc.attribute(nc.root(), nc.variable(nc.root(), "crs"), "grid_mapping_name",
                 "rotated_latitude_longitude");
    nc.attribute(nc.root(), nc.variable(nc.root(), "x"), "units", "degrees");
  };
  expect_has(refusal({.system_key = "proj4", .more = turned}), "found no reference system");
}

TEST(RainNetcdf, WhatNobodyCanUseIsRefusedWithTheCause) {
  expect_has(refusal({.times = {30, 50, 40}}),
             "variable 'time': found 40 after 50, expected times in order");
  expect_has(refusal({.times = {30, 30}}), "found 30 after 30");
  expect_has(refusal({.time_units = "months since 2025-01-01"}),
             "variable 'time': found 'months since 2025-01-01', expected 'seconds since …'");
  expect_has(refusal({.time_units = ""}), "variable 'time': found no unit");
  expect_has(refusal({.x_km = {581.5, 583.5, 582.5}}),
             "variable 'x': found coordinates that go back, expected rising or falling ones");
  expect_has(refusal({.y_km = {2325, 2325}}), "variable 'y': found coordinates that go back");
  expect_has(refusal({.rain_units = "dBZ"}), "variable 'rain', units: found 'dBZ'");
  expect_has(refusal({.calendar = "noleap"}), "variable 'time': found the calendar 'noleap'");
}

TEST(RainNetcdf, TheJulianCalendarOfImergIsReadByTheCivilOneAndTold) {
  const Scratch scratch;
  Findings findings;
  const auto file = RadarFile{.calendar = "julian"}.write(scratch);
  EXPECT_EQ(read_rain_raster(asked(file), findings).begin_s, (Numbers{0, 600, 1200}));
  ASSERT_EQ(findings.all().size(), 1U);
  expect_has(findings.all()[0].text(), "variable 'time': found the calendar 'julian'");
}

TEST(RainNetcdf, ATruncatedFileIsTold) {
  const Scratch scratch;
  const auto whole = bytes_of(RadarFile{}.write(scratch));
  const auto cut = scratch.write("cut.nc", whole.substr(0, whole.size() / 3));
  expect_has(refusal_of(asked(cut)), "a readable netCDF file");
}

TEST(RainNetcdf, AFileWithoutRainIsTold) {
  const Scratch scratch;
  NetcdfFile nc(scratch / "empty.nc", NetcdfFile::Mode::create);
  nc.close();
  expect_has(refusal_of(asked(scratch / "empty.nc")), "found no variable of time, y and x");
}

/// A file as IMERG writes them: half an hour, all in the group Grid, longitude before latitude.
/// Cells of 0.1° around Hanoi; the rate is 4 mm/h west of 105.8° and 6 east of it, twice as much in
/// the second variable.
struct GroupedFile {
  bool with_bounds = true;
  std::vector<std::string> names = {"precipitation", "randomError"};
  std::string standard_name_of_second = {};

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
    if (!standard_name_of_second.empty()) {
      nc.attribute(grid, made.at(1), "standard_name", standard_name_of_second);
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
    std::array<float, 4> rate{4, 4, 6, 6};
    nc.write_block(inner, deep, start, count, rate.data());
    for (const int variable : made) {
      nc.write_block(grid, variable, start, count, rate.data());
      for (float& one : rate) one *= 2.0F;
    }
    nc.close();
    return file;
  }
};

TEST(RainNetcdf, LooksIntoGroups) {
  const Scratch scratch;
  Findings findings;
  RainFile file = asked(GroupedFile{}.write(scratch));
  for (const char* name : {"", "Grid/precipitation", "/Grid/precipitation", "precipitation"}) {
    file.variable = name;
    const RainRaster rain = read_rain_raster(file, findings);
    EXPECT_EQ(rain.crs, "EPSG:4326") << name;
    EXPECT_EQ(rain.begin_s, Numbers{0.0}) << name;  // 11:30 +07:00
    EXPECT_EQ(rain.end_s, Numbers{1800.0}) << name;
    EXPECT_EQ(rain.mm_per_h, (std::vector<float>{4, 6, 4, 6})) << name;
  }
  file.variable = "Grid/precipitatoin";
  expect_has(refusal_of(file), "perhaps 'Grid/precipitation'");
}

TEST(RainNetcdf, OfSeveralItIsTheOneWhoseStandardNameIsRain) {
  const Scratch scratch;
  Findings findings;
  for (const char* standard_name : {"rainfall_rate", "lwe_precipitation_rate"}) {
    const GroupedFile file{.names = {"first", "second"}, .standard_name_of_second = standard_name};
    const RainRaster rain = read_rain_raster(asked(file.write(scratch)), findings);
    EXPECT_EQ(rain.mm_per_h, (std::vector<float>{8, 12, 8, 12})) << standard_name;
  }
}

TEST(RainNetcdf, SeveralInGroupsAreToldWithTheirPaths) {
  const Scratch scratch;
  expect_has(refusal_of(asked(GroupedFile{.names = {"first", "second"}}.write(scratch))),
             "Grid/first, Grid/second, Grid/Intermediate/IRkalmanFilterWeight");
  const GroupedFile both{.names = {"precipitation", "precipitationCal"}};
  expect_has(refusal_of(asked(both.write(scratch))),
             "several that can be rain: Grid/precipitation, Grid/precipitationCal");
}

TEST(RainNetcdf, ANameThatTwoGroupsHaveNeedsItsPath) {
  const Scratch scratch;
  Findings findings;
  const GroupedFile twice{.names = {"precipitation", "IRkalmanFilterWeight"}};
  RainFile file = asked(twice.write(scratch));
  file.variable = "IRkalmanFilterWeight";
  expect_has(refusal_of(file), "found several variables 'IRkalmanFilterWeight'");
  expect_has(refusal_of(file), "perhaps 'Grid/IRkalmanFilterWeight'");
  file.variable = "Grid/IRkalmanFilterWeight";
  EXPECT_EQ(read_rain_raster(file, findings).mm_per_h, (std::vector<float>{8, 12, 8, 12}));
}

TEST(RainNetcdf, WhatIsAskedMustRunOverTimeAndPlace) {
  const Scratch scratch;
  RainFile file = asked(GroupedFile{}.write(scratch));
  file.variable = "time_bnds";
  expect_has(refusal_of(file),
             "variable 'Grid/time_bnds': found other dimensions, expected time, y and x");
}

// It would rain on for as long as anybody computes.
TEST(RainNetcdf, ASingleFrameMustTellItsInterval) {
  const Scratch scratch;
  expect_has(refusal_of(asked(GroupedFile{.with_bounds = false}.write(scratch))),
             "bounds of time, or a second frame");
}

}  // namespace
}  // namespace twin
