#include "layers/ward/load_ward.h"

#include <gtest/gtest.h>

#include "tests/support/scratch.h"

namespace twin {
namespace {

const Polygon kSquare{.outer = {{0, 0}, {9, 0}, {9, 9}, {0, 9}}, .holes = {}};
const Polyline kLine{{0, 0}, {9, 5}};
constexpr Point kPlace{4, 5};

/// One thing of every layer, no value as it would be if it were left out.
WardLayers one_of_each() {
  WardLayers all;
  all.boundary = {.name = "Yên Hòa", .code = "00175", .residents = 77029, .outline = kSquare};
  all.roads = {{"R1", "Trung Kính", kLine, "tertiary", 4, true, 50, 12.5, 4.4, true, "asphalt"}};
  all.lanes = {{"L1", "Ngõ 34", "hem", kLine, 2.5, 3.1, "brick", true, true, true}};
  all.obstacles = {{"O1", "L1", "gate", kPlace, 0.5, 1.9, 2.2, 6, 22}};
  all.junctions = {{"J1", kPlace, "signal", 90, 0.6}};
  all.buildings = {{"B1", kSquare, "shop", 4, 14.5, 3, "T1"}};
  all.addresses = {{"A1", "B1", "L1", "34/5", "Số 5 ngõ 34", kPlace}};
  all.residential_groups = {{"T1", "Tổ dân phố số 1", kSquare, 210}};
  all.drain_pipes = {{"P1", "M1", "M2", kLine, "box", 0.8, 1.2, 4.5, 4.1, 0.02, 0.3}};
  all.drain_manholes = {{"M1", kPlace, 6.1, 4.2}};
  all.drain_inlets = {{"I1", kPlace, "M1", "kerb", 0.04, 0.25}};
  all.drain_outfalls = {{"X1", kPlace, "pumped", 2.5}};
  all.drain_pumps = {{"U1", kPlace, "X1", 1.5}};
  all.cisterns = {{"C1", kPlace, 30, false, 3.5}};
  all.hydrants = {{"H1", kPlace, 15, false}};
  all.draw_points = {{"D1", kPlace, "Tô Lịch", 4.5, false}};
  all.fire_stations = {{"F1", "Đội Cầu Giấy", kPlace, "medium:2"}};
  all.greens = {{"G1", "Vườn hoa", "garden", kSquare, 6}};
  all.parking = {{"K1", "Bãi xe", kSquare, 40}};
  all.facilities = {{"V1", "Chợ", "market", kPlace}};
  all.flood_spots = {{"S1", "Dương Đình Nghệ", kPlace, 0.4, "2025-09-30", 25}};
  all.reports = {{"E1", kPlace, "2025-09-30T12:00:00+07:00", 0.5, "ngập"}};
  all.river = {{"V1", "Tô Lịch", kLine, 30, 6.5, 2.5, 3.6}};
  return all;
}

void expect_cells(const WardLayers& layers, std::string_view layer,
                  const std::vector<std::pair<const char*, Value>>& cells) {
  const FeatureTable table = layer_table(layers, layer);
  ASSERT_EQ(table.size(), 1U) << layer;
  for (const auto& [column, value] : cells) {
    EXPECT_EQ(table[0].value(column), value) << layer << '.' << column;
  }
}

TEST(LoadWard, EachValueStandsInTheColumnOfItsName) {
  const WardLayers all = one_of_each();
  expect_cells(all, "drain_pipes",
               {{"id", "P1"},
                {"from_id", "M1"},
                {"to_id", "M2"},
                {"shape", "box"},
                {"height_m", 0.8},
                {"width_m", 1.2},
                {"invert_from_m", 4.5},
                {"invert_to_m", 4.1},
                {"manning", 0.02},
                {"blocked_share", 0.3}});
  expect_cells(all, "roads",
               {{"road_class", "tertiary"},
                {"lanes", 4.0},
                {"one_way", 1.0},
                {"speed_limit_kmh", 50.0},
                {"width_m", 12.5},
                {"clear_height_m", 4.4},
                {"bridge", 1.0},
                {"surface", "asphalt"}});
  expect_cells(all, "obstacles",
               {{"way_id", "L1"},
                {"length_m", 0.5},
                {"clear_width_m", 1.9},
                {"clear_height_m", 2.2},
                {"from_h", 6.0},
                {"to_h", 22.0}});
  expect_cells(all, "river",
               {{"width_m", 30.0}, {"bank_m", 6.5}, {"bed_m", 2.5}, {"usual_level_m", 3.6}});
  expect_cells(all, "buildings",
               {{"floors", 4.0}, {"height_m", 14.5}, {"residents", 3.0}, {"group_id", "T1"}});
}

TEST(LoadWard, EveryLayerComesBackFromItsFolderAsItWas) {
  const WardLayers all = one_of_each();
  const Scratch scratch;
  write_ward(scratch.path(), {.name = "Yên Hòa", .crs = "EPSG:5897"}, all);
  Findings findings;
  const LoadedWard back = load_ward(scratch.path(), findings);
  EXPECT_TRUE(findings.empty());
  EXPECT_EQ(back.layers.boundary.code, "00175");
  EXPECT_EQ(back.layers.boundary.residents, 77029.0);
  for (const LayerSpec* layer : layer_specs()) {
    const FeatureTable before = layer_table(all, layer->name);
    const FeatureTable after = layer_table(back.layers, layer->name);
    ASSERT_EQ(before.size(), 1U) << layer->name << " has no example in this test";
    ASSERT_EQ(after.size(), 1U) << layer->name;
    EXPECT_EQ(after[0].geometry(), before[0].geometry()) << layer->name;
    for (const Column& column : before.columns()) {
      EXPECT_EQ(after[0].value(column.name), before[0].value(column.name))
          << layer->name << '.' << column.name;
    }
  }
}

/// The square with ground around it that tells each cell: 5 m, and 1 mm more from cell to cell.
WardLayers on_ground() {
  WardLayers all = one_of_each();
  Grid<float> ground_m({.north_west = {-20, 30}, .cell_m = 0.5, .rows = 100, .cols = 120}, 0.0F);
  for (int row = 0; row < 100; ++row) {
    for (int col = 0; col < 120; ++col) {
      ground_m({row, col}) = 5.0F + 0.001F * static_cast<float>(120 * row + col);
    }
  }
  all.terrain.ground_m = ground_m;
  return all;
}

TEST(LoadWard, TheGroundReadBesideTheLayersIsTheSameEachTime) {
  const WardLayers all = on_ground();
  const Scratch scratch;
  write_ward(scratch.path(), {.name = "Yên Hòa", .crs = "EPSG:5897"}, all);
  for (int time = 0; time < 3; ++time) {
    Findings findings;
    const LoadedWard back = load_ward(scratch.path(), findings);
    EXPECT_TRUE(findings.empty());
    EXPECT_EQ(back.layers.terrain.ground_m.frame(), all.terrain.ground_m.frame());
    EXPECT_TRUE((back.layers.terrain.ground_m.values() == all.terrain.ground_m.values()).all());
    EXPECT_EQ(back.layers.lanes.at(0).id, "L1");
    ASSERT_EQ(back.files.size(), 3U);
    EXPECT_EQ(back.files.back().filename(), "dem.tif");
  }
}

TEST(LoadWard, WhatIsWrongWithTheGroundIsToldAsOfAnyLayer) {
  const Scratch scratch;
  write_ward(scratch.path(), {.name = "Yên Hòa", .crs = "EPSG:5897"}, on_ground());
  scratch.write("dem.tif", "no raster");
  Findings findings;
  const std::string told = failure_of<InputError>([&] { load_ward(scratch.path(), findings); });
  EXPECT_NE(told.find("dem.tif"), std::string::npos) << told;
}

TEST(LoadWard, ALayerNobodyKnowsIsRefusedAndTheNearestNamed) {
  Findings findings;
  WardLayers layers;
  const FeatureTable table("here", "lane", {});
  const std::string told = failure_of<InputError>([&] { replace_layer(layers, table, findings); });
  EXPECT_NE(told.find("'lanes'"), std::string::npos) << told;
}

TEST(LoadWard, AMisspeltKeyInWardTomlIsRefusedWithItsLine) {
  const Scratch scratch;
  scratch.write("ward.toml", "name = 'Yên Hòa'\ncsr = 'EPSG:5897'\n");
  Findings findings;
  const std::string told = failure_of<InputError>([&] { load_ward(scratch.path(), findings); });
  EXPECT_NE(told.find("ward.toml:2"), std::string::npos) << told;
  EXPECT_NE(told.find("'crs'"), std::string::npos) << told;
}

}  // namespace
}  // namespace twin
