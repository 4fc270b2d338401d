#include "engine/results/manifest.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/base/sha256.h"

namespace twin {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Text& text) { return {{"vi", text.vi}, {"en", text.en}}; }

Json json_of(const std::optional<double>& value) { return value ? Json(*value) : Json(); }

/// JSON has no infinities and no NaN: they are written as null.
Json number_json(double value) { return std::isfinite(value) ? Json(value) : Json(); }

Json json_of(const SettingValue& value) {
  return std::visit([](const auto& held) { return Json(held); }, value);
}

Json json_of(const ManifestRamp& ramp) {
  Json classes = Json::array();
  for (const ManifestRamp::Class& one : ramp.classes) {
    classes.push_back({{"from", number_json(one.from)},
                       {"colour", one.colour},
                       {"meaning", json_of(one.meaning)}});
  }
  return {{"name", ramp.name},
          {"source", json_of(ramp.source)},
          {"in_words", ramp.in_words},
          {"classes", classes}};
}

Json json_of(const ManifestField& field) {
  Json json = {{"name", field.name}, {"unit", field.unit}, {"kind", word_of(field.kind)}};
  if (!field.table.empty()) json["table"] = field.table;
  if (!field.file.empty()) json["file"] = field.file;
  json["meaning"] = json_of(field.meaning);
  json["range"] = {json_of(field.least), json_of(field.most)};
  json["ramp"] = field.ramp ? json_of(*field.ramp) : Json();
  json["better"] = word_of(field.better);
  json["decimals"] = field.decimals;
  json["picture"] = field.picture;
  json["instant"] = field.instant;
  if (!field.never_where.empty()) json["never_where"] = field.never_where;
  return json;
}

Json json_of(const Finding& finding) {
  return {{"layer", finding.layer},
          {"feature", finding.feature},
          {"x", json_of(finding.x_m)},
          {"y", json_of(finding.y_m)},
          {"where", json_of(finding.where)},
          {"found", json_of(finding.found)},
          {"expected", json_of(finding.expected)},
          {"outcome", json_of(finding.outcome)}};
}

Json json_of(const LayerProvenance& layer) {
  return {{"layer", layer.layer},
          {"title", json_of(layer.title)},
          {"features", layer.features},
          {"surveyed", layer.surveyed},
          {"open_data", layer.open_data},
          {"assumed", layer.assumed},
          {"assumed_columns", layer.assumed_columns}};
}

Json json_of(const UsedWard& ward) {
  Json layers = Json::array();
  for (const LayerProvenance& layer : ward.layers) layers.push_back(json_of(layer));
  return {{"path", ward.path},
          {"sha256", ward.sha256},
          {"name", ward.name},
          {"made_up", ward.made_up},
          {"layers", layers}};
}

Json needs_json(const std::vector<UsedRun>& needs) {
  Json json = Json::array();
  for (const UsedRun& need : needs) {
    json.push_back({{"name", need.name},
                    {"path", need.path},
                    {"scenario", need.scenario},
                    {"run_hash", need.run_hash}});
  }
  return json;
}

Json json_of(const UsedSetting& setting) {
  return {{"name", setting.name},
          {"value", json_of(setting.value)},
          {"unit", setting.unit},
          {"meaning", json_of(setting.meaning)}};
}

/// What a run depends on: where a value was written is no part of it.
Json settings_json(const std::vector<UsedSetting>& settings) {
  Json json = Json::array();
  for (const UsedSetting& setting : settings) json.push_back(json_of(setting));
  return json;
}

Json settings_with_origin(const std::vector<UsedSetting>& settings) {
  Json json = Json::array();
  for (const UsedSetting& setting : settings) {
    json.push_back(json_of(setting));
    json.back()["from"] = setting.from;
  }
  return json;
}

Json changes_json(const std::vector<UsedChange>& changes) {
  Json json = Json::array();
  for (const UsedChange& change : changes) {
    json.push_back({{"name", change.name},
                    {"title", json_of(change.title)},
                    {"path", change.path},
                    {"sha256", change.sha256},
                    {"effect", json_of(change.effect)}});
  }
  return json;
}

