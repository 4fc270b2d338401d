#include "tools/wardtwin/run_batch.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "engine/results/bundle.h"
#include "tests/support/folder_test.h"
#include "tests/support/tiny_scenario.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

int runs_begun = 0;

void run_counted(const Request& request, Output& out, const Progress& progress) {
  ++runs_begun;
  if (request.settings.text("note") == "unstable") {
    throw NumericalError({.where = "tiny",
                          .found = "a depth without a bound",
                          .expected = "a depth",
                          .outcome = "stopped"});
  }
  if (request.settings.text("note") == "full disk") {
    throw OutputError({.where = "tiny",
                       .found = "no space left on device",
                       .expected = "room",
                       .outcome = "stopped"});
  }
  run_tiny(request, out, progress);
}

const Scenario kCounted = [] {
  Scenario scenario = kTiny;
  scenario.run = run_counted;
  return scenario;
}();
const std::array<const Scenario*, 1> kCountedCatalogue{&kCounted};

/// Rain of 100 or 200 mm; houses affected are 3 for each 100 mm (tiny_scenario.h). The measure
/// "half" halves the rain.
class RunBatch : public FolderTest {
 protected:
  void SetUp() override {
    runs_begun = 0;
    write_tiny_ward(place_ / "wards" / "w");
    write("base.toml", "scenario = 'tiny'\ntitle = 'Nền'\nward = 'wards/w'\n");
    write("heavy.toml", "title = 'mưa to'\n[settings]\nrain_mm = 200\n");
    write("light.toml", "title = 'mưa vừa'\n[settings]\nrain_mm = 100\n");
    write("dry.toml", "title = 'không mưa'\n[settings]\nrain_mm = 0\n");
    write("batch.toml",
          "title = 'Thử'\nbase = 'base.toml'\nstorms = ['heavy.toml', 'light.toml']\n"
          "measures = ['dry.toml']\n");
  }
  void write(const std::string& name, const std::string& text) { write_file(place_ / name, text); }
  BatchOutcome run(const std::string& target, bool resume = false,
                   const Progress& progress = Progress{},
                   const std::vector<std::string>& assignments = {}) {
    return run_batch({.batch_file = place_ / "batch.toml",
                      .target = place_ / target,
                      .assignments = assignments,
                      .resume = resume},
                     kCountedCatalogue, progress,
                     [&](const Text& line) { told_ += line.en + "\n"; });
  }
  /// Compares file by file, so that a difference names its file and not all bytes of all.
  void expect_equal(const std::string& one, const std::string& other) {
    const auto a = files_of(place_ / one);
    const auto b = files_of(place_ / other);
    EXPECT_EQ(a.size(), b.size());
    for (const auto& [name, bytes] : a) {
      if (name.ends_with("/run.log")) continue;  // of the single runs: it tells when and where
      EXPECT_TRUE(b.contains(name) && b.at(name) == bytes) << name;
    }
  }
  std::string told_;
};

TEST_F(RunBatch, EveryStormWithEveryMeasureIsAFolderAndARow) {
  const BatchOutcome outcome = run("out");
  EXPECT_EQ(outcome.first_failure, nullptr);
  for (const char* name : {"heavy__as_is", "heavy__dry", "light__as_is", "light__dry",
                           "difference/heavy__dry", "difference/light__dry"}) {
    EXPECT_TRUE(fs::exists(place_ / "out" / name / "manifest.json")) << name;
    EXPECT_TRUE(fs::exists(place_ / "out" / name / "map.png")) << name;
  }
  ASSERT_EQ(outcome.table.rows.size(), 4U);
  const ManifestField affected = manifest_field(
      *std::ranges::find(kTiny.results, std::string_view("affected"), &ResultField::name));
  EXPECT_EQ(outcome.table.rows[0].measures.at("affected"), 6.0);
  EXPECT_EQ(change_of(outcome.table, outcome.table.rows[1], affected), -6.0);
  EXPECT_EQ(change_of(outcome.table, outcome.table.rows[3], affected), -3.0);
  EXPECT_EQ(change_of(outcome.table, outcome.table.rows[0], affected), std::nullopt);
  const std::string csv = bytes_of(place_ / "out" / "comparison.csv");
  EXPECT_NE(csv.find("heavy,dry,mưa to,không mưa,heavy__dry,"), std::string::npos) << csv;
  const std::string page = bytes_of(place_ / "out" / "comparison.html");
  EXPECT_NE(page.find("difference/heavy__dry/map.png"), std::string::npos);
  EXPECT_NE(page.find("DỮ LIỆU GIẢ ĐỊNH"), std::string::npos);
  EXPECT_EQ(Bundle(place_ / "out/heavy__dry").manifest().title, "Nền · mưa to · không mưa");
}

