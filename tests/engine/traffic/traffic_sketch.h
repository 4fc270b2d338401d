#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "engine/traffic/assignment.h"

namespace twin::test {

/// Delay a + b·flow, written as BPR.
inline LinkDelay linear(double at_no_flow, double per_vehicle) {
  return {.free = at_no_flow, .b = per_vehicle / at_no_flow, .capacity = 1.0, .power = 1.0};
}

/// Two routes from 0 to 1: a direct link, and one over node 2.
inline AssignmentProblem two_routes(double vehicles) {
  return {.graph = LinkGraph(3, 0, {{0, 1}, {0, 2}, {2, 1}}),
          .delays = {linear(10.0, 1.0), linear(10.0, 0.5), linear(5.0, 0.5)},
          .classes = {{.pcu = 1.0, .fixed_cost = {}, .trips = {{0, {{1, vehicles}}}}}}};
}

/// Costs in the order of the forward star.
inline std::vector<double> in_star(const LinkGraph& graph, const std::vector<double>& by_link) {
  std::vector<double> cost;
  for (const std::uint32_t link : graph.link()) cost.push_back(by_link[link]);
  return cost;
}

/// Bellman–Ford: relaxes every link until nothing changes; zones hold back what enters them.
inline std::vector<double> brute_force(const LinkGraph& graph, const std::vector<double>& cost,
                                       std::uint32_t origin) {
  std::vector<double> least(graph.nodes(), INFINITY);
  least[origin] = 0.0;
  for (std::uint32_t round = 0; round < graph.nodes(); ++round) {
    for (std::size_t i = 0; i < graph.links().size(); ++i) {
      const TrafficLink& link = graph.links()[i];
      if (link.from < graph.first_through() && link.from != origin) continue;
      least[link.to] = std::min(least[link.to], least[link.from] + cost[i]);
    }
  }
  return least;
}

/// A few streets between a few junctions and zones, at random: cars and lorries, whose own costs
/// shut one link in six, from two zones to all others.
inline AssignmentProblem random_streets(unsigned seed) {
  std::mt19937 random(seed);
  const auto below = [&](std::uint32_t n) { return static_cast<std::uint32_t>(random() % n); };
  const std::uint32_t zones = 2 + below(3);
  const std::uint32_t nodes = zones + 3 + below(6);
  std::vector<TrafficLink> links;
  AssignmentProblem problem{.graph = LinkGraph(0, 0, {}), .delays = {}, .classes = {}};
  for (std::uint32_t i = 0; i < 3 * nodes; ++i) {
    links.push_back({below(nodes), below(nodes)});
    problem.delays.push_back({.free = 1.0 + below(9), .capacity = 5.0 + below(20)});
  }
  problem.graph = LinkGraph(nodes, zones, links);
  for (const double pcu : {1.0, 2.5}) {
    VehicleClass vehicles{.pcu = pcu, .fixed_cost = {}, .trips = {}};
    for (std::size_t i = 0; i < links.size(); ++i) {
      vehicles.fixed_cost.push_back(below(6) == 0 ? INFINITY : static_cast<double>(below(3)));
    }
    for (std::uint32_t origin = 0; origin < 2; ++origin) {
      TripsFrom trips{.origin = origin, .to = {}};
      for (std::uint32_t zone = 0; zone < zones; ++zone) {
        trips.to.push_back({zone, static_cast<double>(below(12))});
      }
      vehicles.trips.push_back(trips);
    }
    problem.classes.push_back(vehicles);
  }
  return problem;
}

}  // namespace twin::test
