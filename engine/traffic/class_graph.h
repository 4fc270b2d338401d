#pragma once

#include <limits>
#include <span>
#include <vector>

#include "engine/traffic/assignment.h"

namespace twin {

/// The links that are open to a class, but for blind ends where it has no trips.
LinkGraph open_graph(const AssignmentProblem& problem, const VehicleClass& vehicles);

/// Delay and own cost of a class, in the order of its forward star.
std::vector<double> star_costs(const LinkGraph& graph, const VehicleClass& vehicles,
                               std::span<const double> delay);

/// What a link costs a class beside its delay; 0 where it is shut, as nobody is there.
inline double own_cost(const VehicleClass& vehicles, std::size_t link) {
  if (vehicles.fixed_cost.empty()) return 0.0;
  const double fixed = vehicles.fixed_cost[link];
  return fixed < std::numeric_limits<double>::infinity() ? fixed : 0.0;
}

/// Fills in what follows from the flows (pcu/h by class, one after the other, and their sum): flows
/// in vehicles, delays, Beckmann's function, total cost.
void tell_of_flows(const AssignmentProblem& problem, std::span<const double> by_class,
                   std::span<const double> total, Assignment& assignment);

/// How far a search is that shrinks its gap by the same factor each time: 0 to 1.
double share_of_gap(double first_gap, double gap, double wanted);

}  // namespace twin
