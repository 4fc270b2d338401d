#include "scenarios/fire_access/reversing.h"

#include <gtest/gtest.h>

#include "scenarios/fire_access/fire_access.h"
#include "tests/scenarios/fire_access/fire_town.h"

namespace twin::fire {
namespace {

/// How far the small engine backs out of places in one town.
struct Backing {
  Ward ward;
  FireModel model = test::usual_model();
  FireAccess access{ward, model};
  FireRun run = access.run();
  Reversing reversing{run, *class_named(model.classes, "small")};

  explicit Backing(WardLayers layers) : ward(std::move(layers)) {}

  /// `along_m` from the first end of the way, driving in its direction.
  double from_m(const char* id, double along_m) const {
    const std::uint32_t segment = ward.streets().segment_at(*ward.way_with_id(id), along_m);
    return reversing.from_m(segment, along_m - ward.streets().segments()[segment].begin_m);
  }
  /// The same against it, `along_m` from its other end.
  double against_m(const char* id, double along_m) const {
    const std::uint32_t last = ward.streets().along(*ward.way_with_id(id)).back();
    return reversing.from_m(ward.streets().segments()[last].opposite, along_m);
  }
};

TEST(Reversing, GoesBackToTheMouthOfADeadEnd) {
  const Backing town(test::one_lane());
  EXPECT_DOUBLE_EQ(town.from_m("34", 239.0), 239.0);
  EXPECT_DOUBLE_EQ(town.from_m("R", 300.0), 100.0);  // the street ends at 400 m, nothing beyond
  EXPECT_DOUBLE_EQ(town.from_m("R", 100.0), 0.0);    // its station lies there
}

TEST(Reversing, AddsUpAlongABranchOfADeadEnd) {
  WardLayers layers = test::one_lane();
  layers.lanes.push_back(test::lane("34/2", {{200, 100}, {260, 100}}, 6.0));
  layers.lanes.push_back(test::lane("34/2/1", {{260, 100}, {260, 140}}, 6.0));
  const Backing town(layers);
  EXPECT_DOUBLE_EQ(town.from_m("34/2", 25.0), 125.0);
  EXPECT_DOUBLE_EQ(town.from_m("34/2/1", 10.0), 170.0);  // 100, 60 and 10
  EXPECT_DOUBLE_EQ(town.from_m("34", 239.0), 239.0);
}

TEST(Reversing, IsNotNeededWhereItCanTurn) {
  WardLayers layers = test::one_lane();
  layers.lanes[0].turning_place = true;
  EXPECT_DOUBLE_EQ(Backing(layers).from_m("34", 239.0), 0.0);
  // r + b + R + 2δ = 12.67 m (corner_test.cpp): it turns anywhere in the wider street.
  layers = test::one_lane();
  layers.roads[0].width_m = 12.6;
  EXPECT_DOUBLE_EQ(Backing(layers).from_m("R", 300.0), 100.0);
  layers.roads[0].width_m = 12.7;
  EXPECT_DOUBLE_EQ(Backing(layers).from_m("R", 300.0), 0.0);
}

TEST(Reversing, IsNotNeededRoundABlock) {
  WardLayers layers = test::one_lane();
  layers.lanes.push_back(test::lane("36", {{200, 300}, {300, 300}, {300, 0}}, 5.0));
  const Backing town(layers);
  EXPECT_DOUBLE_EQ(town.from_m("34", 239.0), 0.0);
  EXPECT_DOUBLE_EQ(town.from_m("36", 100.0), 0.0);
  EXPECT_DOUBLE_EQ(town.from_m("R", 350.0), 50.0);  // the block ends at 300 m
}

TEST(Reversing, APinchMakesTwoDeadEndsOfABlock) {
  WardLayers layers = test::one_lane();
  layers.lanes.push_back(test::lane("36", {{200, 300}, {300, 300}, {300, 0}}, 5.0));
  layers.obstacles = {test::pinch("O", "36", {300, 150}, 1.9)};
  const Backing town(layers);
  EXPECT_DOUBLE_EQ(town.from_m("34", 239.0), 239.0);
  EXPECT_DOUBLE_EQ(town.from_m("36", 200.0), 500.0);  // all of lane 34 as well
  // From the other side it comes from the street, itself a dead end from 200 m on.
  EXPECT_DOUBLE_EQ(town.against_m("36", 40.0), 140.0);
}

}  // namespace
}  // namespace twin::fire
