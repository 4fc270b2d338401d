#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/toml_file.h"
#include "layers/assumed/random.h"

namespace twin {

/// Two ends of a range from which a value is drawn.
struct Range {
  double least = 0.0;
  double most = 0.0;

  double drawn(Random& random) const { return random.between(least, most); }
};

/// Every number with which a ward's missing layers are made up: data that a board may edit, each
/// with its unit and its source, never constants of the program.
class AssumedTable {
 public:
  /// Adds the entries `GROUP.NAME = { value = …, unit = "…", source = "…" }` of a file; `value` is
  /// a number or a list of numbers, or else `texts` is a list of texts.
  /// @throws InputError: an entry without unit or source, of another kind, or given twice.
  void add(const TomlTable& file);

  /// Gives an entry other numbers: for variants and tests. @throws InputError: no such entry.
  void replace(std::string_view name, std::vector<double> numbers);

  // By "group.name". @throws InputError naming the nearest entry where there is none of that kind.
  double number(std::string_view name) const;
  int whole(std::string_view name) const { return static_cast<int>(number(name)); }
  /// Two numbers, the first not above the second.
  Range range(std::string_view name) const;
  const std::vector<double>& numbers(std::string_view name) const;
  const std::vector<std::string>& texts(std::string_view name) const;

  struct Entry {
    std::vector<double> numbers = {};
    std::vector<std::string> texts = {};
    std::string unit = {};
    std::string source = {};
    Text where = {};
  };
  const std::map<std::string, Entry, std::less<>>& entries() const { return entries_; }

 private:
  const Entry& entry(std::string_view name) const;

  std::map<std::string, Entry, std::less<>> entries_;
};

/// Reads all *.toml of a folder, in the order of their names.
/// @throws InputError: no such folder, no entries, or as `add`.
AssumedTable load_assumed_table(const std::filesystem::path& folder);

}  // namespace twin
