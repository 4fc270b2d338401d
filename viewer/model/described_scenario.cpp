#include "viewer/model/described_scenario.h"

#include <algorithm>

#include "viewer/model/told.h"

namespace twin {

/// Fills a scenario from what `describe` writes.
struct DescribedScenario::Reader {
  DescribedScenario& out;

  std::string_view kept(std::string word) { return out.words_.emplace_back(std::move(word)); }

  Setting setting(const JsonPlace& one) {
    Setting made{.name = kept(one.at("name").text()),
                 .kind = kind_of(one.at("kind").text()),
                 .unit = kept(one.at("unit").text()),
                 .usual = {}};
    made.usual = told_value(one.at("usual"), made.kind);
    made.least = one.at("least").number_or_null().value_or(made.least);
    made.most = one.at("most").number_or_null().value_or(made.most);
    made.choices = texts_in(one.at("choices"));
    made.choices_told = list_of<Text>(one.at("choices_told"), text_for_people);
    if (const auto used_if = one.find("used_if")) {
      made.used_if = {.setting = kept(used_if->at("setting").text()),
                      .values = texts_in(used_if->at("values"))};
    }
    const Text meaning = text_for_people(one.at("meaning"));
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

  void read(const JsonPlace& told) {
    out.name_ = told.at("name").text();
    out.title_ = text_for_people(told.at("title"));
    out.question_ = text_for_people(told.at("question"));
    for (const JsonPlace& one : told.at("settings").list()) out.settings_.push_back(setting(one));
    for (const JsonPlace& one : told.at("needs").list()) {
      out.needs_.push_back({.name = one.at("name").text(),
                            .scenario = one.at("scenario").text(),
                            .required = one.at("required").flag(),
                            .meaning = text_for_people(one.at("meaning"))});
    }
  }
};

std::shared_ptr<const DescribedScenario> DescribedScenario::read(std::string_view json) {
  auto made = std::make_shared<DescribedScenario>();
  read_told(json, "wardtwin describe --json",
            [&](const JsonPlace& told) { Reader{*made}.read(told); });
  return made;
}

const Setting* DescribedScenario::setting(std::string_view name) const {
  const auto it = std::ranges::find(settings_, name, &Setting::name);
  return it == settings_.end() ? nullptr : &*it;
}

}  // namespace twin
