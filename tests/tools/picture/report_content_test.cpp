#include "tools/picture/report_content.h"

#include "engine/results/bundle_writer.h"
#include "engine/results/declare.h"
#include "tests/support/folder_test.h"
#include "tests/support/small_run.h"

namespace twin {
namespace {

using Rows = std::vector<std::vector<std::string>>;
constexpr Language kEnglish = Language::english;
constexpr Language kVietnamese = Language::vietnamese;

class ReportContent : public FolderTest {
 protected:
  Bundle small_run() {
    BundleWriter out(place_ / "run", small_heading(), kSmallFields, PartialFolder::Start::afresh);
    write_small_run(out);
    out.write(Progress{});
    out.finish();
    return Bundle(place_ / "run");
  }
  /// Five candidates C1 … C5, whose ranks or lengths are 3, 5, 1, 2 and none.
  Bundle five(const ResultField& field) {
    const std::vector<ResultField> declared{field};
    FeatureTable rows("test", "candidates", {{"id", ColumnKind::text}});
    for (std::size_t i = 1; i <= 5; ++i) rows.add(i, Point{0, 0}, {"C" + std::to_string(i)});
    BundleWriter out(place_ / "five", small_heading(), declared, PartialFolder::Start::afresh);
    out.table(rows);
    out.column("candidates", field.name, std::vector{3.0, 5.0, 1.0, 2.0, std::nan("")});
    out.write(Progress{});
    out.finish();
    return Bundle(place_ / "five");
  }
};

TEST_F(ReportContent, ShowsTheBestRanksFirst) {
  const Bundle run = five(declare::column("candidates", "rank", "1", "rank", "hạng"));
  const auto tables = top_tables(run, 3, kEnglish);
  ASSERT_EQ(tables.size(), 1U);
  EXPECT_EQ(tables[0].rows, (Rows{{"C3", "1"}, {"C4", "2"}, {"C1", "3"}}));
  EXPECT_EQ(tables[0].note, "first 3 of 4 rows with a value, by: rank");
  EXPECT_EQ(tables[0].numbers, (std::vector<bool>{false, true}));
}

TEST_F(ReportContent, ShowsTheGreatestValuesOfAnyOtherColumnFirst) {
  const Bundle run = five(declare::column("candidates", "metres", "1", "length", "chiều dài"));
  const auto tables = top_tables(run, 2, kVietnamese);
  ASSERT_EQ(tables.size(), 1U);
  EXPECT_EQ(tables[0].rows, (Rows{{"C2", "5"}, {"C1", "3"}}));
  EXPECT_EQ(tables[0].note, "2 dòng đầu trong 4 dòng có giá trị, xếp theo: chiều dài");
}

// The small run starts at 11:30; 3,600 s later it is 12:30.
TEST_F(ReportContent, TellsInstantsByTheClockAndCodesInWords) {
  ResultField instant = declare::column("candidates", "passed_s", "s", "passed", "qua lúc");
  instant.instant = true;
  EXPECT_EQ(top_tables(five(instant), 1, kEnglish)[0].heads[1], "Passed");
  std::filesystem::remove_all(place_ / "five");
  const Ramp codes{.name = "codes",
                   .classes = {{1, "#1a9850", "good", "tốt"}, {5, "#d73027", "bad", "xấu"}},
                   .in_words = true};
  const Bundle coded =
      five(declare::column("candidates", "verdict", "1", "verdict", "kết luận", {.ramp = &codes}));
  EXPECT_EQ(top_tables(coded, 2, kVietnamese)[0].rows, (Rows{{"C2", "xấu"}, {"C1", "tốt"}}));
}

TEST_F(ReportContent, NamesRowsAndTheirUnits) {
  const auto tables = top_tables(small_run(), 10, kVietnamese);
  ASSERT_EQ(tables.size(), 1U);  // lanes have no column that could order them
  ASSERT_EQ(tables[0].heads.size(), 4U);
  EXPECT_EQ(tables[0].heads[2], "Độ sâu ở cửa (m)");
  EXPECT_EQ(tables[0].rows, (Rows{{"B1", "Số 12 ngõ 34 Trung Kính", "0,34", "ngõ hẹp"}}));
}

TEST_F(ReportContent, TellsMeasuresWithTheirUnits) {
  const Bundle run = small_run();
  const ReportTable table = measures_table(run.manifest(), kVietnamese);
  ASSERT_EQ(table.rows.size(), 1U);
  EXPECT_EQ(table.rows[0][0], "Số người");
  EXPECT_TRUE(table.rows[0][1].starts_with("3")) << table.rows[0][1];
}

TEST(ReportTables, TellWhatShareOfEachLayerIsAssumed) {
  Manifest manifest = small_heading();
  manifest.ward.layers = {{.layer = "lanes",
                           .title = tr("lanes", "ngõ"),
                           .features = 8,
                           .surveyed = 2,
                           .open_data = 5,
                           .assumed = 1,
                           .assumed_columns = {{"width_m", 4}, {"surface", 8}}},
                          {.layer = "roads", .title = tr("roads", "đường")}};
  const ReportTable table = assumed_table(manifest, kEnglish);
  ASSERT_EQ(table.rows.size(), 2U);
  // 2, 5 and 1 of 8: 25, 62.5 and 12.5 %.
  EXPECT_EQ(table.rows[0][0], "Lanes");
  EXPECT_EQ(table.rows[0][1], "8");
  EXPECT_EQ(table.rows[0][2], "25 %");
  EXPECT_NE(table.rows[0][5].find("width_m (50 %)"), std::string::npos);
  EXPECT_NE(table.rows[0][5].find("surface (100 %)"), std::string::npos);
  EXPECT_EQ(table.rows[1][2], "–");  // of nothing
}

TEST(ReportTables, ShowSettingsAsPeopleWriteThem) {
  const auto shown = [](UsedSetting setting, Language language) {
    return shown_setting(setting, language);
  };
  EXPECT_EQ(shown({.name = "a", .value = 0.25, .unit = "mm"}, kVietnamese), "0,25\u00a0mm");
  EXPECT_EQ(shown({.name = "a", .value = 0.25, .unit = "mm"}, kEnglish), "0.25\u00a0mm");
  EXPECT_EQ(shown({.name = "a", .value = true}, kVietnamese), "có");
  EXPECT_EQ(shown({.name = "a", .value = std::string()}, kEnglish), "none");
  EXPECT_EQ(shown({.name = "a", .value = std::vector{1.5, 2.0}}, kVietnamese), "1,5; 2");
  EXPECT_EQ(shown({.name = "a", .value = std::vector<std::string>{"R1", "R2"}}, kEnglish),
            "R1; R2");
}

TEST(ReportTables, ShowSmallNumbersAndEmptyListsAsPeopleWriteThem) {
  EXPECT_EQ(shown_setting({.name = "a", .value = 0.0005}, kVietnamese), "0,0005");
  EXPECT_EQ(shown_setting({.name = "a", .value = 10.0, .unit = "year"}, kVietnamese),
            "10\u00a0năm");
  EXPECT_EQ(shown_setting({.name = "a", .value = std::vector<std::string>{}}, kVietnamese),
            "không có");
  EXPECT_EQ(shown_setting({.name = "a", .value = std::vector<double>{}, .unit = "m"}, kEnglish),
            "none");
}

TEST(ReportTables, TellAComparisonByItsRunsAndItsChangesWithASign) {
  Manifest manifest = small_heading();
  manifest.scenario = kComparison;
  manifest.needs = {{"first", "a", "flood", "11"}, {"second", "b", "flood", "22"}};
  EXPECT_TRUE(provenance_line(manifest, kVietnamese).starts_with("so sánh a (11) → b (22) · "));
  const ManifestField field{.name = "affected_change", .unit = "persons", .decimals = 0};
  EXPECT_EQ(shown_result(manifest, field, 3.0).vi, "+3\u00a0người");
  manifest.scenario = "flood";
  EXPECT_EQ(shown_result(manifest, field, 3.0).vi, "3\u00a0người");
}

TEST(ReportTables, TellSettingsOfAChangeByTheirKeys) {
  Manifest manifest = small_heading();
  manifest.changes = {{.name = "t50",
                       .title = tr("fifty years", "mưa 50 năm"),
                       .path = "t50.toml",
                       .sha256 = "1",
                       .effect = tr("rain = design", "rain = design")}};
  EXPECT_EQ(changes_table(manifest, kVietnamese).rows,
            (Rows{{"Mưa 50 năm", "rain = design", "t50", "t50.toml"}}));
}

TEST(ReportTables, TellHowManyFindingsAreLeftOut) {
  Manifest manifest = small_heading();
  for (const char* found : {"one", "two", "three"}) {
    manifest.findings.push_back({.where = "w", .found = found, .expected = "e", .outcome = "o"});
  }
  const ReportTable two = findings_table(manifest, 2, kEnglish);
  EXPECT_EQ(two.rows, (Rows{{"w: found one, expected e; o."}, {"w: found two, expected e; o."}}));
  EXPECT_EQ(two.note, "first 2 of 3; all are in manifest.json");
  EXPECT_EQ(findings_table(manifest, 3, kEnglish).note, "");
}

TEST(ReportTables, HaveATitleEvenWithoutOne) {
  Manifest manifest = small_heading();
  EXPECT_EQ(report_title(manifest), "Thử nghiệm");
  manifest.title.clear();
  EXPECT_EQ(report_title(manifest), "Nhỏ");
  EXPECT_EQ(table_title(manifest, "streets").vi, "Đường phố");
  EXPECT_EQ(table_title(manifest, "unheard_of").vi, "unheard_of");
}

}  // namespace
}  // namespace twin
