#include "scenarios/fire_access/passages.h"

#include <gtest/gtest.h>

#include "scenarios/fire_access/travel.h"
#include "tests/scenarios/fire_access/fire_town.h"

namespace twin::fire {
namespace {

/// A ward as the usual brigade finds it.
struct Streets {
  Ward ward;
  FireModel model;
  FloodHeads heads;
  Turns turns{ward.streets()};
  Passages passages{ward, turns, model.classes, model.travel, heads.empty() ? nullptr : &heads};

  explicit Streets(WardLayers layers, FireModel of = test::usual_model(), FloodHeads water = {})
      : ward(std::move(layers)), model(std::move(of)), heads(std::move(water)) {}

  std::size_t of(const char* name) const { return *class_named(model.classes, name); }
  /// The way's only segment, or its first, in the way's direction.
  std::uint32_t along(const char* id) const {
    return ward.streets().along(*ward.way_with_id(id))[0];
  }
  std::uint32_t back(const char* id) const { return ward.streets().segments()[along(id)].opposite; }
};

TEST(Passages, APinchStopsAVehicleBeforeItFromEitherSide) {
  WardLayers layers = test::one_lane();
  layers.obstacles = {test::pinch("O", "34", {200, 100}, 1.9)};
  const Streets streets(layers);
  const auto there = streets.passages.barriers(streets.of("small"), streets.along("34"));
  ASSERT_EQ(there.size(), 1U);
  EXPECT_DOUBLE_EQ(there[0].at_m, 99.0);  // it is 2 m long
  EXPECT_EQ(there[0].cause, (Cause{CauseKind::obstacle, 0}));
  EXPECT_DOUBLE_EQ(there[0].found, 1.9);
  EXPECT_DOUBLE_EQ(there[0].needed, 2.3);
  const auto back = streets.passages.barriers(streets.of("small"), streets.back("34"));
  ASSERT_EQ(back.size(), 1U);
  EXPECT_DOUBLE_EQ(back[0].at_m, 199.0);  // of 300 m
  EXPECT_EQ(streets.passages.stop_from_m(streets.of("small"), streets.along("34"), 120.0),
            kInfinity);  // it stands beyond
  EXPECT_EQ(streets.passages.costs(streets.of("motorbike")).stop_m[streets.along("34")], kInfinity);
}

TEST(Passages, AWidthJustEnoughIsEnough) {
  // 2 m and 15 cm on each side, as sums of centimetres.
  const Streets enough(test::one_lane(2.3));
  EXPECT_EQ(enough.passages.costs(enough.of("small")).stop_m[enough.along("34")], kInfinity);
  const Streets narrow(test::one_lane(2.29));
  EXPECT_DOUBLE_EQ(narrow.passages.costs(narrow.of("small")).stop_m[narrow.along("34")], 0.0);
  // What counts for the whole way stops a vehicle wherever it stands.
  EXPECT_DOUBLE_EQ(narrow.passages.stop_from_m(narrow.of("small"), narrow.along("34"), 150.0),
                   150.0);
}

TEST(Passages, DriveAsFastAsTheStreetAndTheVehicleAllow) {
  WardLayers layers = test::one_lane();
  layers.roads[0].road_class = "primary";
  layers.roads[0].one_way = true;
  FireModel model = test::usual_model();
  model.classes[0].top_kmh = 30.0;
  const Streets streets(layers, model);
  const auto kmh = [&](const char* name, std::uint32_t s) {
    return 3.6 / streets.passages.costs(streets.of(name)).per_m[s];
  };
  EXPECT_DOUBLE_EQ(kmh("small", streets.along("R")), 40.0);  // a primary road's
  EXPECT_DOUBLE_EQ(kmh("large", streets.along("R")), 30.0);  // its own
  EXPECT_DOUBLE_EQ(kmh("small", streets.back("R")), 20.0);   // half against the one way
  EXPECT_DOUBLE_EQ(kmh("small", streets.along("34")), 12.0);
  // A pump carried on foot knows neither the road's speed nor its direction.
  const double walk = streets.model.classes[streets.of("hand_pump")].lane_kmh;
  EXPECT_DOUBLE_EQ(kmh("hand_pump", streets.back("R")), walk);
}

TEST(Passages, MayNotGoAgainstAOneWayStreetWhereThatIsForbidden) {
  WardLayers layers = test::one_lane();
  layers.roads[0].one_way = true;
  FireModel model = test::usual_model();
  model.travel.against_one_way_share = 0.0;
  const Streets streets(layers, model);
  EXPECT_TRUE(streets.passages.forbidden(streets.of("small"), streets.back("R")));
  EXPECT_FALSE(streets.passages.forbidden(streets.of("small"), streets.along("R")));
  EXPECT_FALSE(streets.passages.forbidden(streets.of("hand_pump"), streets.back("R")));
  EXPECT_DOUBLE_EQ(streets.passages.costs(streets.of("small")).stop_m[streets.back("R")], 0.0);
}

TEST(Passages, ABendIsACornerOfTheLaneItself) {
  // R = √(5.4² + 4.4²) = 6.966 and (R − W)·√2 ≤ 3.4: the small engine needs 4.56 m.
  for (const double width_m : {4.5, 4.6}) {
    WardLayers layers = test::one_lane(width_m);
    layers.lanes[0].centreline = {{200, 0}, {200, 150}, {300, 150}};
    const Streets streets(layers);
    const auto& stop_m = streets.passages.costs(streets.of("small")).stop_m;
    EXPECT_EQ(stop_m[streets.along("34")], width_m < 4.56 ? 150.0 : kInfinity);
    EXPECT_EQ(stop_m[streets.back("34")], width_m < 4.56 ? 100.0 : kInfinity);
  }
}

TEST(Passages, ACornerHasOneNameFromBothSides) {
  const Streets streets(test::one_lane(2.9));
  const std::uint32_t out = streets.along("R");
  const std::uint32_t in = streets.along("34");
  const Cause there = streets.passages.corner(out, in);
  EXPECT_EQ(there.kind, CauseKind::corner);
  EXPECT_EQ(there, streets.passages.corner(streets.back("34"), streets.back("R")));
  // From a road of 8 m with its kerb room of 1.5: d1 = 0, and 6.97 − 2.9 is beyond r = 3.4.
  EXPECT_FALSE(streets.passages.turn_open(streets.of("small"), out, in));
  EXPECT_EQ(streets.passages.costs(streets.of("small"))
                .turn[streets.turns.index(streets.ward.streets(), out, in)],
            kInfinity);
  const std::uint32_t straight = streets.ward.streets().along(0)[1];
  EXPECT_TRUE(streets.passages.turn_open(streets.of("small"), out, straight));
}

TEST(Passages, TurningBackTakesAWideStreetOrATurningPlace) {
  WardLayers layers = test::one_lane();
  const Streets narrow(layers);
  EXPECT_FALSE(
      narrow.passages.turn_open(narrow.of("small"), narrow.along("34"), narrow.back("34")));
  EXPECT_TRUE(
      narrow.passages.turn_open(narrow.of("motorbike"), narrow.along("34"), narrow.back("34")));
  layers.lanes[0].turning_place = true;
  const Streets place(layers);
  EXPECT_TRUE(place.passages.turn_open(place.of("small"), place.along("34"), place.back("34")));
  // At its closed end only, not at its mouth.
  EXPECT_FALSE(place.passages.turn_open(place.of("small"), place.back("34"), place.along("34")));
}

/// The first half of road R, 200 m, with a head every 50 m.
Streets flooded(std::vector<float> heads_m) {
  const Streets dry(test::one_lane());
  FloodHeads heads(dry.ward.streets().segments().size());
  heads[dry.along("R")] = std::move(heads_m);
  return Streets(test::one_lane(), test::usual_model(), heads);
}

TEST(Passages, DeepWaterStopsWhatCannotFordIt) {
  const Streets streets = flooded({0.0F, 0.55F, 0.0F, 0.0F, 0.0F});
  EXPECT_DOUBLE_EQ(streets.passages.costs(streets.of("small")).stop_m[streets.along("R")], 50.0);
  EXPECT_DOUBLE_EQ(streets.passages.costs(streets.of("small")).stop_m[streets.back("R")], 150.0);
  EXPECT_EQ(streets.passages.costs(streets.of("medium")).stop_m[streets.along("R")],
            kInfinity);  // it fords 0.6 m
  // People wade through 0.5 m.
  EXPECT_DOUBLE_EQ(streets.passages.wading_stop_m(streets.along("R"), 0.0), 50.0);
  EXPECT_EQ(streets.passages.wading_stop_m(streets.along("R"), 51.0), kInfinity);
  const TurnCosts foot = streets.passages.on_foot(3.0);
  EXPECT_DOUBLE_EQ(foot.stop_m[streets.back("R")], 150.0);
  EXPECT_EQ(foot.stop_m[streets.along("34")], kInfinity);
  EXPECT_DOUBLE_EQ(foot.per_m[streets.along("34")], 3.0);
}

TEST(Passages, WaterSlowsDownByItsShareOfWhatMayBeForded) {
  // 0.25 of 0.5 m: half way from the full speed of 25 km/h to its share of 0.3.
  const Streets streets = flooded({0.0F, 0.25F, 0.0F, 0.0F, 0.0F});
  const auto& per_m = streets.passages.costs(streets.of("small")).per_m;
  EXPECT_DOUBLE_EQ(per_m[streets.along("R")], 3.6 / (25.0 * 0.65));
  EXPECT_DOUBLE_EQ(per_m[streets.back("R")], 3.6 / (25.0 * 0.65));
  EXPECT_DOUBLE_EQ(per_m[streets.along("34")], 3.6 / 12.0);
}

TEST(Passages, TellWhichStretchesAnObstacleStandsOn) {
  WardLayers layers = test::one_lane();
  layers.obstacles = {test::pinch("O", "34", {200, 100}, 1.9),
                      test::pinch("evening", "34", {200, 200}, 1.9)};
  layers.obstacles[1].from_h = 17.0;
  layers.obstacles[1].to_h = 20.0;
  const Streets noon(layers);
  EXPECT_EQ(noon.passages.stretches_of_obstacle(0), (std::vector<std::uint32_t>{noon.along("34")}));
  EXPECT_TRUE(noon.passages.stretches_of_obstacle(1).empty());
  EXPECT_EQ(noon.passages.stretch(noon.back("34")), noon.along("34"));
}

}  // namespace
}  // namespace twin::fire