TEST_F(RunBatch, ThePageTellsWhatEachChangeSets) {
  write("dry.toml", "title = 'không mưa'\n[settings]\nrain_mm = 0\nnote = 'thử'\n");
  const BatchOutcome outcome = run("out");
  ASSERT_EQ(outcome.table.changes.size(), 3U);
  EXPECT_EQ(outcome.table.changes[1].name, "dry");
  EXPECT_EQ(outcome.table.changes[1].effect.vi, "rain_mm = 0\u00a0mm; note = thử");
  // told as it is first met: under "dry" it would say that it is set again
  EXPECT_EQ(outcome.table.changes[0].effect.en, "rain_mm = 200\u00a0mm");
}

TEST_F(RunBatch, ChangesThatShareANameAreAllTold) {
  write("batch.toml",
        "base = 'base.toml'\n"
        "[[storm]]\nname = 'a'\n[[storm.change]]\nname = 'rain'\n[storm.change.settings]\nrain_mm "
        "= 10\n"
        "[[storm]]\nname = 'b'\n[[storm.change]]\nname = 'rain'\n[storm.change.settings]\nrain_mm "
        "= 20\n");
  const BatchOutcome outcome = run("out");
  ASSERT_EQ(outcome.table.changes.size(), 2U);
  EXPECT_EQ(outcome.table.changes[1].effect.en, "rain_mm = 20\u00a0mm");
}

TEST_F(RunBatch, EqualBatchesAreEqualInEveryByte) {
  run("one");
  run("two");
  expect_equal("one", "two");
}

TEST_F(RunBatch, AStoppedBatchKeepsItsFinishedRunsAndGoesOn) {
  std::stop_source stop;
  int raining = 0;
  const Progress stopping(
      [&](double, const Text& doing) {
        if (doing.en.ends_with("raining") && ++raining == 3) stop.request_stop();
      },
      stop.get_token());
  EXPECT_THROW(run("out", false, stopping), Cancelled);
  EXPECT_FALSE(fs::exists(place_ / "out"));
  EXPECT_TRUE(fs::exists(place_ / "out.partial/heavy__dry/manifest.json"));
  EXPECT_TRUE(fs::exists(place_ / "out.partial/light__as_is.partial"));
  EXPECT_EQ(runs_begun, 3);
  run("out", true);
  EXPECT_EQ(runs_begun, 5);  // the third again from its checkpoint, the fourth; not the first two
  EXPECT_NE(told_.find("2 runs are finished and kept; left to run: 2"), std::string::npos) << told_;
  EXPECT_NE(told_.find("going on where it stopped"), std::string::npos) << told_;
  EXPECT_FALSE(fs::exists(place_ / "out.partial"));
  run("straight");
  expect_equal("out", "straight");
}

TEST_F(RunBatch, AFailingRunStandsInTheTableAndStopsNoOther) {
  write("bad.toml", "title = 'lỗi'\n[settings]\nnote = 'unstable'\n");
  write("lost.toml", "[[ground_level]]\nstreets = ['Ngõ không có']\nraise_m = 0.1\n");
  write("batch.toml",
        "base = 'base.toml'\nstorms = ['heavy.toml']\n"
        "measures = ['bad.toml', 'lost.toml', 'dry.toml']\n");
  const BatchOutcome outcome = run("out");
  EXPECT_THROW(std::rethrow_exception(outcome.first_failure), NumericalError);
  EXPECT_EQ(outcome.table.finished(), 2U);
  ASSERT_TRUE(outcome.table.rows[1].failure);
  EXPECT_EQ(outcome.table.rows[1].failure->found.en, "a depth without a bound");
  ASSERT_TRUE(outcome.table.rows[2].failure);
  EXPECT_NE(outcome.table.rows[2].failure->where.en.find("lost.toml:2"), std::string::npos);
  EXPECT_TRUE(fs::exists(place_ / "out/heavy__dry/manifest.json"));
  const std::string csv = bytes_of(place_ / "out" / "comparison.csv");
  EXPECT_NE(csv.find("a depth without a bound"), std::string::npos);
  EXPECT_NE(bytes_of(place_ / "out" / "comparison.html").find("Ngõ không có"), std::string::npos);

  write("bad.toml", "title = 'lỗi'\n[settings]\nnote = 'mended'\n");
  const int begun = runs_begun;
  EXPECT_EQ(run("out", true).table.finished(), 3U);
  EXPECT_EQ(runs_begun, begun + 1);  // the mended one alone
}

TEST_F(RunBatch, WhereNoRunCanBeBegunNothingIsMade) {
  write("base.toml",
        "scenario = 'tiny'\ntitle = 'Nền'\nward = 'wards/w'\n[settings]\nrian_mm = 1\n");
  EXPECT_NE(failure_of<InputError>([&] { run("out"); }).find("base.toml:5"), std::string::npos);
  EXPECT_FALSE(fs::exists(place_ / "out"));
  EXPECT_FALSE(fs::exists(place_ / "out.partial"));
  EXPECT_EQ(told_, "");  // the error says it once
  write("base.toml", "scenario = 'tiny'\ntitle = 'Nền'\nward = 'wards/w'\n");
  EXPECT_NE(failure_of<InputError>([&] {
              run("out", false, Progress{}, {"rian_mm=1"});
            }).find("--set rian_mm=1"),
            std::string::npos);
  EXPECT_EQ(run("out").table.finished(), 4U);  // the same -o after the mend
  EXPECT_NE(failure_of<InputError>([&] {
              run("out", true, Progress{}, {"rian_mm=1"});
            }).find("--set rian_mm=1"),
            std::string::npos);
  EXPECT_TRUE(fs::exists(place_ / "out/heavy__dry/manifest.json"));  // not renamed either
}

