#include "tools/wardtwin/run_heading.h"

#include <algorithm>
#include <iterator>
#include <sstream>

#include "engine/base/csv_file.h"
#include "engine/base/data_folder.h"
#include "engine/base/sha256.h"
#include "tools/picture/report_content.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

fs::path whole(const fs::path& path) { return fs::absolute(path).lexically_normal(); }

bool lies_in(const fs::path& path, const fs::path& folder) {
  const fs::path relative = whole(path).lexically_relative(whole(folder));
  return !relative.empty() && *relative.begin() != "..";
}

/// As a reader finds it from the scenario file; files that come with the program by their place in
/// its data folder, wherever that is installed.
std::string told_path(const fs::path& path, const fs::path& from) {
  if (lies_in(path, data_folder()) && !lies_in(from, data_folder())) {
    return whole(path).lexically_relative(whole(data_folder())).generic_string();
  }
  return whole(path).lexically_relative(from).generic_string();
}

/// The files that a list such as `time_s,file` names.
std::vector<fs::path> files_listed_in(const fs::path& file) {
  std::vector<fs::path> listed;
  std::error_code error;
  if (file.extension() != ".csv" || !fs::is_regular_file(file, error)) return listed;
  const CsvFile csv = CsvFile::read(file);
  if (!csv.has_column("file")) return listed;
  for (std::size_t row = 0; row < csv.rows(); ++row) {
    const std::string& name = csv.text(row, csv.column("file"));
    if (!name.empty()) listed.push_back(file.parent_path() / name);
  }
  return listed;
}

std::vector<fs::path> files_of(const ScenarioFile& file, const LoadedWard& ward) {
  std::vector<fs::path> files = file.files;
  files.insert(files.end(), ward.files.begin(), ward.files.end());
  for (const Setting& setting : file.settings.declared()) {
    if (setting.kind != SettingKind::file || !file.settings.in_use(setting)) continue;
    const auto named = file.settings.file(setting.name);
    if (!named) continue;
    files.push_back(*named);
    std::ranges::copy(files_listed_in(*named), std::back_inserter(files));
  }
  for (const auto& [name, folder] : file.needs) files.push_back(folder / "manifest.json");
  return files;
}

UsedSetting used_setting(const Setting& setting, const Settings& settings, const fs::path& folder) {
  SettingValue value = settings.value(setting.name);
  if (auto* path = std::get_if<std::string>(&value);
      setting.kind == SettingKind::file && path != nullptr && !path->empty()) {
    *path = told_path(*path, folder);
  }
  return {.name = std::string(setting.name),
          .value = std::move(value),
          .unit = std::string(setting.unit),
          .meaning = setting.meaning(),
          .from = told_origin(settings.origin(setting.name), folder)};
}

/// What a change sets beside its works: "design_return_years = 50 years". What a later file or
/// --set sets again says so.
Text settings_told(const ScenarioFile& file, const ScenarioChange& change) {
  Text told;
  const auto tell = [&](const Text& more) { told += (told.empty() ? Text() : Text("; ")) + more; };
  if (change.table.has("start")) tell("start = " + change.table.text("start").value());
  if (const auto table = change.table.table("settings")) {
    const Settings own(file.settings.declared(), *table);
    for (const Setting& setting : own.declared()) {
      if (!table->has(setting.name)) continue;
      const UsedSetting used = used_setting(setting, own, file.folder());
      Text text =
          used.name + Text(" = ") +
          tr(shown_setting(used, Language::english), shown_setting(used, Language::vietnamese));
      const ValueOrigin last = file.settings.origin(setting.name);
      if (last != own.origin(setting.name)) {
        text += tr(" (set again in ", " (đặt lại ở ") + told_origin(last, file.folder()) + ")";
      }
      tell(text);
    }
  }
  if (const auto needs = change.table.table("needs")) {
    for (const std::string& key : needs->keys()) {
      tell("needs." + key + " = " + told_path(needs->path(key).value(), file.folder()));
    }
  }
  return told;
}

std::vector<UsedChange> used_changes(const ScenarioFile& file, const std::vector<Text>& works) {
  std::vector<UsedChange> used;
  for (std::size_t i = 0; i < file.changes.size(); ++i) {
    const ScenarioChange& change = file.changes[i];
    const Text set = settings_told(file, change);
    const Text between = works[i].empty() || set.empty() ? Text() : Text("; ");
    used.push_back({.name = change.name,
                    .title = change.title,
                    .path = told_path(change.file(), file.folder()),
                    .sha256 = change.sha256(),
                    .effect = works[i] + between + set});
  }
  return used;
}

