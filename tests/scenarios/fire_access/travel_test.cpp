#include "scenarios/fire_access/travel.h"

#include <gtest/gtest.h>

#include "tests/support/street_sketch.h"

namespace twin::fire {
namespace {

using test::StreetSketch;

/// A block, with a street into it from the west; 10 m a character.
const StreetSketch kBlock(R"(
A----B----C
     |    |
     D----E
)");

struct Town {
  StreetNetwork streets = kBlock.network();
  Turns turns{streets};
  /// 2 a metre, every turn but the way back open.
  TurnCosts costs{.per_m = std::vector<double>(streets.segments().size(), 2.0),
                  .stop_m = std::vector<double>(streets.segments().size(), kInfinity),
                  .turn = std::vector<double>(turns.size(), 0.0)};
  Travel travel{streets, turns};

  Town() {
    for (std::uint32_t s = 0; s < streets.segments().size(); ++s) {
      costs.turn[turns.index(streets, s, streets.segments()[s].opposite)] = kInfinity;
    }
  }
  std::uint32_t from_to(char a, char b) const { return test::from_to(kBlock, streets, a, b); }
  Arrival at(char a, char b, double along_m) const {
    return travel.at(costs, from_to(a, b), along_m);
  }
};

TEST(Travel, ReachesPlacesAheadOfItsStartAndBeyondTheNextJunction) {
  Town town;
  town.travel.grow(town.costs, {{.segment = town.from_to('A', 'B'), .along_m = 10.0, .cost = 5.0}});
  EXPECT_DOUBLE_EQ(town.at('A', 'B', 10.0).cost, 5.0);
  EXPECT_DOUBLE_EQ(town.at('A', 'B', 30.0).cost, 5.0 + 2.0 * 20.0);
  EXPECT_DOUBLE_EQ(town.at('A', 'B', 30.0).distance_m, 20.0);
  EXPECT_FALSE(town.at('A', 'B', 9.0).reached());  // behind it
  EXPECT_DOUBLE_EQ(town.at('B', 'C', 20.0).cost, 5.0 + 2.0 * 60.0);
  EXPECT_DOUBLE_EQ(town.at('B', 'C', 20.0).distance_m, 60.0);
  // Nobody turns back at B: 40 m there, 140 m round the block, 20 m on.
  EXPECT_DOUBLE_EQ(town.at('B', 'A', 20.0).distance_m, 200.0);
}

TEST(Travel, GoesRoundTheBlockToAPlaceBehindItsStart) {
  Town town;
  const std::uint32_t bc = town.from_to('B', 'C');
  town.travel.grow(town.costs, {{.segment = bc, .along_m = 30.0}});
  // 20 m to C, 20 to E, 50 to D, 20 to B, and 10 on.
  EXPECT_DOUBLE_EQ(town.at('B', 'C', 10.0).distance_m, 120.0);
  EXPECT_EQ(town.travel.path(town.costs, bc, 10.0),
            (std::vector<std::uint32_t>{bc, town.from_to('C', 'E'), town.from_to('E', 'D'),
                                        town.from_to('D', 'B'), bc}));
  EXPECT_EQ(town.travel.path(town.costs, bc, 40.0), (std::vector<std::uint32_t>{bc}));
  EXPECT_TRUE(town.travel.path(town.costs, town.from_to('A', 'B'), 40.0).empty());
}

TEST(Travel, TakesTheCheapestOfSeveralStartsOnOneSegment) {
  Town town;
  const std::uint32_t ab = town.from_to('A', 'B');
  town.travel.grow(town.costs, {{.segment = ab, .along_m = 0.0, .cost = 0.0},
                                {.segment = ab, .along_m = 20.0, .cost = 10.0},
                                {.segment = ab, .along_m = 40.0, .cost = 50.0}});
  EXPECT_EQ(town.at('A', 'B', 10.0).start, 0U);
  EXPECT_EQ(town.at('A', 'B', 30.0).start, 1U);  // 10 + 20, from the west 60
  EXPECT_EQ(town.at('A', 'B', 45.0).start, 1U);  // 10 + 50 as 50 + 10: the first of equals
  EXPECT_DOUBLE_EQ(town.at('A', 'B', 45.0).cost, 60.0);
  EXPECT_EQ(town.at('B', 'D', 5.0).start, 1U);
  // Also where the other one comes from elsewhere: 30 m to B and 30 on for 120, as 100 and 10 m.
  town.travel.grow(town.costs,
                   {{.segment = ab, .along_m = 20.0},
                    {.segment = town.from_to('B', 'C'), .along_m = 20.0, .cost = 100.0}});
  EXPECT_EQ(town.at('B', 'C', 30.0).start, 0U);
}

TEST(Travel, EndsWhereSomethingStops) {
  Town town;
  town.costs.stop_m[town.from_to('B', 'C')] = 20.0;
  town.travel.grow(town.costs, {{.segment = town.from_to('A', 'B')}});
  EXPECT_TRUE(town.at('B', 'C', 20.0).reached());
  EXPECT_FALSE(town.at('B', 'C', 20.1).reached());
  EXPECT_DOUBLE_EQ(town.at('E', 'C', 20.0).cost, 2.0 * (50.0 + 20.0 + 50.0 + 20.0));  // by D, E
  // What stops it on the segment of its start is the start's own.
  town.travel.grow(town.costs, {{.segment = town.from_to('A', 'B'), .stop_m = 15.0}});
  EXPECT_TRUE(town.at('A', 'B', 15.0).reached());
  EXPECT_FALSE(town.at('A', 'B', 16.0).reached());
  EXPECT_FALSE(town.at('B', 'C', 0.0).reached());
}

TEST(Travel, ForgetsTheStartsOfTheSearchBefore) {
  Town town;
  town.travel.grow(town.costs, {{.segment = town.from_to('A', 'B')}});
  town.travel.grow(town.costs, {{.segment = town.from_to('B', 'C')}});
  EXPECT_FALSE(town.at('A', 'B', 30.0).reached());
  EXPECT_EQ(town.travel.starts().size(), 1U);
}

}  // namespace
}  // namespace twin::fire
