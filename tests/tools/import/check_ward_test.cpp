#include "tools/import/check_ward.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace twin {
namespace {

Lane lane(const std::string& id, Polyline line) {
  return {.id = id, .centreline = std::move(line), .provenance = {.source = Source::surveyed}};
}

/// A street from west to east, 100 m long.
LoadedWard ward() {
  LoadedWard ward;
  ward.layers.boundary.outline.outer = {{-10, -10}, {110, -10}, {110, 70}, {-10, 70}};
  ward.layers.boundary.provenance.source = Source::open_data;
  ward.layers.roads.push_back({.id = "R",
                               .centreline = {{0, 0}, {100, 0}},
                               .road_class = "residential",
                               .provenance = {.source = Source::surveyed}});
  return ward;
}

/// Findings about one feature, as text.
std::string about(const LoadedWard& ward, const std::string& feature) {
  std::string text;
  const Findings findings = check_ward(ward);
  for (const Finding& finding : findings.all()) {
    if (finding.feature == feature) text += finding.text() + "\n";
  }
  return text;
}

TEST(CheckWard, ASoundWardGivesNoFinding) {
  LoadedWard sound = ward();
  sound.layers.lanes = {lane("A", {{50, 0}, {50, 30}})};
  EXPECT_TRUE(check_ward(sound).empty());
}

TEST(CheckWard, LanesThatJoinNothingOrStopShortAreFound) {
  LoadedWard broken = ward();
  broken.layers.lanes = {
      lane("alone", {{5, 12}, {5, 40}}),  // 12 m off the street
      lane("pair1", {{60, 30}, {60, 60}}),
      lane("pair2", {{60, 60}, {80, 60}}),  // joined, cut off
      lane("stub", {{90, 0}, {90, 20}}),
      lane("gap", {{30, 0}, {30, 18}}),
      lane("beyond", {{25, 20.5}, {40, 20.5}, {40, 0}})};  // passes 2.5 m north of the gap's end
  EXPECT_NE(about(broken, "alone").find("the nearest is 12.0 m away"), std::string::npos)
      << about(broken, "alone");
  EXPECT_NE(about(broken, "pair1").find("cut off"), std::string::npos);
  EXPECT_NE(about(broken, "pair2").find("cut off"), std::string::npos);
  EXPECT_EQ(about(broken, "stub"), "");
  EXPECT_NE(about(broken, "gap").find("an end 2.5 m from another way"), std::string::npos)
      << about(broken, "gap");
}

TEST(CheckWard, CrossedAndRepeatedShapesAreFound) {
  LoadedWard broken = ward();
  broken.layers.buildings = {{.id = "bow",
                              .footprint = {{{0, 10}, {10, 20}, {10, 10}, {0, 20}}, {}},
                              .use = "house",
                              .provenance = {.source = Source::surveyed}},
                             {.id = "one",
                              .footprint = {{{20, 10}, {30, 10}, {30, 20}}, {}},
                              .use = "house",
                              .provenance = {.source = Source::surveyed}},
                             {.id = "two",
                              .footprint = {{{30, 20}, {30, 10}, {20, 10}}, {}},
                              .use = "house",
                              .group_id = "G7",
                              .provenance = {.source = Source::surveyed}}};
  EXPECT_NE(about(broken, "bow").find("an invalid polygon"), std::string::npos);
  EXPECT_NE(about(broken, "two").find("the geometry of one"), std::string::npos);
  EXPECT_NE(about(broken, "two").find("'G7'"), std::string::npos);
  EXPECT_EQ(about(broken, "one"), "");
}

TEST(CheckWard, DrainsThatCannotWorkAreFound) {
  const Provenance surveyed{.source = Source::surveyed};
  LoadedWard broken = ward();
  broken.layers.drain_manholes = {
      {.id = "M1", .place = {0, 0}, .ground_m = 6.0, .invert_m = 5, .provenance = surveyed},
      {.id = "M2", .place = {50, 0}, .ground_m = 6.0, .invert_m = 5, .provenance = surveyed},
      {.id = "M3", .place = {90, 0}, .ground_m = 6.0, .invert_m = 5, .provenance = surveyed}};
  broken.layers.drain_outfalls = {
      {.id = "O", .place = {100, 0}, .kind = "river_open", .invert_m = 3, .provenance = surveyed}};
  broken.layers.drain_pipes = {{.id = "uphill",
                                .from_id = "M1",
                                .to_id = "M2",
                                .centreline = {{0, 0}, {50, 0}},
                                .shape = "circular",
                                .height_m = 0.4,
                                .invert_from_m = 4.0,
                                .invert_to_m = 4.5,
                                .provenance = surveyed},
                               {.id = "high",
                                .from_id = "M2",
                                .to_id = "O",
                                .centreline = {{50, 0}, {100, 0}},
                                .shape = "circular",
                                .height_m = 0.8,
                                .invert_from_m = 5.5,
                                .invert_to_m = 3.0,
                                .provenance = surveyed},
                               {.id = "lost",
                                .from_id = "M9",
                                .to_id = "M2",
                                .centreline = {{50, 9}, {50, 0}},
                                .shape = "circular",
                                .height_m = 0.4,
                                .invert_from_m = 4.6,
                                .invert_to_m = 4.5,
                                .provenance = surveyed}};
  broken.layers.drain_inlets = {
      {.id = "I", .place = {90, 1}, .manhole_id = "M3", .kind = "grate", .provenance = surveyed}};
  EXPECT_NE(about(broken, "uphill").find("a rise of 0.50 m"), std::string::npos);
  // Its top is at 5.5 + 0.8 = 6.3, the ground at 6.0.
  EXPECT_NE(about(broken, "high").find("its top 0.30 m above the ground at M2"), std::string::npos);
  EXPECT_NE(about(broken, "lost").find("'M9'"), std::string::npos);
  EXPECT_NE(about(broken, "I").find("M3"), std::string::npos);
  EXPECT_NE(about(broken, "M3").find("no way to an outfall"), std::string::npos);
  EXPECT_EQ(about(broken, "M1"), "");
}

TEST(CheckWard, HowMuchIsAssumedIsToldByLayer) {
  LoadedWard half = ward();
  half.layers.lanes = {lane("A", {{50, 0}, {50, 30}}), lane("B", {{70, 0}, {70, 30}})};
  half.layers.lanes[0].provenance = {.source = Source::assumed, .method = "grown", .seed = 7};
  half.layers.lanes[1].provenance.assumed = {"clear_width_m"};
  const Findings findings = check_ward(half);
  ASSERT_EQ(findings.all().size(), 1U);
  EXPECT_EQ(findings.all()[0].layer, "lanes");
  EXPECT_EQ(findings.all()[0].found.en,
            "50 % of 2 features assumed, and in 50 % some columns: clear_width_m");
}

}  // namespace
}  // namespace twin
