#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/progress.h"
#include "scenarios/scenario.h"

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

/// Runs a scenario file to a finished folder, with its map and page; the folder's path.
/// `tell` is given what the user should read: findings, and what became of an old partial folder.
/// @throws what the ward, the scenario or the disk throws; then only TARGET.partial is left.
std::filesystem::path run_scenario_file(const RunRequest& request,
                                        std::span<const Scenario* const> catalogue,
                                        const Progress& progress,
                                        const std::function<void(const Text&)>& tell);

}  // namespace twin
