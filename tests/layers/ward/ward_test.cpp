#include "layers/ward/ward.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

/// A street along y = 0, a lane north from its middle, a house on each.
WardLayers crossing() {
  WardLayers layers;
  Road road;
  road.id = "R1";
  road.name = "Trung Kính";
  road.centreline = {{0, 0}, {100, 0}};
  layers.roads = {road};
  Lane lane;
  lane.id = "L1";
  lane.centreline = {{50, 0}, {50, 60}};
  lane.clear_width_m = 2.2;
  layers.lanes = {lane};
  Building house;
  house.id = "B1";
  house.footprint.outer = {{52, 30}, {62, 30}, {62, 40}, {52, 40}};
  house.group_id = "T1";
  layers.buildings = {house};
  layers.residential_groups = {
      {.id = "T1", .name = "", .area = {}, .households = 1, .provenance = {}}};
  return layers;
}

TEST(Ward, AHouseWithoutAnAddressOpensOntoTheNearestWay) {
  const Ward ward(crossing());
  ASSERT_TRUE(ward.doors()[0].has_value());
  const Door& door = *ward.doors()[0];
  EXPECT_EQ(ward.way_id(ward.streets().segments()[door.segment].way), "L1");
  EXPECT_DOUBLE_EQ(door.away_m, 2.0);
  EXPECT_DOUBLE_EQ(door.along_m, 35.0);  // the middle of the footprint, seen from the lane
}

TEST(Ward, AnAddressSaysOntoWhichWayTheDoorOpens) {
  WardLayers layers = crossing();
  layers.addresses = {{.id = "A1",
                       .building_id = "B1",
                       .way_id = "R1",
                       .house_number = "1",
                       .text = "",
                       .door = {57, 30},
                       .provenance = {}}};
  const Ward ward(layers);
  const Door& door = *ward.doors()[0];
  EXPECT_EQ(ward.way_id(ward.streets().segments()[door.segment].way), "R1");
  EXPECT_DOUBLE_EQ(door.away_m, 30.0);
}

TEST(Ward, AnObstacleNarrowsItsWayWhereItStands) {
  WardLayers layers = crossing();
  Obstacle gate;
  gate.id = "O1";
  gate.way_id = "L1";
  gate.place = {50.4, 20};
  gate.clear_width_m = 1.6;
  layers.obstacles = {gate};
  const Ward ward(layers);
  const auto& points = ward.streets().ways()[ward.way_of_lane(0)].narrow_points;
  ASSERT_EQ(points.size(), 1U);
  EXPECT_DOUBLE_EQ(points[0].at_m, 20.0);
  EXPECT_EQ(points[0].cause, 0U);
}

TEST(Ward, KnowsTheResidentialGroupOfAHouse) {
  EXPECT_EQ(Ward(crossing()).group_of_building(0), std::optional<std::size_t>(0));
}

TEST(Ward, FindsWaysByTheIdOfTheSurvey) {
  const Ward ward(crossing());
  EXPECT_EQ(ward.way_with_id("L1"), ward.way_of_lane(0));
  EXPECT_EQ(ward.way_with_id("nowhere"), std::nullopt);
  EXPECT_EQ(ward.way(ward.way_of_lane(0)), (WayRef{true, 0}));
  EXPECT_EQ(ward.way_clear_width_m(ward.way_of_lane(0)), 2.2);
}

}  // namespace
}  // namespace twin
