#include "engine/results/manifest.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "engine/base/sha256.h"

namespace twin {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kBetterWords[] = {"neither", "less", "more"};

Json json_of(const Text& text) { return {{"vi", text.vi}, {"en", text.en}}; }

Text text_of(const Json& json) {
  if (json.is_string()) return json.get<std::string>();
  return tr(json.value("en", ""), json.value("vi", ""));
}

Json json_of(const std::optional<double>& value) { return value ? Json(*value) : Json(); }

std::optional<double> number_at(const Json& json, const char* key) {
  const auto it = json.find(key);
  return it != json.end() && it->is_number() ? std::optional{it->get<double>()} : std::nullopt;
}

/// JSON has no infinities and no NaN: they are written as null.
Json number_json(double value) { return std::isfinite(value) ? Json(value) : Json(); }

Json json_of(const SettingValue& value) {
  return std::visit([](const auto& held) { return Json(held); }, value);
}

SettingValue setting_value_of(const Json& json) {
  if (json.is_boolean()) return json.get<bool>();
  if (json.is_number()) return json.get<double>();
  if (json.is_string()) return json.get<std::string>();
  if (json.is_array() && !json.empty() && json.front().is_string()) {
    return json.get<std::vector<std::string>>();
  }
  return json.get<std::vector<double>>();
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

ManifestRamp ramp_of(const Json& json) {
  ManifestRamp ramp{.name = json.at("name"),
                    .classes = {},
                    .in_words = json.at("in_words"),
                    .source = text_of(json.at("source"))};
  for (const Json& one : json.at("classes")) {
    ramp.classes.push_back({.from = number_at(one, "from").value_or(-1e300),
                            .colour = one.at("colour"),
                            .meaning = text_of(one.at("meaning"))});
  }
  return ramp;
}

Json json_of(const ManifestField& field) {
  Json json = {{"name", field.name}, {"unit", field.unit}, {"kind", word_of(field.kind)}};
  if (!field.table.empty()) json["table"] = field.table;
  if (!field.file.empty()) json["file"] = field.file;
  json["meaning"] = json_of(field.meaning);
  json["range"] = {json_of(field.least), json_of(field.most)};
  json["ramp"] = field.ramp ? json_of(*field.ramp) : Json();
  json["better"] = kBetterWords[static_cast<std::size_t>(field.better)];
  json["decimals"] = field.decimals;
  json["picture"] = field.picture;
  return json;
}

ManifestField field_of(const Json& json) {
  ManifestField field;
  field.name = json.at("name");
  field.unit = json.at("unit");
  field.kind = field_kind_of(json.at("kind").get<std::string>()).value_or(FieldKind::measure);
  field.table = json.value("table", "");
  field.file = json.value("file", "");
  field.meaning = text_of(json.at("meaning"));
  if (const Json& range = json.at("range"); range.size() == 2) {
    if (range[0].is_number()) field.least = range[0].get<double>();
    if (range[1].is_number()) field.most = range[1].get<double>();
  }
  if (const auto ramp = json.find("ramp"); ramp != json.end() && ramp->is_object()) {
    field.ramp = ramp_of(*ramp);
  }
  const auto* better = std::ranges::find(kBetterWords, json.value("better", "neither"));
  if (better != std::end(kBetterWords)) field.better = static_cast<Better>(better - kBetterWords);
  field.decimals = json.value("decimals", 1);
  field.picture = json.value("picture", false);
  return field;
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

Finding finding_of(const Json& json) {
  return {.where = text_of(json.at("where")),
          .found = text_of(json.at("found")),
          .expected = text_of(json.at("expected")),
          .outcome = text_of(json.at("outcome")),
          .layer = json.value("layer", ""),
          .feature = json.value("feature", ""),
          .x_m = number_at(json, "x"),
          .y_m = number_at(json, "y")};
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

LayerProvenance provenance_of(const Json& json) {
  return {.layer = json.at("layer"),
          .title = text_of(json.at("title")),
          .features = json.at("features"),
          .surveyed = json.at("surveyed"),
          .open_data = json.at("open_data"),
          .assumed = json.at("assumed"),
          .assumed_columns = json.at("assumed_columns")};
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

UsedWard ward_of(const Json& json) {
  UsedWard ward{.path = json.value("path", ""),
                .sha256 = json.value("sha256", ""),
                .name = json.value("name", ""),
                .made_up = json.value("made_up", false),
                .crs = {},
                .heights = {},
                .layers = {}};
  for (const Json& layer : json.at("layers")) ward.layers.push_back(provenance_of(layer));
  return ward;
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

Json settings_json(const std::vector<UsedSetting>& settings) {
  Json json = Json::array();
  for (const UsedSetting& setting : settings) {
    json.push_back({{"name", setting.name},
                    {"value", json_of(setting.value)},
                    {"unit", setting.unit},
                    {"meaning", json_of(setting.meaning)}});
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

Manifest manifest_of(const Json& json) {
  Manifest manifest;
  manifest.program_version = json.at("program_version");
  manifest.run_hash = json.at("run_hash");
  manifest.scenario = json.at("scenario");
  manifest.scenario_title = text_of(json.at("scenario_title"));
  manifest.question = text_of(json.at("question"));
  manifest.title = json.at("title");
  manifest.start = json.at("start");
  manifest.seed = json.at("seed");
  manifest.ward = ward_of(json.at("ward"));
  manifest.ward.crs = json.at("crs");
  manifest.ward.heights = json.at("heights");
  for (const Json& one : json.at("settings")) {
    manifest.settings.push_back({.name = one.at("name"),
                                 .value = setting_value_of(one.at("value")),
                                 .unit = one.at("unit"),
                                 .meaning = text_of(one.at("meaning"))});
  }
  for (const Json& one : json.at("needs")) {
    manifest.needs.push_back({.name = one.at("name"),
                              .path = one.at("path"),
                              .scenario = one.at("scenario"),
                              .run_hash = one.at("run_hash")});
  }
  for (const Json& one : json.at("inputs")) {
    manifest.inputs.push_back({.path = one.at("path"), .sha256 = one.at("sha256")});
  }
  for (const auto& [name, value] : json.at("measures").items()) {
    manifest.measures[name] = value.is_number() ? value.get<double>() : std::nan("");
  }
  for (const Json& one : json.at("fields")) manifest.fields.push_back(field_of(one));
  for (const Json& one : json.at("findings")) manifest.findings.push_back(finding_of(one));
  return manifest;
}

InputError no_run(const std::filesystem::path& file, Text found) {
  return InputError(
      {.where = file.string(),
       .found = std::move(found),
       .expected = tr("the manifest of a finished run", "manifest của một lần chạy đã xong"),
       .outcome = tr("check the path, or run the scenario again",
                     "hãy kiểm tra đường dẫn hoặc chạy lại kịch bản")});
}

}  // namespace

Manifest Manifest::read(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw no_run(file, tr("no readable file", "không có tệp đọc được"));
  try {
    const Json json = Json::parse(stream);
    if (const int version = json.value("format_version", 0); version != kFormatVersion) {
      throw no_run(file, tr("format version ", "phiên bản định dạng ") + std::to_string(version));
    }
    return manifest_of(json);
  } catch (const Json::exception&) {
    throw no_run(file, tr("no JSON of a manifest", "nội dung không phải JSON của manifest"));
  }
}

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
                     {"settings", settings_json(settings)},
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
                    .picture = field.picture};
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
  const Json json = {manifest.program_version,
                     manifest.scenario,
                     manifest.start,
                     manifest.seed,
                     settings_json(manifest.settings),
                     hashes};
  return sha256_of_text(json.dump()).substr(0, 16);
}

}  // namespace twin
