#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/base/settings.h"
#include "scenarios/scenario.h"

namespace twin {

/// A scenario file as CONTRACT words it, checked but for the ward and the runs it names.
struct ScenarioFile {
  std::filesystem::path file;
  const Scenario* scenario = nullptr;
  std::string title;           ///< empty where the file gives none
  std::filesystem::path ward;  ///< ward.toml or its folder
  std::string start;           ///< local time with offset, or empty
  Settings settings{{}};
  std::map<std::string, std::filesystem::path> needs;

  std::filesystem::path folder() const;  ///< of the file, absolute
  /// Where `-o` lies when it is not given: ../results/STEM beside the file's folder.
  std::filesystem::path usual_target() const;
};

/// Reads and checks a scenario file; `assignments` are those of `--set`.
/// @throws InputError naming file, line and the nearest name: unknown keys, scenario, settings or
/// needs; a value of another type or out of range; a start that is no time with offset; a needed
/// run that is not named.
ScenarioFile read_scenario_file(const std::filesystem::path& file,
                                const std::vector<std::string>& assignments,
                                std::span<const Scenario* const> catalogue);

/// The scenario of that name. @throws InputError naming the nearest, at `where`.
const Scenario& scenario_named(const std::string& name, std::span<const Scenario* const> catalogue,
                               const Text& where);

}  // namespace twin
