#include "engine/traffic/class_graph.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/traffic/least_cost_tree.h"
#include "tests/engine/traffic/traffic_sketch.h"

namespace twin {
namespace {

/// 0 and 1 joined by way of 2, where a cul-de-sac 3-4 begins; each street in both directions.
AssignmentProblem with_a_blind_end() {
  return {
      .graph = LinkGraph(5, 0, {{0, 2}, {2, 0}, {2, 1}, {1, 2}, {2, 3}, {3, 2}, {3, 4}, {4, 3}}),
      .delays = std::vector<LinkDelay>(8, test::linear(10.0, 1.0)),
      .classes = {{.pcu = 1.0, .fixed_cost = {}, .trips = {{0, {{1, 6.0}}}}}}};
}

TEST(ClassGraph, LeavesOutBlindEndsToTheirMouth) {
  const AssignmentProblem problem = with_a_blind_end();
  const LinkGraph open = open_graph(problem, problem.classes[0]);
  EXPECT_EQ(open.link(), (std::vector<std::uint32_t>{0, 3, 1, 2}));  // by the node they leave
  EXPECT_EQ(open.links(), problem.graph.links());                    // numbers stay
}

TEST(ClassGraph, KeepsABlindEndWhereATripEndsOrBegins) {
  AssignmentProblem problem = with_a_blind_end();
  problem.classes[0].trips[0].to.push_back({4, 1.0});
  EXPECT_EQ(open_graph(problem, problem.classes[0]).link().size(), 8U);
  problem.classes[0].trips = {{3, {{1, 1.0}}}};
  // 3 is an end now, 4 still is not; nor is 0, from which nobody starts any more.
  EXPECT_EQ(open_graph(problem, problem.classes[0]).link(),
            (std::vector<std::uint32_t>{3, 2, 4, 5}));
}

TEST(ClassGraph, FindsTheBlindEndThatAClosedStreetLeaves) {
  AssignmentProblem problem = with_a_blind_end();
  problem.classes[0].trips[0].to.push_back({4, 1.0});
  problem.classes[0].fixed_cost = {0, 0, 0, 0, 0, 0, INFINITY, INFINITY};
  // 4 is cut off, so that 3 is but a blind end.
  EXPECT_EQ(open_graph(problem, problem.classes[0]).link(),
            (std::vector<std::uint32_t>{0, 3, 1, 2}));
}

TEST(ClassGraph, LeavesTheCheapestWayOfEachTripAsItWas) {
  int shut = 0;
  for (unsigned seed = 0; seed < 200; ++seed) {
    const AssignmentProblem problem = test::random_streets(seed);
    for (const VehicleClass& vehicles : problem.classes) {
      std::vector<double> cost;
      std::vector<double> delay;
      for (std::size_t i = 0; i < problem.delays.size(); ++i) {
        delay.push_back(problem.delays[i].free);
        cost.push_back(delay[i] + vehicles.fixed_cost[i]);
        shut -= std::isfinite(cost[i]) ? 1 : 0;
      }
      const LinkGraph open = open_graph(problem, vehicles);
      shut += static_cast<int>(problem.delays.size());
      LeastCostTree tree(open);
      for (const TripsFrom& trips : vehicles.trips) {
        tree.grow(trips.origin, star_costs(open, vehicles, delay));
        const auto least = test::brute_force(problem.graph, cost, trips.origin);
        for (const TripsFrom::To& to : trips.to) {
          EXPECT_DOUBLE_EQ(tree.cost()[to.node], least[to.node]) << seed;
        }
      }
    }
  }
  EXPECT_GT(shut, 0);
}

TEST(ClassGraph, GivesCostsInTheOrderOfItsForwardStar) {
  AssignmentProblem problem = with_a_blind_end();
  const std::vector<double> delay{0, 1, 2, 3, 4, 5, 6, 7};
  const LinkGraph open = open_graph(problem, problem.classes[0]);
  EXPECT_EQ(star_costs(open, problem.classes[0], delay), (std::vector<double>{0, 3, 1, 2}));
  problem.classes[0].fixed_cost = {10, 20, 30, 40, 0, 0, 0, 0};
  EXPECT_EQ(star_costs(open, problem.classes[0], delay), (std::vector<double>{10, 43, 21, 32}));
}

TEST(ClassGraph, AShutLinkCostsNothingAsNobodyIsThere) {
  const VehicleClass vehicles{.pcu = 1.0, .fixed_cost = {3.0, INFINITY}, .trips = {}};
  EXPECT_DOUBLE_EQ(own_cost(vehicles, 0), 3.0);
  EXPECT_DOUBLE_EQ(own_cost(vehicles, 1), 0.0);
  EXPECT_DOUBLE_EQ(own_cost({.pcu = 1.0, .fixed_cost = {}, .trips = {}}, 5), 0.0);
}

TEST(ClassGraph, TellsVehiclesAndCostsOfItsFlows) {
  AssignmentProblem problem = test::two_routes(15.0);
  problem.classes.push_back({.pcu = 0.25, .fixed_cost = {6.0, 0.0, INFINITY}, .trips = {}});
  Assignment told;
  tell_of_flows(problem, std::vector<double>{8, 2, 2, 4, 0, 0}, std::vector<double>{12, 2, 2},
                told);
  EXPECT_EQ(told.flows, (ClassFlows{{8, 2, 2}, {16, 0, 0}}));  // 4 pcu are 16 motorbikes
  EXPECT_EQ(told.delay, (std::vector<double>{22, 11, 6}));
  // Areas 10·12 + 12²/2, 10·2 + 2²/4, 5·2 + 2²/4, and the toll of 6 · 4 pcu.
  EXPECT_DOUBLE_EQ(told.beckmann, 192.0 + 21.0 + 11.0 + 24.0);
  EXPECT_DOUBLE_EQ(told.total_cost, 8.0 * 22.0 + 2.0 * 11.0 + 2.0 * 6.0 + 4.0 * 28.0);
}

TEST(ClassGraph, CountsASearchByTheFactorsOfItsGap) {
  EXPECT_DOUBLE_EQ(share_of_gap(1e-1, 1e-1, 1e-5), 0.0);
  EXPECT_DOUBLE_EQ(share_of_gap(1e-1, 1e-3, 1e-5), 0.5);  // two of four powers of ten
  EXPECT_DOUBLE_EQ(share_of_gap(1e-1, 1e-6, 1e-5), 1.0);
  EXPECT_DOUBLE_EQ(share_of_gap(1e-1, 0.5, 1e-5), 0.0);   // it has grown since
  EXPECT_DOUBLE_EQ(share_of_gap(1e-6, 1e-6, 1e-5), 1.0);  // nothing to do
}

}  // namespace
}  // namespace twin
