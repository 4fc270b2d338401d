#include "tools/wardtwin/list_files.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/expect_has.h"
#include "tests/support/folder_test.h"
#include "tests/support/tiny_scenario.h"
#include "tools/wardtwin/told_json.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

class ListFilesTest : public FolderTest {
 protected:
  void write(const std::string& name, const std::string& text) {
    fs::create_directories((place_ / name).parent_path());
    write_file(place_ / name, text);
  }
  std::vector<ListedFile> listed() {
    const std::vector<fs::path> folders{place_};
    return list_files(folders, kTinyCatalogue);
  }
  void SetUp() override { write("base.toml", "scenario = 'tiny'\ntitle = 'Nền'\nward = 'w'\n"); }
};

TEST_F(ListFilesTest, NamesScenarioFilesAndPassesOverTheRest) {
  write("sub/wet.toml", "base = '../base.toml'\n[settings]\nrain_mm = 80\n");
  write("sub/change.toml", "title = 'mưa to'\n[settings]\nrain_mm = 90\n");
  write("sub/batch.toml", "base = '../base.toml'\nstorms = ['change.toml']\n");
  write("done/manifest.json", "{}");
  write("done/inner.toml", "scenario = 'tiny'\nward = 'w'\n");
  write("begun.partial/inner.toml", "scenario = 'tiny'\nward = 'w'\n");
  const auto files = listed();
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[0].file, place_ / "base.toml");
  EXPECT_EQ(files[1].file, place_ / "sub" / "wet.toml");
  EXPECT_EQ(files[1].scenario, "tiny");
  EXPECT_EQ(files[1].title, "Nền");  // of its base
}

TEST_F(ListFilesTest, AFileThatCannotBeUsedSaysWhy) {
  write("wrong.toml", "base = 'base.toml'\n[settings]\nrain_mm = 900\n");
  const auto files = listed();
  ASSERT_EQ(files.size(), 2U);
  ASSERT_TRUE(files[1].finding);
  expect_has(files[1].finding->text(), "wrong.toml:3, key 'rain_mm': found 900");
  const auto json = nlohmann::json::parse(list_json(kTinyCatalogue, files, Language::english));
  EXPECT_EQ(json["scenarios"][0]["question"]["vi"], "Ngập sâu bao nhiêu?");
  EXPECT_EQ(json["files"][0]["title"], "Nền");
  EXPECT_EQ(json["files"][1]["finding"]["expected"], "a number from 0 to 500 mm");
  EXPECT_FALSE(json["files"][1].contains("title"));
}

TEST_F(ListFilesTest, AFolderThatIsNotThereIsAnError) {
  const std::vector<fs::path> folders{place_ / "none"};
  expect_has(failure_of<InputError>([&] { list_files(folders, kTinyCatalogue); }),
             "found no such folder");
}

TEST_F(ListFilesTest, TheSettingsOfAFileAreToldWithTheirPlaces) {
  write("wet.toml",
        "base = 'base.toml'\n[settings]\nrain_mm = 80\ntable = 't.csv'\n[needs]\nbefore = 'r'\n");
  const auto json = nlohmann::json::parse(
      settings_json(read_scenario_file(place_ / "wet.toml", {"note=ghi"}, kTinyCatalogue)));
  EXPECT_EQ(json["ward"], (place_ / "w").string());
  EXPECT_EQ(json["settings"][0]["value"], 80.0);
  EXPECT_EQ(json["settings"][0]["from"], "wet.toml:3");
  EXPECT_EQ(json["settings"][1]["from"], "--set");
  EXPECT_EQ(json["settings"][2]["value"], (place_ / "t.csv").string());
  EXPECT_EQ(json["needs"][0]["folder"], (place_ / "r").string());
}

}  // namespace
}  // namespace twin
