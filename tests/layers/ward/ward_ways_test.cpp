#include "layers/ward/ward_ways.h"

#include <gtest/gtest.h>

#include "layers/ward/ward.h"

namespace twin {
namespace {

using Ways = std::vector<std::size_t>;

/// Way 0 and 2: a street drawn in two pieces; 1: a street without a name; 3: a lane; 4: a lane
/// without a name.
WardLayers ways() {
  WardLayers layers;
  const auto add = [](auto& rows, const char* id, const char* name) {
    rows.emplace_back();
    rows.back().id = id;
    rows.back().name = name;
  };
  add(layers.roads, "road-11", "Phố Tây");
  add(layers.roads, "road-12", "");
  add(layers.roads, "road-13", "Phố Tây");
  add(layers.lanes, "lane-21", "Ngõ Ao");
  add(layers.lanes, "lane-22", "");
  return layers;
}

TEST(WardWays, LanesAreCountedBehindTheStreets) {
  const WardLayers layers = ways();
  EXPECT_EQ(way_id(layers, 2), "road-13");
  EXPECT_EQ(way_id(layers, 3), "lane-21");
  EXPECT_EQ(ways_called(layers, "road-13"), Ways{2});
  EXPECT_EQ(ways_called(layers, "lane-22"), Ways{4});
}

TEST(WardWays, AStreetDrawnInPiecesIsAllOfThem) {
  EXPECT_EQ(ways_called(ways(), "Phố Tây"), (Ways{0, 2}));
}

TEST(WardWays, AStreetAndALaneMayShareAName) {
  WardLayers layers = ways();
  layers.lanes[1].name = "Phố Tây";
  EXPECT_EQ(ways_called(layers, "Phố Tây"), (Ways{0, 2, 4}));
}

TEST(WardWays, AnIdGoesBeforeTheNamesOfOthers) {
  WardLayers layers = ways();
  layers.roads[0].name = "lane-21";
  layers.lanes[1].name = "lane-21";
  EXPECT_EQ(ways_called(layers, "lane-21"), Ways{3});
}

TEST(WardWays, WaysWithoutANameAreNotMeantByNothing) { EXPECT_EQ(ways_called(ways(), ""), Ways{}); }

TEST(WardWays, ANameIsMeantWholeAndToTheLetter) {
  EXPECT_EQ(ways_called(ways(), "Phố"), Ways{});
  EXPECT_EQ(ways_called(ways(), "phố tây"), Ways{});
  EXPECT_EQ(ways_called(WardLayers{}, "Phố Tây"), Ways{});
}

TEST(WardWays, AMisspeltNameIsToldTheNearestInBothLanguages) {
  const Text expected = expected_way(ways(), "Phố Tay");
  EXPECT_EQ(expected.en, "the id or name of a street or lane of the ward: 'Phố Tây'");
  EXPECT_EQ(expected.vi, "mã hoặc tên một đường hay ngõ của phường: 'Phố Tây'");
}

TEST(WardWays, AMisspeltIdIsToldTheNearest) {
  EXPECT_EQ(expected_way(ways(), "lane_22").en,
            "the id or name of a street or lane of the ward: 'lane-22'");
}

TEST(WardWays, WhatIsNearNoneIsToldWithoutAName) {
  EXPECT_EQ(expected_way(ways(), "Đại lộ").en, "the id or name of a street or lane of the ward");
}

// "1" is one letter away from "L1", and from the names that earlier ways do not have.
TEST(WardWays, AWayWithoutANameIsNotWhatAMisspeltOneMeant) {
  WardLayers layers = ways();
  layers.lanes[1].id = "L1";
  EXPECT_EQ(expected_way(layers, "1").en, "the id or name of a street or lane of the ward: 'L1'");
}

}  // namespace
}  // namespace twin
