#pragma once

#include "scenarios/scenario.h"
#include "scenarios/traffic/model.h"
#include "scenarios/traffic/street_links.h"

// What a request asks of traffic: for the scenario itself, and for others that measure with it.
namespace twin::traffic {

/// The hour of the day: of the request's start, or its setting.
double hour_of(const Request& request);

/// Zones and trips of the request's ward with the tables that its settings name.
Model model_of(const Request& request);

/// Closed streets and the water of the flood run, where the request names them.
/// @throws InputError where a name is no street's, or the hour does not lie in the flood run.
Conditions conditions_of(const Request& request);

}  // namespace twin::traffic
