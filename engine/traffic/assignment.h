#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/progress.h"
#include "engine/traffic/link_graph.h"
#include "engine/traffic/volume_delay.h"

namespace twin {

/// Vehicles an hour from one node to others. Trips to the origin itself are left out.
struct TripsFrom {
  struct To {
    std::uint32_t node = 0;
    double vehicles = 0.0;  ///< not negative
  };
  std::uint32_t origin = 0;
  std::vector<To> to;
};

/// Vehicles of one kind: where they go, what they weigh in traffic, and where they may drive.
struct VehicleClass {
  double pcu = 1.0;  ///< passenger car units of one vehicle, above 0
  /// What each link costs this class beside its delay (toll, a lower speed of its own), not
  /// negative, in the unit of the delays. Infinity shuts the link to the class. Empty: nothing.
  std::vector<double> fixed_cost;
  std::vector<TripsFrom> trips;
};

/// A static assignment: links with their delays and the classes that share them. A link's delay
/// depends on its flow in pcu, the sum over the classes.
struct AssignmentProblem {
  LinkGraph graph;
  std::vector<LinkDelay> delays;  ///< one a link
  std::vector<VehicleClass> classes;
};

/// Flows by class and link: `flows[class][link]`, vehicles an hour.
using ClassFlows = std::vector<std::vector<double>>;

/// Flow of one kind of vehicle from one origin on a link.
struct LinkFlow {
  std::uint32_t link = 0;
  double pcu_per_h = 0.0;

  bool operator==(const LinkFlow&) const = default;
};
/// The links that an origin's flow takes, those into a node side by side and after all those into
/// the nodes they come from: no circles.
using OriginFlow = std::vector<LinkFlow>;
/// `flows[class][i]` of the vehicles of `trips[i]`.
using OriginFlows = std::vector<std::vector<OriginFlow>>;

struct AssignmentOptions {
  double gap = 1e-4;  ///< relative gap to stop at
  int most_iterations = 20000;
  int threads = 1;
  /// Flows to start from, such as those of the same demand before a street was closed. Used where
  /// they carry exactly the trips of this problem on open links; left aside where not.
  const ClassFlows* start = nullptr;
  /// The same for assign_by_bushes, which keeps the origins whose flow fits and starts the others
  /// afresh.
  const OriginFlows* start_origins = nullptr;
};

/// Trips for which no open way exists. They are in no flow.
struct Unserved {
  std::size_t vehicle_class = 0;
  std::uint32_t origin = 0;
  std::uint32_t destination = 0;
  double vehicles = 0.0;

  bool operator==(const Unserved&) const = default;
};

/// A user equilibrium, as near as `gap` says. Sums over classes are weighted by pcu, as
/// Beckmann's function is: with one class of pcu 1 they are the textbook's.
struct Assignment {
  ClassFlows flows;
  std::vector<double> pcu_flow;  ///< by link
  std::vector<double> delay;     ///< by link at that flow, without the fixed costs of a class
  double beckmann = 0.0;  ///< Σ ∫ delay + Σ fixed cost · flow: what the equilibrium makes least
  double total_cost = 0.0;  ///< TSTT = Σ flow · cost
  double least_cost = 0.0;  ///< SPTT = Σ trips · cost of their cheapest way at these delays
  double gap = 0.0;         ///< (TSTT − SPTT) / TSTT
  int iterations = 0;
  bool reached_gap = false;   ///< false: stopped by `most_iterations` or by rounding
  bool started_warm = false;  ///< the start given was used
  std::vector<Unserved> unserved;
  OriginFlows origins;  ///< of assign_by_bushes only
  /// Cost of the cheapest way of each trip, `[class][i][j]` for `trips[i].to[j]`; infinity where
  /// none is open. Of assign_by_bushes only; see least_costs_of_trips.
  std::vector<std::vector<std::vector<double>>> trip_cost;
};

/// Each driver on a way that no other one beats (Wardrop's first principle), by biconjugate
/// Frank–Wolfe with an exact line search (Mitradjiva & Lindberg 2013, Transportation Science
/// 47(2), 280–293). Classes are in equilibrium with each other, since the shared delay counts
/// pcu and a class's own costs do not depend on flow (Dafermos 1972: symmetric, so Beckmann's
/// function exists). Equal problems give equal bits on any number of threads.
Assignment assign_biconjugate(const AssignmentProblem& problem, const AssignmentOptions& options,
                              const Progress& progress);

/// The same equilibrium by Dial's Algorithm B (2006, Transportation Research Part B 40(10),
/// 917–936): each origin's flow stays on links without circles, its bush. Where ways meet again,
/// flow moves from the costliest way in use to the cheapest until both cost the same; then links of
/// cheaper ways join the bush and empty ones leave it. Far fewer iterations, and gaps that
/// Frank–Wolfe methods do not reach. Equal bits on any number of threads.
Assignment assign_by_bushes(const AssignmentProblem& problem, const AssignmentOptions& options,
                            const Progress& progress);

/// Cost of the cheapest way at given delays for each trip of a class, in the order of
/// `trips[i].to[j]`; infinity where no open way exists.
std::vector<std::vector<double>> least_costs_of_trips(const AssignmentProblem& problem,
                                                      std::size_t vehicle_class,
                                                      std::span<const double> delay, int threads);

}  // namespace twin
