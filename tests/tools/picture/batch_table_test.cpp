#include "tools/picture/batch_table.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/folder_test.h"

namespace twin {
namespace {

ManifestField field(const char* name, const char* unit, Better better, int decimals) {
  return {.name = name,
          .unit = unit,
          .meaning = tr(std::string("the ") + name, std::string("số ") + name),
          .better = better,
          .decimals = decimals};
}

BatchRow row(const char* measure, std::map<std::string, double> measures) {
  return {.storm = "t10",
          .measure = measure,
          .storm_title = tr("ten years", "mưa 10 năm"),
          .measure_title = tr(measure, "phương án, \"thử\""),
          .folder = std::string("t10__") + measure,
          .measures = std::move(measures)};
}

/// 1,200 people as it is, 900 with a pond, which has twice the water in it; a third run failed.
BatchTable table() {
  BatchTable out{.title = "Thử <b>",
                 .fields = {field("people", "person", Better::less, 0),
                            field("stored_m3", "m3", Better::neither, 1)},
                 .rows = {row("as_is", {{"people", 1200}, {"stored_m3", 10.5}}),
                          row("pond", {{"people", 900}, {"stored_m3", 21}}), row("wall", {})},
                 .changes = {},
                 .sample = {}};
  out.rows[2].failure = Finding{.where = "a", .found = "b", .expected = "c", .outcome = "d"};
  return out;
}

TEST(BatchTable, DifferencesAreToAsItIsUnderTheSameStorm) {
  const BatchTable t = table();
  EXPECT_EQ(change_of(t, t.rows[1], t.fields[0]), -300.0);
  EXPECT_EQ(change_of(t, t.rows[1], t.fields[1]), 10.5);
  EXPECT_EQ(change_of(t, t.rows[0], t.fields[0]), std::nullopt);
  EXPECT_EQ(change_of(t, t.rows[2], t.fields[0]), std::nullopt);
  EXPECT_EQ(t.finished(), 2U);
}

TEST(BatchTable, TheTerminalShowsDifferencesBesideAsItIs) {
  EXPECT_EQ(batch_text(table(), Language::english),
            "\nt10 · ten years\n"
            "               as_is        pond        wall\n"
            "people         1,200        −300      failed  people\n"
            "\nt10__wall: a: found b, expected c; d.\n");
}

TEST(BatchTable, MeasuresThatNoRunHasStandInTheCsvAlone) {
  BatchTable t = table();
  t.fields.push_back(field("hits", "1", Better::more, 0));
  t.rows[0].measures["hits"] = std::nan("");
  EXPECT_EQ(judged_fields(t).size(), 1U);
  EXPECT_EQ(batch_text(t, Language::english).find("hits"), std::string::npos);
  EXPECT_EQ(batch_page(t, Language::english).find("hits"), std::string::npos);
  EXPECT_NE(batch_csv(t, Language::english).find(",hits,hits_change"), std::string::npos);
  t.rows[1].measures["hits"] = 3;
  EXPECT_EQ(judged_fields(t).size(), 2U);
}

TEST(BatchTable, AFailureOfSeveralRunsIsToldOnce) {
  BatchTable t = table();
  t.rows.push_back(t.rows[2]);
  t.rows.back().folder = "t50__wall";
  EXPECT_NE(
      batch_text(t, Language::english).find("\nt10__wall, t50__wall: a: found b, expected c; d.\n"),
      std::string::npos);
}

TEST(BatchTable, TheCsvHoldsARowARun) {
  EXPECT_EQ(
      batch_csv(table(), Language::vietnamese),
      "\xEF\xBB\xBFstorm,measure,storm_title,measure_title,folder,run_hash,error,people,"
      "people_change,stored_m3,stored_m3_change\r\n"
      "t10,as_is,mưa 10 năm,\"phương án, \"\"thử\"\"\",t10__as_is,,,1200,,10.5,\r\n"
      "t10,pond,mưa 10 năm,\"phương án, \"\"thử\"\"\",t10__pond,,,900,-300,21,10.5\r\n"
      "t10,wall,mưa 10 năm,\"phương án, \"\"thử\"\"\",t10__wall,,\"a: thấy b, cần c; d.\",,,,\r\n");
}

TEST(BatchTable, ThePageJudgesByColourAndHidesNothing) {
  const std::string page = batch_page(table(), Language::english);
  EXPECT_NE(page.find("Thử &lt;b&gt;"), std::string::npos);
  EXPECT_NE(page.find("<small class=\"good\">−300</small>"), std::string::npos);
  EXPECT_NE(page.find("<small class=\"same\">+10.5</small>"), std::string::npos);  // no judgement
  EXPECT_NE(page.find("No result: a: found b"), std::string::npos);
  EXPECT_NE(page.find("2 of 3 runs finished"), std::string::npos);
}

using BatchXlsx = FolderTest;

TEST_F(BatchXlsx, TheWorkbookIsEqualInEveryByteAndOpens) {
  write_batch_xlsx(place_ / "a.xlsx", table(), Language::vietnamese);
  write_batch_xlsx(place_ / "b.xlsx", table(), Language::vietnamese);
  EXPECT_EQ(bytes_of(place_ / "a.xlsx"), bytes_of(place_ / "b.xlsx"));
  EXPECT_GT(bytes_of(place_ / "a.xlsx").size(), 3000U);
  EXPECT_THROW(write_batch_xlsx(place_ / "none" / "a.xlsx", table(), Language::english),
               OutputError);
}

}  // namespace
}  // namespace twin
