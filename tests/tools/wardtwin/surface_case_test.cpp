#include "tools/wardtwin/surface_case.h"

#include <gtest/gtest.h>

#include "tests/support/expect_has.h"
#include "tests/support/scratch.h"

namespace twin {
namespace {

/// A case in a folder of its own: 4 columns and 3 rows of 10 m, the ground 1 m high, without data
/// in the north-west corner.
class CaseFolder {
 public:
  CaseFolder() {
    scratch_.write("dem.asc",
                   "ncols 4\nnrows 3\nxllcorner 100\nyllcorner 200\ncellsize 10\n"
                   "NODATA_value -9999\n-9999 1 1 1\n1 1 1 1\n1 1 1 1\n");
    scratch_.write("rain.csv", "time_s,mm_per_h\n0,60\n1800,0\n");
    scratch_.write("flow.csv", "time_s,m3ps\n0,0\n600,12\n");
    scratch_.write("level.csv", "time_s,level_m\n0,1.5\n");
  }
  SurfaceCase read(const std::string& more) const {
    return read_surface_case(scratch_.write(
        "case.toml", "dem = 'dem.asc'\nmanning = 0.03\nend_s = 3600\noutput_s = 60\n" + more));
  }
  /// What a case with these lines behind line 4 is refused with.
  std::string refusal(const std::string& more) const {
    return failure_of<InputError>([&] { read(more); });
  }
  const Scratch& scratch() const { return scratch_; }

