#include "layers/lanes/lanes.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

FeatureTable survey() {
  FeatureTable table("lanes.gpkg, layer 'lanes'", "lanes",
                     {{"id", ColumnKind::text},
                      {"clear_width_m", ColumnKind::number},
                      {"source", ColumnKind::text}});
  table.add(7, Polyline{{0, 0}, {50, 0}}, {"L1", 2.4, "surveyed"});
  table.add(8, Polyline{{0, 0}, {0, 50}}, {"L2", -1.0, "surveyed"});
  return table;
}

TEST(LoadLanes, ALaneOfImpossibleWidthStaysAndIsReportedWithItsPlace) {
  Findings findings;
  const std::vector<Lane> lanes = load_lanes(survey(), findings);
  ASSERT_EQ(lanes.size(), 2U);
  EXPECT_EQ(lanes[0].clear_width_m, 2.4);
  EXPECT_EQ(lanes[1].clear_width_m, std::nullopt);
  ASSERT_EQ(findings.all().size(), 1U);
  EXPECT_EQ(
      findings.all()[0].text(),
      "lanes.gpkg, layer 'lanes', feature 8 (L2), column 'clear_width_m': found -1, expected a "
      "number from 0.3 to 12 m; the feature stays, this value unknown. Hint: correct the value "
      "in the layer's table, clear it where nobody knows it, or convert the column where its "
      "unit is another.");
  EXPECT_EQ(findings.all()[0].feature, "L2");
  EXPECT_EQ(findings.all()[0].y_m, 50.0);
}

TEST(LoadLanes, TheSameIdTwiceIsMadeUniqueAndReported) {
  FeatureTable table("lanes.gpkg, layer 'lanes'", "lanes", {{"id"}, {"source"}});
  table.add(1, Polyline{{0, 0}, {50, 0}}, {"L1", "surveyed"});
  table.add(2, Polyline{{0, 0}, {0, 50}}, {"L1", "surveyed"});
  Findings findings;
  EXPECT_EQ(load_lanes(table, findings)[1].id, "L1.2");
  EXPECT_EQ(findings.all().size(), 1U);
}

TEST(LoadLanes, APointIsNoLane) {
  FeatureTable table("lanes.gpkg, layer 'lanes'", "lanes", {{"id"}, {"source"}});
  table.add(1, Point{0, 0}, {"L1", "surveyed"});
  Findings findings;
  EXPECT_TRUE(load_lanes(table, findings).empty());
  EXPECT_EQ(findings.all().size(), 1U);
}

TEST(LanesTable, ReadsBackToTheSameLanes) {
  const Lane lane{.id = "L1",
                  .name = "Ngõ 34 Trung Kính",
                  .kind = "ngo",
                  .centreline = {{0, 0}, {50, 0}},
                  .clear_width_m = 2.4,
                  .clear_height_m = std::nullopt,
                  .surface = "concrete",
                  .turning_place = true,
                  .drained = false,
                  .lit = true,
                  .provenance = {.source = Source::open_data,
                                 .method = "width by depth",
                                 .seed = 7,
                                 .assumed = {"clear_width_m"}}};
  Findings findings;
  const Lane back = load_lanes(lanes_table({lane}), findings).at(0);
  EXPECT_TRUE(findings.empty());
  EXPECT_EQ(back.name, lane.name);
  EXPECT_EQ(back.clear_width_m, lane.clear_width_m);
  EXPECT_EQ(back.clear_height_m, lane.clear_height_m);
  EXPECT_EQ(back.turning_place, lane.turning_place);
  EXPECT_EQ(back.provenance, lane.provenance);
}

}  // namespace
}  // namespace twin
