#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <iostream>

#include "engine/base/numbers.h"
#include "engine/base/partial_folder.h"
#include "engine/gis/raster_file.h"
#include "engine/gis/write_features.h"
#include "engine/results/bundle_writer.h"
#include "tests/support/scratch.h"
#include "viewer/model/curve.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

constexpr int kHousesASide = 142;  // 20,164 in all
constexpr int kCells = 1000;       // a side: a million
constexpr int kInstants = 25;
const GridFrame kFrame{.north_west = {0, 2000}, .cell_m = 2.0, .rows = kCells, .cols = kCells};

Column text(const char* name) { return {.name = name, .kind = ColumnKind::text}; }
Column number(const char* name) { return {.name = name, .kind = ColumnKind::number}; }

Polygon box(double west_m, double south_m, double side_m) {
  return {.outer = {{west_m, south_m},
                    {west_m + side_m, south_m},
                    {west_m + side_m, south_m + side_m},
                    {west_m, south_m + side_m}},
          .holes = {}};
}

/// Houses of 8 m, 14 m apart, numbered row by row from the south-west.
FeatureTable houses() {
  FeatureTable table("test", "buildings",
                     {text("id"), text("use"), number("height_m"), text("source")});
  for (int i = 0; i < kHousesASide * kHousesASide; ++i) {
    table.add(i + 1, box(4 + 14 * (i % kHousesASide), 4 + 14 * (i / kHousesASide), 8),
              {"B" + std::to_string(i + 1), "house", 9.0, "assumed"});
  }
  return table;
}

/// Lanes between the rows of houses, from west to east.
FeatureTable lanes() {
  FeatureTable table("test", "lanes", {text("id"), text("name"), number("clear_width_m")});
  for (int i = 0; i + 1 < kHousesASide; ++i) {
    const double y_m = 15.0 + 14.0 * i;
    table.add(i + 1, Polyline{{0, y_m}, {2000, y_m}}, {"L" + std::to_string(i + 1), "Ngõ", 3.0});
  }
  return table;
}

FeatureTable addresses(const FeatureTable& of) {
  FeatureTable table("test", "addresses", {text("id"), text("building_id"), text("text")});
  for (const Feature& house : of) {
    const std::string id = *house.text("id");
    table.add(house.fid(), Point{0, 0}, {"A" + id, id, "Số " + id + " Hoàng Lan"});
  }
  return table;
}

std::vector<ResultField> fields() {
  std::vector<ResultField> all = {
      {.name = "depth_m", .unit = "m", .kind = FieldKind::frames, .en = "depth", .decimals = 2},
      {.name = "speed_mps", .unit = "m/s", .kind = FieldKind::frames, .en = "speed"},
      {.name = "max_depth_m", .unit = "m", .kind = FieldKind::grid, .en = "most", .decimals = 2},
      {.name = "depth_m",
       .unit = "m",
       .kind = FieldKind::series,
       .table = "buildings",
       .en = "at the house",
       .decimals = 2},
      {.name = "depth_m",
       .unit = "m",
       .kind = FieldKind::series,
       .table = "lanes",
       .en = "in the lane",
       .decimals = 2}};
  for (const char* name : {"a", "b", "c", "d", "e", "f"}) {
    all.push_back({.name = name, .unit = "m", .kind = FieldKind::column, .table = "buildings"});
  }
  return all;
}

/// Water that is deeper by the instant and uneven by the cell, so that it is not packed away.
Grid<float> depth_at(int instant) {
  Grid<float> depth_m(kFrame, 0.0F);
  for (int row = 0; row < kCells; ++row) {
    for (int col = 0; col < kCells; ++col) {
      depth_m({row, col}) = 0.01F * static_cast<float>(instant) +
                            1e-4F * static_cast<float>((row * 7919 + col * 104729) % 997);
    }
  }
  return depth_m;
}

void write_ward(const fs::path& folder) {
  fs::create_directories(folder);
  const FeatureTable buildings = houses();
  const FeatureTable ways = lanes();
  const FeatureTable numbers = addresses(buildings);
  FeatureTable boundary("test", "boundary", {text("id")});
  boundary.add(1, box(0, 0, 2000), {"1"});
  const std::vector<LayerToWrite> layers = {
      {.table = &boundary, .geometry = GeometryKind::polygon, .qgis_style = {}},
      {.table = &buildings, .geometry = GeometryKind::polygon, .qgis_style = {}},
      {.table = &ways, .geometry = GeometryKind::line, .qgis_style = {}},
      {.table = &numbers, .geometry = GeometryKind::point, .qgis_style = {}}};
  write_geopackage(folder / "ward.gpkg", layers, "EPSG:5897");
  write_raster(folder / "dem.tif", Grid<float>(kFrame, 5.0F), "EPSG:5897");
  write_file(folder / "ward.toml", "name = \"Lớn\"\ncrs = \"EPSG:5897\"\n");
}

