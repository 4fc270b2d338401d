#include "engine/network/turn_search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/support/street_sketch.h"

namespace twin {
namespace {

using test::from_to;
using test::StreetSketch;

constexpr double kNever = std::numeric_limits<double>::infinity();

/// One a metre, nothing stops, every turn but the way back open.
TurnCosts free_travel(const StreetNetwork& streets, const Turns& turns) {
  TurnCosts costs{.per_m = std::vector<double>(streets.segments().size(), 1.0),
                  .stop_m = std::vector<double>(streets.segments().size(), kNever),
                  .turn = std::vector<double>(turns.size(), 0.0)};
  for (std::uint32_t s = 0; s < streets.segments().size(); ++s) {
    costs.turn[turns.index(streets, s, streets.segments()[s].opposite)] = kNever;
  }
  return costs;
}

TEST(TurnSearch, GoesRoundABlockWhereATurnIsForbidden) {
  const StreetSketch sketch(R"(
A----B----C
     |    |
     D----E
)");
  const StreetNetwork streets = sketch.network();
  const Turns turns(streets);
  TurnCosts costs = free_travel(streets, turns);
  const std::uint32_t ab = from_to(sketch, streets, 'A', 'B');
  const std::uint32_t bd = from_to(sketch, streets, 'B', 'D');
  costs.turn[turns.index(streets, ab, bd)] = kNever;
  TurnSearch search(streets, turns);
  const std::vector<PlaceStart> starts = {{.segment = ab}};
  search.grow(costs, starts);
  EXPECT_EQ(search.entry(bd).cost, kNever);  // no way back at any end
  const std::uint32_t ed = from_to(sketch, streets, 'E', 'D');
  EXPECT_DOUBLE_EQ(search.entry(ed).cost, 120.0);  // AB 50, BC 50, CE 20
  EXPECT_EQ(search.path_to(ed).size(), 4U);
}

TEST(TurnSearch, StopsWithinASegment) {
  const StreetSketch sketch("A----B----C");
  const StreetNetwork streets = sketch.network();
  const Turns turns(streets);
  TurnCosts costs = free_travel(streets, turns);
  const std::uint32_t bc = from_to(sketch, streets, 'B', 'C');
  costs.stop_m[bc] = 20.0;
  TurnSearch search(streets, turns);
  const std::vector<PlaceStart> starts = {
      {.segment = from_to(sketch, streets, 'A', 'B'), .along_m = 10.0, .cost = 5.0}};
  search.grow(costs, starts);
  EXPECT_DOUBLE_EQ(search.entry(bc).cost, 45.0);  // 5 and the 40 m to B
  EXPECT_DOUBLE_EQ(search.entry(bc).distance_m, 40.0);
  EXPECT_EQ(search.entered().size(), 1U);  // nothing beyond B to C
}

TEST(TurnSearch, AStartThatIsStoppedLeadsNowhere) {
  const StreetSketch sketch("A----B----C");
  const StreetNetwork streets = sketch.network();
  const Turns turns(streets);
  TurnSearch search(streets, turns);
  const std::vector<PlaceStart> starts = {
      {.segment = from_to(sketch, streets, 'A', 'B'), .along_m = 10.0, .stop_m = 30.0}};
  search.grow(free_travel(streets, turns), starts);
  EXPECT_TRUE(search.entered().empty());
}

TEST(TurnSearch, WithABoundOnlyImprovementsAreEntered) {
  const StreetSketch sketch("A----B----C");
  const StreetNetwork streets = sketch.network();
  const Turns turns(streets);
  const TurnCosts costs = free_travel(streets, turns);
  TurnSearch search(streets, turns);
  const std::vector<PlaceStart> starts = {{.segment = from_to(sketch, streets, 'A', 'B')}};
  search.grow(costs, starts);
  const std::vector<double> bound = search.costs();
  search.grow(costs, starts, bound);
  EXPECT_TRUE(search.entered().empty());
  const std::vector<PlaceStart> nearer = {
      {.segment = from_to(sketch, streets, 'A', 'B'), .along_m = 1.0}};
  search.grow(costs, nearer, bound);
  EXPECT_EQ(search.entered().size(), 1U);
}

/// Tries every path that enters no segment twice: too simple to be wrong.
class EveryPath {
 public:
  EveryPath(const StreetNetwork& streets, const Turns& turns, const TurnCosts& costs)
      : streets_(streets),
        turns_(turns),
        costs_(costs),
        least_(streets.segments().size(), kNever),
        on_path_(streets.segments().size(), 0) {}

  std::vector<double> from(std::uint32_t start) {
    go_on(start, 0.0);
    return least_;
  }

 private:
  void go_on(std::uint32_t segment, double cost_at_start) {
    const Segment& s = streets_.segments()[segment];
    if (costs_.stop_m[segment] < s.length_m) return;
    const double cost_at_end = cost_at_start + s.length_m * costs_.per_m[segment];
    for (std::uint32_t onto = streets_.first_out(s.to); onto < streets_.last_out(s.to); ++onto) {
      const double cost = cost_at_end + costs_.turn[turns_.index(streets_, segment, onto)];
      if (cost == kNever || on_path_[onto] != 0) continue;
      least_[onto] = std::min(least_[onto], cost);
      on_path_[onto] = 1;
      go_on(onto, cost);
      on_path_[onto] = 0;
    }
  }

  const StreetNetwork& streets_;
  const Turns& turns_;
  const TurnCosts& costs_;
  std::vector<double> least_;
  std::vector<char> on_path_;
};

TEST(TurnSearch, EqualsEveryPathOnRandomNetworks) {
  int reached = 0;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    std::mt19937 random(seed);
    std::vector<Point> places;
    for (int i = 0; i < 6; ++i) {
      places.push_back({static_cast<double>(random() % 300), static_cast<double>(random() % 300)});
    }
    std::vector<StreetWay> ways;
    for (int i = 0; i < 8; ++i) {
      ways.push_back({.line = {places[random() % 6], places[random() % 6]}});
    }
    const StreetNetwork streets(ways);
    const Turns turns(streets);
    if (streets.segments().empty()) continue;
    TurnCosts costs = free_travel(streets, turns);
    const auto up_to = [&](unsigned n) { return static_cast<double>(random() % n); };
    for (double& turn : costs.turn) turn = random() % 4 == 0 ? kNever : up_to(20);
    for (double& stop_m : costs.stop_m) stop_m = random() % 6 == 0 ? up_to(100) : kNever;
    for (double& per_m : costs.per_m) per_m = 1.0 + up_to(3);
    TurnSearch search(streets, turns);
    const std::vector<PlaceStart> starts = {{.segment = 0, .stop_m = costs.stop_m[0]}};
    search.grow(costs, starts);
    const std::vector<double> expected = EveryPath(streets, turns, costs).from(0);
    for (std::uint32_t s = 0; s < expected.size(); ++s) {
      ASSERT_DOUBLE_EQ(search.entry(s).cost, expected[s]) << "seed " << seed << " segment " << s;
      reached += expected[s] < kNever ? 1 : 0;
    }
  }
  EXPECT_GT(reached, 300);
}

}  // namespace
}  // namespace twin
