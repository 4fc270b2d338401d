#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/text.h"
#include "engine/base/toml_file.h"

namespace twin {

/// The value of a setting: a number, a flag, a text (also a file's path), or a list.
using SettingValue =
    std::variant<double, bool, std::string, std::vector<double>, std::vector<std::string>>;

enum class SettingKind { number, flag, text, file, numbers, texts };

/// The other setting, a text, that decides whether a setting is read.
struct UsedIf {
  std::string_view setting = {};         ///< empty: always read
  std::vector<std::string> values = {};  ///< with any of these
};

/// A key that a scenario file may set: the one source of its default, its check, its help and docs.
struct Setting {
  std::string_view name;  ///< "engine_width_m"
  SettingKind kind = SettingKind::number;
  std::string_view unit = "1";
  SettingValue usual;     ///< used where the file says nothing; for files "" means none, any other
                          ///< a path from the program's data folder: "flood/land_cover.toml"
  double least = -1e300;  ///< of numbers, and of each number in a list
  double most = 1e300;
  std::vector<std::string> choices = {};  ///< of texts; empty: any
  std::vector<Text> choices_told = {};    ///< them in words, in their order; empty: need none
  UsedIf used_if = {};
  std::string_view en = {};  ///< what it means
  std::string_view vi = {};

  Text meaning() const { return {std::string(en), std::string(vi)}; }
};

/// Where a value was written: a file and its line.
struct ValueOrigin {
  std::filesystem::path file;  ///< empty: the usual value; "--set": the command line
  int line = 0;                ///< 0 where there is none

  bool operator==(const ValueOrigin&) const = default;
};

/// The settings of one run, checked: every declared key has a value of its kind and range.
class Settings {
 public:
  /// The usual values.
  explicit Settings(std::span<const Setting> declared);
  /// Those of `[settings]`, the usual ones elsewhere. File settings become paths from the file's
  /// folder. @throws InputError: unknown key (nearest valid one named), wrong type, out of range.
  Settings(std::span<const Setting> declared, const TomlTable& table);

  /// Takes what a further table says over what is there; the rest stays. @throws InputError.
  void take(const TomlTable& table);
  /// `key=value` from the command line. @throws InputError as above.
  void set(const std::string& assignment);

  double number(std::string_view name) const;
  int integer(std::string_view name) const;
  bool flag(std::string_view name) const;
  const std::string& text(std::string_view name) const;
  /// The file named, or nothing where none is.
  std::optional<std::filesystem::path> file(std::string_view name) const;
  const std::vector<double>& numbers(std::string_view name) const;
  const std::vector<std::string>& texts(std::string_view name) const;

  /// Sets a declared key in code (ranking, tests). @throws InputError out of range.
  void put(std::string_view name, SettingValue value);

  std::span<const Setting> declared() const { return declared_; }
  const SettingValue& value(std::string_view name) const;
  /// Whether a run with these settings reads the declared one.
  bool in_use(const Setting& setting) const;
  /// Where the value of a declared key comes from.
  ValueOrigin origin(std::string_view name) const;

 private:
  std::span<const Setting> declared_;
  std::map<std::string, ValueOrigin, std::less<>> origins_;  ///< of those that are not the usual
  std::map<std::string, SettingValue, std::less<>> values_;
};

}  // namespace twin
