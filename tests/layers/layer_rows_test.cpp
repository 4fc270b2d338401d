#include "layers/layer_rows.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

struct Well {
  std::string id;
  Point place;
  std::string kind;
  double depth_m = 12.0;
  std::optional<double> level_m;
  int pumps = 1;
  bool open = true;
  Provenance provenance;
};

const RowShape<Well> kWell{.geometry = &Well::place,
                           .columns = {{"kind", &Well::kind},
                                       {"depth_m", &Well::depth_m},
                                       {"level_m", &Well::level_m},
                                       {"pumps", &Well::pumps},
                                       {"open", &Well::open}},
                           .usual = {.kind = "dug"}};

LayerSpec spec() {
  return with_common_columns({.name = "wells",
                              .geometry = GeometryKind::point,
                              .columns = {{.name = "kind", .kind = ColumnKind::text},
                                          {.name = "depth_m", .least = 0, .most = 100},
                                          {.name = "level_m"},
                                          {.name = "pumps", .kind = ColumnKind::integer},
                                          {.name = "open", .kind = ColumnKind::flag}}});
}

std::vector<Well> loaded(const FeatureTable& table, Findings& findings) {
  return load_rows(table, spec(), kWell, findings);
}

TEST(LayerRows, WhatIsWrittenIsReadBack) {
  const Well drilled{.id = "G1",
                     .place = {3, 4},
                     .kind = "drilled",
                     .depth_m = 40,
                     .level_m = -2.5,
                     .pumps = 3,
                     .open = false,
                     .provenance = {.source = Source::surveyed, .seed = 7, .assumed = {"pumps"}}};
  const FeatureTable table = table_of(std::vector{drilled}, spec(), kWell);
  EXPECT_EQ(table[0].number("depth_m"), 40.0);
  EXPECT_EQ(table[0].text("assumed"), "pumps");
  Findings findings;
  const std::vector<Well> back = loaded(table, findings);
  ASSERT_EQ(back.size(), 1U);
  EXPECT_EQ(back[0].id, "G1");
  EXPECT_EQ(back[0].place, (Point{3, 4}));
  EXPECT_EQ(back[0].kind, "drilled");
  EXPECT_EQ(back[0].depth_m, 40.0);
  EXPECT_EQ(back[0].level_m, -2.5);
  EXPECT_EQ(back[0].pumps, 3);
  EXPECT_FALSE(back[0].open);
  EXPECT_EQ(back[0].provenance, drilled.provenance);
  EXPECT_TRUE(findings.empty());
}

TEST(LayerRows, WhatASurveyLeavesOutReadsAsUsual) {
  FeatureTable table("wells.shp", "wells", {{"so_hieu"}, {"source"}});
  table.add(5, Point{0, 0}, {"x", "surveyed"});
  Findings findings;
  const std::vector<Well> wells = loaded(table, findings);
  ASSERT_EQ(wells.size(), 1U);
  EXPECT_EQ(wells[0].id, "wells-5");  // the layer's name and the row's number
  EXPECT_EQ(wells[0].kind, "dug");
  EXPECT_EQ(wells[0].depth_m, 12.0);
  EXPECT_EQ(wells[0].level_m, std::nullopt);
  EXPECT_TRUE(wells[0].open);
  EXPECT_EQ(wells[0].provenance.source, Source::surveyed);
  EXPECT_TRUE(findings.empty());
}

/// The sources of wells with these cells in `source` and `assumed`.
std::vector<Provenance> provenances_of(const std::vector<std::pair<Value, Value>>& cells,
                                       Findings& findings) {
  FeatureTable table("ward.gpkg", "wells", {{"id"}, {"source"}, {"assumed"}});
  for (const auto& [source, assumed] : cells) {
    const auto fid = static_cast<std::int64_t>(table.size()) + 1;
    table.add(fid, Point{0, 0}, {"G" + std::to_string(fid), source, assumed});
  }
  std::vector<Provenance> told;
  for (const Well& well : loaded(table, findings)) told.push_back(well.provenance);
  return told;
}

TEST(LayerRows, AMissingOrUnknownSourceCountsAsAssumedAndIsTold) {
  Findings findings;
  const auto told = provenances_of(
      {{"surveyed", {}}, {"open data", {}}, {"assumed", {}}, {{}, {}}, {"đo đạc", {}}}, findings);
  ASSERT_EQ(told.size(), 5U);
  EXPECT_EQ(told[0].source, Source::surveyed);
  EXPECT_EQ(told[1].source, Source::open_data);
  for (std::size_t i = 2; i < 5; ++i) EXPECT_EQ(told[i].source, Source::assumed) << i;
  ASSERT_EQ(findings.all().size(), 2U);
  EXPECT_EQ(findings.all()[0].feature, "G4");
  EXPECT_EQ(findings.all()[1].found.en, "'đo đạc'");
}

TEST(LayerRows, ALayerWithoutSourcesIsToldOnce) {
  FeatureTable table("ward.gpkg", "wells", {{"id"}});
  for (int fid = 1; fid <= 3; ++fid) table.add(fid, Point{0, 0}, {"G" + std::to_string(fid)});
  Findings findings;
  EXPECT_EQ(loaded(table, findings)[2].provenance.source, Source::assumed);
  ASSERT_EQ(findings.all().size(), 1U);
  EXPECT_EQ(findings.all()[0].found.en, "no column 'source'");
}

TEST(LayerRows, AnUnknownNameAmongTheAssumedColumnsMakesAllOfThemAssumed) {
  Findings findings;
  const auto told =
      provenances_of({{"surveyed", "depth_m"}, {"surveyed", "depht_m pumps"}}, findings);
  EXPECT_FALSE(told[0].is_assumed("level_m"));
  EXPECT_TRUE(told[0].is_assumed("depth_m"));
  EXPECT_TRUE(told[1].is_assumed("depth_m"));
  ASSERT_EQ(findings.all().size(), 1U);
  EXPECT_NE(findings.all()[0].text().find("feature 2"), std::string::npos);
  EXPECT_NE(findings.all()[0].expected.en.find("'depth_m'"), std::string::npos);
}

TEST(LayerRows, AnotherGeometryIsLeftOutAndTold) {
  FeatureTable table("wells.shp", "wells", {{"id"}, {"source"}});
  table.add(1, Polyline{{0, 0}, {1, 1}}, {"G1", "surveyed"});
  table.add(2, {}, {"G2", "surveyed"});
  table.add(3, Point{0, 0}, {"G3", "surveyed"});
  Findings findings;
  const std::vector<Well> wells = loaded(table, findings);
  ASSERT_EQ(wells.size(), 1U);
  EXPECT_EQ(wells[0].id, "G3");
  ASSERT_EQ(findings.all().size(), 2U);
  EXPECT_EQ(findings.all()[0].found.en, "a line");
  EXPECT_EQ(findings.all()[1].found.en, "no geometry");
  EXPECT_EQ(findings.all()[1].expected.en, "a point");
}

TEST(LayerRows, AnIdThatCameBeforeGetsASuffixAndIsTold) {
  FeatureTable table("wells.shp", "wells", {{"id"}, {"source"}});
  for (int fid = 1; fid <= 3; ++fid) table.add(fid, Point{0, 0}, {"G1", "surveyed"});
  Findings findings;
  const std::vector<Well> wells = loaded(table, findings);
  ASSERT_EQ(wells.size(), 3U);
  EXPECT_EQ(wells[1].id, "G1.2");
  EXPECT_EQ(wells[2].id, "G1.3");
  EXPECT_EQ(findings.all().size(), 2U);
}

}  // namespace
}  // namespace twin
