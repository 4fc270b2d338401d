#pragma once

#include <vector>

#include "engine/base/progress.h"
#include "engine/traffic/assignment.h"
#include "scenarios/traffic/model.h"

namespace twin::traffic {

/// One variant of the streets with its traffic.
struct Outcome {
  AssignmentProblem problem;
  Assignment assignment;
  /// By vehicle, like its trips: seconds by the quickest way; infinity where none is open.
  std::vector<std::vector<std::vector<double>>> trip_s;
};

struct Solving {
  double gap = 1e-4;
  int threads = 1;
  const OriginFlows* start = nullptr;  ///< flows of a variant already solved
};

/// User equilibrium of the model's trips on a variant of its ward.
/// @throws NumericalError when the gap cannot be reached.
Outcome solved(const Model& model, const Ward& variant, const Conditions& conditions,
               const Solving& solving, const Progress& progress);

/// The trip times of a variant that nobody else drives in.
std::vector<std::vector<std::vector<double>>> empty_street_times_s(const AssignmentProblem& problem,
                                                                   int threads);

/// Time that people spend on the way in the peak hour, all vehicles with their persons.
struct TravelTime {
  double person_min = 0.0;
  /// How far that of the exact equilibrium may be off, at small gaps: Σ persons · (time on the ways
  /// taken − time on the quickest) + √(G · Σ y² t′). G = TSTT − SPTT in pcu; y persons and t′ slope
  /// of the delay of each link. The second term is a bound by Cauchy and Schwarz, as the flows Δv
  /// that are wrong obey Σ t′ Δv² ≤ G and change the time of all by Σ y t′ Δv.
  double error_person_min = 0.0;
};
TravelTime travel_time(const Model& model, const Outcome& outcome);

/// What the trips add up to, in the peak hour.
struct Ledger {
  double trips = 0.0;     ///< vehicles that want to go
  double assigned = 0.0;  ///< vehicles on the way, counted where they enter the streets
  double unserved = 0.0;  ///< vehicles without an open way
  double unserved_persons = 0.0;
  double error = 0.0;  ///< |trips − assigned − unserved|: rounding
};
Ledger ledger(const Model& model, const Outcome& outcome);

/// Person-minutes by which the trips of each place (zones, then gates) take longer than at other
/// times; trips that one of the two has no way for are left out.
std::vector<double> lost_person_min(const Model& model, const Outcome& now,
                                    const std::vector<std::vector<std::vector<double>>>& before_s);

/// Persons of each place whose trips have no open way.
std::vector<double> unserved_persons(const Model& model, const Outcome& outcome);

}  // namespace twin::traffic
