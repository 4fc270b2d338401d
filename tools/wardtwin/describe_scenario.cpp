#include "tools/wardtwin/describe_scenario.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "engine/base/numbers.h"
#include "tools/wardtwin/describe_words.h"

namespace twin {
namespace {

using Json = nlohmann::ordered_json;

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

std::string written(const SettingValue& value) {
  struct Writer {
    std::string operator()(double number) const { return shortest(number); }
    std::string operator()(bool flag) const { return flag ? "true" : "false"; }
    std::string operator()(const std::string& text) const { return quoted(text); }
    std::string operator()(const std::vector<double>& numbers) const {
      std::string list;
      for (const double number : numbers) list += (list.empty() ? "" : ", ") + shortest(number);
      return "[" + list + "]";
    }
    std::string operator()(const std::vector<std::string>& texts) const {
      std::string list;
      for (const std::string& text : texts) list += (list.empty() ? "" : ", ") + quoted(text);
      return "[" + list + "]";
    }
  };
  return std::visit(Writer{}, value);
}

std::string range_of(const Setting& setting) {
  if (!setting.choices.empty()) {
    std::string choices;
    for (const std::string& choice : setting.choices) {
      choices += (choices.empty() ? "" : " | ") + choice;
    }
    return choices;
  }
  const bool number = setting.kind == SettingKind::number || setting.kind == SettingKind::numbers;
  if (!number) return {};
  return range_words(setting.least, setting.most);
}

std::string place_of(const ResultField& field) {
  const std::string kind(word_of(field.kind));
  return field.table.empty() ? kind : kind + " " + std::string(field.table);
}

std::string settings_text(const Scenario& scenario, Language language) {
  std::string out;
  for (const Setting& setting : scenario.settings) {
    out += "  " + padded(std::string(setting.name), 28) + " " +
           padded("= " + with_unit(written(setting.usual), setting.unit), 22) + " " +
           padded(with_unit(range_of(setting), setting.unit), 20) + " " +
           setting.meaning().in(language) + "\n";
  }
  return out;
}

std::string needs_text(const Scenario& scenario, Language language) {
  const bool vi = language == Language::vietnamese;
  std::string out;
  for (const Need& need : scenario.needs) {
    const char* how =
        need.required ? (vi ? "bắt buộc" : "required") : (vi ? "tùy chọn" : "optional");
    out +=
        fmt::format("  {} ({}, {}): {}\n", need.name, need.scenario, how, vi ? need.vi : need.en);
  }
  return out;
}

std::string results_text(const Scenario& scenario, Language language) {
  std::string out;
  for (const ResultField& field : scenario.results) {
    out += "  " + padded(std::string(field.name), 28) + " " +
           padded(field.unit == "1" ? "" : std::string(field.unit), 10) + " " +
           padded(place_of(field), 24) + " " + field.meaning().in(language) + "\n";
  }
  return out;
}

Json json_of(const Text& text) { return {{"vi", text.vi}, {"en", text.en}}; }
Json json_of(std::string_view en, std::string_view vi) { return {{"vi", vi}, {"en", en}}; }

const char* word_of(SettingKind kind) {
  switch (kind) {
    case SettingKind::number:
      return "number";
    case SettingKind::flag:
      return "flag";
    case SettingKind::text:
      return "text";
    case SettingKind::file:
      return "file";
    case SettingKind::numbers:
      return "numbers";
    case SettingKind::texts:
      break;
  }
  return "texts";
}

Json settings_json(const Scenario& scenario) {
  Json all = Json::array();
  for (const Setting& setting : scenario.settings) {
    Json one = {{"name", setting.name}, {"kind", word_of(setting.kind)}, {"unit", setting.unit}};
    one["usual"] = std::visit([](const auto& held) { return Json(held); }, setting.usual);
    one["least"] = setting.least > -kNoBound ? Json(setting.least) : Json();
    one["most"] = setting.most < kNoBound ? Json(setting.most) : Json();
    one["choices"] = setting.choices;
    one["choices_told"] = Json::array();
    for (const Text& choice : setting.choices_told) one["choices_told"].push_back(json_of(choice));
    if (!setting.used_if.setting.empty()) {
      one["used_if"] = {{"setting", setting.used_if.setting}, {"values", setting.used_if.values}};
    }
    one["meaning"] = json_of(setting.meaning());
    all.push_back(std::move(one));
  }
  return all;
}

Json results_json(const Scenario& scenario) {
  Json all = Json::array();
  for (const ResultField& field : scenario.results) {
    Json one = {{"name", field.name}, {"unit", field.unit}, {"kind", twin::word_of(field.kind)}};
    if (!field.table.empty()) one["table"] = field.table;
    one["meaning"] = json_of(field.meaning());
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace

std::string described(const Scenario& scenario, Language language) {
  const bool vi = language == Language::vietnamese;
  std::string out =
      fmt::format("{}: {}\n{}\n", scenario.name, vi ? scenario.title_vi : scenario.title_en,
                  vi ? scenario.question_vi : scenario.question_en);
  const auto section = [&](const char* heading, const std::string& lines) {
    if (!lines.empty()) out += fmt::format("\n{}\n{}", heading, lines);
  };
  section(vi ? "Thiết lập (tên = giá trị thường dùng, khoảng cho phép, ý nghĩa):"
             : "Settings (name = usual value, range, meaning):",
          settings_text(scenario, language));
  section(vi ? "Kết quả cần có từ trước ([needs]):" : "Results of other runs ([needs]):",
          needs_text(scenario, language));
  section(vi ? "Kết quả (tên, đơn vị, loại, ý nghĩa):" : "Results (name, unit, kind, meaning):",
          results_text(scenario, language));
  return out;
}

std::string described_json(const Scenario& scenario) {
  Json needs = Json::array();
  for (const Need& need : scenario.needs) {
    needs.push_back({{"name", need.name},
                     {"scenario", need.scenario},
                     {"required", need.required},
                     {"meaning", json_of(need.en, need.vi)}});
  }
  const Json json = {{"name", scenario.name},
                     {"title", json_of(scenario.title_en, scenario.title_vi)},
                     {"question", json_of(scenario.question_en, scenario.question_vi)},
                     {"settings", settings_json(scenario)},
                     {"needs", needs},
                     {"results", results_json(scenario)}};
  return json.dump(1) + "\n";
}

}  // namespace twin
