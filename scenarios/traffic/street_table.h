#pragma once

#include "engine/results/output.h"
#include "scenarios/traffic/model.h"
#include "scenarios/traffic/outcome.h"

namespace twin::traffic {

/// What is told of the streets as a whole.
struct StreetSums {
  double vehicle_km = 0.0;
  double vehicle_h = 0.0;
  double over_capacity_m = 0.0;
  double shut_m = 0.0;
};

/// Writes the table `streets`: one row for each stretch between two junctions, both directions
/// together.
StreetSums write_streets(const Ward& ward, const Model& model, const Conditions& conditions,
                         const Outcome& outcome, Output& out);

/// 1 (A) to 6 (F) by delay, HCM 2000: exhibit 16-2 at signals, 17-2 elsewhere.
int level_of_service(double delay_s, bool at_signal);

}  // namespace twin::traffic
