#pragma once

#include "scenarios/fire_access/model.h"
#include "scenarios/fire_access/passages.h"
#include "scenarios/scenario.h"

// What a request asks of fire access: for the scenario itself, and for others that measure with it.
namespace twin::fire {

/// The tables and numbers that the request's settings name.
FireModel model_of(const Request& request);

/// Water along the streets of the flood run that the request needs; empty where it names none.
/// @throws InputError where that run has no depths.
FloodHeads heads_of(const Request& request);

}  // namespace twin::fire
