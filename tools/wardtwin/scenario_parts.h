#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/toml_file.h"

namespace twin {

/// A named change on top of a base: a file of its own, or a `[[change]]` in another.
struct ScenarioChange {
  std::string name;  ///< letters, digits, '_', '-' and '.': it names folders
  Text title;        ///< for people; the name where none is given
  TomlTable table;
  bool own_file = false;

  const std::filesystem::path& file() const { return table.file(); }
  /// It names works on the ward, beside settings.
  bool has_works() const;
  /// Of the file, or of what an inline table says: equal changes only have equal ones.
  std::string sha256() const;
};

/// A scenario file or a change, as a layer of paint: what it says covers what was there.
struct ScenarioPart {
  TomlTable table;
  std::optional<ScenarioChange> change;  ///< nothing: a scenario file
};

/// What a scenario is put together from, from the bottom up: the file that is nobody's base, its
/// changes, then the file based on it, its changes…
struct ScenarioParts {
  std::filesystem::path file;  ///< the last of them: paths are told relative to its folder
  std::vector<ScenarioPart> parts;
};

/// Reads a scenario file, the bases below it and all their changes.
/// @throws InputError with file and line: bases that lead back to themselves, unknown keys, changes
/// without a usable name or named twice.
ScenarioParts read_parts(const std::filesystem::path& file);

/// Those of a table, in order: the files of its list `changes`, then its `[[change]]` tables.
std::vector<ScenarioChange> read_changes(const TomlTable& table);
ScenarioChange read_change_file(const std::filesystem::path& file);

/// Puts changes on top. @throws InputError where one of that name is there already.
void add_changes(ScenarioParts& scenario, const std::vector<ScenarioChange>& changes);

/// The `name` of a table, or else `otherwise`. @throws InputError where it could name no folder.
std::string read_name(const TomlTable& table, const std::string& otherwise);
/// Its `title` and `title_en`; `otherwise` where it has none.
Text read_title(const TomlTable& table, const Text& otherwise);

}  // namespace twin
