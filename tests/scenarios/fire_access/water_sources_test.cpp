#include "scenarios/fire_access/water_sources.h"

#include <gtest/gtest.h>

#include "tests/scenarios/fire_access/fire_town.h"

namespace twin::fire {
namespace {

std::vector<std::string> ids(const std::vector<WaterSource>& sources) {
  std::vector<std::string> all;
  for (const WaterSource& source : sources) all.push_back(source.id);
  return all;
}

std::vector<WaterSource> sources_of(const WardLayers& layers, const Renovation& renovation = {},
                                    Findings* findings = nullptr) {
  const Ward ward(layers);
  return water_sources(ward, renovation, WayFinder(ward), test::usual_model(), findings);
}

TEST(WaterSources, MeetTheNearestStreetOrLane) {
  WardLayers layers = test::one_lane();
  layers.hydrants = {{.id = "H", .place = {300, -3}, .flow_lps = 12.0}};
  layers.cisterns = {{.id = "C", .place = {204, 120}, .volume_m3 = 20.0}};
  const Ward ward(layers);
  const auto sources = sources_of(layers);
  ASSERT_EQ(ids(sources), (std::vector<std::string>{"H", "C"}));
  // The street is joined by the lane at 200 m, so that 300 m lie 100 m along its second segment.
  EXPECT_EQ(sources[0].segment, ward.streets().along(0)[1]);
  EXPECT_DOUBLE_EQ(sources[0].along_m, 100.0);
  EXPECT_DOUBLE_EQ(sources[0].away_m, 3.0);
  EXPECT_DOUBLE_EQ(sources[0].flow_lps, 12.0);
  EXPECT_EQ(sources[1].segment, ward.streets().along(ward.way_of_lane(0))[0]);
  EXPECT_DOUBLE_EQ(sources[1].along_m, 120.0);
  EXPECT_DOUBLE_EQ(sources[1].away_m, 4.0);
  EXPECT_DOUBLE_EQ(sources[1].volume_m3, 20.0);
}

TEST(WaterSources, CountOnlyWhatIsInOrderAndWithinTheRules) {
  // Rules: at least 3 m³, drawn up 7 m at most.
  WardLayers layers = test::one_lane();
  const Point here{100, 1};
  layers.hydrants = {{.id = "broken", .place = here, .flow_lps = 10.0, .working = false},
                     {.id = "dry", .place = here, .flow_lps = 0.0},
                     {.id = "hydrant", .place = here, .flow_lps = 0.1}};
  layers.cisterns = {{.id = "unusable", .place = here, .volume_m3 = 20.0, .usable = false},
                     {.id = "small", .place = here, .volume_m3 = 2.9},
                     {.id = "deep", .place = here, .volume_m3 = 20.0, .suction_lift_m = 7.1},
                     {.id = "cistern", .place = here, .volume_m3 = 3.0, .suction_lift_m = 7.0}};
  layers.draw_points = {{.id = "low", .place = here, .suction_lift_m = 7.1},
                        {.id = "fenced", .place = here, .usable = false},
                        {.id = "lake", .place = here, .suction_lift_m = 7.0}};
  Findings findings;
  EXPECT_EQ(ids(sources_of(layers, {}, &findings)),
            (std::vector<std::string>{"hydrant", "cistern", "lake"}));
  EXPECT_TRUE(findings.empty());
}

TEST(WaterSources, HaveThoseOfARenovationAfterThoseOfTheirKind) {
  WardLayers layers = test::one_lane();
  const Point here{100, 1};
  layers.hydrants = {{.id = "H", .place = here, .flow_lps = 10.0}};
  layers.cisterns = {{.id = "C", .place = here, .volume_m3 = 20.0}};
  Renovation renovation;
  renovation.hydrants = {{.id = "new H", .place = here, .flow_lps = 10.0}};
  renovation.cisterns = {{.id = "new C", .place = here, .volume_m3 = 20.0}};
  EXPECT_EQ(ids(sources_of(layers, renovation)),
            (std::vector<std::string>{"H", "new H", "C", "new C"}));
}

TEST(WaterSources, AreLeftOutAndToldWhereNoHoseGetsToThem) {
  WardLayers layers = test::one_lane();
  layers.draw_points = {{.id = "near", .place = {50, -50}}, {.id = "far", .place = {50, -51}}};
  Findings findings;
  EXPECT_EQ(ids(sources_of(layers, {}, &findings)), (std::vector<std::string>{"near"}));
  ASSERT_EQ(findings.all().size(), 1U);
  EXPECT_EQ(findings.all()[0].layer, "draw_points");
  EXPECT_EQ(findings.all()[0].feature, "far");
  EXPECT_EQ(findings.all()[0].y_m, -51.0);
}

TEST(WayFinder, FindsARoadBehindANearerLane) {
  const Ward ward(test::one_lane());
  const WayFinder finder(ward);
  const Point p{210, 30};  // 10 m from the lane, 30 m from the street
  ASSERT_TRUE(finder.nearest(p, 50.0) && finder.nearest_road(p, 50.0));
  EXPECT_DOUBLE_EQ(finder.nearest(p, 50.0)->away_m, 10.0);
  EXPECT_DOUBLE_EQ(finder.nearest_road(p, 50.0)->away_m, 30.0);
  EXPECT_DOUBLE_EQ(finder.nearest_road(p, 50.0)->along_m, 10.0);
  EXPECT_FALSE(finder.nearest_road(p, 29.0));
}

}  // namespace
}  // namespace twin::fire
