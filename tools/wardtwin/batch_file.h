#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tools/wardtwin/scenario_parts.h"

namespace twin {

/// One storm or one measure of a batch: changes that belong together.
struct BatchChoice {
  std::string name;
  Text title;
  std::vector<ScenarioChange> changes;  ///< none: the base as it is
};

/// A file of storms × measures (docs/scenarios/batch.md):
///
///     title    = "…"
///     base     = "flood_base.toml"
///     storms   = ["changes/storm_t10.toml", "changes/storm_t50.toml"]
///     measures = ["changes/pond.toml"]
///     [[measure]]                       # several changes at once; [[storm]] likewise
///     name    = "all"
///     changes = ["changes/pond.toml", "changes/permeable_lanes.toml"]
struct BatchFile {
  std::filesystem::path file;
  std::string title;
  ScenarioParts base;
  std::vector<BatchChoice> storms;    ///< those of the list, then the tables; at least one
  std::vector<BatchChoice> measures;  ///< as it is first

  /// Where `-o` lies when it is not given: ../results/STEM beside the file's folder.
  std::filesystem::path usual_target() const;
};

/// Reads a batch with its base and all its changes.
/// @throws InputError with file and line: unknown keys, files that cannot be read, no base, neither
/// storms nor measures, a name used twice.
BatchFile read_batch_file(const std::filesystem::path& file);

}  // namespace twin
