#include "tools/wardtwin/scenario_parts.h"

#include <gtest/gtest.h>

#include "tests/support/folder_test.h"
#include "tests/support/tiny_scenario.h"
#include "tools/wardtwin/run_command.h"
#include "tools/wardtwin/settings_text.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

class ScenarioPartsTest : public FolderTest {
 protected:
  fs::path write(const std::string& name, const std::string& text) {
    fs::create_directories((place_ / name).parent_path());
    write_file(place_ / name, text);
    return place_ / name;
  }
  ScenarioFile read(const std::string& name, const std::vector<std::string>& assignments = {}) {
    return read_scenario_file(place_ / name, assignments, kTinyCatalogue);
  }
  std::string error_of(const std::string& name) {
    return failure_of<InputError>([&] { read(name); });
  }
  void SetUp() override {
    write("base.toml",
          "scenario = 'tiny'\ntitle = 'Nền'\nward = 'wards/w'\n"
          "start = '2025-09-30T11:30:00+07:00'\n[settings]\nrain_mm = 50\nnote = 'nền'\n");
  }
};

TEST_F(ScenarioPartsTest, AFileInheritsWhatItDoesNotSay) {
  write("sub/mine.toml", "base = '../base.toml'\n[settings]\nrain_mm = 80\n");
  const ScenarioFile file = read("sub/mine.toml");
  EXPECT_EQ(file.scenario, &kTiny);
  EXPECT_EQ(file.title, "Nền");
  EXPECT_EQ(file.ward, place_ / "wards/w");  // from where it was written
  EXPECT_EQ(file.start, "2025-09-30T11:30:00+07:00");
  EXPECT_EQ(file.settings.number("rain_mm"), 80.0);
  EXPECT_EQ(file.settings.text("note"), "nền");
  EXPECT_EQ(file.files.size(), 2U);
}

TEST_F(ScenarioPartsTest, LaterChangesWinAndEachValueKnowsItsPlace) {
  write("wet.toml", "title = 'mưa to'\n[settings]\nrain_mm = 90\n");
  write("mine.toml",
        "base = 'base.toml'\nchanges = ['wet.toml']\n"
        "[[change]]\nname = 'wetter'\ntitle = 'mưa rất to'\n[change.settings]\nrain_mm = 120\n");
  ScenarioFile file = read("mine.toml");
  EXPECT_EQ(file.settings.number("rain_mm"), 120.0);
  EXPECT_EQ(file.settings.origin("rain_mm"), (ValueOrigin{place_ / "mine.toml", 7}));
  EXPECT_EQ(file.settings.origin("note"), (ValueOrigin{place_ / "base.toml", 7}));
  EXPECT_EQ(file.title, "Nền · mưa to · mưa rất to");
  ASSERT_EQ(file.changes.size(), 2U);
  EXPECT_EQ(file.changes[0].name, "wet");
  EXPECT_EQ(file.changes[1].name, "wetter");
  file = read("mine.toml", {"rain_mm=7"});
  EXPECT_EQ(file.settings.number("rain_mm"), 7.0);
  EXPECT_EQ(file.settings.origin("rain_mm").file, "--set");
}

// The base's own change lies under the file that is based on it, not over it.
TEST_F(ScenarioPartsTest, AFileLiesOverTheChangesOfItsBase) {
  write("wet.toml", "[settings]\nrain_mm = 90\n");
  write("middle.toml", "base = 'base.toml'\nchanges = ['wet.toml']\n");
  write("top.toml", "base = 'middle.toml'\ntitle = 'Trên'\n[settings]\nrain_mm = 10\n");
  EXPECT_EQ(read("middle.toml").settings.number("rain_mm"), 90.0);
  EXPECT_EQ(read("top.toml").settings.number("rain_mm"), 10.0);
  EXPECT_EQ(read("top.toml").title, "Trên");
  EXPECT_EQ(read("top.toml").changes.size(), 1U);
}

TEST_F(ScenarioPartsTest, BasesThatLeadBackAreRefused) {
  write("a.toml", "base = 'b.toml'\n");
  write("b.toml", "\nbase = 'a.toml'\n");
  const std::string error = error_of("a.toml");
  EXPECT_NE(error.find("b.toml:2, key 'base'"), std::string::npos) << error;
  EXPECT_NE(error.find("a.toml → b.toml → a.toml"), std::string::npos) << error;
}

