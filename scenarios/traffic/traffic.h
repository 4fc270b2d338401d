#pragma once

#include <span>

#include "engine/results/field.h"
#include "scenarios/scenario.h"

namespace twin {

/// Where does traffic flow in the peak hour, where does it stand, and what do closed or flooded
/// streets cost whom? Demand from buildings and gates, user equilibrium of motorbikes, cars and
/// buses.
extern const Scenario kTraffic;

namespace traffic {

// What traffic_fields.cpp declares.
std::span<const Setting> settings();
std::span<const Need> needs();
std::span<const ResultField> fields();

}  // namespace traffic
}  // namespace twin