void write_run(const fs::path& folder, const fs::path& ward) {
  Manifest heading;
  heading.scenario = "flood";
  heading.start = "2025-09-30T11:30:00+07:00";
  heading.ward = {.path = (ward / "ward.toml").string(), .name = "Lớn", .crs = "EPSG:5897"};
  const std::vector<ResultField> declared = fields();
  BundleWriter out(folder, heading, declared, PartialFolder::Start::afresh);
  const FeatureTable buildings = houses();
  const FeatureTable ways = lanes();
  out.table(buildings);
  out.table(ways);
  std::vector<double> times_s;
  for (int i = 0; i < kInstants; ++i) {
    times_s.push_back(300.0 * i);
    out.frame("depth_m", times_s.back(), depth_at(i));
    out.frame("speed_mps", times_s.back(), depth_at(2 * i));
  }
  out.grid("max_depth_m", depth_at(kInstants - 1));
  const std::vector<double> column(buildings.size(), 1.0);
  for (const char* name : {"a", "b", "c", "d", "e", "f"}) out.column("buildings", name, column);
  for (const FeatureTable* table : {&buildings, &ways}) {
    std::vector<float> series;
    for (std::size_t i = 0; i < times_s.size() * table->size(); ++i) {
      series.push_back(0.001F * static_cast<float>((i * 7919) % 997));
    }
    out.series(table->layer(), "depth_m", times_s, series);
  }
  out.write(Progress{});
  out.finish();
}

template <typename Work>
auto timed(const char* what, const Work& work) {
  const auto start = std::chrono::steady_clock::now();
  auto result = work();
  const std::chrono::duration<double, std::milli> ms = std::chrono::steady_clock::now() - start;
  std::cout << what << ": " << ms.count() << " ms\n";
  return result;
}

std::string value_of(const Inspected& found, const std::string& what) {
  for (const FactSection& section : found.sections) {
    for (const Fact& fact : section.facts) {
      if (fact.what.en == what) return fact.value.en;
    }
  }
  return {};
}

/// The times are printed for people; what a click says is checked.
TEST(Click, InAWardOfTwentyThousandHousesAndAMillionCells) {
  const Scratch scratch;
  write_ward(scratch / "ward");
  write_run(scratch / "run", scratch / "ward");
  const std::vector<fs::path> folders = {scratch / "ward", scratch / "run"};
  const auto session = timed("opening", [&] { return std::make_unique<Session>(folders); });
  session->ward().addresses->table();  // as the window does when it has opened
  const double wall_s = session->runs().front()->start_s() + 3600.0;  // the twelfth instant

  // House 143 is the first of the second row: 4 to 12 m east, 18 to 26 m north.
  const Picked house{.at = {8, 22}, .z_m = 14.0, .building = 142};
  const Picked lane{.at = {1001, 15}, .z_m = 5.0, .building = {}};
  for (const char* time : {"first", "again"}) {
    std::cout << time << ": ";
    const auto at_house =
        timed("click on a house", [&] { return inspected(*session, house, wall_s); });
    EXPECT_EQ(at_house.spot.id, "B143");
    EXPECT_EQ(value_of(at_house, "address"), "Số B143 Hoàng Lan");
    EXPECT_EQ(value_of(at_house, "at the house (at the time shown)"),
              shown(0.001 * ((12 * 20164 + 142) * 7919 % 997), 2).en + "\u00a0m");
    std::cout << time << ": ";
    const auto in_lane =
        timed("click in a lane", [&] { return inspected(*session, lane, wall_s); });
    EXPECT_EQ(in_lane.spot.id, "L1");
    // Row 992 from the north, column 500.
    const double depth_m = 0.12 + 1e-4 * ((992 * 7919 + 500 * 104729) % 997);
    EXPECT_EQ(value_of(in_lane, "depth (at the time shown)"), shown(depth_m, 2).en + "\u00a0m");
    const auto moving =
        timed("what moves there", [&] { return moving_at(*session, in_lane.spot); });
    ASSERT_EQ(moving.size(), 3U);
    const Curve curve = timed("25 instants of a cell",
                              [&] { return curve_of(*session, moving[1].places.front()); });
    EXPECT_NEAR(curve.values[12], depth_m, 1e-6);
    EXPECT_NEAR(curve.values[24] - curve.values[0], 0.24, 1e-6);
  }
}

}  // namespace
}  // namespace twin
