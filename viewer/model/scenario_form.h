#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "viewer/model/described_scenario.h"

namespace twin {

/// A scenario file that can be started from, or one that can't and why.
struct ScenarioEntry {
  std::string scenario;
  Text title;
  Text question;               ///< of the scenario
  std::filesystem::path file;  ///< empty: the bare scenario with its usual values
  std::optional<Finding> finding;
};

/// Reads `wardtwin list --json --files …`: the bare scenarios first. @throws InputError.
std::vector<ScenarioEntry> told_entries(std::string_view json);

/// What somebody fills in to run a scenario: its settings, the heading and the runs it builds on.
/// Values are checked as they are set; `flaw` tells what is still missing.
class ScenarioForm {
 public:
  /// All settings at their usual values.
  explicit ScenarioForm(std::shared_ptr<const DescribedScenario> described);
  /// Begins with what a scenario file says on its bases and with its changes; `told` is what
  /// `wardtwin run FILE --show-settings --json` writes. @throws InputError: it is something else.
  ScenarioForm(std::shared_ptr<const DescribedScenario> described, std::filesystem::path file,
               std::string_view told);

  const DescribedScenario& described() const { return *described_; }
  /// The file it began with; nothing for a bare scenario.
  const std::optional<std::filesystem::path>& file() const { return file_; }
  /// The titles of the file's changes, which stay in force.
  const std::vector<Text>& changes() const { return changes_; }

  std::string title;
  std::string start;           ///< local time with offset, or empty
  std::filesystem::path ward;  ///< ward.toml or its folder

  const SettingValue& value(std::string_view name) const { return now_.value(name); }
  const SettingValue& usual(std::string_view name) const { return usual_.value(name); }
  /// What the file says, or the usual value.
  const SettingValue& began_with(std::string_view name) const { return began_.value(name); }
  bool is_usual(std::string_view name) const { return value(name) == usual(name); }
  /// Whether a run with the values as they are reads the setting.
  bool in_use(const Setting& setting) const { return now_.in_use(setting); }
  /// @throws InputError: out of range, or none of the choices. The old value stays.
  void set(std::string_view name, SettingValue value);

  /// The folder given for a need; nothing where none is.
  std::optional<std::filesystem::path> need(const std::string& name) const;
  void set_need(const std::string& name, std::optional<std::filesystem::path> folder);
  /// Whether a need may be left out: it is not required, and the file names none that would count.
  bool may_leave_out(const DescribedNeed& need) const;

  /// What keeps it from running: no title, a start that is no time, a need that is missing or not
  /// finished, a file that is not there. Nothing where all is well, as far as can be seen here.
  std::optional<Finding> flaw() const;

  /// The scenario file, to be written to `place`: it is based on the file that was begun with and
  /// says what differs from it. Paths are relative to `place`.
  std::string scenario_file(const std::filesystem::path& place) const;

 private:
  std::shared_ptr<const DescribedScenario> described_;
  std::optional<std::filesystem::path> file_;
  std::vector<Text> changes_;
  Settings usual_;
  Settings began_;
  Settings now_;
  std::map<std::string, std::filesystem::path> needs_began_;
  std::map<std::string, std::filesystem::path> needs_;
};

/// A list as people write it in a field, "3000; 2500,5", and back; decimals may have a comma or a
/// point, blanks round the items do not count. Nothing where an item is no number.
std::string written_list(const std::vector<double>& numbers, Language language);
std::string written_list(const std::vector<std::string>& texts);
std::optional<std::vector<double>> listed_numbers(std::string_view text);
std::vector<std::string> listed_texts(std::string_view text);

/// "0,5 đến 20 m", "từ 0 %"… of a number; empty where it has no bounds.
Text range_told(const Setting& setting);
/// A value for people: with its unit, times as `clock_words`, choices in words, "không có" for an
/// empty list or file.
Text value_told(const Setting& setting, const SettingValue& value);
/// "1 giờ 30 phút" of seconds or minutes from two minutes on; empty for other units and values.
Text clock_words(const Setting& setting, double value);

}  // namespace twin
