#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/findings.h"
#include "scenarios/scenario.h"

namespace twin {

/// A scenario file found in a folder.
struct ListedFile {
  std::filesystem::path file;
  std::string scenario;
  std::string title;               ///< the scenario's Vietnamese one where the file has none
  std::optional<Finding> finding;  ///< why it can't be run; then the rest is empty
};

/// The scenario files in folders and up to two below them, by folder and name. Files that are
/// something else (changes, batches, wards) are passed over, as are finished and unfinished runs.
/// @throws InputError: no folder there.
std::vector<ListedFile> list_files(std::span<const std::filesystem::path> folders,
                                   std::span<const Scenario* const> catalogue);

}  // namespace twin
