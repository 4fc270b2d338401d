#pragma once

#include <string>
#include <vector>

#include "engine/base/findings.h"
#include "engine/base/settings.h"
#include "scenarios/fire_access/hose.h"
#include "scenarios/fire_access/passages.h"
#include "scenarios/fire_access/rules.h"
#include "scenarios/fire_access/vehicles.h"

namespace twin::fire {

/// All that a run of fire access is told beside the ward: tables read, settings checked.
struct FireModel {
  std::vector<VehicleClass> classes;
  FireRules rules;
  FireDemand demand;
  HoseLine line;
  TravelRules travel;
  double dispatch_s = 60.0;
  double turnout_s = 80.0;
  double lay_s_per_hose = 60.0;
  double hose_reach_m = 200.0;     ///< longer hose paths are not laid
  double highest_nozzle_m = 12.0;  ///< above the ground; taller houses have risers of their own
  double fill_l_per_m = 3.42;      ///< water in a metre of hose
  double least_fight_s = 60.0;     ///< what a tank must give beyond filling the hose
  double suction_m = 10.0;         ///< an engine this near a source on foot can draw from it
  double target_s = 600.0;         ///< first water within
  double near_m = 20.0;            ///< a hose path as short as this is "at the door"
  double station_reach_m = 500.0;
  double source_reach_m = 50.0;
  std::string usual_vehicles = "medium:1";  ///< of stations whose list is empty

  /// Seconds of laying hose along one metre of path.
  double lay_s_per_m() const { return rules.hose_slack * lay_s_per_hose / rules.hose_length_m; }
};

/// What a run may set.
std::span<const Setting> fire_settings();

/// Reads the tables that the settings name. `start_hour` is the hour of the day of the run's start,
/// used where the settings do not say one. @throws InputError (see the loaders).
FireModel fire_model(const Settings& settings, double start_hour);

}  // namespace twin::fire
