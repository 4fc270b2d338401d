#include <gtest/gtest.h>

#include <cmath>

#include "engine/traffic/assignment.h"
#include "tests/engine/traffic/traffic_sketch.h"

namespace twin {
namespace {

std::vector<double> costs_of(const AssignmentProblem& problem, const Assignment& found,
                             std::size_t k) {
  std::vector<double> cost = found.delay;
  for (std::size_t link = 0; link < cost.size(); ++link) {
    cost[link] += problem.classes[k].fixed_cost[link];
  }
  return cost;
}

TEST(BushSearch, PutsNobodyOnAWayThatIsNotTheCheapest) {
  // Wardrop's first principle link by link, against Bellman–Ford at the delays told: a link that an
  // origin's vehicles use is on a cheapest way to its end.
  int used = 0;
  for (unsigned seed = 0; seed < 150; ++seed) {
    const AssignmentProblem problem = test::random_streets(seed);
    const Assignment found = assign_by_bushes(problem, {.gap = 1e-11}, Progress{});
    ASSERT_TRUE(found.reached_gap) << seed;
    for (std::size_t k = 0; k < problem.classes.size(); ++k) {
      const std::vector<double> cost = costs_of(problem, found, k);
      for (std::size_t i = 0; i < problem.classes[k].trips.size(); ++i) {
        const TripsFrom& trips = problem.classes[k].trips[i];
        const auto least = test::brute_force(problem.graph, cost, trips.origin);
        for (const LinkFlow& flow : found.origins[k][i]) {
          const TrafficLink& link = problem.graph.links()[flow.link];
          // A hundredth of a vehicle or more: of less, the gap tells nothing.
          if (flow.pcu_per_h < 0.01) continue;
          EXPECT_NEAR(least[link.from] + cost[flow.link], least[link.to], 1e-6) << seed;
          ++used;
        }
        for (std::size_t j = 0; j < trips.to.size(); ++j) {
          EXPECT_DOUBLE_EQ(found.trip_cost[k][i][j], least[trips.to[j].node]) << seed;
        }
      }
    }
  }
  EXPECT_GT(used, 1000);
}

TEST(BushSearch, BringsEachTripToItsEndOrTellsOfIt) {
  int unserved = 0;
  for (unsigned seed = 0; seed < 150; ++seed) {
    const AssignmentProblem problem = test::random_streets(seed);
    const Assignment found = assign_by_bushes(problem, {.gap = 1e-6}, Progress{});
    for (std::size_t k = 0; k < problem.classes.size(); ++k) {
      for (std::size_t i = 0; i < problem.classes[k].trips.size(); ++i) {
        const TripsFrom& trips = problem.classes[k].trips[i];
        std::vector<double> arriving(problem.graph.nodes(), 0.0);
        for (const LinkFlow& flow : found.origins[k][i]) {
          arriving[problem.graph.links()[flow.link].to] += flow.pcu_per_h;
          arriving[problem.graph.links()[flow.link].from] -= flow.pcu_per_h;
        }
        const auto least =
            test::brute_force(problem.graph, costs_of(problem, found, k), trips.origin);
        for (const TripsFrom::To& to : trips.to) {
          if (to.node == trips.origin || to.vehicles == 0.0) continue;
          const Unserved lost{k, trips.origin, to.node, to.vehicles};
          const auto told = std::ranges::count(found.unserved, lost);
          EXPECT_EQ(told, std::isinf(least[to.node]) ? 1 : 0) << seed;
          unserved += static_cast<int>(told);
          if (told == 0) arriving[to.node] -= problem.classes[k].pcu * to.vehicles;
        }
        for (std::uint32_t node = 0; node < problem.graph.nodes(); ++node) {
          EXPECT_NEAR(node == trips.origin ? 0.0 : arriving[node], 0.0, 1e-9) << seed;
        }
      }
    }
  }
  EXPECT_GT(unserved, 0);
}

TEST(BushSearch, AgreesWithFrankWolfeOnSmallStreets) {
  // The function that the equilibrium makes least is the same for both; Σ flow · cost − Σ trips ·
  // cheapest way bounds how far above its least each may end.
  for (unsigned seed = 0; seed < 50; ++seed) {
    const AssignmentProblem problem = test::random_streets(seed);
    const Assignment bushes = assign_by_bushes(problem, {.gap = 1e-10}, Progress{});
    const Assignment other = assign_biconjugate(problem, {.gap = 1e-6}, Progress{});
    EXPECT_NEAR(bushes.beckmann, other.beckmann, 1e-6 * other.total_cost + 1e-9) << seed;
  }
}

}  // namespace
}  // namespace twin
