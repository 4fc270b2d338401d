#include "engine/gis/feature_table.h"

#include <gtest/gtest.h>

#include "tests/support/scratch.h"

namespace twin {
namespace {

FeatureTable lanes() {
  FeatureTable table("lanes.gpkg, layer 'lanes'", "lanes",
                     {{"id", ColumnKind::text}, {"width_m", ColumnKind::number}});
  table.add(214, Polyline{{0, 0}, {10, 0}, {10, 20}}, {"L7", 2.5});
  table.add(215, Point{3, 4}, {});  // all cells left out
  return table;
}

TEST(Feature, AnAbsentColumnAndAnEmptyCellAreBothNothing) {
  const FeatureTable table = lanes();
  EXPECT_EQ(table[0].number("width_m"), 2.5);
  EXPECT_EQ(table[1].number("width_m"), std::nullopt);
  EXPECT_EQ(table[0].number("height_m"), std::nullopt);
  EXPECT_EQ(table[0].number("id"), std::nullopt);  // a text is no number
}

TEST(Feature, ANumberReadsAsATextInItsShortestForm) {
  EXPECT_EQ(lanes()[0].text("width_m"), "2.5");
}

TEST(Feature, OnlyItsOwnGeometryIsThere) {
  const FeatureTable table = lanes();
  EXPECT_EQ(table[0].line().size(), 3U);
  EXPECT_TRUE(table[0].polygon().outer.empty());
  EXPECT_EQ(table[0].point(), std::nullopt);
  EXPECT_EQ(table[0].place(), (Point{10, 0}));  // the middle one of its three points
  EXPECT_EQ(table[1].place(), (Point{3, 4}));
}

TEST(Feature, AFindingNamesFileFeatureColumnAndPlace) {
  const Finding finding = lanes()[0].finding("width_m", "-1", "a width", "left out", "measure it");
  EXPECT_EQ(finding.where.en, "lanes.gpkg, layer 'lanes', feature 214 (L7), column 'width_m'");
  EXPECT_EQ(finding.where.vi, "lanes.gpkg, layer 'lanes', đối tượng 214 (L7), cột 'width_m'");
  EXPECT_EQ(finding.layer, "lanes");
  EXPECT_EQ(finding.feature, "L7");
  EXPECT_EQ(finding.x_m, 10.0);
  EXPECT_EQ(finding.y_m, 0.0);
}

TEST(Feature, WithoutAnIdItIsCalledByItsNumberInTheFile) {
  EXPECT_EQ(lanes()[1].finding("id", "a", "b", "c", "d").feature, "215");
  const std::string told = failure_of<InputError>([] { lanes()[1].need_text("id"); });
  EXPECT_NE(told.find("feature 215, column 'id': found nothing"), std::string::npos) << told;
}

TEST(FeatureTable, AMissingColumnIsToldBesideThoseThereAre) {
  const FeatureTable table = lanes();
  table.require_columns({"id", "width_m"});
  const std::string told = failure_of<InputError>([&] {
    table.require_columns({"id", "lane_id"});
  });
  EXPECT_NE(told.find("found the columns id, width_m, expected a column 'lane_id'"),
            std::string::npos)
      << told;
}

TEST(FeatureTable, ACopyKeepsItsRows) {
  FeatureTable copy = lanes();
  copy.add(216, Point{0, 0}, {"L9"});
  EXPECT_EQ(copy.size(), 3U);
  EXPECT_EQ(lanes().size(), 2U);
  EXPECT_EQ(copy[2].text("id"), "L9");
}

}  // namespace
}  // namespace twin
