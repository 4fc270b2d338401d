#include "scenarios/traffic/junction_delays.h"

#include <gtest/gtest.h>

#include "tests/scenarios/traffic/simple_tables.h"

namespace twin::traffic {
namespace {

using test::back_of;
using test::segment_of;

/// The delays that junctions add to links of 2 lanes in each road and 1 in each lane.
std::vector<JunctionDelay> delays_of(const Ward& ward) {
  StreetLinks links;
  for (const Segment& segment : ward.streets().segments()) {
    links.delays.push_back({.free = 1.0});
    links.lanes.push_back(ward.way(segment.way).is_lane ? 1.0 : 2.0);
  }
  add_junction_delays(ward, test::simple_tables().streets.junction, links);
  std::vector<JunctionDelay> delays;
  for (const LinkDelay& link : links.delays) delays.push_back(link.junction);
  return delays;
}

/// A signal where Phố Tây (R3, residential) meets Đường Bắc (R1, primary), `off_m` away from it.
WardLayers with_signal(double off_m = 0.0) {
  WardLayers layers = test::ladder_layers();
  Junction signal;
  signal.id = "J";
  signal.place = {200, 400 + off_m};
  signal.control = "signal";
  layers.junctions = {signal};
  return layers;
}

TEST(JunctionDelays, ASignalGivesTheGreaterStreetItsGreenAndTheLesserTheRest) {
  const Ward ward(with_signal());
  const auto delays = delays_of(ward);
  // 1,900 pcu/h · 2 lanes · 0.4 of 100 s.
  const JunctionDelay main = delays[segment_of(ward, "R1")];
  EXPECT_EQ(main, (JunctionDelay{.constant_s = 0.0,
                                 .capacity_pcu_per_h = 1520.0,
                                 .cycle_s = 100.0,
                                 .green_share = 0.4,
                                 .overflow_factor = 0.5,
                                 .period_h = 1.0}));
  EXPECT_EQ(delays[back_of(ward, "R1", 300.0)], main);  // from the east as well
  const JunctionDelay side = delays[segment_of(ward, "R3")];
  EXPECT_DOUBLE_EQ(side.green_share, 0.5);  // 1 − 0.1 lost − 0.4
  EXPECT_DOUBLE_EQ(side.capacity_pcu_per_h, 1900.0);
  EXPECT_EQ(delays[segment_of(ward, "R1", 300.0)], JunctionDelay{});  // leaves it for L1
}

TEST(JunctionDelays, TheSurveyedCycleAndGreenCount) {
  WardLayers layers = with_signal();
  layers.junctions[0].cycle_s = 90.0;
  layers.junctions[0].green_share = 0.85;
  const Ward ward(layers);
  const auto delays = delays_of(ward);
  EXPECT_DOUBLE_EQ(delays[segment_of(ward, "R1")].cycle_s, 90.0);
  EXPECT_DOUBLE_EQ(delays[segment_of(ward, "R1")].green_share, 0.85);
  EXPECT_DOUBLE_EQ(delays[segment_of(ward, "R3")].green_share, 0.1);  // not 0.05: some pass
}

TEST(JunctionDelays, ASignalCountsWithinItsReachOnly) {
  const Ward near(with_signal(15.0));
  EXPECT_DOUBLE_EQ(delays_of(near)[segment_of(near, "R1")].cycle_s, 100.0);
  const Ward far(with_signal(15.1));
  EXPECT_EQ(delays_of(far)[segment_of(far, "R1")], JunctionDelay{});
  WardLayers layers = with_signal();
  layers.junctions[0].control = "crossing";
  const Ward crossing(layers);
  EXPECT_EQ(delays_of(crossing)[segment_of(crossing, "R1")], JunctionDelay{});
}

TEST(JunctionDelays, TheLesserStreetGivesWay) {
  const Ward ward(test::ladder_layers());
  const auto delays = delays_of(ward);
  const JunctionDelay street{.constant_s = 5.0,
                             .capacity_pcu_per_h = 1200.0,  // 600 · 2 lanes
                             .cycle_s = 0.0,
                             .green_share = 1.0,
                             .overflow_factor = 1.0,
                             .period_h = 1.0};
  EXPECT_EQ(delays[segment_of(ward, "R3")], street);
  EXPECT_EQ(delays[back_of(ward, "R3")], street);
  JunctionDelay lane = street;
  lane.capacity_pcu_per_h = 600.0;
  EXPECT_EQ(delays[back_of(ward, "L1")], lane);                       // onto Đường Nam
  EXPECT_EQ(delays[segment_of(ward, "L1")], JunctionDelay{});         // lane meets lane
  EXPECT_EQ(delays[segment_of(ward, "R2")], JunctionDelay{});         // it has priority
  EXPECT_EQ(delays[segment_of(ward, "R1", 900.0)], JunctionDelay{});  // ends where nothing meets
}

TEST(JunctionDelays, AStretchWithinAJunctionDoesNotWaitAgain) {
  // R5 crosses from R3 to R1 close to their corner: 28 m, then 35 m.
  for (const double side_m : {20.0, 25.0}) {
    WardLayers layers = test::ladder_layers();
    Road cut;
    cut.id = "R5";
    cut.road_class = "residential";
    cut.centreline = {{200, 400 - side_m}, {200 + side_m, 400}};
    layers.roads.push_back(cut);
    const Ward ward(layers);
    EXPECT_DOUBLE_EQ(delays_of(ward)[segment_of(ward, "R5")].constant_s,
                     side_m == 20.0 ? 0.0 : 5.0);
  }
}

TEST(JunctionDelays, KnowASignalFromGivingWay) {
  EXPECT_TRUE(ends_at_signal({.junction = {.cycle_s = 100.0}}));
  EXPECT_FALSE(ends_at_signal({.junction = {.constant_s = 5.0}}));
}

}  // namespace
}  // namespace twin::traffic