TEST_F(RunBatch, AMeasureThatCannotBeIsToldOnceBeforeTheFirstRun) {
  write("lost.toml", "[[ground_level]]\nstreets = ['Ngõ không có']\nraise_m = 0.1\n");
  write("batch.toml",
        "base = 'base.toml'\nstorms = ['heavy.toml', 'light.toml']\n"
        "measures = ['dry.toml', 'lost.toml']\n");
  std::string told_before;
  const Progress progress([&](double, const Text& doing) {
    if (told_before.empty() && doing.en.ends_with("raining")) told_before = told_;
  });
  const BatchOutcome outcome = run("out", false, progress);
  EXPECT_EQ(outcome.table.finished(), 4U);
  EXPECT_TRUE(told_before.starts_with("heavy__lost, light__lost: cannot be run: ")) << told_before;
  const std::size_t named = told_.find("Ngõ không có");
  EXPECT_NE(named, std::string::npos);
  EXPECT_EQ(told_.find("Ngõ không có", named + 1), std::string::npos) << told_;
}

TEST_F(RunBatch, AFullDiskEndsTheBatchAndItsFolderStaysPartial) {
  write("dry.toml", "title = 'không mưa'\n[settings]\nrain_mm = 0\nnote = 'full disk'\n");
  EXPECT_THROW(run("out"), OutputError);
  EXPECT_EQ(runs_begun, 2);  // nothing is begun after it
  EXPECT_FALSE(fs::exists(place_ / "out"));
  EXPECT_TRUE(fs::exists(place_ / "out.partial/heavy__as_is/manifest.json"));
  write("dry.toml", "title = 'không mưa'\n[settings]\nrain_mm = 0\n");
  EXPECT_EQ(run("out", true).table.finished(), 4U);
  EXPECT_EQ(runs_begun, 5);  // the first is kept
}

TEST_F(RunBatch, AStormThatIsAddedIsRunAlone) {
  run("out");
  write("batch.toml",
        "title = 'Thử'\nbase = 'base.toml'\nstorms = ['heavy.toml', 'light.toml']\n"
        "measures = ['dry.toml']\n[[storm]]\nname = 'flash'\ntitle = 'mưa rào'\n"
        "[[storm.change]]\nname = 'flash'\n[storm.change.settings]\nrain_mm = 150\n");
  const int begun = runs_begun;
  const BatchOutcome outcome = run("out", true);
  EXPECT_EQ(runs_begun, begun + 2);
  EXPECT_EQ(outcome.table.rows[4].measures.at("affected"), 4.5);
}

TEST_F(RunBatch, ARunOfOtherInputsIsLeftAsItIs) {
  run("out");
  write("dry.toml", "title = 'không mưa'\n[settings]\nrain_mm = 10\n");
  const BatchOutcome outcome = run("out", true);
  ASSERT_TRUE(outcome.table.rows[1].failure);
  EXPECT_NE(outcome.table.rows[1].failure->found.en.find("other inputs"), std::string::npos);
  EXPECT_EQ(Bundle(place_ / "out/heavy__dry").measure("affected"), 0.0);
}

TEST_F(RunBatch, AnExistingFolderIsRefusedWithoutResume) {
  fs::create_directories(place_ / "out");
  write_file(place_ / "out/ghi chú.txt", "keep");
  EXPECT_NE(failure_of<InputError>([&] { run("out"); }).find("already"), std::string::npos);
  EXPECT_NE(failure_of<InputError>([&] { run("out", true); }).find("already"), std::string::npos);
  EXPECT_EQ(bytes_of(place_ / "out/ghi chú.txt"), "keep");
  EXPECT_EQ(runs_begun, 0);
}

TEST_F(RunBatch, ABatchFileThatCannotBeUsedIsRefusedByLine) {
  const auto error_with = [&](const std::string& text) {
    write("batch.toml", text);
    return failure_of<InputError>([&] { run("out"); });
  };
  EXPECT_NE(error_with("base = 'base.toml'\nstroms = []\n").find("batch.toml:2"),
            std::string::npos);
  EXPECT_NE(error_with("storms = ['heavy.toml']\n").find("no key 'base'"), std::string::npos);
  EXPECT_NE(error_with("base = 'base.toml'\n").find("neither storms nor measures"),
            std::string::npos);
  EXPECT_NE(error_with("base = 'base.toml'\nstorms = ['heavy.toml', 'heavy.toml']\n")
                .find("'heavy' a second time"),
            std::string::npos);
  EXPECT_FALSE(fs::exists(place_ / "out.partial"));
}

}  // namespace
}  // namespace twin
