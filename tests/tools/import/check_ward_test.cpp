#include "tools/import/check_ward.h"

#include <gtest/gtest.h>

#include "tests/support/findings_about.h"

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

std::string about(const LoadedWard& ward, const std::string& feature) {
  return findings_about(feature, check_ward(ward));
}

TEST(CheckWard, ASoundWardGivesNoFinding) {
  LoadedWard sound = ward();
  sound.layers.lanes = {lane("A", {{50, 0}, {50, 30}})};
  EXPECT_TRUE(check_ward(sound).empty());
}

TEST(CheckWard, StreetsAndDrainsAreLookedAtToo) {
  LoadedWard broken = ward();
  broken.layers.lanes = {lane("alone", {{5, 12}, {5, 40}})};
  broken.layers.drain_inlets = {{.id = "I", .place = {90, 1}, .manhole_id = "M3", .kind = "grate"}};
  EXPECT_NE(about(broken, "alone"), "");
  EXPECT_NE(about(broken, "I"), "");
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
