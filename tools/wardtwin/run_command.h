#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/progress.h"
#include "engine/results/bundle_writer.h"
#include "engine/results/manifest.h"
#include "layers/ward/load_ward.h"
#include "scenarios/scenario.h"
#include "tools/wardtwin/run_scenario_file.h"

namespace twin {

/// A call of `wardtwin run`.
struct RunRequest {
  std::filesystem::path scenario_file;
  std::optional<std::filesystem::path> target;  ///< -o; nothing: ../results/STEM beside the file
  std::vector<std::string> assignments;         ///< --set key=value
  bool resume = false;
  int threads = 1;
  Language page_language = Language::vietnamese;
};

/// A scenario with the ward as its changes make it and the runs that it needs: ready to be run.
struct ReadyRun {
  ScenarioFile file;
  LoadedWard ward;
  Needs needs;
  Manifest heading;   ///< its run_hash tells whether a folder holds this very run
  Findings findings;  ///< of reading the ward
};

/// Changes the layers as the scenario's changes say; by change, what it did to them, empty where
/// it names no works. @throws InputError with file and line: what it names is not in the ward.
std::vector<Text> make_changes(const ScenarioFile& file, WardLayers& layers);

/// @throws InputError: what the changes name is not in the ward, a file or run cannot be read.
ReadyRun ready(ScenarioFile file, LoadedWard ward, Findings findings);

/// How a ready run is run.
struct RunOptions {
  std::filesystem::path target;
  bool resume = false;
  int threads = 1;
  Language page_language = Language::vietnamese;
  std::optional<RunCall> call;  ///< kept while it is unfinished; nothing: it is one of a batch
};

/// What is told to the user meanwhile: findings, what became of an old partial folder.
using Tell = std::function<void(const Text&)>;

/// Runs to a finished folder, with its map and page. @throws what the scenario or the disk throws;
/// then only TARGET.partial is left.
void run_ready(ReadyRun run, const RunOptions& options, const Progress& progress, const Tell& tell);

/// Reads a scenario file and runs it; the finished folder's path.
/// @throws what the ward, the scenario or the disk throws; then only TARGET.partial is left.
std::filesystem::path run_scenario_file(const RunRequest& request,
                                        std::span<const Scenario* const> catalogue,
                                        const Progress& progress, const Tell& tell);

}  // namespace twin
