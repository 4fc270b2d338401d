#include "viewer/model/scenario_form.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/base/data_folder.h"
#include "engine/base/partial_folder.h"
#include "tests/support/expect_has.h"
#include "tests/support/folder_test.h"
#include "tools/wardtwin/describe_scenario.h"
#include "tools/wardtwin/run_scenario_file.h"
#include "tools/wardtwin/told_json.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

const Scenario& scenario(std::string_view name) {
  return **std::ranges::find(scenarios(), name, &Scenario::name);
}

std::shared_ptr<const DescribedScenario> described_by_program(std::string_view name) {
  return DescribedScenario::read(described_json(scenario(name)));
}

fs::path shipped(const std::string& name) { return data_folder() / "scenarios" / name; }

/// A valid value of the setting that is not the one given.
SettingValue another(const Setting& setting, const SettingValue& value) {
  struct Other {
    const Setting& setting;
    SettingValue operator()(double number) const {
      return number == setting.most ? setting.least : std::min(setting.most, number + 0.25);
    }
    SettingValue operator()(bool flag) const { return !flag; }
    SettingValue operator()(const std::string& text) const {
      for (const std::string& choice : setting.choices) {
        if (choice != text) return choice;
      }
      if (setting.kind == SettingKind::file) return (data_folder() / "một \"tệp\".csv").string();
      return std::string("loại 'khác' \\ \"mới\"");
    }
    SettingValue operator()(const std::vector<double>& numbers) const {
      std::vector<double> fewer = numbers;
      fewer.back() = setting.least;
      return fewer;
    }
    SettingValue operator()(const std::vector<std::string>&) const {
      return setting.choices.empty() ? std::vector<std::string>{"Bằng Lăng", "L 12"}
                                     : std::vector<std::string>{setting.choices.back()};
    }
  };
  return std::visit(Other{setting}, value);
}

class FormTest : public FolderTest {
 protected:
  /// What `wardtwin run` would run of a form.
  ScenarioFile as_run(const ScenarioForm& form) {
    const fs::path file = place_ / "results" / "run.toml";
    fs::create_directories(file.parent_path());
    write_file(file, form.scenario_file(file));
    return read_scenario_file(file, {}, scenarios());
  }
  static ScenarioForm of_file(const fs::path& file) {
    const ScenarioFile read = read_scenario_file(file, {}, scenarios());
    return {described_by_program(read.scenario->name), file, settings_json(read)};
  }
};

TEST_F(FormTest, EverySettingOfEveryScenarioIsRunAsItWasFilledIn) {
  std::size_t settings = 0;
  for (const Scenario* one : scenarios()) {
    ScenarioForm form(described_by_program(one->name));
    form.title = "Lần chạy \"thử\"";
    form.ward = place_ / "ward";
    form.start = "2026-08-15T16:00:00+07:00";
    for (const Setting& setting : form.described().settings()) {
      form.set(setting.name, another(setting, form.value(setting.name)));
    }
    const ScenarioFile file = as_run(form);
    EXPECT_EQ(file.scenario, one);
    EXPECT_EQ(file.title, form.title);
    EXPECT_EQ(file.start, form.start);
    EXPECT_EQ(file.ward.lexically_normal(), form.ward);
    ASSERT_EQ(form.described().settings().size(), one->settings.size());
    for (const Setting& setting : one->settings) {
      SettingValue read = file.settings.value(setting.name);
      if (setting.kind == SettingKind::file) {
        read = fs::path(std::get<std::string>(read)).lexically_normal().string();
      }
      EXPECT_EQ(read, form.value(setting.name)) << one->name << " " << setting.name;
      EXPECT_NE(read, form.usual(setting.name)) << one->name << " " << setting.name;
      ++settings;
    }
  }
  EXPECT_GT(settings, 80U);  // flood 38, fire 31, renovation 15, traffic 9
}

