#include "tools/import/osm_layers.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

OsmExtract way_with(OsmTags tags) {
  return {.ways = {{.id = 7, .line = {{0, 0}, {10, 0}}, .tags = std::move(tags)}}, .nodes = {}};
}

Road road_with(OsmTags tags) {
  tags.emplace("highway", "residential");
  const std::vector<Road> roads = roads_of(way_with(std::move(tags)));
  return roads.empty() ? Road{} : roads.front();
}

TEST(OsmLayers, TagsBecomeColumns) {
  const Road road = road_with({{"name", "Phố Tú Mỡ"},
                               {"lanes", "3"},
                               {"maxspeed", "50"},
                               {"width", "7.5 m"},
                               {"maxheight", "3.5"},
                               {"surface", "asphalt"},
                               {"bridge", "viaduct"}});
  EXPECT_EQ(road.id, "w7");
  EXPECT_EQ(road.name, "Phố Tú Mỡ");
  EXPECT_EQ(road.lanes, 3);
  EXPECT_EQ(road.speed_limit_kmh, 50.0);
  EXPECT_EQ(road.width_m, 7.5);
  EXPECT_EQ(road.clear_height_m, 3.5);
  EXPECT_TRUE(road.bridge);
  EXPECT_FALSE(road.one_way);
  EXPECT_EQ(road.provenance.source, Source::open_data);
  EXPECT_TRUE(road.provenance.assumed.empty());
}

TEST(OsmLayers, WordsThatAreNoNumbersAreUnknown) {
  const Road road = road_with({{"maxheight", "default"}, {"maxspeed", "VN:urban"}});
  EXPECT_EQ(road.clear_height_m, std::nullopt);
  EXPECT_EQ(road.speed_limit_kmh, std::nullopt);
}

TEST(OsmLayers, AOneWayStreetRunsAsItIsDrivenAndItsLanesAreAssumed) {
  const Road against = road_with({{"oneway", "-1"}});
  EXPECT_TRUE(against.one_way);
  EXPECT_EQ(against.centreline, (Polyline{{10, 0}, {0, 0}}));
  EXPECT_EQ(against.lanes, 1);
  EXPECT_TRUE(against.provenance.is_assumed("lanes"));
  EXPECT_EQ(road_with({}).lanes, 2);
  EXPECT_TRUE(road_with({{"junction", "roundabout"}}).one_way);
  EXPECT_FALSE(road_with({{"junction", "roundabout"}, {"oneway", "no"}}).one_way);
}

TEST(OsmLayers, WhatCannotBeDrivenIsNoStreet) {
  EXPECT_TRUE(roads_of(way_with({{"highway", "steps"}})).empty());
  EXPECT_EQ(roads_of(way_with({{"highway", "motorway"}})).front().one_way, true);
}

TEST(OsmLayers, SignalsAndCrossingsAreJunctions) {
  const OsmExtract extract{.ways = {},
                           .nodes = {{1, {5, 6}, {{"highway", "traffic_signals"}}},
                                     {2, {7, 8}, {{"highway", "crossing"}}},
                                     {3, {9, 9}, {{"highway", "turning_circle"}}}}};
  const std::vector<Junction> junctions = junctions_of(extract);
  ASSERT_EQ(junctions.size(), 2U);
  EXPECT_EQ(junctions[0].id, "n1");
  EXPECT_EQ(junctions[0].control, "signal");
  EXPECT_EQ(junctions[1].control, "crossing");
}

}  // namespace
}  // namespace twin
