#include "engine/network/street_network.h"

#include <gtest/gtest.h>

#include "tests/support/street_sketch.h"

namespace twin {
namespace {

using test::StreetSketch;

StreetWay way(Polyline line) {
  return {.line = std::move(line), .one_way = false, .bridge = false, .narrow_points = {}};
}

TEST(StreetNetwork, AStreetThatEndsOnAnotherSplitsIt) {
  const StreetNetwork network({way({{0, 0}, {100, 0}}), way({{40, 0.6}, {40, 50}})});
  EXPECT_EQ(network.junctions().size(), 4U);
  EXPECT_EQ(network.segments().size(), 6U);  // two halves and the side street, both ways
  EXPECT_EQ(network.along(0).size(), 2U);
  EXPECT_DOUBLE_EQ(network.segments()[network.along(0)[0]].length_m, 40.0);
}

TEST(StreetNetwork, AnEndTooFarAwayStaysADeadEnd) {
  const StreetNetwork network({way({{0, 0}, {100, 0}}), way({{40, 1.5}, {40, 50}})});
  EXPECT_EQ(network.segments().size(), 4U);
}

TEST(StreetNetwork, EndsThatShareAPlaceBesideAStreetJoinTheStreetToo) {
  const StreetNetwork network({way({{0, 0}, {100, 0}}), way({{40, 0.6}, {40, 50}}),
                               way({{40, 0.6}, {40, 50}}),  // drawn twice
                               way({{60, 40}, {40, 0.6}})});
  EXPECT_EQ(network.along(0).size(), 2U);  // cut once, by all three
  EXPECT_EQ(network.junctions().size(), 5U);
  const std::uint32_t corner = network.segments()[network.along(0)[0]].to;
  for (const std::uint32_t lane : {1U, 2U}) {
    EXPECT_EQ(network.segments()[network.along(lane)[0]].from, corner);
  }
  EXPECT_EQ(network.segments()[network.along(3)[0]].to, corner);
}

TEST(StreetNetwork, StreetsThatMerelyCrossDoNotMeet) {
  const StreetNetwork network({way({{0, 0}, {100, 0}}), way({{50, -50}, {50, 50}})});
  EXPECT_EQ(network.segments().size(), 4U);
}

TEST(StreetNetwork, StreetsThatShareAVertexMeetThere) {
  const StreetNetwork network(
      {way({{0, 0}, {50, 0}, {100, 0}}), way({{50, -50}, {50, 0}, {50, 50}})});
  EXPECT_EQ(network.junctions().size(), 5U);
  EXPECT_EQ(network.segments().size(), 8U);
}

TEST(StreetNetwork, AnEndNearABridgeDoesNotJoinIt) {
  StreetWay bridge = way({{0, 0}, {100, 0}});
  bridge.bridge = true;
  const StreetNetwork network({bridge, way({{40, 0.6}, {40, 50}})});
  EXPECT_EQ(network.segments().size(), 4U);
}

TEST(StreetNetwork, OppositesAreEachOthersOpposite) {
  const StreetNetwork network = StreetSketch("A---B--C").network();
  for (std::uint32_t s = 0; s < network.segments().size(); ++s) {
    const Segment& there = network.segments()[s];
    const Segment& back = network.segments()[there.opposite];
    EXPECT_EQ(back.opposite, s);
    EXPECT_EQ(back.from, there.to);
    EXPECT_EQ(back.begin_m, there.end_m);
  }
}

TEST(StreetNetwork, NarrowPointsAreCountedFromEachSegmentsOwnStart) {
  StreetSketch sketch("A----------B");  // 110 m
  sketch.pinch("AB", 30.0, 1.9);
  const StreetNetwork network = sketch.network();
  const std::uint32_t there = network.along(0)[0];
  ASSERT_EQ(network.narrow_points(there).size(), 1U);
  EXPECT_DOUBLE_EQ(network.narrow_points(there)[0].at_m, 30.0);
  EXPECT_DOUBLE_EQ(network.narrow_points(network.segments()[there].opposite)[0].at_m, 80.0);
}

TEST(StreetNetwork, OnlyTheDirectionAgainstAOneWayStreetIsMarked) {
  StreetSketch sketch("A--B");
  sketch.ways()[0].one_way = true;
  const StreetNetwork network = sketch.network();
  const std::uint32_t there = network.along(0)[0];
  EXPECT_FALSE(network.segments()[there].against_one_way);
  EXPECT_TRUE(network.segments()[network.segments()[there].opposite].against_one_way);
}

TEST(StreetNetwork, FindsTheSegmentThatHoldsAPlace) {
  const StreetNetwork network({way({{0, 0}, {100, 0}}), way({{40, 0}, {40, 50}})});
  EXPECT_EQ(network.segment_at(0, 10.0), network.along(0)[0]);
  EXPECT_EQ(network.segment_at(0, 90.0), network.along(0)[1]);
}

}  // namespace
}  // namespace twin
