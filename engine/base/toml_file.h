#pragma once

#include <filesystem>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/findings.h"

namespace twin {

/// A table of a TOML file that remembers where each value stands, so that every complaint names
/// file, line and key. Reading a value of another type throws an InputError; a key nobody allowed
/// is refused with the nearest valid one.
class TomlTable {
 public:
  /// The top table of a file. @throws InputError: missing, unreadable, or not TOML (with the line).
  static TomlTable read(const std::filesystem::path& file);
  /// The same from a text; `name` stands for the file in messages.
  static TomlTable parse(std::string_view text, const std::string& name);

  const std::filesystem::path& file() const;
  /// "case.toml:12, key 'manning'"; the line is that of the table where the key is absent.
  Text where(std::string_view key = {}) const;
  /// The line of that key, or of the table; counted from 1.
  int line(std::string_view key = {}) const;
  /// The table written out in one fixed way: equal for equal values, whatever comments, blanks and
  /// the order of its keys.
  std::string canonical() const;

  bool has(std::string_view key) const;
  std::vector<std::string> keys() const;  ///< in alphabetical order
  /// @throws InputError for the first key (in file order) that is not among `valid`.
  void allow_only(std::span<const std::string> valid) const;
  void allow_only(std::initializer_list<const char*> valid) const;

  // Nothing where the key is absent. @throws InputError where the value has another type.
  std::optional<double> number(std::string_view key) const;
  std::optional<bool> flag(std::string_view key) const;
  std::optional<std::string> text(std::string_view key) const;
  std::optional<std::vector<double>> numbers(std::string_view key) const;
  std::optional<std::vector<std::string>> texts(std::string_view key) const;
  /// A list of lists of numbers, such as the two ends of a line.
  std::optional<std::vector<std::vector<double>>> number_rows(std::string_view key) const;
  std::optional<TomlTable> table(std::string_view key) const;
  /// The elements of `[[key]]`; none where it is absent.
  std::vector<TomlTable> tables(std::string_view key) const;
  /// What kind of value stands at `key`: "a number", "a text"…
  bool is_number(std::string_view key) const;
  bool is_text(std::string_view key) const;

  // The same for keys that must be there. @throws InputError also where the key is absent.
  double need_number(std::string_view key) const;
  /// @throws InputError also where it does not lie from `least` to `most`.
  double need_number(std::string_view key, double least, double most) const;
  std::string need_text(std::string_view key) const;

  /// `text(key)` as a path, relative ones taken from the folder of this file.
  std::optional<std::filesystem::path> path(std::string_view key) const;
  /// A path written in this file, as above.
  std::filesystem::path resolved(const std::string& written) const;

 private:
  struct Node;
  explicit TomlTable(std::shared_ptr<const Node> node) : node_(std::move(node)) {}
  std::shared_ptr<const Node> node_;
};

}  // namespace twin
