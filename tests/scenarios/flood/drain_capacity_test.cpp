#include "scenarios/flood/drain_capacity.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

DrainPipe pipe(std::string id, std::string from, std::string to, double fall_m) {
  DrainPipe result;
  result.id = std::move(id);
  result.from_id = std::move(from);
  result.to_id = std::move(to);
  result.centreline = {{0, 0}, {100, 0}};
  result.shape = "circular";
  result.height_m = result.width_m = 0.4;
  result.invert_from_m = 4.0;
  result.invert_to_m = 4.0 - fall_m;
  result.manning = 0.015;
  return result;
}

/// Two inlets of 50 l/s above one pipe of 57 l/s, by way of one pipe each.
WardLayers two_inlets() {
  WardLayers layers;
  layers.drain_pipes = {pipe("P1", "M1", "M3", 0.1), pipe("P2", "M2", "M3", 0.1),
                        pipe("P3", "M3", "O1", 0.1)};
  for (const char* id : {"M1", "M2", "M3"}) {
    DrainManhole manhole;
    manhole.id = id;
    manhole.ground_m = 5.0;
    layers.drain_manholes.push_back(manhole);
  }
  for (const char* id : {"M1", "M2"}) {
    DrainInlet inlet;
    inlet.id = id;
    inlet.manhole_id = id;
    inlet.capacity_m3ps = 0.05;
    layers.drain_inlets.push_back(inlet);
  }
  DrainOutfall outfall;
  outfall.id = "O1";
  layers.drain_outfalls = {outfall};
  return layers;
}

// A = π 0.4²/4 = 0.12566 m², R = 0.1 m, S = 0.001: 0.12566 · 0.1^(2/3) · 0.03162 / 0.015.
TEST(DrainCapacity, AFullPipeCarriesWhatManningSays) {
  EXPECT_NEAR(full_flow_m3ps(pipe("P", "A", "B", 0.1), 1e-6), 0.05707, 1e-5);
  DrainPipe silted = pipe("P", "A", "B", 0.1);
  silted.blocked_share = 0.5;
  EXPECT_NEAR(full_flow_m3ps(silted, 1e-6), 0.02854, 1e-5);
}

TEST(DrainCapacity, InletsShareThePipeBelowThem) {
  const auto limits = inlet_limits(two_inlets(), 1.0, 1e-6);
  ASSERT_EQ(limits.size(), 2U);
  EXPECT_NEAR(limits[0].pipes_m3ps, 0.05707 / 2.0, 1e-5);
  EXPECT_NEAR(limits[0].pipes_m3ps + limits[1].pipes_m3ps, 0.05707, 1e-5);
  EXPECT_EQ(limits[0].path_m, 200.0);
}

TEST(DrainCapacity, PumpsLimitWhatTheyLift) {
  WardLayers layers = two_inlets();
  DrainPump pump;
  pump.id = "B1";
  pump.node_id = "O1";
  pump.capacity_m3ps = 0.02;
  layers.drain_pumps = {pump};
  EXPECT_NEAR(inlet_limits(layers, 1.0, 1e-6)[0].pipes_m3ps, 0.01, 1e-12);
}

TEST(DrainCapacity, APipeThatLeadsNowhereTakesNothing) {
  WardLayers layers = two_inlets();
  layers.drain_pipes.pop_back();
  EXPECT_EQ(inlet_limits(layers, 1.0, 1e-6)[0].pipes_m3ps, 0.0);
}

// The inverts fall from 4.0 to 3.9 on 200 m, 0.5 ‰; a river 5 cm below the street leaves half of
// that slope, and the root of a half of the flow.
TEST(DrainCapacity, ARiverBeforeTheOutfallLeavesLess) {
  const InletLimit limit = inlet_limits(two_inlets(), 1.0, 1e-6)[0];
  EXPECT_NEAR(limit.path_slope, 0.0005, 1e-12);
  EXPECT_EQ(backwater_share(limit, 3.0), 1.0);
  EXPECT_NEAR(backwater_share(limit, 4.95), 0.70711, 1e-5);
  EXPECT_EQ(backwater_share(limit, 5.1), 0.0);
}

}  // namespace
}  // namespace twin
