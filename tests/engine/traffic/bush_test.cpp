#include "engine/traffic/bush.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "tests/engine/traffic/traffic_sketch.h"

namespace twin {
namespace {

using test::in_star;

/// A diamond 0-1-3 and 0-2-3, and 4 beyond it; a way back 3 → 1 as well.
const LinkGraph kDiamond(5, 0, {{0, 1}, {0, 2}, {1, 3}, {2, 3}, {3, 4}, {3, 1}});

LeastCostTree grown(const LinkGraph& graph, const std::vector<double>& cost,
                    std::uint32_t origin = 0) {
  LeastCostTree tree(graph);
  tree.grow(origin, in_star(graph, cost));
  return tree;
}

std::map<std::uint32_t, double> flows(const Bush& bush) {
  std::map<std::uint32_t, double> by_link;
  for (const Bush::Entry& entry : bush.entries) by_link[entry.link] = entry.pcu_per_h;
  return by_link;
}

/// Nodes once each, links between them, each from an earlier node to its own.
void expect_is_a_bush(const Bush& bush, const LinkGraph& graph) {
  ASSERT_EQ(bush.first_in.size(), bush.nodes.size() + 1);
  EXPECT_EQ(bush.nodes[0], bush.origin);
  EXPECT_EQ(bush.first_in.back(), bush.entries.size());
  std::vector<std::uint32_t> sorted = bush.nodes;
  std::ranges::sort(sorted);
  EXPECT_TRUE(std::ranges::adjacent_find(sorted) == sorted.end());
  for (std::size_t p = 0; p < bush.nodes.size(); ++p) {
    for (std::uint32_t e = bush.first_in[p]; e < bush.first_in[p + 1]; ++e) {
      const Bush::Entry& entry = bush.entries[e];
      EXPECT_LT(entry.tail, p);
      EXPECT_EQ(graph.links()[entry.link], (TrafficLink{bush.nodes[entry.tail], bush.nodes[p]}));
    }
  }
}

TEST(Bush, StartsAsTheCheapestWaysToTheTripsEnds) {
  const std::vector<double> cost{1, 3, 4, 1, 1, 1};  // to 3: 5 by node 1, 4 by node 2
  const TripsFrom trips{0, {{3, 6.0}, {4, 2.0}, {1, 0.0}}};
  BushGrower grower(kDiamond);
  Bush bush = BushGrower::empty(0, 0);
  EXPECT_FALSE(bush.merges());
  grower.renew(bush, trips, grown(kDiamond, cost), cost);
  expect_is_a_bush(bush, kDiamond);
  EXPECT_EQ(bush.nodes, (std::vector<std::uint32_t>{0, 2, 3, 4}));  // nobody goes to 1
  EXPECT_TRUE(bush.used().empty());
  grower.load(bush, trips, 0.5);
  EXPECT_EQ(flows(bush), (std::map<std::uint32_t, double>{{1, 4.0}, {3, 4.0}, {4, 1.0}}));
  EXPECT_EQ(bush.used(), (OriginFlow{{1, 4.0}, {3, 4.0}, {4, 1.0}}));
}

TEST(Bush, TakesUpACheaperWayAndLetsGoOfAnEmptyOne) {
  const TripsFrom trips{0, {{3, 6.0}}};
  BushGrower grower(kDiamond);
  Bush bush = BushGrower::empty(0, 0);
  const std::vector<double> before{1, 3, 4, 1, 1, 9};
  grower.renew(bush, trips, grown(kDiamond, before), before);
  grower.load(bush, trips, 1.0);
  const std::vector<double> jammed{1, 6, 4, 4, 1, 9};  // by node 1 it is 5 now, by node 2 10
  grower.renew(bush, trips, grown(kDiamond, jammed), jammed);
  expect_is_a_bush(bush, kDiamond);
  EXPECT_TRUE(bush.merges());
  EXPECT_EQ(flows(bush), (std::map<std::uint32_t, double>{{0, 0.0}, {1, 6.0}, {2, 0.0}, {3, 6.0}}));
  for (Bush::Entry& entry : bush.entries) {
    entry.pcu_per_h = entry.link == 0 || entry.link == 2 ? 6.0 : 0.0;
  }
  grower.renew(bush, trips, grown(kDiamond, jammed), jammed);
  expect_is_a_bush(bush, kDiamond);
  EXPECT_EQ(flows(bush), (std::map<std::uint32_t, double>{{0, 6.0}, {2, 6.0}}));
}

TEST(Bush, LeavesALinkThatWouldCloseACircleForLater) {
  // Some still drive 0 → 1 → 3; the cheapest way to 1 now leads back from 3.
  BushGrower grower(kDiamond);
  auto bush = grower.grown_from({{0, 3.0}, {2, 3.0}}, 0, 0);
  ASSERT_TRUE(bush);
  const TripsFrom trips{0, {{1, 1.0}, {3, 3.0}}};
  const std::vector<double> cost{9, 1, 4, 1, 1, 1};
  grower.renew(*bush, trips, grown(kDiamond, cost), cost);
  expect_is_a_bush(*bush, kDiamond);
  EXPECT_EQ(flows(*bush),
            (std::map<std::uint32_t, double>{{0, 3.0}, {1, 0.0}, {2, 3.0}, {3, 0.0}}));
}

TEST(Bush, IsABushWhateverTheCosts) {
  for (unsigned seed = 0; seed < 100; ++seed) {
    const AssignmentProblem problem = test::random_streets(seed);
    const TripsFrom& trips = problem.classes[0].trips[0];
    std::mt19937 random(seed);
    BushGrower grower(problem.graph);
    Bush bush = BushGrower::empty(0, trips.origin);
    for (int round = 0; round < 6; ++round) {
      std::vector<double> cost = problem.classes[0].fixed_cost;
      for (double& one : cost) one += static_cast<double>(random() % 4);  // also links without cost
      const LeastCostTree tree = grown(problem.graph, cost, trips.origin);
      grower.renew(bush, trips, tree, cost);
      expect_is_a_bush(bush, problem.graph);
      if (round == 0) {
        grower.load(bush, trips, 1.0);
        EXPECT_TRUE(grower.carries(bush, trips, 1.0, tree)) << seed;
      }
      for (const TripsFrom::To& to : trips.to) {
        if (to.vehicles <= 0.0 || std::isinf(tree.cost()[to.node])) continue;
        EXPECT_TRUE(std::ranges::find(bush.nodes, to.node) != bush.nodes.end());
      }
      // Half of what has a choice goes over the last link into a node.
      for (std::size_t p = 1; p < bush.nodes.size(); ++p) {
        if (bush.first_in[p + 1] - bush.first_in[p] < 2) continue;
        Bush::Entry& one = bush.entries[bush.first_in[p]];
        one.pcu_per_h *= 0.5;
        bush.entries[bush.first_in[p + 1] - 1].pcu_per_h += one.pcu_per_h;
      }
    }
  }
}

TEST(Bush, GrowsAgainFromTheFlowItTold) {
  BushGrower grower(kDiamond);
  const OriginFlow used{{0, 2.0}, {1, 4.0}, {2, 2.0}, {3, 4.0}, {4, 1.0}};
  const auto bush = grower.grown_from(used, 1, 0);
  ASSERT_TRUE(bush);
  expect_is_a_bush(*bush, kDiamond);
  EXPECT_EQ(bush->vehicle_class, 1U);
  EXPECT_EQ(bush->used(), used);
  EXPECT_TRUE(bush->merges());
}

TEST(Bush, DoesNotGrowFromLinksThatDoNotFitTogether) {
  BushGrower grower(kDiamond);
  EXPECT_FALSE(grower.grown_from({{2, 1.0}}, 0, 0));                      // begins nowhere
  EXPECT_FALSE(grower.grown_from({{0, 1.0}, {2, 1.0}, {5, 1.0}}, 0, 0));  // a circle 1-3-1
  // Into 3, on to 4, and once more into 3: not side by side.
  EXPECT_FALSE(grower.grown_from({{0, 1.0}, {1, 1.0}, {2, 1.0}, {4, 1.0}, {3, 1.0}}, 0, 0));
  EXPECT_TRUE(grower.grown_from({{0, 1.0}, {2, 1.0}}, 0, 0));  // none of them left a trace
}

TEST(Bush, CarriesTheTripsThatHaveAWayAndNoOthers) {
  BushGrower grower(kDiamond);
  const auto bush = grower.grown_from({{0, 2.0}, {1, 4.0}, {2, 2.0}, {3, 4.0}, {4, 1.0}}, 0, 0);
  ASSERT_TRUE(bush);
  const std::vector<double> cost(6, 1.0);
  const LeastCostTree tree = grown(kDiamond, cost);
  // 6 come to 3, of which 1 goes on to 4; trips to the origin itself count for nothing.
  EXPECT_TRUE(grower.carries(*bush, {0, {{3, 5.0}, {4, 1.0}, {0, 7.0}}}, 1.0, tree));
  EXPECT_TRUE(grower.carries(*bush, {0, {{3, 20.0}, {4, 4.0}}}, 0.25, tree));
  EXPECT_FALSE(grower.carries(*bush, {0, {{3, 5.0}, {4, 1.001}}}, 1.0, tree));
  EXPECT_FALSE(grower.carries(*bush, {0, {{3, 5.0}, {4, 1.0}, {1, 2.0}}}, 1.0, tree));
  EXPECT_FALSE(grower.carries(*bush, {0, {{3, 6.0}}}, 1.0, tree));
  // With 3 → 4 shut, trips to 4 are unserved: the flow there is too much.
  const LeastCostTree shut = grown(kDiamond, {1, 1, 1, 1, INFINITY, 1});
  EXPECT_FALSE(grower.carries(*bush, {0, {{3, 5.0}, {4, 1.0}}}, 1.0, shut));
  const auto without = grower.grown_from({{0, 2.0}, {1, 3.0}, {2, 2.0}, {3, 3.0}}, 0, 0);
  EXPECT_TRUE(grower.carries(*without, {0, {{3, 5.0}, {4, 1.0}}}, 1.0, shut));
}

}  // namespace
}  // namespace twin