TEST_F(ScenarioPartsTest, WhatIsWrongInAChangeIsToldByItsOwnLine) {
  write("bad.toml", "title = 'x'\n[setings]\nrain_mm = 1\n");
  write("mine.toml", "base = 'base.toml'\nchanges = ['bad.toml']\n");
  EXPECT_NE(error_of("mine.toml").find("bad.toml:2"), std::string::npos) << error_of("mine.toml");
  EXPECT_NE(error_of("mine.toml").find("'settings'"), std::string::npos);
  write("bad.toml", "[settings]\nrain_mm = 1e9\n");
  EXPECT_NE(error_of("mine.toml").find("bad.toml:2, key 'rain_mm'"), std::string::npos);
  write("mine.toml", "base = 'base.toml'\n[[change]]\n[change.settings]\nrain_mm = 1\n");
  EXPECT_NE(error_of("mine.toml").find("no name"), std::string::npos);
  write("mine.toml", "base = 'base.toml'\n[[change]]\nname = 'tên có dấu'\n");
  EXPECT_NE(error_of("mine.toml").find("mine.toml:3, key 'name'"), std::string::npos);
  write("good.toml", "[settings]\nrain_mm = 1\n");
  write("mine.toml", "base = 'base.toml'\nchanges = ['good.toml', 'good.toml']\n");
  EXPECT_NE(error_of("mine.toml").find("'good' a second time"), std::string::npos);
  write("mine.toml", "base = 'none.toml'\n");
  EXPECT_NE(error_of("mine.toml").find("none.toml"), std::string::npos);
}

TEST_F(ScenarioPartsTest, ShownSettingsTellWhatTheWorksDoToTheWard) {
  write_tiny_ward(place_ / "wards" / "w");
  write("deep.toml", "[[ground_level]]\nstreets = ['L1']\nlower_m = 0.2\n");
  write("mine.toml", "base = 'base.toml'\nchanges = ['deep.toml']\n");
  const std::string text = settings_text(read("mine.toml"), Language::english);
  EXPECT_NE(text.find("deep.toml:1  → 20 m of street lowered by 0.20 m\n"), std::string::npos)
      << text;
  write("deep.toml", "[[ground_level]]\nstreets = ['L7']\nlower_m = 0.2\n");
  const std::string error =
      failure_of<InputError>([&] { settings_text(read("mine.toml"), Language::english); });
  EXPECT_NE(error.find("deep.toml:2"), std::string::npos) << error;
}

TEST_F(ScenarioPartsTest, TheManifestListsTheChangesAndWhereValuesComeFrom) {
  write_tiny_ward(place_ / "wards" / "w");
  write("deep.toml", "[[ground_level]]\nstreets = ['L1']\nlower_m = 0.2\n");
  write("mine.toml", "base = 'base.toml'\nchanges = ['deep.toml']\n[settings]\nrain_mm = 60\n");
  run_scenario_file({.scenario_file = place_ / "mine.toml", .target = place_ / "out"},
                    kTinyCatalogue, Progress{}, [](const Text&) {});
  const Manifest manifest = Manifest::read(place_ / "out" / "manifest.json");
  ASSERT_EQ(manifest.changes.size(), 1U);
  EXPECT_EQ(manifest.changes[0].name, "deep");
  EXPECT_EQ(manifest.changes[0].path, "deep.toml");
  EXPECT_EQ(manifest.changes[0].effect.en, "20 m of street lowered by 0.20 m");
  EXPECT_EQ(manifest.settings[0].from, "mine.toml:4");
  EXPECT_EQ(manifest.settings[1].from, "base.toml:7");
  std::vector<std::string> inputs;
  for (const InputFile& input : manifest.inputs) inputs.push_back(input.path);
  EXPECT_EQ(inputs.front(), "base.toml");
  EXPECT_NE(std::ranges::find(inputs, "deep.toml"), inputs.end());
  write("deep.toml", "[[ground_level]]\nstreets = ['L2']\nlower_m = 0.2\n");
  const std::string error = failure_of<InputError>([&] {
    run_scenario_file({.scenario_file = place_ / "mine.toml", .target = place_ / "other"},
                      kTinyCatalogue, Progress{}, [](const Text&) {});
  });
  EXPECT_NE(error.find("deep.toml:2, key 'streets'"), std::string::npos) << error;
  EXPECT_FALSE(fs::exists(place_ / "other.partial"));
}

}  // namespace
}  // namespace twin
