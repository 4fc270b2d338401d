#include "engine/results/list_file.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/csv_file.h"
#include "engine/base/read_file.h"
#include "engine/results/bundle_writer.h"
#include "engine/results/collected.h"
#include "tests/support/folder_test.h"
#include "tests/support/small_run.h"

namespace twin {
namespace {

ManifestField field(const std::string& name, FieldKind kind, const std::string& unit,
                    const Text& meaning, int decimals = 0) {
  return {.name = name,
          .unit = unit,
          .kind = kind,
          .table = "candidates",
          .meaning = meaning,
          .decimals = decimals};
}

const std::vector<ManifestField> kFields = {
    field("rank", FieldKind::column, "1", tr("place", "hạng")),
    field("cost_mvnd", FieldKind::column, "million VND", tr("cost", "chi phí"), 1),
    field("why_vi", FieldKind::text, "1", tr("why", "vì sao")),
    field("why_en", FieldKind::text, "1", tr("why", "vì sao, tiếng Anh")),
    field("other", FieldKind::column, "m", tr("not of this table", "của bảng khác"))};

FeatureTable candidates() {
  FeatureTable table("test", "candidates",
                     {{"id", ColumnKind::text},
                      {"lane", ColumnKind::text},
                      {"source", ColumnKind::text},
                      {"rank", ColumnKind::number},
                      {"cost_mvnd", ColumnKind::number},
                      {"why_vi", ColumnKind::text},
                      {"why_en", ColumnKind::text}});
  table.add(1, {},
            {std::string("open-L1"), std::string("Ngõ 34"), std::string("assumed"), 1.0, 12.345,
             std::string("mở rộng 2,3 m, dời \"cổng\""), std::string("widen")});
  table.add(2, {},
            {std::string("water-L2"), std::string("Ngách 5"), std::string("assumed"), 2.0, Value{},
             std::string("xây bể"), std::string("cistern")});
  return table;
}

TEST(ListCsv, IsReadableByPeopleInASpreadsheet) {
  EXPECT_EQ(list_csv(candidates(), kFields),
            "\xEF\xBB\xBF"
            "mã,ngõ,hạng,chi phí (triệu đồng),vì sao\r\n"
            "open-L1,Ngõ 34,1,12.3,\"mở rộng 2,3 m, dời \"\"cổng\"\"\"\r\n"
            "water-L2,Ngách 5,2,,xây bể\r\n");
}

TEST(ListCsv, TellsTheKindInWordsAndLeavesItsCodeToTheTable) {
  FeatureTable table("test", "candidates",
                     {{"id", ColumnKind::text},
                      {"kind", ColumnKind::text},
                      {"rank", ColumnKind::number},
                      {"kind_vi", ColumnKind::text},
                      {"kind_en", ColumnKind::text}});
  table.add(1, {},
            {std::string("drain-L1"), std::string("drain"), 1.0, std::string("thoát nước"),
             std::string("drain and resurface")});
  std::vector<ManifestField> fields = kFields;
  fields.push_back(field("kind_vi", FieldKind::text, "1", tr("what", "loại")));
  fields.push_back(field("kind_en", FieldKind::text, "1", tr("what", "loại, tiếng Anh")));
  EXPECT_EQ(list_csv(table, fields),
            "\xEF\xBB\xBF"
            "mã,loại,hạng\r\n"
            "drain-L1,thoát nước,1\r\n");
}

TEST(ListCsv, OfTextsInTwoLanguagesPeopleGetTheirs) {
  const FeatureTable table("test", "lanes",
                           {{"reason", ColumnKind::text},
                            {"reason_en", ColumnKind::text},
                            {"kind", ColumnKind::text},
                            {"kind_vi", ColumnKind::text},
                            {"kind_en", ColumnKind::text},
                            {"note_en", ColumnKind::text}});
  const auto told_in = [&](Language language) {
    std::vector<std::string> told;
    for (const Column& column : table.columns()) {
      if (is_told_in(language, table, column.name)) told.push_back(column.name);
    }
    return told;
  };
  EXPECT_EQ(told_in(Language::vietnamese),
            (std::vector<std::string>{"reason", "kind_vi", "note_en"}));
  EXPECT_EQ(told_in(Language::english),
            (std::vector<std::string>{"reason_en", "kind_en", "note_en"}));
}

TEST(ToldText, IsInEachLanguageWhatItsColumnSays) {
  FeatureTable table("test", "lanes",
                     {{"reason", ColumnKind::text},
                      {"reason_en", ColumnKind::text},
                      {"why_vi", ColumnKind::text},
                      {"why_en", ColumnKind::text},
                      {"note", ColumnKind::text}});
  table.add(1, {}, {"ngõ hẹp", "narrow", "vì sao", "why", "ghi chú"});
  EXPECT_EQ(told_text(table, table[0], "reason"), tr("narrow", "ngõ hẹp"));
  EXPECT_EQ(told_text(table, table[0], "why_vi"), tr("why", "vì sao"));
  EXPECT_EQ(told_text(table, table[0], "note"), Text("ghi chú"));
}

TEST(ToldMeaning, IsInEnglishThatOfTheEnglishColumn) {
  Manifest manifest;
  manifest.fields = {
      {.name = "reason", .table = "lanes", .meaning = tr("why, in Vietnamese", "vì sao")},
      {.name = "reason_en", .table = "lanes", .meaning = tr("why", "vì sao, tiếng Anh")}};
  EXPECT_EQ(told_meaning(manifest, manifest.fields[0]), tr("why", "vì sao"));
  manifest.fields.pop_back();
  EXPECT_EQ(told_meaning(manifest, manifest.fields[0]), tr("why, in Vietnamese", "vì sao"));
}

TEST(ListCsv, ReadsBackThroughOurOwnReader) {
  const CsvFile csv = CsvFile::parse(list_csv(candidates(), kFields), "list");
  EXPECT_EQ(csv.rows(), 2U);
  EXPECT_EQ(csv.number(0, csv.column("chi phí (triệu đồng)")), 12.3);
  EXPECT_EQ(csv.text(0, csv.column("vì sao")), "mở rộng 2,3 m, dời \"cổng\"");
}

TEST(ListCsv, WritesNoMinusBeforeWhatRoundsToZero) {
  FeatureTable table("test", "candidates", {{"rank", ColumnKind::number}});
  table.add(1, {}, {-1e-9});
  EXPECT_EQ(list_csv(table, kFields), "\xEF\xBB\xBFhạng\r\n0\r\n");
}

using ListFile = FolderTest;

TEST_F(ListFile, LiesBesideTheTablesOfARunThatAsksForIt) {
  BundleWriter out(place_ / "run", small_heading(), kSmallFields, PartialFolder::Start::afresh);
  write_small_run(out);
  out.list("buildings");
  out.write(Progress{});
  out.finish();
  const CsvFile csv = CsvFile::read(place_ / "run" / "buildings.csv");
  EXPECT_EQ(csv.rows(), small_buildings().size());
  EXPECT_EQ(csv.text(0, csv.column("độ sâu ở cửa (m)")), "0.34");
  EXPECT_EQ(csv.text(0, csv.column("lý do")), "ngõ hẹp");
}

TEST(Collected, KnowsWhichTablesAreWantedAsLists) {
  Collected out(kSmallFields, "small");
  write_small_run(out);
  out.list("buildings");
  EXPECT_EQ(out.lists(), std::vector<std::string>{"buildings"});
  EXPECT_THROW(out.list("no_table"), std::logic_error);
}

}  // namespace
}  // namespace twin
