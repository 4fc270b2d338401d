#include "engine/traffic/least_cost_tree.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "tests/engine/traffic/traffic_sketch.h"

namespace twin {
namespace {

using test::brute_force;
using test::in_star;

TEST(LeastCostTree, AgreesWithBruteForceOnRandomGraphs) {
  std::mt19937 random(7);
  const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
  for (int trial = 0; trial < 200; ++trial) {
    const std::uint32_t nodes = 2 + below(12);
    const std::uint32_t zones = below(nodes);
    std::vector<TrafficLink> links;
    std::vector<double> cost;
    for (std::uint32_t i = 0; i < 3 * nodes; ++i) {
      links.push_back({below(nodes), below(nodes)});
      cost.push_back(below(10) == 0 ? INFINITY : static_cast<double>(below(8)));
    }
    const LinkGraph graph(nodes, zones, links);
    LeastCostTree tree(graph);
    for (std::uint32_t origin = 0; origin < nodes; ++origin) {
      tree.grow(origin, in_star(graph, cost));
      EXPECT_EQ(tree.cost(), brute_force(graph, cost, origin)) << trial << ' ' << origin;
    }
  }
}

TEST(LeastCostTree, ItsLinksLeadBackToTheOriginAtTheCostTold) {
  const LinkGraph graph(4, 0, {{0, 1}, {1, 2}, {0, 2}, {2, 3}});
  const std::vector<double> cost{1.0, 1.0, 3.0, 5.0};
  LeastCostTree tree(graph);
  tree.grow(0, in_star(graph, cost));
  EXPECT_EQ(tree.entered_by(), (std::vector<std::uint32_t>{LeastCostTree::kNone, 0, 1, 3}));
  EXPECT_EQ(tree.reached(), (std::vector<std::uint32_t>{0, 1, 2, 3}));
  EXPECT_DOUBLE_EQ(tree.cost()[3], 7.0);
}

TEST(LeastCostTree, DoesNotPassThroughAZone) {
  // 0 → 1 → 2 is shorter, but 1 is a zone; the way round by 3 is taken.
  const LinkGraph graph(4, 2, {{0, 1}, {1, 2}, {0, 3}, {3, 2}});
  LeastCostTree tree(graph);
  tree.grow(0, in_star(graph, {1.0, 1.0, 5.0, 5.0}));
  EXPECT_DOUBLE_EQ(tree.cost()[1], 1.0);
  EXPECT_DOUBLE_EQ(tree.cost()[2], 10.0);
}

}  // namespace
}  // namespace twin
