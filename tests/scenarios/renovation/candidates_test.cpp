#include "scenarios/renovation/candidates.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace twin {
namespace {

const PriceTable kPrices{.resurfacing = {1, 2, 3},
                         .draining = {3, 5, 8},
                         .compensation = {80, 110, 200},
                         .raising = {0.3, 0.6, 1.5},
                         .cistern = {8, 11, 15},
                         .hydrant = {30, 45, 60},
                         .clearing = {{"pinch", {60, 150, 400}}, {"gate", {15, 30, 60}}}};
const CandidateRules kRules{.needs = {{"small", 2.3, 2.8}}};

Lane lane(std::string id, Polyline line, double width_m) {
  Lane lane;
  lane.id = std::move(id);
  lane.centreline = std::move(line);
  lane.clear_width_m = width_m;
  return lane;
}

Building house(std::string id, double x_m, double y_m, double residents) {
  Building house;
  house.id = std::move(id);
  house.footprint.outer = {{x_m, y_m}, {x_m + 5, y_m}, {x_m + 5, y_m + 10}, {x_m, y_m + 10}};
  house.residents = residents;
  return house;
}

/// A street along y = 0; a lane L1 north from it with a gate 20 m in; a narrow lane L2 off its end.
WardLayers village() {
  WardLayers layers;
  Road road;
  road.id = "R1";
  road.centreline = {{0, 0}, {100, 0}};
  layers.roads = {road};
  layers.lanes = {lane("L1", {{50, 0}, {50, 60}}, 3.0), lane("L2", {{50, 60}, {90, 60}}, 1.8)};
  Obstacle gate;
  gate.id = "O1";
  gate.way_id = "L1";
  gate.kind = "gate";
  gate.place = {50, 20};
  gate.clear_width_m = 1.9;
  layers.obstacles = {gate};
  layers.buildings = {house("B1", 52, 30, 4), house("B2", 75, 62, 6)};
  return layers;
}

const Candidate* with_id(const std::vector<Candidate>& candidates, const std::string& id) {
  const auto it = std::ranges::find(candidates, id, &Candidate::id);
  return it == candidates.end() ? nullptr : &*it;
}

TEST(LaneTree, CountsTheResidentsBehindEachMouth) {
  const Ward ward(village());
  const LaneTree tree(ward);
  EXPECT_DOUBLE_EQ(tree.residents_behind()[ward.way_of_lane(0)], 10.0);
  EXPECT_DOUBLE_EQ(tree.residents_behind()[ward.way_of_lane(1)], 6.0);
  EXPECT_DOUBLE_EQ(tree.depth_m(*ward.doors()[1]), 60.0 + 27.5);
}

TEST(FindCandidates, ADeepLaneIsOpenedWithEveryNarrowPointOnTheWayIn) {
  const Ward ward(village());
  const auto found = find_candidates(ward, LaneTree(ward), kPrices, kRules, {});
  const Candidate* deep = with_id(found, "open-L2-small");
  ASSERT_NE(deep, nullptr);
  EXPECT_EQ(deep->works.cleared_obstacles, (std::vector<std::string>{"O1"}));
  EXPECT_EQ(deep->works.widened, (std::vector<LaneWidening>{{"L2", 2.3}}));
  // the gate, and half a metre of ground along 40 m
  EXPECT_NEAR(deep->cost_mvnd.usual, 30.0 + 0.5 * 40.0 * 110.0, 1e-9);
}

TEST(FindCandidates, TheLaneBehindTheGateNeedsTheGateAlone) {
  const Ward ward(village());
  const auto found = find_candidates(ward, LaneTree(ward), kPrices, kRules, {});
  const Candidate* gate = with_id(found, "open-L1-small");
  ASSERT_NE(gate, nullptr);
  EXPECT_TRUE(gate->works.widened.empty());
  EXPECT_DOUBLE_EQ(gate->cost_mvnd.usual, 30.0);
  EXPECT_DOUBLE_EQ(gate->residents, 10.0);
}

TEST(FindCandidates, AWideLaneNeedsNothing) {
  WardLayers layers = village();
  layers.obstacles.clear();
  const Ward ward(layers);
  EXPECT_EQ(with_id(find_candidates(ward, LaneTree(ward), kPrices, kRules, {}), "open-L1-small"),
            nullptr);
}

TEST(FindCandidates, AHydrantAtTheMouthBringsWaterIntoReach) {
  WardLayers layers = village();
  EXPECT_NE(with_id(find_candidates(Ward(layers), LaneTree(Ward(layers)), kPrices, kRules, {}),
                    "water-L2"),
            nullptr);
  layers.hydrants = {{.id = "H1", .place = {50, 1}, .flow_lps = 15}};
  const Ward ward(layers);
  EXPECT_EQ(with_id(find_candidates(ward, LaneTree(ward), kPrices, kRules, {}), "water-L2"),
            nullptr);
}

TEST(FindCandidates, OnlyFloodedLanesAreDrained) {
  const Ward ward(village());
  const std::vector<double> depth_m = {0.4, 0.05, 0.3};
  const auto found = find_candidates(ward, LaneTree(ward), kPrices, kRules, depth_m);
  EXPECT_EQ(with_id(found, "drain-L1"), nullptr);
  ASSERT_NE(with_id(found, "drain-L2"), nullptr);
  EXPECT_DOUBLE_EQ(with_id(found, "drain-L2")->cost_mvnd.usual, 40.0 * 7.0);
}

TEST(Conflict, BundlesThatShareAGateExcludeEachOther) {
  const Ward ward(village());
  const auto found = find_candidates(ward, LaneTree(ward), kPrices, kRules, {});
  EXPECT_TRUE(conflict(*with_id(found, "open-L1-small"), *with_id(found, "open-L2-small")));
  EXPECT_FALSE(conflict(*with_id(found, "open-L1-small"), *with_id(found, "water-L2")));
}

TEST(MostPromising, TakesFromEachKindInTurn) {
  const Ward ward(village());
  const std::vector<double> depth_m = {0.0, 0.2, 0.3};
  const auto all = find_candidates(ward, LaneTree(ward), kPrices, kRules, depth_m);
  const auto three = most_promising(all, 3);
  ASSERT_EQ(three.size(), 3U);
  EXPECT_EQ(three[0].kind, CandidateKind::open);
  EXPECT_EQ(three[1].kind, CandidateKind::water);
  EXPECT_EQ(three[2].kind, CandidateKind::drain);
  EXPECT_EQ(three[0].id, "open-L1-small");  // ten residents for 30 million
}

}  // namespace
}  // namespace twin
