#include "engine/network/least_costs.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

#include "tests/support/street_sketch.h"

namespace twin {
namespace {

using test::StreetSketch;

std::vector<double> lengths(const StreetNetwork& network) {
  std::vector<double> lengths_m;
  for (const Segment& s : network.segments()) lengths_m.push_back(s.length_m);
  return lengths_m;
}

TEST(LeastCosts, GoesRoundAClosedStreet) {
  const StreetSketch sketch(R"(
F----H----D
|    |
A----B
)");
  const StreetNetwork network = sketch.network();
  std::vector<double> cost = lengths(network);
  const std::uint32_t closed = network.along(sketch.way("FH"))[0];
  cost[closed] = std::numeric_limits<double>::infinity();
  const std::vector<Start> starts = {{sketch.at('F', network), 0.0}};
  const LeastCosts least = least_costs(network, cost, starts);
  EXPECT_DOUBLE_EQ(least.cost[sketch.at('H', network)], 90.0);  // 20 + 50 + 20 by A and B
  EXPECT_EQ(path_to(network, least, sketch.at('H', network)).size(), 3U);
  EXPECT_TRUE(path_to(network, least, sketch.at('F', network)).empty());
}

TEST(LeastCosts, EachJunctionBelongsToTheNearestStart) {
  const StreetSketch sketch("A--B---------C");
  const StreetNetwork network = sketch.network();
  const std::vector<Start> starts = {{sketch.at('A', network), 0.0},
                                     {sketch.at('C', network), 50.0}};
  const LeastCosts least = least_costs(network, lengths(network), starts);
  EXPECT_EQ(least.start_of[sketch.at('B', network)], 0U);
  EXPECT_DOUBLE_EQ(least.cost[sketch.at('C', network)], 50.0);
}

/// Relaxes every segment until nothing changes: slow, but too simple to be wrong (Bellman–Ford).
std::vector<double> brute_force(const StreetNetwork& network, const std::vector<double>& cost,
                                std::uint32_t start) {
  std::vector<double> least(network.junctions().size(), std::numeric_limits<double>::infinity());
  least[start] = 0.0;
  for (std::size_t round = 0; round < least.size(); ++round) {
    for (std::size_t s = 0; s < cost.size(); ++s) {
      const Segment& segment = network.segments()[s];
      least[segment.to] = std::min(least[segment.to], least[segment.from] + cost[s]);
    }
  }
  return least;
}

TEST(LeastCosts, EqualsBruteForceOnRandomNetworks) {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    std::mt19937 random(seed);
    std::vector<Point> places;
    for (int i = 0; i < 12; ++i) {
      places.push_back(
          {static_cast<double>(random() % 1000), static_cast<double>(random() % 1000)});
    }
    std::vector<StreetWay> ways;
    for (int i = 0; i < 20; ++i) {
      ways.push_back({.line = {places[random() % 12], places[random() % 12]},
                      .one_way = false,
                      .bridge = false,
                      .narrow_points = {}});
    }
    const StreetNetwork network(ways);
    std::vector<double> cost;
    for (std::size_t s = 0; s < network.segments().size(); ++s)
      cost.push_back(static_cast<double>(random() % 100));
    const std::vector<Start> starts = {{0, 0.0}};
    EXPECT_EQ(least_costs(network, cost, starts).cost, brute_force(network, cost, 0))
        << "seed " << seed;
  }
}

}  // namespace
}  // namespace twin
