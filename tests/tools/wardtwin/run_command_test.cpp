#include "tools/wardtwin/run_command.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/results/bundle.h"
#include "tests/support/folder_test.h"
#include "tests/support/tiny_scenario.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

class RunCommandTest : public FolderTest {
 protected:
  void SetUp() override {
    write_tiny_ward(place_ / "wards" / "thử");
    fs::create_directories(place_ / "scenarios");
  }
  fs::path scenario(const std::string& more = "", const std::string& name = "tiny") {
    const fs::path file = place_ / "scenarios" / (name + ".toml");
    write_file(file,
               "scenario = 'tiny'\nward = '../wards/thử/ward.toml'\n"
               "start = '2025-09-30T11:30:00+07:00'\n" +
                   more);
    return file;
  }
  fs::path run(const fs::path& file, const std::string& target, bool resume = false,
               const Progress& progress = Progress{}) {
    return run_scenario_file({.scenario_file = file, .target = place_ / target, .resume = resume},
                             kTinyCatalogue, progress, [&](const Text& line) { told_ += line.en; });
  }
  std::string error_of(const fs::path& file) {
    try {
      run(file, "out");
    } catch (const InputError& error) {
      return error.finding().text();
    }
    return "no error";
  }
  std::string told_;
};

TEST_F(RunCommandTest, LeavesAFolderThatExplainsItself) {
  const fs::path folder = run(scenario("[settings]\nrain_mm = 200\n"), "out");
  for (const char* name : {"manifest.json", "tables.gpkg", "max_depth_m.tif", "max_depth_m.qml",
                           "depth_m.nc", "series.nc", "map.png", "summary.html", "run.log"}) {
    EXPECT_TRUE(fs::exists(folder / name)) << name;
  }
  const Bundle bundle(folder);
  EXPECT_EQ(bundle.measure("affected"), 6.0);
  EXPECT_EQ(bundle.manifest().ward.path, "../wards/thử/ward.toml");
  EXPECT_TRUE(bundle.manifest().built_on_assumed_data());
  EXPECT_EQ(fs::canonical(bundle.ward_toml().value()),
            fs::canonical(place_ / "wards/thử/ward.toml"));
  const std::string page = bytes_of(folder / "summary.html");
  EXPECT_NE(page.find("DỮ LIỆU GIẢ ĐỊNH"), std::string::npos);
  EXPECT_NE(page.find("từ 11:30 đến 11:50 ngày 30/9/2025"), std::string::npos);
}

TEST_F(RunCommandTest, TwoRunsDifferInRunLogAlone) {
  const fs::path file = scenario();
  EXPECT_EQ(files_of(run(file, "one")), files_of(run(file, "elsewhere/two")));
}

TEST_F(RunCommandTest, TheUsualTargetLiesBesideTheScenarios) {
  const fs::path folder = run_scenario_file({.scenario_file = scenario()}, kTinyCatalogue,
                                            Progress{}, [](const Text&) {});
  EXPECT_EQ(folder.lexically_relative(place_), fs::path("results/tiny"));
}

TEST_F(RunCommandTest, AStoppedRunLeavesOnlyItsPartialFolderAndGoesOn) {
  const fs::path file = scenario();
  std::stop_source stop;
  const Progress stopping(
      [&](double, const Text& doing) {
        if (doing.en == "raining") stop.request_stop();
      },
      stop.get_token());
  EXPECT_THROW(run(file, "out", false, stopping), Cancelled);
  EXPECT_FALSE(fs::exists(place_ / "out"));
  EXPECT_TRUE(fs::exists(place_ / "out.partial"));
  const auto call = call_of(place_ / "out.partial");
  ASSERT_TRUE(call.has_value());
  EXPECT_EQ(call->scenario_file, fs::absolute(file));
  EXPECT_EQ(call->folder, fs::current_path());
  EXPECT_TRUE(call->assignments.empty());
  EXPECT_EQ(call->title, "Nhỏ");
  run(file, "out", true);
  EXPECT_NE(told_.find("going on where it stopped"), std::string::npos);
  EXPECT_FALSE(fs::exists(place_ / "out.partial"));
  EXPECT_EQ(files_of(place_ / "out"), files_of(run(file, "straight")));
}

