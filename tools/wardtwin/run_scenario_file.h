#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/base/settings.h"
#include "scenarios/scenario.h"
#include "tools/wardtwin/scenario_parts.h"

namespace twin {

/// A scenario file on its bases and with its changes, checked but for the ward, the runs it names
/// and what its changes name in the ward.
struct ScenarioFile {
  std::filesystem::path file;
  std::vector<std::filesystem::path> files;  ///< all that were read: bases first, as they are laid
  const Scenario* scenario = nullptr;
  std::string title;           ///< empty where the file gives none
  std::filesystem::path ward;  ///< ward.toml or its folder
  std::string start;           ///< local time with offset, or empty
  Settings settings{{}};
  std::map<std::string, std::filesystem::path> needs;
  std::vector<ScenarioChange> changes;  ///< in their order
  /// Where "scenario", "title", "ward", "start" and "needs.NAME" were written.
  std::map<std::string, ValueOrigin> origins;

  std::filesystem::path folder() const;  ///< of the file, absolute
  /// Where `-o` lies when it is not given: ../results/STEM beside the file's folder.
  std::filesystem::path usual_target() const;
};

/// Lays the parts on each other, later ones over earlier ones key by key, and checks what comes
/// out; `assignments` are those of `--set`. Where the last file has no title of its own, the
/// titles of its changes are put behind the inherited one.
/// @throws InputError naming file, line and the nearest name: unknown scenario, settings or needs;
/// a value of another type or out of range; a start that is no time with offset; a needed run that
/// is not named.
ScenarioFile laid_together(const ScenarioParts& parts, const std::vector<std::string>& assignments,
                           std::span<const Scenario* const> catalogue);

/// The same for a file, read with all it is based on.
ScenarioFile read_scenario_file(const std::filesystem::path& file,
                                const std::vector<std::string>& assignments,
                                std::span<const Scenario* const> catalogue);

/// The scenario of that name. @throws InputError naming the nearest, at `where`.
const Scenario& scenario_named(const std::string& name, std::span<const Scenario* const> catalogue,
                               const Text& where);

}  // namespace twin
