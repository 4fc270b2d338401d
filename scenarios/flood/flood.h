#pragma once

#include <span>
#include <string_view>

#include "engine/results/field.h"
#include "scenarios/scenario.h"

namespace twin {

/// How deep does rain flood the ward? Full shallow water over streets, lanes and plots, rain on
/// roofs led to the street, infiltration, inlets with a capacity, a river beside the ward.
extern const Scenario kFlood;

/// What flood_fields.cpp declares.
std::span<const Setting> flood_settings();
std::span<const ResultField> flood_results();
/// Depth in the classes in which people and vehicles get into trouble.
const Ramp& depth_ramp();
/// What a depth means, in Vietnamese and English.
Text consequence_of_depth(double depth_m);

}  // namespace twin
