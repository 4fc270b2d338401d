#include "tools/wardtwin/run_scenario_file.h"

#include "engine/base/local_time.h"
#include "engine/base/nearest.h"
#include "engine/base/toml_file.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

std::string checked_start(const TomlTable& toml) {
  std::string start = toml.text("start").value_or("");
  if (start.empty() || parsed_time(start)) return start;
  throw InputError(
      {.where = toml.where("start"),
       .found = "'" + start + "'",
       .expected = tr("a local time with offset, such as ", "giờ địa phương kèm múi giờ, ví dụ ") +
                   "'2025-09-30T11:30:00+07:00'",
       .outcome = tr("correct it there", "hãy sửa ở đó")});
}

std::map<std::string, fs::path> needs_of(const TomlTable& toml, const Scenario& scenario) {
  std::map<std::string, fs::path> needs;
  const auto table = toml.table("needs");
  std::vector<std::string> valid;
  for (const Need& need : scenario.needs) valid.emplace_back(need.name);
  if (table) {
    table->allow_only(valid);
    for (const std::string& key : table->keys()) needs[key] = table->path(key).value();
  }
  for (const Need& need : scenario.needs) {
    if (!need.required || needs.contains(std::string(need.name))) continue;
    throw InputError({.where = table ? table->where() : toml.where(),
                      .found = tr("no '", "không có '") + std::string(need.name) +
                               tr("' under [needs]", "' trong [needs]"),
                      .expected = tr("the results of a run of '", "kết quả một lần chạy của '") +
                                  std::string(need.scenario) + "'",
                      .outcome = tr("run that first and name its folder there",
                                    "hãy chạy kịch bản đó trước và ghi thư mục kết quả vào đây")});
  }
  return needs;
}

}  // namespace

fs::path ScenarioFile::folder() const {
  return fs::absolute(file).lexically_normal().parent_path();
}

fs::path ScenarioFile::usual_target() const {
  return (folder() / ".." / "results" / file.stem()).lexically_normal();
}

const Scenario& scenario_named(const std::string& name, std::span<const Scenario* const> catalogue,
                               const Text& where) {
  std::vector<std::string> names;
  for (const Scenario* scenario : catalogue) {
    if (scenario->name == name) return *scenario;
    names.emplace_back(scenario->name);
  }
  throw InputError({.where = where,
                    .found = tr("the scenario '", "kịch bản '") + name + "'",
                    .expected = expected_name(name, names),
                    .outcome = tr("wardtwin list names them all", "wardtwin list liệt kê tất cả")});
}

ScenarioFile read_scenario_file(const fs::path& file, const std::vector<std::string>& assignments,
                                std::span<const Scenario* const> catalogue) {
  const TomlTable toml = TomlTable::read(file);
  toml.allow_only({"scenario", "title", "ward", "start", "settings", "needs"});
  ScenarioFile out;
  out.file = file;
  out.scenario = &scenario_named(toml.need_text("scenario"), catalogue, toml.where("scenario"));
  out.title = toml.text("title").value_or("");
  out.ward = toml.resolved(toml.need_text("ward"));
  out.start = checked_start(toml);
  const auto settings = toml.table("settings");
  out.settings =
      settings ? Settings(out.scenario->settings, *settings) : Settings(out.scenario->settings);
  for (const std::string& assignment : assignments) out.settings.set(assignment);
  out.needs = needs_of(toml, *out.scenario);
  return out;
}

}  // namespace twin
