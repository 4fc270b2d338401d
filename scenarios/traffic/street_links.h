#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/traffic/assignment.h"
#include "layers/ward/ward.h"
#include "scenarios/traffic/flooded_streets.h"
#include "scenarios/traffic/tables.h"

namespace twin::traffic {

/// What holds in a variant of the streets: nothing closed, nothing flooded by default.
struct Conditions {
  double hour = 7.5;         ///< of the day: obstacles count in their hours
  std::vector<bool> closed;  ///< by way; empty: none
  WaterOnStreets water;      ///< empty: dry
};

/// The segments of a ward as links of an assignment, one each, in their order.
struct StreetLinks {
  std::vector<LinkDelay> delays;  ///< of the fastest vehicle; seconds, pcu/h
  std::vector<std::vector<double>>
      own_cost_s;                     ///< by vehicle: what it takes longer; infinity: shut
  std::vector<double> dry_free_s;     ///< without traffic, water or junction
  std::vector<double> least_width_m;  ///< clear at the hour, narrow points counted
  std::vector<double> lanes;          ///< in this direction; 1 in lanes
};

StreetLinks street_links(const Ward& ward, const std::vector<Vehicle>& vehicles,
                         const StreetTable& table, const Conditions& conditions);

/// The ways that a list of ids and names of roads and lanes means, by way.
/// @throws InputError for a word that is neither, naming the nearest.
std::vector<bool> ways_named(const Ward& ward, const std::vector<std::string>& ids_and_names);

}  // namespace twin::traffic
