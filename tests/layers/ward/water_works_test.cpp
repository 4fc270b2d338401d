#include "layers/ward/water_works.h"

#include <gtest/gtest.h>

#include <cmath>

#include "layers/ward/grid_model.h"
#include "layers/ward/renovation.h"

namespace twin {
namespace {

/// Ground at 5 m in cells of 1 m, from (0, 0) to (40, 20); a lane 2 m wide along y = 10, a road
/// across it at x = 30, and two inlets.
WardLayers plain() {
  WardLayers layers;
  layers.boundary.outline = {{{0, 0}, {40, 0}, {40, 20}, {0, 20}}, {}};
  layers.terrain.ground_m =
      Grid<float>({.north_west = {0, 20}, .cell_m = 1.0, .rows = 20, .cols = 40}, 5.0F);
  Lane lane;
  lane.id = "L1";
  lane.centreline = {{0, 10}, {40, 10}};
  lane.clear_width_m = 2.0;
  layers.lanes = {lane};
  Road road;
  road.id = "R1";
  road.centreline = {{30, 0}, {30, 20}};
  road.width_m = 4.0;
  layers.roads = {road};
  for (const char* id : {"G1", "G2"}) {
    DrainInlet inlet;
    inlet.id = id;
    inlet.place = {*id == 'G' && id[1] == '1' ? 5.0 : 35.0, 10};
    inlet.capacity_m3ps = 0.02;
    layers.drain_inlets.push_back(inlet);
  }
  layers.drain_inlets[1].clogged_share = 0.5;
  DrainManhole manhole;
  manhole.id = "M1";
  manhole.place = {5, 10.5};
  manhole.ground_m = 5.0;
  layers.drain_manholes = {manhole};
  return layers;
}

float ground_at(const WardLayers& layers, Point place) {
  return layers.terrain.ground_m(*layers.terrain.ground_m.frame().cell_at(place));
}

// Half of what is free: all of 1 becomes 0.5 blocked, 0.5 becomes 0.75.
TEST(WaterWorks, BlockingTakesItsShareOfWhatIsFree) {
  const WardLayers after =
      renovated(plain(), {.blocked_inlets = {{.inlet_ids = {"G1", "G2"}, .share = 0.5}}});
  EXPECT_DOUBLE_EQ(after.drain_inlets[0].clogged_share, 0.5);
  EXPECT_DOUBLE_EQ(after.drain_inlets[1].clogged_share, 0.75);
  EXPECT_TRUE(after.drain_inlets[0].provenance.is_assumed("clogged_share"));
  EXPECT_THROW(renovated(plain(), {.blocked_inlets = {{.inlet_ids = {"G9"}, .share = 0.5}}}),
               InputError);
}

// The lane takes y 9 to 11: two rows of cells; its manhole goes up with it.
TEST(WaterWorks, ALaneIsRaisedOverItsWidthAndNothingBesideIt) {
  const WardLayers after =
      renovated(plain(), {.relevelled = {{.way_ids = {"L1"}, .raise_m = 0.25}}});
  EXPECT_EQ(ground_at(after, {20, 9.5}), 5.25F);
  EXPECT_EQ(ground_at(after, {20, 10.5}), 5.25F);
  EXPECT_EQ(ground_at(after, {20, 11.5}), 5.0F);
  EXPECT_EQ(ground_at(after, {20, 8.5}), 5.0F);
  EXPECT_DOUBLE_EQ(after.drain_manholes[0].ground_m, 5.25);
  EXPECT_EQ(after.terrain.provenance.method, "renovation");
}

TEST(WaterWorks, WhereTwoLoweredStreetsCrossTheGroundGoesDownOnce) {
  const WardLayers after =
      renovated(plain(), {.relevelled = {{.way_ids = {"L1", "R1"}, .raise_m = -0.25}}});
  EXPECT_EQ(ground_at(after, {30.5, 10.5}), 4.75F);
  EXPECT_EQ(ground_at(after, {30.5, 2.5}), 4.75F);
  EXPECT_EQ(ground_at(after, {25.5, 2.5}), 5.0F);
}

// 10 m by 6 m, 1.5 m below the lowest ground, which lies in a gutter beside it at 4.9 m.
TEST(WaterWorks, ABasinsFloorLiesBelowTheLowestGroundAtItsEdge) {
  WardLayers layers = plain();
  layers.terrain.ground_m(*layers.terrain.ground_m.frame().cell_at({10.5, 7.5})) = 4.9F;
  const DetentionPond pond{.name = "P1",
                           .area = {{{5, 1}, {15, 1}, {15, 7}, {5, 7}}, {}},
                           .depth_m = 1.5,
                           .outlet_m3ps = 0.01};
  EXPECT_DOUBLE_EQ(ground_area_m2(layers.terrain, pond.area), 60.0);
  const WardLayers after = renovated(layers, {.ponds = {pond}});
  EXPECT_NEAR(ground_at(after, {5.5, 1.5}), 3.4F, 1e-6F);
  EXPECT_EQ(ground_at(after, {4.5, 1.5}), 5.0F);
  ASSERT_EQ(after.drain_inlets.size(), 3U);
  EXPECT_EQ(after.drain_inlets[2].manhole_id, "M1");
  EXPECT_EQ(after.greens.back().kind, kDryBasin);
  const GridModel model = grid_model(Ward(after), 1.0, 0.0, LandCoverTable{});
  EXPECT_EQ(model.cover_at(*model.frame.cell_at({10.5, 3.5})), LandCover::water);
  EXPECT_TRUE(model.pond_cells.empty());  // it is dry at the start
  // In cells of 4 m, those from x 4 to 16 are dug at least in part.
  const GridModel coarse = grid_model(Ward(after), 4.0, 0.0, LandCoverTable{});
  EXPECT_EQ(coarse.cover_at(*coarse.frame.cell_at({14, 2})), LandCover::water);
  EXPECT_EQ(coarse.cover_at(*coarse.frame.cell_at({18, 2})), LandCover::yard);
}

TEST(WaterWorks, APermeableLaneIsAKindOfGroundOfItsOwn) {
  const WardLayers after = renovated(plain(), {.permeable_ways = {"L1"}});
  EXPECT_EQ(after.lanes[0].surface, "permeable");
  const GridModel model = grid_model(Ward(after), 1.0, 0.0, LandCoverTable{});
  EXPECT_EQ(model.cover_at(*model.frame.cell_at({20, 10.5})), LandCover::permeable);
  EXPECT_EQ(model.cover_at(*model.frame.cell_at({20, 15.5})), LandCover::yard);
}

TEST(PavedPermeable, TheCoverTakesTheNumbersOfThePaving) {
  LandCoverTable table;
  table.classes[static_cast<std::size_t>(LandCover::permeable)].constant_mm_per_h = 20.0;
  const std::vector<std::string> covers{"yard"};
  const LandCoverTable paved = paved_permeable(table, covers);
  EXPECT_EQ(paved[LandCover::yard].constant_mm_per_h, 20.0);
  EXPECT_EQ(paved[LandCover::lane].constant_mm_per_h, 0.0);
}

}  // namespace
}  // namespace twin