 private:
  Scratch scratch_;
};

TEST(SurfaceCase, ReadsAWholeCase) {
  const CaseFolder folder;
  const SurfaceCase read = folder.read(R"(
rain = "rain.csv"
initial_level_m = 1.2
[solver]
cfl = 0.5
order = 1
[[inflow]]
point = [115, 205]
series = "flow.csv"
[[edge]]
side = "east"
kind = "level"
range = [200, 220]
series = "level.csv"
[[edge]]
side = "north"
kind = "closed"
[[gauge]]
name = "p1"
at = [110, 220]
)");
  EXPECT_EQ(read.end_s, 3600.0);
  EXPECT_EQ(read.setup.ground_m.frame().rows, 3);
  EXPECT_EQ(read.setup.initial_level_m, 1.2);
  EXPECT_EQ(read.setup.cfl, 0.5);
  EXPECT_EQ(read.setup.scheme, SurfaceScheme::first_order);
  EXPECT_EQ(read.setup.rain_mm_per_h.value.front(), 60.0);
  ASSERT_EQ(read.setup.inflows.size(), 1U);
  ASSERT_EQ(read.setup.inflows[0].cells.size(), 1U);
  EXPECT_EQ(read.setup.inflows[0].cells[0].cell, (Cell{2, 1}));  // south row, second column
  EXPECT_EQ(read.open_sides, std::vector<Side>{Side::east});     // the closed one is none
  ASSERT_EQ(read.gauges.size(), 1U);
  // on a corner of four cells: a cell owns its north and west edges
  EXPECT_EQ(read.gauges[0].cell, (Cell{1, 1}));
  EXPECT_EQ(read.gauges[0].ground_m, 1.0);
}

TEST(SurfaceCase, ALineSharesItsInflowByLength) {
  const CaseFolder folder;
  // 25 m along the middle of the south row: 5, 10 and 10 m in three cells
  const SurfaceCase read =
      folder.read("[[inflow]]\nline = [[105, 205], [130, 205]]\nconstant_m3ps = 5\n");
  double whole = 0.0;
  for (const CellShare& part : read.setup.inflows[0].cells) whole += part.share;
  ASSERT_EQ(read.setup.inflows[0].cells.size(), 3U);
  EXPECT_NEAR(read.setup.inflows[0].cells[0].share / whole, 0.2, 1e-9);
  EXPECT_NEAR(read.setup.inflows[0].cells[1].share / whole, 0.4, 1e-9);
}

TEST(SurfaceCase, AMisspeltKeyIsRefusedWithItsLineAndTheNearest) {
  const CaseFolder folder;
  expect_has(folder.refusal("maning = 0.02\n"), "case.toml:5: found the key 'maning'");
  expect_has(folder.refusal("[[edge]]\nside = 'east'\nkindd = 'free'\n"), "'kind'");
  expect_has(folder.refusal("[infiltration]\nkind = 'horton'\nfirst = 5\n"), "'first'");
}

TEST(SurfaceCase, AWordNobodyKnowsIsRefusedAndTheKnownOnesTold) {
  const CaseFolder folder;
  expect_has(folder.refusal("[[edge]]\nside = 'est'\nkind = 'free'\n"), "case.toml:6");
  expect_has(folder.refusal("[solver]\nscheme = 'kinematic'\n"), "full");
  expect_has(folder.refusal("[infiltration]\nkind = 'philip'\n"), "green_ampt");
}

TEST(SurfaceCase, ContradictionsAreRefusedWhereTheyStand) {
  const CaseFolder folder;
  expect_has(folder.refusal("initial_level_m = 2\ninitial_depth = 'dem.asc'\n"),
             "both a level and a depth");
  expect_has(folder.refusal("[[inflow]]\nconstant_m3ps = 1\n"), "found 0 places");
  expect_has(folder.refusal("[[inflow]]\npoint = [110, 210]\ndisc = [110, 210, 5]\n"
                            "constant_m3ps = 1\n"),
             "found 2 places");
  expect_has(folder.refusal("[[inflow]]\npoint = [110, 210]\n"), "one of series and constant_m3ps");
  expect_has(folder.refusal("[[edge]]\nside = 'east'\nkind = 'free'\nrange = [220, 200]\n"),
             "the lower first");
}

TEST(SurfaceCase, ANegativeAmountIsRefusedWithTheRowOfItsFile) {
  const CaseFolder folder;
  folder.scratch().write("rain.csv", "time_s,mm_per_h\n0,60\n1800,-1\n");
  expect_has(folder.refusal("rain = 'rain.csv'\n"), "rain.csv:3, column 'mm_per_h': found -1");
  expect_has(folder.refusal("[[inflow]]\npoint = [110, 210]\nconstant_m3ps = -2\n"), "found -2");
}

TEST(SurfaceCase, AGaugeNeedsGroundAndANameOfItsOwn) {
  const CaseFolder folder;
  expect_has(folder.refusal("[[gauge]]\nname = 'a'\nat = [99, 210]\n"), "off the map");
  expect_has(folder.refusal("[[gauge]]\nname = 'a'\nat = [105, 225]\n"), "off the map");  // no data
  expect_has(folder.refusal("[[gauge]]\nname = 'a'\nat = [115, 205]\n"
                            "[[gauge]]\nname = 'a'\nat = [125, 205]\n"),
             "'a' for the second time");
}

// Cells of 20 m, their rows from y 230 to 210 and to 190, over ground from 230 to 200.
TEST(SurfaceCase, RainMayComeAsAListOfRasters) {
  const CaseFolder folder;
  folder.scratch().write("radar.asc",
                         "ncols 2\nnrows 2\nxllcorner 100\nyllcorner 190\ncellsize 20\n"
                         "40 60\n10 20\n");
  folder.scratch().write("radar.csv", "time_s,file\n0,radar.asc\n600,\n");
  const SurfaceCase read = folder.read("rain = 'radar.csv'\nstart = '2025-09-30T11:30:00+07:00'\n");
  ASSERT_TRUE(read.setup.rain_zones);
  const RainZones& zones = *read.setup.rain_zones;
  const auto rate = [&](Cell cell) { return zones.mm_per_h[zones.zone_of_cell(cell)].value[0]; };
  EXPECT_EQ(rate({1, 0}), 40.0);  // y 210 to 220
  EXPECT_EQ(rate({2, 3}), 20.0);  // y 200 to 210
  EXPECT_TRUE(read.setup.rain_mm_per_h.value.empty());
}

TEST(SurfaceCase, RainThatDoesNotCoverTheGroundIsRefused) {
  const CaseFolder folder;
  folder.scratch().write("radar.asc",
                         "ncols 1\nnrows 2\nxllcorner 100\nyllcorner 190\ncellsize 20\n40\n10\n");
  folder.scratch().write("radar.csv", "time_s,file\n0,radar.asc\n");
  expect_has(folder.refusal("rain = 'radar.csv'\n"), "no rain at 125");
  expect_has(folder.refusal("rain = 'rain.csv'\nstart = 'noon'\n"), "case.toml:6");
}

TEST(SurfaceCase, WhatWouldBeIgnoredIsRefused) {
  const CaseFolder folder;
  expect_has(folder.refusal("rain = 'rain.csv'\nrain_variable = 'rain'\n"), "case.toml:6");
  expect_has(folder.refusal("rain_variable = 'rain'\n"), "case.toml:5");
  const std::string more_and_more = folder.refusal(
      "[infiltration]\nkind = 'horton'\nfirst_mm_per_h = 5\n"
      "last_mm_per_h = 20\ndecay_per_h = 2\n");
  expect_has(more_and_more, "case.toml:7");
  expect_has(more_and_more, "5 below last_mm_per_h, 20");
}

TEST(SurfaceCase, ASingleRasterIsNoRainThroughTime) {
  const CaseFolder folder;
  folder.scratch().write("rain.tif", std::string("II*\0\x08\0\0\0", 8));
  const std::string told = folder.refusal("rain = 'rain.tif'\n");
  expect_has(told, "no times");
  expect_has(told, "a CSV of time_s,file that lists it");
}

TEST(SurfaceCase, BlockedPolygonsHoldTheCellsWhoseMiddleTheyCover) {
  const CaseFolder folder;
  folder.scratch().write("houses.geojson",
                         R"({"type": "FeatureCollection", "features": [{"type": "Feature",
        "properties": {}, "geometry": {"type": "Polygon", "coordinates":
        [[[112, 202], [122, 202], [122, 212], [112, 212], [112, 202]]]}}]})");
  const SurfaceCase read = folder.read("blocked = 'houses.geojson'\n");
  EXPECT_EQ(read.setup.blocked({2, 1}), 1);  // its middle 115, 205 is covered
  EXPECT_EQ(read.setup.blocked({2, 2}), 0);  // 125, 205 is not
  EXPECT_EQ(read.setup.blocked.values().cast<int>().sum(), 1);
}

TEST(SurfaceCase, GroundOfTwoKindsHasTwoKindsOfSoil) {
  const CaseFolder folder;
  folder.scratch().write("loss.asc",
                         "ncols 4\nnrows 3\nxllcorner 100\nyllcorner 200\ncellsize 10\n"
                         "5 5 5 5\n5 5 5 5\n0 0 0 0\n");
  const SurfaceCase read =
      folder.read("[infiltration]\nkind = 'constant'\nmm_per_h = 'loss.asc'\n");
  ASSERT_TRUE(read.setup.soil);
  EXPECT_EQ(read.setup.soil->kinds.size(), 2U);
  EXPECT_NE(read.setup.soil->kind_of_cell({0, 0}), read.setup.soil->kind_of_cell({2, 0}));
}

}  // namespace
}  // namespace twin
