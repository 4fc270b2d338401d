#include "layers/ward/grid_model.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "layers/ward/ward.h"

namespace twin {
namespace {

constexpr float kVoid = std::numeric_limits<float>::quiet_NaN();

Polygon box(double west_m, double south_m, double east_m, double north_m) {
  return {.outer = {{west_m, south_m}, {east_m, south_m}, {east_m, north_m}, {west_m, north_m}},
          .holes = {}};
}

Building house(std::string id, const Polygon& footprint) {
  Building building;
  building.id = std::move(id);
  building.footprint = footprint;
  return building;
}

Lane lane(std::string id, Polyline line, double width_m) {
  Lane result;
  result.id = std::move(id);
  result.centreline = std::move(line);
  result.clear_width_m = width_m;
  return result;
}

/// A ward 40 m by 20 m on ground that rises a centimetre a metre eastwards, its terrain wide enough
/// for a margin of 10 m, with a lane along y = 10.
WardLayers slope() {
  WardLayers layers;
  layers.boundary.outline = box(0, 0, 40, 20);
  const GridFrame frame{.north_west = {-10, 30}, .cell_m = 1.0, .rows = 40, .cols = 60};
  layers.terrain.ground_m = Grid<float>(frame, 0.0F);
  for (int row = 0; row < frame.rows; ++row) {
    for (int col = 0; col < frame.cols; ++col) {
      const double x_m = frame.centre({row, col}).x_m;
      layers.terrain.ground_m({row, col}) = static_cast<float>(5.0 + 0.01 * x_m);
    }
  }
  layers.lanes = {lane("L1", {{0, 9}, {40, 9}}, 2.0)};
  return layers;
}

GridModel model_of(WardLayers layers, double cell_m = 2.0, double margin_m = 10.0) {
  return grid_model(Ward(std::move(layers)), cell_m, margin_m, LandCoverTable{});
}

Cell cell_at(const GridModel& model, double x_m, double y_m) {
  return model.frame.cell_at({x_m, y_m}).value();
}

TEST(GridModel, ItsFrameIsWholeCellsRoundTheBoundary) {
  WardLayers layers = slope();
  layers.boundary.outline = box(0.5, 0.5, 39.5, 19.5);
  const GridModel model = model_of(layers, 2.0, 5.0);  // 5 m round up to 3 cells
  EXPECT_EQ(model.ward_frame, (GridFrame{{0, 20}, 2.0, 10, 20}));
  EXPECT_EQ(model.frame, (GridFrame{{-6, 26}, 2.0, 16, 26}));
  EXPECT_EQ(model.in_ward(cell_at(model, 1, 1)), 1);
  EXPECT_EQ(model.in_ward(cell_at(model, -1, 1)), 0);
}

TEST(GridModel, TheGroundOfACellIsTheMeanOfItsTerrain) {
  const GridModel model = model_of(slope());
  EXPECT_NEAR(model.ground_m(cell_at(model, 21, 1)), 5.21, 1e-6);  // of x = 20.5 and 21.5
}

TEST(GridModel, ALaneTakesTheGroundAlongItsCentreline) {
  WardLayers layers = slope();
  const GridFrame& fine = layers.terrain.ground_m.frame();
  for (int col = 0; col < fine.cols; ++col) {  // a gutter one metre wide, 20 cm deep, along y = 9
    const Cell cell = fine.cell_at({fine.centre({0, col}).x_m, 9.0}).value();
    layers.terrain.ground_m(cell) -= 0.2F;
  }
  const GridModel model = model_of(layers);
  EXPECT_NEAR(model.ground_m(cell_at(model, 21, 9)), 5.21 - 0.2, 1e-6);
}

TEST(GridModel, RoofsShedOntoTheLaneBesideThemToTheLastCell) {
  WardLayers layers = slope();
  layers.buildings = {house("B1", box(10, 10, 16, 20)), house("B2", box(16, 10, 20, 20))};
  const GridModel model = model_of(layers);

  EXPECT_FALSE(model.holds_water(cell_at(model, 11, 11)));
  EXPECT_EQ(model.roof_to[0].size(), 3U);  // three cells of lane along six metres of wall
  EXPECT_EQ(model.roof_to[1].size(), 2U);
  for (const double x_m : {11.0, 13.0, 15.0, 17.0, 19.0}) {
    EXPECT_EQ(model.roof_cells(cell_at(model, x_m, 9)), 5);  // ten metres deep: five cells each
  }
  EXPECT_EQ(model.roof_cells.values().sum(), 25);
  EXPECT_EQ((model.cover.values() == static_cast<std::uint8_t>(LandCover::building)).count(), 25);
}

TEST(GridModel, ALaneNarrowerThanACellStaysOpenBetweenItsWalls) {
  WardLayers layers = slope();
  layers.lanes = {lane("L1", {{0, 9}, {40, 9}}, 1.0)};
  layers.buildings = {house("B1", box(0, 9.4, 40, 20)), house("B2", box(0, 0, 40, 8.6))};
  const GridModel model = model_of(layers);
  for (double x_m = 1.0; x_m < 40.0; x_m += 2.0) {
    EXPECT_TRUE(model.holds_water(cell_at(model, x_m, 9))) << x_m;
  }
  EXPECT_FALSE(model.holds_water(cell_at(model, 21, 11)));
  EXPECT_FALSE(model.holds_water(cell_at(model, 21, 7)));
}

TEST(GridModel, ACourtAmongHousesDrainsLikeARoof) {
  WardLayers layers = slope();
  Building block = house("B1", box(10, 10, 22, 20));
  block.footprint.holes = {{{14, 13}, {14, 17}, {18, 17}, {18, 13}}};
  layers.buildings = {block};
  const GridModel model = model_of(layers);
  EXPECT_FALSE(model.holds_water(cell_at(model, 15, 15)));
  EXPECT_EQ(model.roof_cells.values().sum(), 30);  // 12 m by 10 m, the court with it
}

TEST(GridModel, AHouseAmongHousesTakesTheStreetItOpensOnto) {
  WardLayers layers = slope();
  layers.buildings = {house("B1", box(10, 10, 14, 20)), house("B2", box(14, 12, 18, 18)),
                      house("B3", box(18, 10, 22, 20)), house("B4", box(14, 10, 18, 12)),
                      house("B5", box(14, 18, 18, 20))};
  const GridModel model = model_of(layers);
  ASSERT_EQ(model.facade[1].size(), 1U);
  EXPECT_EQ(model.cover_at(model.facade[1][0]), LandCover::lane);
  EXPECT_EQ(model.roof_cells.values().sum(), 30);  // none of the block's 12 m by 10 m is lost
}

TEST(GridModel, AnInletUnderAHouseMovesToTheNextOpenCell) {
  WardLayers layers = slope();
  layers.buildings = {house("B1", box(10, 10, 30, 20))};
  DrainInlet inlet;
  inlet.id = "I1";
  inlet.place = {21, 11};
  layers.drain_inlets = {inlet, inlet};
  layers.drain_inlets[1].place = {21, 19};  // open ground begins 1 m north of it
  inlet.place = {500, 500};
  layers.drain_inlets.push_back(inlet);
  const GridModel model = model_of(layers);
  EXPECT_EQ(model.inlet_cell[0], cell_at(model, 21, 9));
  EXPECT_EQ(model.inlet_cell[1], cell_at(model, 21, 21));
  EXPECT_FALSE(model.inlet_cell[2].has_value());
  ASSERT_EQ(model.findings.size(), 1U);
  EXPECT_EQ(model.findings[0].layer, "drain_inlets");
}

TEST(GridModel, RiversLieAtTheirBed) {
  WardLayers layers = slope();
  River river;
  river.id = "S1";
  river.centreline = {{45, -10}, {45, 30}};
  river.width_m = 5.0;
  river.bed_m = 1.5;
  layers.river = {river};
  const GridModel model = model_of(layers);
  EXPECT_EQ(model.ground_m(cell_at(model, 45, 10)), 1.5F);
  EXPECT_EQ(model.cover_at(cell_at(model, 45, 10)), LandCover::water);
  // Columns at 3, 5 and 7 m from the ward: 3 · 10 cells beside it, and within 10 m of its corners
  // 5 + 4 + 4 above and as many below.
  EXPECT_EQ(model.river_cells[0].size(), 56U);
}

TEST(GridModel, WhatIsFurtherThanTheMarginIsClosed) {
  const GridModel model = model_of(slope());
  EXPECT_TRUE(model.holds_water(cell_at(model, -9, 10)));
  EXPECT_FALSE(model.holds_water(cell_at(model, -9, 29)));  // the corner: 12.7 m away
  for (const Cell& cell : model.rim) EXPECT_TRUE(model.holds_water(cell));
  EXPECT_EQ(std::ranges::count(model.rim, cell_at(model, -9, 10)), 1);
  EXPECT_EQ(std::ranges::count(model.rim, cell_at(model, -7, 10)), 0);
}

TEST(GridModel, BridgesLeaveTheGroundAsItIs) {
  WardLayers layers = slope();
  Road road;
  road.id = "R1";
  road.centreline = {{20, 0}, {20, 20}};
  road.road_class = "primary";
  road.bridge = true;
  layers.roads = {road};
  const GridModel model = model_of(layers);
  EXPECT_TRUE(model.way_cells[0].empty());
  EXPECT_EQ(model.cover_at(cell_at(model, 21, 5)), LandCover::yard);
}

TEST(GridModel, UnknownGroundIsAWallAndIsToldOf) {
  WardLayers layers = slope();
  const GridFrame& fine = layers.terrain.ground_m.frame();
  for (const Point p : {Point{30.5, 2.5}, {31.5, 2.5}, {30.5, 3.5}, {31.5, 3.5}}) {
    layers.terrain.ground_m(fine.cell_at(p).value()) = kVoid;
  }
  const GridModel model = model_of(layers);
  EXPECT_FALSE(model.holds_water(cell_at(model, 31, 3)));
  ASSERT_EQ(model.findings.size(), 1U);
  EXPECT_EQ(model.findings[0].layer, "terrain");
}

TEST(GridModel, ClippingLeavesTheWardAlone) {
  const GridModel model = model_of(slope());
  const Grid<float> clipped = clipped_to_ward(model, model.ground_m);
  EXPECT_EQ(clipped.frame(), model.ward_frame);
  EXPECT_EQ(clipped({0, 0}), model.ground_m(cell_at(model, 1, 19)));
}

}  // namespace
}  // namespace twin
