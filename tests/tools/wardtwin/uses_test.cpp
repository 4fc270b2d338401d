// What people do with finished runs: describe, compare, ask at a place, report.
#include <gtest/gtest.h>

#include "tests/support/folder_test.h"
#include "tests/support/tiny_scenario.h"
#include "tools/picture/report_pdf.h"
#include "tools/picture/report_xlsx.h"
#include "tools/wardtwin/at_place.h"
#include "tools/wardtwin/compare_runs.h"
#include "tools/wardtwin/describe_scenario.h"
#include "tools/wardtwin/run_command.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

class UsesTest : public FolderTest {
 protected:
  void SetUp() override {
    write_tiny_ward(place_ / "ward");
    write_file(place_ / "tiny.toml",
               "scenario = 'tiny'\nward = 'ward'\nstart = '2025-09-30T11:30:00+07:00'\n");
  }
  /// The folder of a run with that much rain.
  fs::path run(const std::string& name, const std::string& rain = "rain_mm=100") {
    return run_scenario_file(
        {.scenario_file = place_ / "tiny.toml", .target = place_ / name, .assignments = {rain}},
        kTinyCatalogue, Progress{}, [](const Text&) {});
  }
};

TEST(Describe, TellsUnitsRangesAndMeanings) {
  const std::string text = described(kTiny, Language::vietnamese);
  EXPECT_NE(text.find("rain_mm"), std::string::npos);
  EXPECT_NE(text.find("0 … 500 mm"), std::string::npos) << text;
  EXPECT_NE(text.find("lượng mưa"), std::string::npos);
  EXPECT_NE(described_json(kTiny).find("\"unit\": \"persons\""), std::string::npos);
}

TEST_F(UsesTest, ComparingARunWithItselfFindsNoChange) {
  const Bundle a(run("a"));
  const Comparison comparison = compare(a, a);
  ASSERT_EQ(comparison.grids.size(), 1U);
  EXPECT_EQ(comparison.grids[0].count.compared, 5U);  // six cells, one without data
  EXPECT_EQ(comparison.grids[0].count.changed, 0U);
}

TEST_F(UsesTest, ADifferenceIsSecondMinusFirstAndIsAFolderOfResults) {
  const Bundle a(run("a"));
  const Bundle b(run("b", "rain_mm=200"));
  const Comparison comparison = compare(a, b);
  ASSERT_EQ(comparison.measures.size(), 1U);
  EXPECT_EQ(comparison.measures[0].first, 3.0);
  EXPECT_EQ(comparison.measures[0].second, 6.0);
  EXPECT_NE(comparison_text(a, b, comparison, Language::english).find("worse"), std::string::npos);
  write_comparison(a, b, comparison, place_ / "difference", Language::vietnamese);
  const Bundle difference(place_ / "difference");
  EXPECT_EQ(difference.measure("affected_change"), 3.0);
  EXPECT_EQ(difference.column("buildings", "door_depth_m_change").front(), 0.0);
  EXPECT_EQ(difference.table("buildings")[0].text("address"), "Số 12 ngõ 34 Trung Kính");
  EXPECT_TRUE(fs::exists(place_ / "difference" / "max_depth_m_change.tif"));
  EXPECT_TRUE(fs::exists(place_ / "difference" / "map.png"));
}

TEST_F(UsesTest, RunsOfOneTitleAreTitledByWhatDiffersAndIncreasesHaveASign) {
  const Bundle a(run("a"));
  const Bundle b(run("b", "rain_mm=200"));
  write_comparison(a, b, compare(a, b), place_ / "difference", Language::vietnamese);
  const Bundle difference(place_ / "difference");
  EXPECT_EQ(difference.manifest().title, "Nhỏ: rain_mm 100\u00a0mm → 200\u00a0mm");
  const std::string page = bytes_of(place_ / "difference" / "summary.html");
  EXPECT_NE(page.find("<b>+3\u00a0người</b>"), std::string::npos);
  EXPECT_EQ(page.find("kịch bản compare"), std::string::npos);
  write_comparison(a, a, compare(a, a), place_ / "same", Language::vietnamese);
  EXPECT_EQ(Bundle(place_ / "same").manifest().title, "Nhỏ: a → a");
}