TEST_F(FormTest, AnUntouchedFormSaysNoSettings) {
  for (const Scenario* one : scenarios()) {
    ScenarioForm form(described_by_program(one->name));
    form.title = "Như thường";
    form.ward = place_ / "ward";
    EXPECT_EQ(form.scenario_file(place_ / "run.toml").find("[settings]"), std::string::npos);
    const ScenarioFile file = as_run(form);
    for (const Setting& setting : one->settings) {
      EXPECT_EQ(file.settings.origin(setting.name), ValueOrigin{}) << setting.name;
    }
  }
}

TEST_F(FormTest, AFileIsShownWithWhatItsBasesAndChangesSay) {
  const ScenarioForm form = of_file(shipped("flood/flood_storm_50y.toml"));
  EXPECT_EQ(form.title, "Mưa thiết kế 50 năm, 2 giờ, hệ số TCVN 7957 chưa kiểm chứng");
  EXPECT_EQ(std::get<double>(form.value("design_return_years")), 50.0);  // of its change
  EXPECT_EQ(std::get<double>(form.value("duration_s")), 10800.0);        // of its base
  EXPECT_FALSE(form.is_usual("duration_s"));
  EXPECT_TRUE(form.is_usual("cfl"));
  EXPECT_EQ(form.start, "2026-08-15T16:00:00+07:00");
  ASSERT_EQ(form.changes().size(), 1U);
  EXPECT_EQ(form.changes().front().en, "design storm of 50 years");
}

TEST_F(FormTest, AFormOnAFileSaysOnlyWhatDiffersFromIt) {
  ScenarioForm form = of_file(shipped("flood_design_10y.toml"));
  form.ward = place_ / "ward";
  form.title = "Ô 8 m";
  form.set("cell_m", 8.0);
  form.set("duration_s", form.usual("duration_s"));  // back to what is usual, not to the file's
  const std::string toml = form.scenario_file(place_ / "results" / "run.toml");
  EXPECT_EQ(toml.substr(toml.find("[settings]")), "[settings]\ncell_m = 8\nduration_s = 21600\n");
  const ScenarioFile file = as_run(form);
  EXPECT_EQ(file.settings.number("cell_m"), 8.0);
  EXPECT_EQ(file.settings.number("duration_s"), 21600.0);
  EXPECT_EQ(file.settings.number("output_s"), 300.0);  // of the file
  EXPECT_EQ(file.title, "Ô 8 m");
}

TEST_F(FormTest, AValueOutOfRangeIsRefusedAndTheOldOneStays) {
  ScenarioForm form(described_by_program("flood"));
  EXPECT_EQ(failure_of<InputError>([&] { form.set("cell_m", 50.0); }),
            "cell_m: found 50, expected a number from 0.5 to 20 m; correct it there.");
  EXPECT_EQ(std::get<double>(form.value("cell_m")), 2.0);
  EXPECT_EQ(failure_of<InputError>([&] { form.set("rain", std::string("designs")); }),
            "rain: found 'designs', expected perhaps 'design'; correct it there.");
}

TEST_F(FormTest, OnlySettingsThatCountAreInUse) {
  ScenarioForm form(described_by_program("flood"));
  const Setting& years = *form.described().setting("design_return_years");
  EXPECT_FALSE(form.in_use(years));  // the usual rain is that of a file
  form.set("rain", std::string("design"));
  EXPECT_TRUE(form.in_use(years));
  EXPECT_FALSE(form.in_use(*form.described().setting("rain_file")));
}

TEST_F(FormTest, TellsWhatKeepsItFromRunning) {
  ScenarioForm form(described_by_program("flood"));
  form.ward = place_ / "ward";
  form.title = "  ";
  expect_has(form.flaw()->text(), "the title: found nothing");
  form.title = "Mưa to";
  EXPECT_FALSE(form.flaw());
  form.start = "ngày mai";
  expect_has(form.flaw()->text(), "the start: found 'ngày mai'");
  form.start = "";
  form.set("rain", std::string("raster"));
  expect_has(form.flaw()->text(), "(rain_raster): found no file");
  form.set("rain_raster", (place_ / "none.nc").string());
  expect_has(form.flaw()->text(), "found no file " + (place_ / "none.nc").string());
}

