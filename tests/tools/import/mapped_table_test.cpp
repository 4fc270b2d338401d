#include "tools/import/mapped_table.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "layers/flood_spots/flood_spots.h"
#include "layers/lanes/lanes.h"
#include "layers/roads/roads.h"

namespace twin {
namespace {

FeatureTable survey() {
  FeatureTable table("survey.shp, layer 'survey'", "lanes",
                     {{"TEN"}, {"be_rong_ngo"}, {"ket_cau"}, {"Lit"}, {"ghi_chu"}});
  table.add(4, Polyline{{0, 0}, {9, 0}},
            {std::string("Ngõ 34"), std::string("2,5"), std::string("bê tông"), std::string("có"),
             std::string("x")});
  return table;
}

TEST(MappedTable, ColumnsAreFoundByTheMapOrByTheirNames) {
  LayerMap map;
  map.columns = {{"clear_width_m", "be_rong_ngo"}, {"surface", "ket_cau"}};
  map.values["surface"] = {{"bê tông", "concrete"}};
  map.source = "open data";
  map.assumed = {"clear_width_m"};
  Findings findings;
  const FeatureTable table = mapped_table(survey(), lanes_spec(), map, findings);
  ASSERT_EQ(table.size(), 1U);
  EXPECT_EQ(table[0].fid(), 4);
  EXPECT_EQ(table[0].text("name"), "Ngõ 34");
  EXPECT_EQ(table[0].number("clear_width_m"), 2.5);
  EXPECT_EQ(table[0].text("surface"), "concrete");
  EXPECT_EQ(table[0].number("lit"), 1.0);
  EXPECT_EQ(table[0].text("source"), "open data");
  EXPECT_EQ(table[0].text("assumed"), "clear_width_m");
  ASSERT_EQ(findings.all().size(), 1U);
  EXPECT_EQ(findings.all()[0].found.en, "the columns ghi_chu");
}

TEST(MappedTable, AColumnThatTheFileDoesNotHaveIsRefusedWithTheNearest) {
  LayerMap map;
  map.columns = {{"clear_width_m", "be_rong_ngoo"}};
  Findings findings;
  try {
    mapped_table(survey(), lanes_spec(), map, findings);
    FAIL();
  } catch (const InputError& error) {
    EXPECT_NE(error.finding().text().find("'be_rong_ngo'"), std::string::npos);
  }
}

TEST(MappedTable, OpenStreetMapsColumnsAreKnown) {
  FeatureTable table("roads.kml", "roads", {{"Name"}, {"highway"}});
  table.add(1, Polyline{{0, 0}, {9, 0}}, {std::string("Phố Tú Mỡ"), std::string("tertiary")});
  Findings findings;
  const FeatureTable mapped = mapped_table(table, roads_spec(), {}, findings);
  EXPECT_EQ(mapped[0].text("name"), "Phố Tú Mỡ");
  EXPECT_EQ(mapped[0].text("road_class"), "tertiary");
  EXPECT_TRUE(findings.empty());
}

TEST(MappedTable, WhatAnOfficeHandsInCountsAsSurveyed) {
  Findings findings;
  const FeatureTable table = mapped_table(survey(), lanes_spec(), {}, findings);
  EXPECT_EQ(load_lanes(table, findings)[0].provenance.source, Source::surveyed);
}

TEST(MappedTable, TimesAsPeopleWriteThemAreReadAndTheirClockIsToldOnce) {
  FeatureTable table("reports.csv", "reports", {{"id"}, {"time"}});
  for (const char* time :
       {"30/09/2025 16:40", "16h40 30/9/2025", "2025-09-30T16:40:00+07:00", "sáng nay"}) {
    table.add(static_cast<std::int64_t>(table.size()) + 1, Point{0, 0}, {"P", std::string(time)});
  }
  Findings findings;
  const FeatureTable mapped = mapped_table(table, reports_spec(), {}, findings);
  ASSERT_EQ(findings.all().size(), 1U);
  EXPECT_EQ(findings.all()[0].found.en, "2 times without an offset, such as '30/09/2025 16:40'");
  const std::vector<FloodReport> reports = load_reports(mapped, findings);
  EXPECT_EQ(reports[0].time, "2025-09-30T16:40:00+07:00");
  EXPECT_EQ(reports[1].time, reports[0].time);
  EXPECT_EQ(reports[2].time, reports[0].time);
  EXPECT_EQ(reports[3].time, "");
  const auto told = [](const Finding& finding) { return finding.found.en == "'sáng nay'"; };
  EXPECT_TRUE(std::ranges::any_of(findings.all(), told));
}

}  // namespace
}  // namespace twin
