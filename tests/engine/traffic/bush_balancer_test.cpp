#include "engine/traffic/bush_balancer.h"

#include <gtest/gtest.h>

#include "tests/engine/traffic/traffic_sketch.h"

namespace twin {
namespace {

/// One bush with its costs, kept in step with each other.
struct Balanced {
  AssignmentProblem problem;
  Bush bush;
  LinkCosts costs{problem};
  BushBalancer balancer{problem, costs};

  Balanced(AssignmentProblem of, const OriginFlow& used) : problem(std::move(of)) {
    bush = *BushGrower(problem.graph).grown_from(used, 0, 0);
    costs.add_up(std::vector<Bush>{bush});
    costs.price();
  }
  double flow(std::uint32_t link) const {
    double sum = 0.0;
    for (const Bush::Entry& entry : bush.entries) {
      if (entry.link == link) sum += entry.pcu_per_h;
    }
    return sum;
  }
};

TEST(BushBalancer, EvensOutTwoRoutesInOneMove) {
  // 25 on the direct link: 35 against 15. Each vehicle moved brings them 1 + ½ + ½ closer.
  Balanced two(test::two_routes(25.0), {{1, 0.0}, {0, 25.0}, {2, 0.0}});
  EXPECT_DOUBLE_EQ(two.balancer.balance(two.bush, 0.0), 20.0 * 25.0);
  EXPECT_DOUBLE_EQ(two.flow(0), 15.0);
  EXPECT_DOUBLE_EQ(two.flow(1), 10.0);
  EXPECT_DOUBLE_EQ(two.flow(2), 10.0);
  EXPECT_DOUBLE_EQ(two.costs.delay(0), 25.0);  // the costs know already
  EXPECT_DOUBLE_EQ(two.balancer.balance(two.bush, 0.0), 0.0);
}

TEST(BushBalancer, LeavesNothingOnARouteThatStaysDearer) {
  // 4 by node 2: 12 + 7 = 19 against 10; with all of them on the direct link 14 against 15.
  Balanced two(test::two_routes(4.0), {{1, 4.0}, {0, 0.0}, {2, 4.0}});
  EXPECT_DOUBLE_EQ(two.balancer.balance(two.bush, 0.0), 9.0 * 4.0);
  EXPECT_EQ(two.flow(0), 4.0);
  EXPECT_EQ(two.flow(1), 0.0);
  EXPECT_EQ(two.flow(2), 0.0);
}

TEST(BushBalancer, CountsWhatTheClassPaysItself) {
  // With a toll of 10 on the direct link: 45 against 15, 15 vehicles move.
  AssignmentProblem problem = test::two_routes(25.0);
  problem.classes[0].fixed_cost = {10.0, 0.0, 0.0};
  Balanced two(problem, {{1, 0.0}, {0, 25.0}, {2, 0.0}});
  two.balancer.balance(two.bush, 0.0);
  EXPECT_DOUBLE_EQ(two.flow(0), 10.0);
  EXPECT_DOUBLE_EQ(two.flow(2), 15.0);
}

TEST(BushBalancer, LetsSmallDifferencesBe) {
  // 16 and 9: 26 against 24, a twelfth dearer.
  Balanced two(test::two_routes(25.0), {{1, 9.0}, {0, 16.0}, {2, 9.0}});
  EXPECT_DOUBLE_EQ(two.balancer.balance(two.bush, 0.1), 0.0);
  EXPECT_DOUBLE_EQ(two.flow(0), 16.0);
  EXPECT_DOUBLE_EQ(two.balancer.balance(two.bush, 0.05), 2.0 * 16.0);
  EXPECT_DOUBLE_EQ(two.flow(0), 15.0);
}

TEST(BushBalancer, MovesOnlyBetweenWhereWaysPartAndMeet) {
  // A street 0 → 1, two ways on to 2, a street 2 → 3: the streets all drive keep their flow.
  AssignmentProblem problem{
      .graph = LinkGraph(4, 0, {{0, 1}, {1, 2}, {1, 2}, {2, 3}}),
      .delays = {test::linear(7.0, 3.0), test::linear(10.0, 1.0), test::linear(14.0, 1.0),
                 test::linear(9.0, 2.0)},
      .classes = {{.pcu = 1.0, .fixed_cost = {}, .trips = {{0, {{3, 10.0}}}}}}};
  Balanced street(problem, {{0, 10.0}, {1, 10.0}, {2, 0.0}, {3, 10.0}});
  street.balancer.balance(street.bush, 0.0);
  EXPECT_DOUBLE_EQ(street.flow(0), 10.0);
  EXPECT_DOUBLE_EQ(street.flow(1), 7.0);  // 10 + 7 = 14 + 3
  EXPECT_DOUBLE_EQ(street.flow(2), 3.0);
  EXPECT_DOUBLE_EQ(street.flow(3), 10.0);
}

TEST(BushBalancer, SeesTheFlowOfOthersOnTheLinks) {
  // 10 vehicles of another origin drive the direct link too: 10 + 35 against 15, 15 move.
  Balanced two(test::two_routes(25.0), {{1, 0.0}, {0, 25.0}, {2, 0.0}});
  two.costs.change(0, 10.0);
  two.balancer.balance(two.bush, 0.0);
  EXPECT_DOUBLE_EQ(two.flow(0), 10.0);
  EXPECT_DOUBLE_EQ(two.costs.flow(0), 20.0);
}

TEST(BushBalancer, FindsTheBalanceOfStreetsThatJamSuddenly) {
  // 1 + (x/10)⁸ against 2 + ((20 − x)/10)⁸.
  const LinkDelay steep{.free = 1.0, .b = 1.0, .capacity = 10.0, .power = 8.0};
  AssignmentProblem problem{
      .graph = LinkGraph(2, 0, {{0, 1}, {0, 1}}),
      .delays = {steep, {.free = 2.0, .b = 0.5, .capacity = 10.0, .power = 8.0}},
      .classes = {{.pcu = 1.0, .fixed_cost = {}, .trips = {{0, {{1, 20.0}}}}}}};
  Balanced two(problem, {{0, 20.0}, {1, 0.0}});
  for (int round = 0; round < 6; ++round) two.balancer.balance(two.bush, 0.0);
  EXPECT_NEAR(two.flow(0) + two.flow(1), 20.0, 1e-12);
  // By bisection, to be sure of the number: the first x at which the first street is the dearer.
  double low = 0.0;
  double high = 20.0;
  for (int i = 0; i < 60; ++i) {
    const double x = 0.5 * (low + high);
    const double dearer = std::pow(x / 10.0, 8.0) - 1.0 - std::pow((20.0 - x) / 10.0, 8.0);
    (dearer < 0.0 ? low : high) = x;
  }
  EXPECT_NEAR(two.flow(0), low, 1e-9);
}

}  // namespace
}  // namespace twin
