#include "engine/traffic/assignment.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <numeric>

#include "engine/base/read_file.h"
#include "engine/traffic/tntp.h"
#include "tests/engine/traffic/traffic_sketch.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

using test::linear;
using test::two_routes;

Assignment assigned(const AssignmentProblem& problem, double gap = 1e-12, int threads = 1) {
  return assign_biconjugate(problem, {.gap = gap, .threads = threads}, Progress{});
}

AssignmentProblem problem_of(const std::string& folder, const std::string& name) {
  const fs::path base = fs::path(WARDTWIN_SHARED) / "validation/traffic" / folder;
  const std::string net = (base / (name + "_net.tntp")).string();
  const std::string trips = (base / (name + "_trips.tntp")).string();
  const TntpNetwork network = parse_tntp_network(read_file(net, {}), net);
  return tntp_problem(network, parse_tntp_trips(read_file(trips, {}), trips, network.zones), 0, 0);
}

bool has_shared(const std::string& folder) {
  return fs::exists(fs::path(WARDTWIN_SHARED) / "validation/traffic" / folder);
}

#define NEEDS_SHARED(folder) \
  if (!has_shared(folder)) GTEST_SKIP() << "no " << folder << " in " << WARDTWIN_SHARED

/// The greatest difference of what leaves and enters a node from the trips that start and end
/// there.
double worst_balance(const AssignmentProblem& problem, const Assignment& found, std::size_t k) {
  std::vector<double> off(problem.graph.nodes(), 0.0);
  for (const TripsFrom& trips : problem.classes[k].trips) {
    for (const TripsFrom::To& to : trips.to) {
      if (to.node == trips.origin) continue;
      off[trips.origin] += to.vehicles;
      off[to.node] -= to.vehicles;
    }
  }
  for (const Unserved& trip : found.unserved) {
    if (trip.vehicle_class != k) continue;
    off[trip.origin] -= trip.vehicles;
    off[trip.destination] += trip.vehicles;
  }
  for (std::size_t link = 0; link < found.flows[k].size(); ++link) {
    off[problem.graph.links()[link].from] -= found.flows[k][link];
    off[problem.graph.links()[link].to] += found.flows[k][link];
  }
  double worst = 0.0;
  for (const double one : off) worst = std::max(worst, std::abs(one));
  return worst;
}

TEST(Assignment, GivesTwoRoutesTheSameTime) {
  // 10 + a = 15 + b with a + b = 25: a = 15, b = 10, both 25 s.
  const Assignment found = assigned(two_routes(25.0));
  EXPECT_TRUE(found.reached_gap);
  EXPECT_NEAR(found.flows[0][0], 15.0, 1e-9);
  EXPECT_NEAR(found.flows[0][1], 10.0, 1e-9);
  EXPECT_NEAR(found.flows[0][2], 10.0, 1e-9);
  EXPECT_NEAR(found.delay[0], 25.0, 1e-9);
  EXPECT_NEAR(found.total_cost, 625.0, 1e-6);
}

TEST(Assignment, LeavesTheLongerRouteEmptyWhileItDoesNotPay) {
  const Assignment found = assigned(two_routes(4.0));  // 10 + 4 < 15
  EXPECT_DOUBLE_EQ(found.flows[0][0], 4.0);
  EXPECT_DOUBLE_EQ(found.flows[0][1], 0.0);
  EXPECT_EQ(found.iterations, 0);
}

TEST(Assignment, FindsBraessParadox) {
  // Braess 1968: 6 vehicles, costs 10x, 50 + x and, in the middle, 10 + x. With the middle link
  // each route carries 2 and takes 92 (TSTT 552); without it 3 and 3, 83 each.
  AssignmentProblem problem{
      .graph = LinkGraph(4, 0, {{0, 2}, {0, 3}, {2, 1}, {2, 3}, {3, 1}}),
      .delays = {linear(1e-8, 10.0), linear(50.0, 1.0), linear(50.0, 1.0), linear(10.0, 1.0),
                 linear(1e-8, 10.0)},
      .classes = {{.pcu = 1.0, .fixed_cost = {}, .trips = {{0, {{1, 6.0}}}}}}};
  const Assignment with = assigned(problem);
  EXPECT_NEAR(with.beckmann, 386.0, 1e-6);
  EXPECT_NEAR(with.total_cost, 552.0, 1e-6);
  EXPECT_NEAR(with.flows[0][3], 2.0, 1e-6);
  problem.classes[0].fixed_cost = {0.0, 0.0, 0.0, INFINITY, 0.0};
  const Assignment without = assigned(problem);
  EXPECT_NEAR(without.total_cost, 6.0 * 83.0, 1e-6);
}

