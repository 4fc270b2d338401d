#include "viewer/model/described_scenario.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "viewer/model/told.h"

namespace twin {

/// Fills a scenario from what `describe` writes.
struct DescribedScenario::Reader {
  DescribedScenario& out;

  std::string_view kept(std::string word) { return out.words_.emplace_back(std::move(word)); }

  Setting setting(const nlohmann::json& one) {
    Setting made{.name = kept(one.at("name")),
                 .kind = kind_of(one.at("kind")),
                 .unit = kept(one.at("unit")),
                 .usual = {}};
    made.usual = told_value(one.at("usual"), made.kind);
    if (!one.at("least").is_null()) made.least = one.at("least");
    if (!one.at("most").is_null()) made.most = one.at("most");
    made.choices = one.at("choices");
    for (const nlohmann::json& choice : one.at("choices_told")) {
      made.choices_told.push_back(told_text(choice));
    }
    if (one.contains("used_if")) {
      made.used_if = {.setting = kept(one.at("used_if").at("setting")),
                      .values = one.at("used_if").at("values")};
    }
    const Text meaning = told_text(one.at("meaning"));
    made.en = kept(meaning.en);
    made.vi = kept(meaning.vi);
    return made;
  }

  static SettingKind kind_of(const std::string& word) {
    if (word == "number") return SettingKind::number;
    if (word == "flag") return SettingKind::flag;
    if (word == "text") return SettingKind::text;
    if (word == "file") return SettingKind::file;
    return word == "numbers" ? SettingKind::numbers : SettingKind::texts;
  }

  void read(const nlohmann::json& json) {
    out.name_ = json.at("name");
    out.title_ = told_text(json.at("title"));
    out.question_ = told_text(json.at("question"));
    for (const nlohmann::json& one : json.at("settings")) out.settings_.push_back(setting(one));
    for (const nlohmann::json& one : json.at("needs")) {
      out.needs_.push_back({.name = one.at("name"),
                            .scenario = one.at("scenario"),
                            .required = one.at("required"),
                            .meaning = told_text(one.at("meaning"))});
    }
  }
};

std::shared_ptr<const DescribedScenario> DescribedScenario::read(std::string_view json) {
  auto made = std::make_shared<DescribedScenario>();
  read_told(json, "wardtwin describe --json",
            [&](const nlohmann::json& told) { Reader{*made}.read(told); });
  return made;
}

const Setting* DescribedScenario::setting(std::string_view name) const {
  const auto it = std::ranges::find(settings_, name, &Setting::name);
  return it == settings_.end() ? nullptr : &*it;
}

}  // namespace twin