std::string ward_hash(const LoadedWard& ward) {
  std::string hashes;
  for (const fs::path& file : ward.files) hashes += sha256_of_file(file);
  return sha256_of_text(hashes);
}

std::int64_t seed_of(const ScenarioFile& file, const LoadedWard& ward) {
  for (const Setting& setting : file.settings.declared()) {
    if (setting.name == "seed" && setting.kind == SettingKind::number) {
      return static_cast<std::int64_t>(file.settings.number("seed"));
    }
  }
  return ward.header.seed;
}

void count_row(LayerProvenance& layer, const Feature& row) {
  ++layer.features;
  switch (source_of(row.text("source").value_or(""))) {
    case Source::surveyed:
      ++layer.surveyed;
      break;
    case Source::open_data:
      ++layer.open_data;
      break;
    case Source::assumed:
      ++layer.assumed;
      break;
  }
  std::istringstream columns(row.text("assumed").value_or(""));
  for (std::string column; columns >> column;) ++layer.assumed_columns[column];
}

/// The declared settings that the run reads, or those that it does not.
std::vector<UsedSetting> settings_where(const ScenarioFile& file, bool in_use) {
  std::vector<UsedSetting> used;
  for (const Setting& setting : file.settings.declared()) {
    if (file.settings.in_use(setting) != in_use) continue;
    used.push_back(used_setting(setting, file.settings, file.folder()));
  }
  return used;
}

}  // namespace

std::string told_origin(const ValueOrigin& origin, const fs::path& from) {
  if (origin.line == 0) return origin.file.string();
  return told_path(origin.file, from) + ":" + std::to_string(origin.line);
}

std::vector<UsedSetting> used_settings(const ScenarioFile& file) {
  return settings_where(file, true);
}

std::vector<UsedSetting> idle_settings(const ScenarioFile& file) {
  return settings_where(file, false);
}

std::string program_version() { return WARDTWIN_VERSION; }

std::vector<LayerProvenance> provenance_of(const WardLayers& layers) {
  std::vector<LayerProvenance> all;
  LayerProvenance terrain{.layer = "terrain", .title = tr("Terrain", "Địa hình"), .features = 1};
  const Source source = layers.terrain.provenance.source;
  terrain.surveyed = source == Source::surveyed ? 1 : 0;
  terrain.open_data = source == Source::open_data ? 1 : 0;
  terrain.assumed = source == Source::assumed ? 1 : 0;
  all.push_back(std::move(terrain));
  for (const LayerSpec* spec : layer_specs()) {
    const FeatureTable table = layer_table(layers, spec->name);
    if (table.empty()) continue;
    LayerProvenance layer{.layer = std::string(spec->name),
                          .title = tr(std::string(spec->en), std::string(spec->vi))};
    for (const Feature& row : table) count_row(layer, row);
    all.push_back(std::move(layer));
  }
  return all;
}

Manifest heading_of(const ScenarioFile& file, const LoadedWard& ward,
                    const std::vector<Text>& works, const Needs& needs) {
  const Scenario& scenario = *file.scenario;
  Manifest heading;
  heading.program_version = program_version();
  heading.scenario = std::string(scenario.name);
  heading.scenario_title = tr(std::string(scenario.title_en), std::string(scenario.title_vi));
  heading.question = tr(std::string(scenario.question_en), std::string(scenario.question_vi));
  heading.title = file.title.empty() ? heading.scenario_title.vi : file.title;
  heading.start = file.start;
  heading.seed = seed_of(file, ward);
  heading.ward = {.path = told_path(ward.files.front(), file.folder()),
                  .sha256 = ward_hash(ward),
                  .name = ward.header.name,
                  .made_up = ward.header.made_up,
                  .crs = ward.header.crs,
                  .heights = ward.header.heights,
                  .layers = provenance_of(ward.layers)};
  heading.settings = used_settings(file);
  heading.changes = used_changes(file, works);
  for (const auto& [name, folder] : file.needs) {
    const auto it = needs.find(name);
    heading.needs.push_back({.name = name,
                             .path = told_path(folder, file.folder()),
                             .scenario = it->second->scenario(),
                             .run_hash = it->second->run_hash()});
  }
  for (const fs::path& input : files_of(file, ward)) {
    heading.inputs.push_back(
        {.path = told_path(input, file.folder()), .sha256 = sha256_of_file(input)});
  }
  heading.run_hash = run_hash_of(heading);
  return heading;
}

}  // namespace twin
