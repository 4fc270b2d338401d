#include "tools/import/check_streets.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "tests/support/findings_about.h"

namespace twin {
namespace {

Lane lane(const std::string& id, Polyline line) {
  return {.id = id, .centreline = std::move(line)};
}

/// A street from west to east, 100 m long.
WardLayers street() {
  WardLayers layers;
  layers.roads = {{.id = "R", .centreline = {{0, 0}, {100, 0}}, .road_class = "residential"}};
  return layers;
}

std::string about(const WardLayers& layers, const std::string& feature) {
  Findings findings;
  check_streets(layers, findings);
  return findings_about(feature, findings);
}

TEST(CheckStreets, LanesThatJoinNothingOrStopShortAreFound) {
  WardLayers broken = street();
  broken.lanes = {
      lane("alone", {{5, 12}, {5, 40}}),  // 12 m off the street
      lane("pair1", {{60, 30}, {60, 60}}),
      lane("pair2", {{60, 60}, {80, 60}}),  // joined, cut off
      lane("spur", {{90, 0}, {90, 20}}),
      lane("gap", {{30, 0}, {30, 18}}),
      lane("beyond", {{25, 20.5}, {40, 20.5}, {40, 0}})};  // passes 2.5 m north of the gap's end
  EXPECT_NE(about(broken, "alone").find("the nearest is 12.0 m away"), std::string::npos)
      << about(broken, "alone");
  EXPECT_NE(about(broken, "pair1").find("cut off"), std::string::npos);
  EXPECT_NE(about(broken, "pair2").find("cut off"), std::string::npos);
  EXPECT_EQ(about(broken, "spur"), "");
  EXPECT_EQ(about(broken, "R"), "");
  EXPECT_NE(about(broken, "gap").find("an end 2.5 m from another way"), std::string::npos)
      << about(broken, "gap");
}

TEST(CheckStreets, WaysThatCrossOnTheGroundWithoutAJunctionAreFoundOnce) {
  WardLayers crossed = street();
  crossed.lanes = {lane("across", {{40, -20}, {40, 20}}),        // no node where it crosses R
                   lane("met", {{70, -20}, {70, 0}, {70, 20}}),  // crosses at its own corner
                   lane("spur", {{20, 20}, {20, 0}}), lane("far", {{40, 20}, {60, 20}})};
  crossed.roads.push_back({.id = "flyover",
                           .centreline = {{90, -30}, {90, 30}},
                           .road_class = "primary",
                           .bridge = true});
  EXPECT_NE(about(crossed, "across").find("a crossing without a junction with R"),
            std::string::npos)
      << about(crossed, "across");
  EXPECT_EQ(about(crossed, "R"), "");
  EXPECT_EQ(about(crossed, "spur"), "");
  EXPECT_EQ(about(crossed, "flyover").find("crossing"), std::string::npos);
}

TEST(CheckStreets, ALaneFarFromAllOthersAndAWardWithoutWays) {
  WardLayers far = street();
  far.lanes = {lane("island", {{0, 900}, {50, 900}})};
  EXPECT_NE(about(far, "island").find("no other way within 500 m"), std::string::npos);
  Findings none;
  check_streets({}, none);
  EXPECT_TRUE(none.empty());
}

}  // namespace
}  // namespace twin