TEST_F(UsesTest, AChangeThatRoundsToNothingIsNotJudged) {
  const Bundle a(run("a"));
  const Bundle b(run("b", "rain_mm=100.1"));  // 3 and 3.003 people
  const std::string text = comparison_text(a, b, compare(a, b), Language::english);
  EXPECT_EQ(text.find("worse"), std::string::npos) << text;
}

TEST_F(UsesTest, ACentimetreIsNotMuchHoweverGreatItIsAmongTheDifferences) {
  const Bundle a(run("a"));
  ManifestField plain = *a.manifest().field("max_depth_m");  // two decimals
  plain.ramp.reset();
  Comparison small;
  small.grids.push_back({.field = &plain,
                         .difference = Grid<float>(kSmallFrame, 0.012F),
                         .count = {.compared = 6, .changed = 6, .most = 0.012}});
  write_comparison(a, a, small, place_ / "small", Language::vietnamese);
  const Manifest manifest = Bundle(place_ / "small").manifest();
  const auto& classes = manifest.field("max_depth_m_change")->ramp->classes;
  EXPECT_DOUBLE_EQ(classes[3].from, 0.01);  // one step of the last decimal
  EXPECT_DOUBLE_EQ(classes[4].from, 0.1);   // ten of them
}

TEST_F(UsesTest, APlaceIsFoundByIdAddressOrPoint) {
  const Bundle a(run("a"));
  EXPECT_EQ(find_place(a, "B2").things.at(0).row, 1U);
  EXPECT_EQ(find_place(a, "Số 12 ngõ 34 Trung Kính").things.at(0).row, 0U);
  EXPECT_EQ(find_place(a, "12 ngo 34 trung kinh").things.at(0).row, 0U);
  EXPECT_EQ(find_place(a, "16 ngõ 34 Trung Kính").things.at(0).row, 1U);  // an address of the ward
  const PlaceInRun point = find_place(a, "1002,2002");
  ASSERT_EQ(point.things.size(), 2U);  // the house that holds it, and the nearest lane
  EXPECT_EQ(point.things[0].away_m, 0.0);
  EXPECT_EQ(point.things[1].away_m, 6.0);
}

TEST_F(UsesTest, AnAnswerHasUnitsClassesTimesAndInputs) {
  const Bundle a(run("a"));
  const std::string house = told_at(a, find_place(a, "B1"), Language::vietnamese);
  EXPECT_NE(house.find("door_depth_m = 0,34\u00a0m [xe chết máy]"), std::string::npos) << house;
  EXPECT_NE(house.find("ward.gpkg"), std::string::npos);
  const std::string lane = told_at(a, find_place(a, "L2"), Language::vietnamese);
  EXPECT_NE(lane.find("lớn nhất, lúc 11:40 ngày 30/9/2025"), std::string::npos) << lane;
}

TEST_F(UsesTest, AnUnknownPlaceIsRefusedWithTheNearestAddress) {
  const Bundle a(run("a"));
  EXPECT_THROW(find_place(a, "100,100"), InputError);
  try {
    find_place(a, "Số 15 ngõ 34 Trung Kính");
    FAIL() << "no error";
  } catch (const InputError& error) {
    EXPECT_NE(error.finding().text().find("ngõ 34 Trung Kính'"), std::string::npos);
  }
}

TEST_F(UsesTest, ReportsAreEqualInEveryByte) {
  const Bundle a(run("a"));
  const std::array<const Bundle*, 1> runs{&a};
  for (const char* name : {"one", "two"}) {
    write_xlsx(place_ / (std::string(name) + ".xlsx"), runs, Language::vietnamese);
    write_pdf(place_ / (std::string(name) + ".pdf"), runs, Language::vietnamese);
  }
  EXPECT_EQ(bytes_of(place_ / "one.xlsx").substr(0, 2), "PK");
  EXPECT_EQ(bytes_of(place_ / "one.pdf").substr(0, 4), "%PDF");
  EXPECT_EQ(bytes_of(place_ / "one.xlsx"), bytes_of(place_ / "two.xlsx"));
  EXPECT_EQ(bytes_of(place_ / "one.pdf"), bytes_of(place_ / "two.pdf"));
}

}  // namespace
}  // namespace twin