TEST(Assignment, MovesAllTheFlowOfAClosedStreetElsewhere) {
  AssignmentProblem problem = two_routes(25.0);
  problem.classes[0].fixed_cost = {INFINITY, 0.0, 0.0};
  const Assignment found = assigned(problem);
  EXPECT_EQ(found.flows[0], (std::vector<double>{0.0, 25.0, 25.0}));
  EXPECT_TRUE(found.unserved.empty());
  EXPECT_TRUE(std::isfinite(found.total_cost) && std::isfinite(found.beckmann));
}

TEST(Assignment, CountsTripsThatNoOpenStreetServes) {
  AssignmentProblem problem = two_routes(25.0);
  problem.classes[0].fixed_cost = {INFINITY, 0.0, INFINITY};
  problem.classes[0].trips[0].to.push_back({2, 3.0});
  const Assignment found = assigned(problem);
  ASSERT_EQ(found.unserved.size(), 1U);
  EXPECT_EQ(found.unserved[0], (Unserved{0, 0, 1, 25.0}));
  EXPECT_EQ(found.flows[0], (std::vector<double>{0.0, 3.0, 0.0}));
}

TEST(Assignment, WeighsVehiclesByTheirPcu) {
  // 100 motorbikes of 0.25 are the 25 pcu of the two routes above.
  AssignmentProblem problem = two_routes(100.0);
  problem.classes[0].pcu = 0.25;
  const Assignment found = assigned(problem);
  EXPECT_NEAR(found.flows[0][0], 60.0, 1e-8);
  EXPECT_NEAR(found.pcu_flow[0], 15.0, 1e-9);
}

TEST(Assignment, KeepsCarsOutOfALaneThatMotorbikesMayUse) {
  // Cars (15) must take the direct link; it costs 25, so motorbikes (10 pcu) all take the lane,
  // which then costs 25 as well.
  AssignmentProblem problem = two_routes(15.0);
  problem.classes[0].fixed_cost = {0.0, INFINITY, 0.0};
  problem.classes.push_back({.pcu = 0.25, .fixed_cost = {}, .trips = {{0, {{1, 40.0}}}}});
  const Assignment found = assigned(problem);
  EXPECT_NEAR(found.flows[0][0], 15.0, 1e-12);
  EXPECT_NEAR(found.flows[1][1], 40.0, 1e-6);
  EXPECT_NEAR(found.delay[0], 25.0, 1e-6);
}

TEST(Assignment, LeavesEachClassToItsOwnCosts) {
  // A toll of 6 on the direct link that only the first class pays: 10 + a + b + 6 against 15 + c.
  // With 10 and 10 vehicles the second class stays on the direct link (10 + 10 + x ≤ 15 + 10 − x
  // for x ≤ 2.5), the first one takes the other.
  AssignmentProblem problem = two_routes(10.0);
  problem.classes.push_back({.pcu = 1.0, .fixed_cost = {}, .trips = {{0, {{1, 10.0}}}}});
  problem.classes[0].fixed_cost = {6.0, 0.0, 0.0};
  const Assignment found = assigned(problem);
  EXPECT_NEAR(found.flows[0][0], 0.0, 1e-6);
  EXPECT_NEAR(found.flows[1][0], 10.0, 1e-6);
}

TEST(Assignment, ReachesThePublishedOptimumOfSiouxFalls) {
  NEEDS_SHARED("SiouxFalls");
  const AssignmentProblem problem = problem_of("SiouxFalls", "SiouxFalls");
  const Assignment found = assigned(problem, 1e-6);
  EXPECT_TRUE(found.reached_gap);
  EXPECT_LE(found.gap, 1e-6);
  // Transportation Networks for Research: 42.31335287107440 (1e5); above it by at most TSTT − SPTT.
  EXPECT_GE(found.beckmann, 4231335.28710744 - 1e-3);
  EXPECT_LE(found.beckmann, 4231335.28710744 + 1e-6 * found.total_cost);
  EXPECT_LE(worst_balance(problem, found, 0), 1e-9 * 360600.0);
}