Json inputs_json(const std::vector<InputFile>& inputs) {
  Json json = Json::array();
  for (const InputFile& input : inputs) {
    json.push_back({{"path", input.path}, {"sha256", input.sha256}});
  }
  return json;
}

Json measures_json(const std::map<std::string, double>& measures) {
  Json json = Json::object();
  for (const auto& [name, value] : measures) json[name] = number_json(value);
  return json;
}

template <typename Item>
Json list_json(const std::vector<Item>& items) {
  Json json = Json::array();
  for (const Item& item : items) json.push_back(json_of(item));
  return json;
}

}  // namespace

std::string Manifest::json() const {
  const Json json = {{"format_version", kFormatVersion},
                     {"program_version", program_version},
                     {"run_hash", run_hash},
                     {"scenario", scenario},
                     {"scenario_title", json_of(scenario_title)},
                     {"question", json_of(question)},
                     {"title", title},
                     {"start", start},
                     {"seed", seed},
                     {"ward", json_of(ward)},
                     {"crs", ward.crs},
                     {"heights", ward.heights},
                     {"settings", settings_with_origin(settings)},
                     {"changes", changes_json(changes)},
                     {"needs", needs_json(needs)},
                     {"inputs", inputs_json(inputs)},
                     {"measures", measures_json(measures)},
                     {"fields", list_json(fields)},
                     {"findings", list_json(findings)}};
  return json.dump(1) + "\n";
}

const ManifestField* Manifest::field(std::string_view name, std::string_view table) const {
  const auto it = std::ranges::find_if(fields, [&](const ManifestField& field) {
    return field.name == name && (table.empty() || field.table == table);
  });
  return it == fields.end() ? nullptr : &*it;
}

const ManifestField* Manifest::main_field() const {
  const auto drawable = [](const ManifestField& field) {
    return (field.kind == FieldKind::grid || field.kind == FieldKind::column) && field.least;
  };
  auto it = std::ranges::find_if(fields, [&](const auto& f) { return f.picture && drawable(f); });
  if (it == fields.end()) {
    it = std::ranges::find_if(fields, [&](const auto& f) { return f.ramp && drawable(f); });
  }
  return it == fields.end() ? nullptr : &*it;
}

bool Manifest::built_on_assumed_data() const {
  return ward.made_up || std::ranges::any_of(ward.layers, [](const LayerProvenance& layer) {
           return layer.assumed > 0 || !layer.assumed_columns.empty();
         });
}

ManifestField manifest_field(const ResultField& field) {
  ManifestField out{.name = std::string(field.name),
                    .unit = std::string(field.unit),
                    .kind = field.kind,
                    .table = std::string(field.table),
                    .file = {},
                    .least = {},
                    .most = {},
                    .ramp = {},
                    .meaning = field.meaning(),
                    .better = field.better,
                    .decimals = field.decimals,
                    .picture = field.picture,
                    .instant = field.instant,
                    .never_where = std::string(field.never_where)};
  if (field.ramp != nullptr) {
    ManifestRamp ramp{
        .name = std::string(field.ramp->name),
        .classes = {},
        .in_words = field.ramp->in_words,
        .source = tr(std::string(field.ramp->source_en), std::string(field.ramp->source_vi))};
    for (const RampClass& one : field.ramp->classes) {
      ramp.classes.push_back({.from = one.from,
                              .colour = std::string(one.colour),
                              .meaning = tr(std::string(one.en), std::string(one.vi))});
    }
    out.ramp = std::move(ramp);
  }
  return out;
}

std::string run_hash_of(const Manifest& manifest) {
  Json hashes = Json::array();
  for (const InputFile& input : manifest.inputs) hashes.push_back(input.sha256);
  for (const UsedChange& change : manifest.changes) hashes.push_back(change.sha256);
  const Json json = {manifest.program_version,
                     manifest.scenario,
                     manifest.start,
                     manifest.seed,
                     settings_json(manifest.settings),
                     hashes};
  return sha256_of_text(json.dump()).substr(0, 16);
}

}  // namespace twin
