#pragma once

#include <filesystem>

#include "engine/results/bundle.h"
#include "engine/results/manifest.h"
#include "layers/ward/load_ward.h"
#include "scenarios/scenario.h"
#include "tools/wardtwin/run_scenario_file.h"

namespace twin {

/// What the manifest says of a run before it has results: scenario, settings, ward and inputs with
/// their sha256, paths relative to the scenario file. `needs` are the runs it builds on.
/// @throws InputError: a file named in the settings cannot be read.
Manifest heading_of(const ScenarioFile& file, const LoadedWard& ward, const Needs& needs);

/// How much of each layer of a ward is surveyed, open data or assumed.
std::vector<LayerProvenance> provenance_of(const WardLayers& layers);

/// The program's version: "0.1.0".
std::string program_version();

}  // namespace twin
