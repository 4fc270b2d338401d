#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "scenarios/fire_access/fire_access.h"
#include "tests/scenarios/fire_access/fire_town.h"

namespace twin::fire {
namespace {

/// The same bits, "no value" equal to itself.
bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

void expect_same(const HouseAnswer& a, const HouseAnswer& b) {
  EXPECT_EQ(a.served, b.served);
  EXPECT_EQ(a.stop.vehicle, b.stop.vehicle);
  EXPECT_EQ(a.stop.segment, b.stop.segment);
  EXPECT_TRUE(same(a.stop.along_m, b.stop.along_m));
  EXPECT_TRUE(same(a.arrival_s, b.arrival_s));
  EXPECT_TRUE(same(a.hose_m, b.hose_m));
  EXPECT_TRUE(same(a.first_water_s, b.first_water_s));
  EXPECT_TRUE(same(a.flow_lps, b.flow_lps));
  EXPECT_TRUE(same(a.source_m, b.source_m));
  EXPECT_TRUE(same(a.fire_water_m, b.fire_water_m));
  EXPECT_TRUE(same(a.reverse_m, b.reverse_m));
  EXPECT_EQ(a.at_door, b.at_door);
}

Renovation random_renovation(const WardLayers& layers, std::mt19937& random) {
  Renovation renovation;
  for (const Obstacle& obstacle : layers.obstacles) {
    if (random() % 6 == 0) renovation.cleared_obstacles.push_back(obstacle.id);
  }
  for (const Lane& lane : layers.lanes) {
    if (random() % 6 == 0)
      renovation.widened.push_back({lane.id, 2.0 + static_cast<double>(random() % 6)});
    if (random() % 9 == 0) renovation.raised.push_back({lane.id, 4.5});
  }
  if (random() % 2 == 0) {
    renovation.cisterns.push_back(
        {.id = "new",
         .place = {static_cast<double>(random() % 300), static_cast<double>(random() % 300)},
         .volume_m3 = 30.0});
  }
  if (random() % 2 == 0) {
    renovation.hydrants.push_back(
        {.id = "newer", .place = {static_cast<double>(random() % 300), 1.0}, .flow_lps = 10.0});
  }
  return renovation;
}

TEST(FireAccessChanges, EqualARebuiltWardBitForBit) {
  int moved = 0;
  for (unsigned seed = 1; seed <= 20; ++seed) {
    WardLayers layers = test::random_town(seed);
    layers.lanes[0].clear_height_m = 2.5;
    const Ward ward(layers);
    const FireAccess access(ward, test::usual_model());
    const FireAnswers before = access.evaluate();
    std::mt19937 random(seed + 1000);
    const Renovation renovation = random_renovation(layers, random);
    const FireAnswers changed = access.evaluate(renovation);
    const Ward rebuilt(renovated(layers, renovation));
    const FireAnswers alone = FireAccess(rebuilt, test::usual_model()).evaluate();
    ASSERT_EQ(changed.houses.size(), alone.houses.size());
    for (std::size_t b = 0; b < alone.houses.size(); ++b) {
      expect_same(changed.houses[b], alone.houses[b]);
      moved += same(before.houses[b].ready_s, alone.houses[b].ready_s) ? 0 : 1;
      if (HasFailure()) FAIL() << "seed " << seed << " house " << b;
    }
  }
  EXPECT_GT(moved, 25);
}

TEST(FireAccessChanges, LeaveThePreparedStateAsItWas) {
  const WardLayers layers = test::random_town(3);
  const Ward ward(layers);
  const FireAccess access(ward, test::usual_model());
  const FireAnswers before = access.evaluate();
  Renovation all;
  for (const Obstacle& obstacle : layers.obstacles) all.cleared_obstacles.push_back(obstacle.id);
  access.evaluate(all);
  const FireAnswers after = access.evaluate();
  for (std::size_t b = 0; b < before.houses.size(); ++b) {
    expect_same(before.houses[b], after.houses[b]);
  }
}

TEST(FireAccessChanges, AWiderLaneOrANearerCisternMakesNoHouseWorse) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    const WardLayers layers = test::random_town(seed);
    const Ward ward(layers);
    const FireAccess access(ward, test::usual_model());
    std::mt19937 random(seed);
    const FireAnswers before = access.evaluate();
    const FireAnswers after = access.evaluate(random_renovation(layers, random));
    for (std::size_t b = 0; b < before.houses.size(); ++b) {
      EXPECT_LE(after.houses[b].ready_s, before.houses[b].ready_s) << "seed " << seed;
      if (!std::isnan(before.houses[b].fire_water_m)) {
        EXPECT_LE(after.houses[b].fire_water_m, before.houses[b].fire_water_m);
      }
    }
  }
}

TEST(FireAccessChanges, AnUnknownLaneIsRefused) {
  const Ward ward(test::random_town(1));
  const FireAccess access(ward, test::usual_model());
  EXPECT_THROW(access.evaluate({.widened = {{"nowhere", 4.0}}}), InputError);
}

}  // namespace
}  // namespace twin::fire