// `table` is read with note = "by table" alone (tests/support/tiny_scenario.h).
TEST_F(RunCommandTest, AFileThatIsNotReadIsNoInput) {
  const fs::path file = scenario();
  const auto with = [&](std::vector<std::string> assignments, const char* target) {
    return Bundle(run_scenario_file({.scenario_file = file,
                                     .target = place_ / target,
                                     .assignments = std::move(assignments)},
                                    kTinyCatalogue, Progress{}, [](const Text&) {}))
        .manifest();
  };
  const Manifest plain = with({}, "plain");
  const Manifest idle = with({"table=nope.csv"}, "idle");
  EXPECT_EQ(idle.run_hash, plain.run_hash);
  EXPECT_EQ(idle.inputs.size(), plain.inputs.size());
  EXPECT_TRUE(std::ranges::none_of(idle.settings,
                                   [](const UsedSetting& one) { return one.name == "table"; }));
  const std::string error = failure_of<InputError>([&] {
    with({"note=by table", "table=nope.csv"}, "missing");
  });
  EXPECT_NE(error.find("nope.csv"), std::string::npos) << error;
  const fs::path table = place_ / "table.csv";
  write_file(table, "a\n1\n");
  const Manifest read = with({"note=by table", "table='" + table.string() + "'"}, "read");
  EXPECT_EQ(read.inputs.size(), plain.inputs.size() + 1);
}

TEST_F(RunCommandTest, AnExistingFolderIsRefusedAndUntouched) {
  fs::create_directories(place_ / "out");
  write_file(place_ / "out" / "ghi chú.txt", "keep");
  EXPECT_NE(error_of(scenario()).find("already"), std::string::npos);
  EXPECT_EQ(bytes_of(place_ / "out" / "ghi chú.txt"), "keep");
}

TEST_F(RunCommandTest, MisspeltKeysAreToldByLineWithTheNearest) {
  const std::string key = error_of(scenario("titel = 'x'\n"));
  EXPECT_NE(key.find("tiny.toml:4"), std::string::npos) << key;
  EXPECT_NE(key.find("'title'"), std::string::npos);
  const std::string setting = error_of(scenario("[settings]\nrrain_mm = 1\n"));
  EXPECT_NE(setting.find("tiny.toml:5"), std::string::npos) << setting;
  EXPECT_NE(setting.find("'rain_mm'"), std::string::npos);
  const fs::path file = place_ / "scenarios" / "name.toml";
  write_file(file, "scenario = 'tinny'\nward = '../wards/thử/ward.toml'\n");
  const std::string name = error_of(file);
  EXPECT_NE(name.find("name.toml:1"), std::string::npos) << name;
  EXPECT_NE(name.find("'tiny'"), std::string::npos);
  EXPECT_FALSE(fs::exists(place_ / "out"));
}

TEST_F(RunCommandTest, ANeedIsCheckedAndRecorded) {
  run(scenario(), "results/first");
  const Bundle second(
      run(scenario("[needs]\nbefore = '../results/first'\n", "second"), "results/second"));
  ASSERT_EQ(second.manifest().needs.size(), 1U);
  EXPECT_EQ(second.manifest().needs[0].path, "../results/first");
  EXPECT_NE(error_of(scenario("[needs]\nbefore = '../results/none'\n", "third")).find("none"),
            std::string::npos);
  EXPECT_NE(error_of(scenario("[needs]\nbefor = '../results/first'\n", "fourth")).find("'before'"),
            std::string::npos);
}

TEST_F(RunCommandTest, AStartWithoutOffsetIsRefused) {
  const fs::path file = place_ / "scenarios" / "start.toml";
  write_file(file, "scenario = 'tiny'\nward = '../wards/thử'\nstart = '2025-09-30 11:30'\n");
  EXPECT_NE(error_of(file).find("start.toml:3"), std::string::npos);
}

}  // namespace
}  // namespace twin
