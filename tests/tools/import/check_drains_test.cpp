#include "tools/import/check_drains.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/findings_about.h"

namespace twin {
namespace {

std::string about(const WardLayers& layers, const std::string& feature) {
  Findings findings;
  check_drains(layers, findings);
  return findings_about(feature, findings);
}

DrainPipe pipe(const std::string& id, const std::string& from, const std::string& to) {
  return {.id = id,
          .from_id = from,
          .to_id = to,
          .centreline = {{0, 0}, {50, 0}},
          .shape = "circular",
          .height_m = 0.4,
          .invert_from_m = 4.5,
          .invert_to_m = 4.4};
}

/// M1 → M2 → outfall, the ground at 6 m, an inlet on the upper manhole.
WardLayers drains() {
  WardLayers layers;
  layers.drain_manholes = {{.id = "M1", .place = {0, 0}, .ground_m = 6.0, .invert_m = 4.4},
                           {.id = "M2", .place = {50, 0}, .ground_m = 6.0, .invert_m = 4.4}};
  layers.drain_outfalls = {{.id = "O", .place = {100, 0}, .kind = "river_open", .invert_m = 3.0}};
  layers.drain_pipes = {pipe("P1", "M1", "M2"), pipe("P2", "M2", "O")};
  layers.drain_inlets = {{.id = "I", .place = {0, 1}, .manhole_id = "M1", .kind = "grate"}};
  return layers;
}

TEST(CheckDrains, SoundOnesGiveNoFinding) {
  Findings findings;
  check_drains(drains(), findings);
  EXPECT_TRUE(findings.empty());
}

TEST(CheckDrains, APipeThatRisesIsFoundFromACentimetreOn) {
  WardLayers layers = drains();
  layers.drain_pipes[0].invert_to_m = 4.509;
  EXPECT_EQ(about(layers, "P1"), "");
  layers.drain_pipes[0].invert_to_m = 5.0;
  EXPECT_NE(about(layers, "P1").find("a rise of 0.50 m"), std::string::npos);
}

TEST(CheckDrains, APipeAboveTheGroundIsFoundAtItsEnd) {
  WardLayers layers = drains();
  layers.drain_pipes[1].height_m = 0.8;
  layers.drain_pipes[1].invert_from_m = 5.5;  // its top at 6.3 m
  EXPECT_NE(about(layers, "P2").find("its top 0.30 m above the ground at M2"), std::string::npos);
}

TEST(CheckDrains, APipeFromAManholeThatNobodyKnowsIsFound) {
  WardLayers layers = drains();
  layers.drain_pipes[0].from_id = "M9";
  EXPECT_NE(about(layers, "P1").find("'M9'"), std::string::npos);
  // Nothing else leads from M1, where the inlet is.
  EXPECT_NE(about(layers, "M1").find("no way to an outfall"), std::string::npos);
  EXPECT_NE(about(layers, "I").find("'M1', at no pipe"), std::string::npos);
}

TEST(CheckDrains, WithoutAnOutfallOnlyAPumpEmptiesTheManholesAboveIt) {
  WardLayers layers = drains();
  layers.drain_outfalls.clear();
  layers.drain_pipes.pop_back();
  EXPECT_NE(about(layers, "M1").find("no way to an outfall"), std::string::npos);
  layers.drain_pumps = {{.id = "pump", .place = {50, 0}, .node_id = "M2", .capacity_m3ps = 1.0}};
  EXPECT_EQ(about(layers, "M1"), "");
  layers.drain_pumps[0].node_id = "M7";
  EXPECT_NE(about(layers, "pump").find("'M7', at no pipe"), std::string::npos);
}

}  // namespace
}  // namespace twin
