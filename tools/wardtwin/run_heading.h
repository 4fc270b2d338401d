#pragma once

#include <filesystem>

#include "engine/results/bundle.h"
#include "engine/results/manifest.h"
#include "layers/ward/load_ward.h"
#include "scenarios/scenario.h"
#include "tools/wardtwin/run_scenario_file.h"

namespace twin {

/// What the manifest says of a run before it has results: scenario, settings, changes, ward and
/// inputs with their sha256, paths relative to the scenario file. `ward` is the changed one,
/// `works` tells what each change did to it, `needs` are the runs it builds on.
/// @throws InputError: a file named in the settings cannot be read.
Manifest heading_of(const ScenarioFile& file, const LoadedWard& ward,
                    const std::vector<Text>& works, const Needs& needs);

/// Every declared setting that this run reads (`Setting::used_if`), with its value and where that
/// was written.
std::vector<UsedSetting> used_settings(const ScenarioFile& file);
/// Those that it does not read, such as the file of a rain where a design storm falls.
std::vector<UsedSetting> idle_settings(const ScenarioFile& file);

/// Where a value was written, as people read it: "flood_base.toml:7", relative to a folder; empty
/// for a usual value.
std::string told_origin(const ValueOrigin& origin, const std::filesystem::path& from);

/// How much of each layer of a ward is surveyed, open data or assumed.
std::vector<LayerProvenance> provenance_of(const WardLayers& layers);

/// The program's version: "0.1.0".
std::string program_version();

}  // namespace twin