TEST_F(FormTest, ANeedOfTheFileMustBeFinishedAndCannotBeLeftOut) {
  ScenarioForm form = of_file(shipped("traffic_flooded.toml"));
  const DescribedNeed& flood = form.described().needs().front();
  EXPECT_FALSE(form.may_leave_out(flood));
  form.set_need("flood", place_ / "flood");
  expect_has(form.flaw()->text(), "found no finished run in " + (place_ / "flood").string());
  fs::create_directories(place_ / "flood");
  write_file(place_ / "flood" / "manifest.json", "{}");
  EXPECT_FALSE(form.flaw());
  form.ward = place_ / "ward";
  EXPECT_EQ(as_run(form).needs.at("flood").lexically_normal(), place_ / "flood");
  EXPECT_TRUE(ScenarioForm(described_by_program("traffic")).may_leave_out(flood));
}

TEST_F(FormTest, WhatIsNoAnswerOfTheProgramIsToldAsSuch) {
  expect_has(failure_of<InputError>([] { DescribedScenario::read("wardtwin: not found"); }),
             "expected what the wardtwin of this viewer's version writes");
  expect_has(failure_of<InputError>([] { DescribedScenario::read("{\"name\": \"flood\"}"); }),
             "wardtwin describe --json");
}

TEST(ScenarioEntries, AreTheQuestionsThenTheFiles) {
  const std::vector<fs::path> folders{shipped("")};
  const auto entries =
      told_entries(list_json(scenarios(), list_files(folders, scenarios()), Language::vietnamese));
  ASSERT_GT(entries.size(), scenarios().size());
  EXPECT_EQ(entries.front().scenario, "flood");
  EXPECT_TRUE(entries.front().file.empty());
  const auto closure = std::ranges::find(entries, "traffic_closure.toml",
                                         [](const auto& entry) { return entry.file.filename(); });
  ASSERT_NE(closure, entries.end());
  EXPECT_EQ(closure->scenario, "traffic");
  EXPECT_EQ(closure->question.vi, scenario("traffic").question_vi);
}

TEST(FormWords, ListsAreReadAsPeopleWriteThem) {
  EXPECT_EQ(listed_numbers("3000; 2500,5 ;2e3"), (std::vector<double>{3000, 2500.5, 2000}));
  EXPECT_EQ(listed_numbers(" "), std::vector<double>{});
  EXPECT_FALSE(listed_numbers("3000; nhiều"));
  EXPECT_EQ(written_list(std::vector<double>{3000, 2500.5}, Language::vietnamese), "3000; 2500,5");
  EXPECT_EQ(listed_texts("Bằng Lăng;; ngõ 12 "), (std::vector<std::string>{"Bằng Lăng", "ngõ 12"}));
}

TEST(FormWords, RangesValuesAndClocks) {
  const auto flood = described_by_program("flood");
  const Setting& cell = *flood->setting("cell_m");
  EXPECT_EQ(range_told(cell).vi, "0,5 đến 20\u00a0m");
  EXPECT_EQ(value_told(cell, 2.5).vi, "2,5\u00a0m");
  EXPECT_EQ(value_told(*flood->setting("rain"), std::string("design")).vi, "mưa thiết kế");
  const Setting& duration = *flood->setting("duration_s");
  EXPECT_EQ(value_told(duration, 21600.0).vi, "6 giờ");
  EXPECT_EQ(clock_words(duration, 5400.0).vi, "1 giờ 30 phút");
  EXPECT_EQ(clock_words(duration, 10800.0).en, "3 hours");
  EXPECT_EQ(clock_words(duration, 900.0).en, "15 minutes");
  EXPECT_TRUE(clock_words(duration, 90.0).empty());  // plain enough in seconds
  EXPECT_TRUE(clock_words(cell, 180.0).empty());
}

}  // namespace
}  // namespace twin