TEST(Assignment, GivesTheSameBitsOnAnyNumberOfThreads) {
  NEEDS_SHARED("SiouxFalls");
  const AssignmentProblem problem = problem_of("SiouxFalls", "SiouxFalls");
  const Assignment one = assigned(problem, 1e-4, 1);
  for (const int threads : {2, 3, 4}) {
    const Assignment many = assigned(problem, 1e-4, threads);
    EXPECT_EQ(one.flows, many.flows);
    EXPECT_EQ(one.gap, many.gap);
    EXPECT_EQ(one.beckmann, many.beckmann);
  }
}

TEST(Assignment, ReachesTheSameFlowsFromAWarmStart) {
  NEEDS_SHARED("SiouxFalls");
  AssignmentProblem problem = problem_of("SiouxFalls", "SiouxFalls");
  const Assignment before = assigned(problem, 1e-6);
  for (std::size_t i = 0; i < 4; ++i) problem.delays[i].capacity *= 1.2;
  const Assignment cold = assigned(problem, 1e-7);
  const Assignment warm =
      assign_biconjugate(problem, {.gap = 1e-7, .start = &before.flows}, Progress{});
  EXPECT_TRUE(warm.started_warm);
  EXPECT_FALSE(cold.started_warm);
  EXPECT_NEAR(warm.beckmann, cold.beckmann, 1e-7 * cold.total_cost);
  for (std::size_t i = 0; i < problem.delays.size(); ++i) {
    EXPECT_NEAR(warm.delay[i], cold.delay[i], 1e-2 * cold.delay[i]);
  }
  EXPECT_LE(worst_balance(problem, warm, 0), 1e-9 * 360600.0);
}

TEST(Assignment, LeavesAsideAStartThatDoesNotCarryItsTrips) {
  const AssignmentProblem problem = two_routes(25.0);
  AssignmentProblem closed = problem;
  closed.classes[0].fixed_cost = {INFINITY, 0.0, 0.0};
  const Assignment found = assigned(problem);
  const AssignmentOptions options{.gap = 1e-9, .start = &found.flows};
  EXPECT_FALSE(assign_biconjugate(closed, options, Progress{}).started_warm);
  EXPECT_FALSE(assign_biconjugate(two_routes(26.0), options, Progress{}).started_warm);
  EXPECT_TRUE(assign_biconjugate(problem, options, Progress{}).started_warm);
}

Assignment by_bushes(const AssignmentProblem& problem, double gap, int threads = 1) {
  return assign_by_bushes(problem, {.gap = gap, .threads = threads}, Progress{});
}

TEST(BushAssignment, GivesTwoRoutesTheSameTime) {
  const Assignment found = by_bushes(two_routes(25.0), 1e-12);
  EXPECT_NEAR(found.flows[0][0], 15.0, 1e-9);
  EXPECT_NEAR(found.flows[0][1], 10.0, 1e-9);
}

TEST(BushAssignment, ReachesThePublishedOptimumFarBeyondFrankWolfe) {
  NEEDS_SHARED("SiouxFalls");
  const AssignmentProblem problem = problem_of("SiouxFalls", "SiouxFalls");
  const Assignment found = by_bushes(problem, 1e-11);
  EXPECT_TRUE(found.reached_gap);
  EXPECT_NEAR(found.beckmann, 4231335.28710744, 1e-4);
  EXPECT_LE(worst_balance(problem, found, 0), 1e-9 * 360600.0);
  const Assignment check = assigned(problem, 1e-6);
  EXPECT_NEAR(found.beckmann, check.beckmann, 1e-6 * check.total_cost);
  EXPECT_EQ(by_bushes(problem, 1e-11, 3).flows, found.flows);
}

