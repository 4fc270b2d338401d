#include "tools/import/check_shapes.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

std::vector<std::string> told(const Findings& findings) {
  std::vector<std::string> all;
  for (const Finding& finding : findings.all()) all.push_back(finding.feature);
  return all;
}

TEST(CheckShapes, TheSameLineToACentimetreIsRepeatedInWhicheverDirection) {
  FeatureTable table("test", "lanes", {{"id", ColumnKind::text}});
  table.add(1, Polyline{{0, 0}, {10, 0}}, {"first"});
  table.add(2, Polyline{{10.004, 0}, {0, 0.004}}, {"again"});
  table.add(3, Polyline{{0, 0}, {10.02, 0}}, {"other"});
  table.add(4, Polyline{}, {"empty"});
  table.add(5, Polyline{}, {"empty too"});
  Findings findings;
  check_repeated(table, findings);
  ASSERT_EQ(findings.all().size(), 1U);
  EXPECT_NE(findings.all()[0].text().find("the geometry of first"), std::string::npos);
  EXPECT_NE(findings.all()[0].where.en.find("2"), std::string::npos);  // the row it stands in
}

TEST(CheckShapes, NamesMustBelongToSomething) {
  WardLayers layers;
  layers.roads = {{.id = "R"}};
  layers.lanes = {{.id = "L"}};
  layers.residential_groups = {{.id = "G"}};
  const Polygon square{{{0, 0}, {1, 0}, {1, 1}}, {}};
  layers.buildings = {{.id = "in", .footprint = square, .group_id = "G"},
                      {.id = "lost", .footprint = square, .group_id = "no"},
                      {.id = "free", .footprint = square}};
  layers.obstacles = {{.id = "on road", .way_id = "R"},
                      {.id = "on lane", .way_id = "L"},
                      {.id = "nowhere", .way_id = "G"}};
  layers.addresses = {{.id = "good", .building_id = "in", .way_id = "L"},
                      {.id = "wayless", .building_id = "in"},
                      {.id = "houseless", .building_id = "R", .way_id = "R"},
                      {.id = "astray", .building_id = "in", .way_id = "in"}};
  Findings findings;
  check_names(layers, findings);
  EXPECT_EQ(told(findings), (std::vector<std::string>{"nowhere", "houseless", "astray", "lost"}));
}

TEST(CheckShapes, TellsTheShareThatIsAssumed) {
  FeatureTable table(
      "test", "lanes",
      {{"id", ColumnKind::text}, {"source", ColumnKind::text}, {"assumed", ColumnKind::text}});
  table.add(1, Point{0, 0}, {"a", "assumed", "width_m"});
  table.add(2, Point{0, 0}, {"b", "surveyed", "width_m surface"});
  table.add(3, Point{0, 0}, {"c", "surveyed", "width_m"});
  table.add(4, Point{0, 0}, {"d", "surveyed", ""});
  Findings findings;
  tell_assumed(table, findings);
  ASSERT_EQ(findings.all().size(), 1U);
  // One of four as a whole; two of the others in part.
  EXPECT_EQ(findings.all()[0].found.en,
            "25 % of 4 features assumed, and in 50 % some columns: surface, width_m");
  Findings none;
  FeatureTable known("test", "lanes", {{"id", ColumnKind::text}, {"source", ColumnKind::text}});
  known.add(1, Point{0, 0}, {"a", "surveyed"});
  tell_assumed(known, none);
  EXPECT_TRUE(none.empty());
}

}  // namespace
}  // namespace twin
