#include "scenarios/fire_access/reasons.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "scenarios/fire_access/fire_access.h"
#include "tests/scenarios/fire_access/fire_town.h"

namespace twin::fire {
namespace {

using test::one_lane;
using test::usual_model;

/// The doors of all houses as places that want a reason.
std::vector<ReasonPlace> places_of(const Ward& ward, const FireRun& run) {
  std::vector<ReasonPlace> places;
  for (const auto& door : ward.doors()) {
    const BestStop best = run.best_stop(door->segment, door->along_m);
    places.push_back({door->segment, door->along_m, best.ready_s});
  }
  return places;
}

std::vector<std::optional<Reason>> reasons_of(const WardLayers& layers,
                                              const FireModel& model = usual_model()) {
  const Ward ward(layers);
  const FireAccess access(ward, model);
  const FireRun run = access.run();
  return binding_reasons(run, nullptr, places_of(ward, run));
}

TEST(Reasons, NameThePinchThatStopsTheEngineAndItsDistance) {
  WardLayers layers = one_lane();
  layers.obstacles = {test::pinch("O", "34", {200, 100}, 1.9)};
  const auto reason = reasons_of(layers)[0];
  ASSERT_TRUE(reason);
  EXPECT_EQ(reason->barriers[0].cause, (Cause{CauseKind::obstacle, 0}));
  EXPECT_DOUBLE_EQ(reason->barriers[0].found, 1.9);
  EXPECT_DOUBLE_EQ(reason->barriers[0].needed, 2.3);
  EXPECT_NEAR(reason->distance_m, 140.0, 1e-9);
}

TEST(Reasons, WithTheNamedPinchGoneTheNextOneIsNamed) {
  WardLayers layers = one_lane();
  layers.obstacles = {test::pinch("O1", "34", {200, 100}, 1.9),
                      test::pinch("O2", "34", {200, 150}, 2.0)};
  EXPECT_EQ(reasons_of(layers)[0]->barriers[0].cause.id, 0U);
  layers.obstacles.erase(layers.obstacles.begin());
  const auto after = reasons_of(layers)[0];
  ASSERT_TRUE(after);
  EXPECT_DOUBLE_EQ(after->barriers[0].found, 2.0);
  layers.obstacles.clear();
  EXPECT_FALSE(reasons_of(layers)[0]);  // nothing stands in the way
}

TEST(Reasons, NameTheLaneWhereItIsNarrowAllAlong) {
  const auto reason = reasons_of(one_lane(1.6))[0];
  ASSERT_TRUE(reason);
  EXPECT_EQ(reason->barriers[0].cause.kind, CauseKind::way_width);
  EXPECT_DOUBLE_EQ(reason->barriers[0].found, 1.6);
  EXPECT_NEAR(reason->distance_m, 239.0, 1e-9);
}

TEST(Reasons, TwoObstaclesAtOneSpotAreNamedTogether) {
  WardLayers layers = one_lane();
  layers.obstacles = {test::pinch("O1", "34", {200, 100}, 1.9),
                      test::pinch("O2", "34", {200, 100}, 2.0)};
  const auto reason = reasons_of(layers)[0];
  ASSERT_TRUE(reason);
  EXPECT_EQ(reason->barriers.size(), 2U);
}

TEST(Reasons, NameTheCornerThatIsTooTight) {
  const auto reason = reasons_of(one_lane(2.9))[0];  // straight on 2.3 m would do
  ASSERT_TRUE(reason);
  EXPECT_EQ(reason->barriers[0].cause.kind, CauseKind::corner);
  EXPECT_NE(reason->onto, Segment::kNone);
}

TEST(Reasons, NameTheDeepWaterOnTheDryWay) {
  const WardLayers layers = one_lane();
  const Ward ward(layers);
  const std::uint32_t street = ward.streets().along(0)[0];
  FloodHeads heads(ward.streets().segments().size());
  for (std::uint32_t s = 0; s < heads.size(); ++s) heads[s].assign(101, 0.0F);
  heads[street][50] = 0.62F;
  const FireAccess wet(ward, usual_model(), heads);
  const FireAccess dry(ward, usual_model());
  const FireRun wet_run = wet.run();
  const FireRun dry_run = dry.run();
  const auto reason = binding_reasons(wet_run, &dry_run, places_of(ward, wet_run))[0];
  ASSERT_TRUE(reason);
  EXPECT_TRUE(reason->is_flood());
  EXPECT_NEAR(reason->barriers[0].found, 0.62, 1e-6);
  EXPECT_EQ(reason->segment, street);
  EXPECT_NEAR(reason->distance_m, 100.0 + 239.0, 1e-9);
}

/// Corners left out: layers cannot say that one is chamfered.
FireModel without_corners() {
  FireModel model = usual_model();
  model.travel.corner_from_deg = 100.0;
  return model;
}

std::vector<double> ready_s(const WardLayers& layers) {
  const Ward ward(layers);
  std::vector<double> all;
  for (const HouseAnswer& house : FireAccess(ward, without_corners()).evaluate().houses) {
    all.push_back(house.ready_s);
  }
  return all;
}

/// Takes away one cause from the layers; nothing where layers cannot say it.
std::optional<WardLayers> without(const WardLayers& layers, const Cause& cause) {
  WardLayers after = layers;
  const std::size_t roads = layers.roads.size();
  if (cause.kind == CauseKind::obstacle) {
    after.obstacles.erase(after.obstacles.begin() + cause.id);
  } else if (cause.kind == CauseKind::way_width && cause.id >= roads) {
    after.lanes[cause.id - roads].clear_width_m = 50.0;
  } else {
    return std::nullopt;
  }
  return after;
}

TEST(Reasons, RemovingExactlyWhatIsNamedHelpsAsMuchAsForetoldAndNothingElseMore) {
  int exact = 0;
  int better_tried = 0;
  for (unsigned seed = 1; seed <= 12; ++seed) {
    WardLayers layers = test::random_town(seed);
    const auto reasons = reasons_of(layers, without_corners());
    const std::vector<double> now = ready_s(layers);
    std::vector<Cause> singles;
    for (std::uint32_t o = 0; o < layers.obstacles.size(); ++o) {
      singles.push_back({CauseKind::obstacle, o});
    }
    for (std::uint32_t l = 0; l < layers.lanes.size(); ++l) {
      singles.push_back(
          {CauseKind::way_width, static_cast<std::uint32_t>(layers.roads.size()) + l});
    }
    std::vector<std::vector<double>> ready_without;
    for (const Cause& cause : singles) ready_without.push_back(ready_s(*without(layers, cause)));
    for (std::size_t b = 0; b < reasons.size(); ++b) {
      const double now_s = now[b];
      double best_s = now_s;
      for (const auto& all : ready_without) best_s = std::min(best_s, all[b]);
      ++better_tried;
      if (!reasons[b]) {
        EXPECT_GE(best_s, now_s - 0.5) << "seed " << seed << " house " << b;
        continue;
      }
      EXPECT_LE(reasons[b]->ready_s, best_s + 1e-6) << "seed " << seed << " house " << b;
      std::optional<WardLayers> after = layers;
      std::vector<Cause> causes;
      for (const Barrier& barrier : reasons[b]->barriers) causes.push_back(barrier.cause);
      std::ranges::sort(causes, std::greater<>{});  // obstacles from the back
      for (const Cause& cause : causes) {
        if (after) after = without(*after, cause);
      }
      if (!after) continue;
      EXPECT_NEAR(ready_s(*after)[b], reasons[b]->ready_s, 1e-6)
          << "seed " << seed << " house " << b;
      EXPECT_LT(reasons[b]->ready_s, now_s - 0.5);
      ++exact;
    }
  }
  EXPECT_GT(exact, 60);
  EXPECT_GT(better_tried, 150);
}

}  // namespace
}  // namespace twin::fire
