#include "tools/wardtwin/told_json.h"

#include <nlohmann/json.hpp>

#include "tools/wardtwin/run_heading.h"

namespace twin {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

Json json_of(const Text& text) { return {{"vi", text.vi}, {"en", text.en}}; }
Json json_of(std::string_view en, std::string_view vi) { return {{"vi", vi}, {"en", en}}; }

Json json_of(const Finding& finding, Language language) {
  return {{"where", finding.where.in(language)},
          {"found", finding.found.in(language)},
          {"expected", finding.expected.in(language)},
          {"outcome", finding.outcome.in(language)},
          {"hint", finding.hint.in(language)}};
}

std::string whole(const fs::path& path) { return fs::absolute(path).lexically_normal().string(); }

/// Names of files need not be UTF-8; a sign stands for what is not.
std::string dumped(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string finding_json(const Finding& finding, Language language) {
  return dumped(json_of(finding, language), -1);
}

std::string list_json(std::span<const Scenario* const> catalogue,
                      const std::vector<ListedFile>& files, Language language) {
  Json named = Json::array();
  for (const Scenario* scenario : catalogue) {
    named.push_back({{"name", scenario->name},
                     {"title", json_of(scenario->title_en, scenario->title_vi)},
                     {"question", json_of(scenario->question_en, scenario->question_vi)}});
  }
  Json found = Json::array();
  for (const ListedFile& file : files) {
    Json one = {{"file", file.file.string()}};
    if (file.finding) {
      one["finding"] = json_of(*file.finding, language);
    } else {
      one["scenario"] = file.scenario;
      one["title"] = file.title;
    }
    found.push_back(std::move(one));
  }
  return dumped({{"scenarios", std::move(named)}, {"files", std::move(found)}}, 1) + "\n";
}

std::string settings_json(const ScenarioFile& file) {
  Json settings = Json::array();
  for (const Setting& setting : file.settings.declared()) {
    Json one = {{"name", setting.name}};
    one["value"] =
        std::visit([](const auto& held) { return Json(held); }, file.settings.value(setting.name));
    const bool path = setting.kind == SettingKind::file && !one["value"].get<std::string>().empty();
    if (path) one["value"] = whole(one["value"].get<std::string>());
    one["from"] = told_origin(file.settings.origin(setting.name), file.folder());
    settings.push_back(std::move(one));
  }
  Json needs = Json::array();
  for (const auto& [name, folder] : file.needs) {
    needs.push_back({{"name", name}, {"folder", whole(folder)}});
  }
  Json changes = Json::array();
  for (const ScenarioChange& change : file.changes) {
    changes.push_back({{"name", change.name}, {"title", json_of(change.title)}});
  }
  return dumped({{"scenario", file.scenario->name},
                 {"title", file.title},
                 {"ward", whole(file.ward)},
                 {"start", file.start},
                 {"settings", std::move(settings)},
                 {"needs", std::move(needs)},
                 {"changes", std::move(changes)}},
                1) +
         "\n";
}

}  // namespace twin
