#include "engine/traffic/link_costs.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/engine/traffic/traffic_sketch.h"

namespace twin {
namespace {

/// The two routes with cars, which pay 6 on the direct link, and motorbikes kept off link 2.
AssignmentProblem cars_and_motorbikes() {
  AssignmentProblem problem = test::two_routes(4.0);
  problem.classes[0].fixed_cost = {6.0, 0.0, 0.0};
  problem.classes.push_back({.pcu = 0.25, .fixed_cost = {0.0, 0.0, INFINITY}, .trips = {}});
  return problem;
}

Bush carrying(std::size_t vehicle_class, std::vector<Bush::Entry> entries) {
  Bush bush = BushGrower::empty(vehicle_class, 0);
  bush.entries = std::move(entries);
  return bush;
}

TEST(LinkCosts, AddUpTheBushesOfEachClass) {
  const AssignmentProblem problem = cars_and_motorbikes();
  LinkCosts costs(problem);
  costs.add_up(std::vector<Bush>{carrying(0, {{0, 0, 3.0}, {1, 0, 2.0}}),
                                 carrying(0, {{0, 0, 4.0}}), carrying(1, {{0, 0, 5.0}})});
  const std::vector<double> by_class(costs.by_class().begin(), costs.by_class().end());
  EXPECT_EQ(by_class, (std::vector<double>{7.0, 2.0, 0.0, 5.0, 0.0, 0.0}));
  const std::vector<double> total(costs.total().begin(), costs.total().end());
  EXPECT_EQ(total, (std::vector<double>{12.0, 2.0, 0.0}));
  costs.add_up({});  // anew, not on top
  EXPECT_DOUBLE_EQ(costs.flow(0), 0.0);
}

TEST(LinkCosts, AreTheDelayAtTheFlowOfAllAndWhatAClassPaysItself) {
  const AssignmentProblem problem = cars_and_motorbikes();
  LinkCosts costs(problem);
  costs.add_up(std::vector<Bush>{carrying(0, {{0, 0, 7.0}}), carrying(1, {{0, 0, 5.0}})});
  costs.price();
  EXPECT_DOUBLE_EQ(costs.delay(0), 22.0);  // 10 + 12
  EXPECT_DOUBLE_EQ(costs.slope(0), 1.0);
  EXPECT_DOUBLE_EQ(costs.slope(1), 0.5);
  EXPECT_DOUBLE_EQ(costs.of_class(0)[0], 28.0);  // with the toll of 6
  EXPECT_DOUBLE_EQ(costs.of_class(1)[0], 22.0);
  EXPECT_TRUE(std::isinf(costs.of_class(1)[2]));
  EXPECT_DOUBLE_EQ(costs.of_class(0)[2], 5.0);
}

TEST(LinkCosts, FollowAChangeAsIfPricedAnew) {
  const AssignmentProblem problem = cars_and_motorbikes();
  LinkCosts costs(problem);
  costs.price();
  costs.change(1, 4.0);
  EXPECT_DOUBLE_EQ(costs.flow(1), 4.0);
  EXPECT_DOUBLE_EQ(costs.delay(1), 12.0);  // 10 + 0.5 · 4
  EXPECT_DOUBLE_EQ(costs.of_class(0)[1], 12.0);
  EXPECT_DOUBLE_EQ(costs.of_class(1)[1], 12.0);
  EXPECT_DOUBLE_EQ(costs.delay(0), 10.0);  // the others stay
}

TEST(LinkCosts, ArePricedAtNoLessThanNoFlow) {
  // What rounding leaves below zero must not make a link cheaper than empty.
  const AssignmentProblem problem = cars_and_motorbikes();
  LinkCosts costs(problem);
  costs.change(1, 4.0);
  costs.change(1, -4.5);
  EXPECT_DOUBLE_EQ(costs.flow(1), 0.0);
  EXPECT_DOUBLE_EQ(costs.delay(1), 10.0);
}

TEST(LinkCosts, SumUpWithoutTheLinksThatAClassMayNotUse) {
  const AssignmentProblem problem = cars_and_motorbikes();
  LinkCosts costs(problem);
  costs.add_up(
      std::vector<Bush>{carrying(0, {{0, 0, 7.0}, {2, 0, 2.0}}), carrying(1, {{0, 0, 5.0}})});
  costs.price();
  // Link 0 at 12: cars 7 · (22 + 6), motorbikes 5 · 22; link 2 at 2: cars 2 · 6.
  EXPECT_DOUBLE_EQ(costs.total_cost(), 7.0 * 28.0 + 5.0 * 22.0 + 2.0 * 6.0);
}

}  // namespace
}  // namespace twin