TEST(BushAssignment, SharesLinksOfClassesAsFrankWolfeDoes) {
  NEEDS_SHARED("Anaheim");
  AssignmentProblem problem = problem_of("Anaheim", "Anaheim");
  VehicleClass lorries = problem.classes[0];
  lorries.pcu = 2.5;
  lorries.fixed_cost.assign(problem.delays.size(), 0.0);
  for (std::size_t link = 0; link < problem.delays.size(); ++link) {
    lorries.fixed_cost[link] = 0.3 * problem.delays[link].free;
  }
  for (TripsFrom& trips : lorries.trips) {
    for (TripsFrom::To& to : trips.to) to.vehicles *= 0.2;
  }
  problem.classes.push_back(lorries);
  const Assignment found = by_bushes(problem, 1e-9);
  EXPECT_TRUE(found.reached_gap);
  const Assignment check = assigned(problem, 1e-5);
  EXPECT_LE(found.beckmann, check.beckmann);
  EXPECT_NEAR(found.beckmann, check.beckmann, 1e-5 * check.total_cost);
  for (std::size_t k = 0; k < 2; ++k) EXPECT_LE(worst_balance(problem, found, k), 1e-4);
}

TEST(BushAssignment, MovesTheFlowOfAClosedStreetElsewhere) {
  AssignmentProblem problem = two_routes(25.0);
  const Assignment open = by_bushes(problem, 1e-12);
  problem.classes[0].fixed_cost = {INFINITY, 0.0, 0.0};
  const Assignment closed =
      assign_by_bushes(problem, {.gap = 1e-12, .start_origins = &open.origins}, Progress{});
  EXPECT_EQ(closed.flows[0], (std::vector<double>{0.0, 25.0, 25.0}));
  EXPECT_FALSE(closed.started_warm);  // its only origin began afresh
}

TEST(BushAssignment, CountsTripsThatNoOpenStreetServes) {
  AssignmentProblem problem = two_routes(25.0);
  problem.classes[0].fixed_cost = {INFINITY, 0.0, INFINITY};
  problem.classes[0].trips[0].to.push_back({2, 3.0});
  const Assignment found = by_bushes(problem, 1e-12);
  ASSERT_EQ(found.unserved.size(), 1U);
  EXPECT_EQ(found.unserved[0], (Unserved{0, 0, 1, 25.0}));
  EXPECT_EQ(found.flows[0], (std::vector<double>{0.0, 3.0, 0.0}));
}

TEST(BushAssignment, StartsWarmFromTheFlowsOfOtherCosts) {
  NEEDS_SHARED("SiouxFalls");
  AssignmentProblem problem = problem_of("SiouxFalls", "SiouxFalls");
  const Assignment before = by_bushes(problem, 1e-9);
  for (std::size_t i = 0; i < 4; ++i) problem.delays[i].capacity *= 1.02;
  const Assignment cold = by_bushes(problem, 1e-9);
  const Assignment warm =
      assign_by_bushes(problem, {.gap = 1e-9, .start_origins = &before.origins}, Progress{});
  EXPECT_TRUE(warm.started_warm);
  EXPECT_LT(warm.iterations, cold.iterations);
  EXPECT_NEAR(warm.beckmann, cold.beckmann, 1e-9 * cold.total_cost);
}

TEST(BushAssignment, LeavesAsideAStartThatDoesNotCarryItsTrips) {
  const Assignment found = by_bushes(two_routes(25.0), 1e-12);
  const Assignment more = assign_by_bushes(
      two_routes(26.0), {.gap = 1e-12, .start_origins = &found.origins}, Progress{});
  EXPECT_FALSE(more.started_warm);
  EXPECT_NEAR(more.flows[0][0] + more.flows[0][1], 26.0, 1e-12);
}

TEST(Assignment, TellsTheCostOfEachTrip) {
  const AssignmentProblem problem = two_routes(25.0);
  const Assignment found = assigned(problem);
  const auto cost = least_costs_of_trips(problem, 0, found.delay, 2);
  EXPECT_NEAR(cost[0][0], 25.0, 1e-9);
}

TEST(Assignment, StopsWhenAskedTo) {
  std::stop_source stop;
  stop.request_stop();
  EXPECT_THROW(assign_biconjugate(two_routes(25.0), {}, Progress({}, stop.get_token())), Cancelled);
}

TEST(Assignment, SaysWhenItCouldNotReachTheGap) {
  const Assignment found =
      assign_biconjugate(two_routes(25.0), {.gap = 1e-9, .most_iterations = 0}, Progress{});
  EXPECT_FALSE(found.reached_gap);
  EXPECT_GT(found.gap, 1e-9);
}

}  // namespace
}  // namespace twin
