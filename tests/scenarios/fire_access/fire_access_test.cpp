#include "scenarios/fire_access/fire_access.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/scenarios/fire_access/fire_town.h"

namespace twin::fire {
namespace {

using test::one_lane;
using test::usual_model;

HouseAnswer answer_of(const WardLayers& layers, const FireModel& model = usual_model()) {
  const Ward ward(layers);
  return FireAccess(ward, model).evaluate().houses[0];
}

TEST(FireAccess, AnEngineStopsAtThePinchAndHoseGoesOnFromThere) {
  WardLayers layers = one_lane();
  layers.obstacles = {test::pinch("O", "34", {200, 100}, 1.9)};
  const HouseAnswer house = answer_of(layers);
  EXPECT_EQ(house.served, Served::by_hose);
  EXPECT_DOUBLE_EQ(house.stop.along_m, 99.0);  // the pinch is 2 m long
  // 60 dispatch, 80 turnout, 200 m at 25 km/h, 99 m at 12 km/h.
  const double arrival_s = 140.0 + 200.0 * 3.6 / 25.0 + 99.0 * 3.6 / 12.0;
  EXPECT_NEAR(house.arrival_s, arrival_s, 1e-9);
  EXPECT_NEAR(house.hose_m, 142.0, 1e-9);  // 239 − 99 along the lane and 2 to the door
  EXPECT_EQ(house.hoses, 9);               // ⌈1.2 · 142 / 20⌉
  const double flow_lps = std::sqrt((80.0 - 3.5) / (9 * 0.034 + 2.96 / 4.0));
  EXPECT_NEAR(house.flow_lps, flow_lps, 1e-9);
  // 60 s to set up, 9 hoses of 60 s, and 1.2 · 142 m · 3.42 l to fill.
  EXPECT_NEAR(house.first_water_s, arrival_s + 60 + 540 + 1.2 * 142 * 3.42 / flow_lps, 1e-9);
  EXPECT_DOUBLE_EQ(house.demand_lps, 10.0);
}

TEST(FireAccess, WithoutThePinchTheEngineComesToTheDoor) {
  const HouseAnswer house = answer_of(one_lane());
  EXPECT_EQ(house.served, Served::at_door);
  EXPECT_NEAR(house.arrival_s, 140.0 + 200.0 * 3.6 / 25.0 + 239.0 * 3.6 / 12.0, 1e-9);
  EXPECT_NEAR(house.hose_m, 2.0, 1e-9);
}

TEST(FireAccess, ALaneTooNarrowIsNotEnteredAtAll) {
  const HouseAnswer house = answer_of(one_lane(2.2));  // a small engine needs 2.3 m
  EXPECT_EQ(house.served, Served::not_reached);        // 239 m of hose are beyond 200
  EXPECT_NEAR(house.hose_m, 241.0, 1e-9);
  EXPECT_TRUE(std::isnan(house.first_water_s));
}

TEST(FireAccess, ALowCableStopsAnEngineThatIsTooHigh) {
  WardLayers layers = one_lane();
  Obstacle cable = test::pinch("O", "34", {200, 150}, 1.0);
  cable.kind = "cable";
  cable.clear_width_m.reset();
  cable.clear_height_m = 2.75;  // the small engine is 2.6 m high and wants 0.2 m above it
  layers.obstacles = {cable};
  EXPECT_DOUBLE_EQ(answer_of(layers).stop.along_m, 149.0);
  layers.obstacles[0].clear_height_m = 2.8;
  EXPECT_EQ(answer_of(layers).served, Served::at_door);
}

TEST(FireAccess, AnObstacleCountsInItsHoursOnly) {
  WardLayers layers = one_lane();
  layers.obstacles = {test::pinch("O", "34", {200, 100}, 1.9)};
  layers.obstacles[0].kind = "stall";
  layers.obstacles[0].from_h = 17.0;
  layers.obstacles[0].to_h = 20.0;
  FireModel model = usual_model();
  model.travel.hour = 18.0;
  EXPECT_EQ(answer_of(layers, model).served, Served::by_hose);
  model.travel.hour = 21.0;
  EXPECT_EQ(answer_of(layers, model).served, Served::at_door);
}

TEST(FireAccess, AnEngineGoesAgainstAOneWayStreetWhereItMay) {
  WardLayers layers = one_lane();
  layers.roads[0].one_way = true;
  layers.fire_stations[0].place = {400, 0};
  FireModel model = usual_model();
  EXPECT_NEAR(answer_of(layers, model).arrival_s,
              140.0 + 200.0 * 3.6 / (25.0 * 0.5) + 239.0 * 3.6 / 12.0, 1e-9);
  model.travel.against_one_way_share = 0.0;
  EXPECT_EQ(answer_of(layers, model).stop.along_m, 0.0);  // it stays where it is
}

TEST(FireAccess, ACornerTooTightKeepsTheEngineInTheStreet) {
  WardLayers layers = one_lane(2.9);  // wide enough straight on, 2.3 m
  layers.roads[0].width_m = 4.0;
  FireModel model = usual_model();
  model.travel.kerb_room_m = 0.0;
  const HouseAnswer house = answer_of(layers, model);
  EXPECT_NEAR(house.hose_m, 241.0, 1e-9);
  model.travel.kerb_room_m =
      5.0;  // d1 = 0 then; d2 = 6.97 − 2.9 = 4.07 > 3.4; a wider arc helps not
  EXPECT_NEAR(answer_of(layers, model).hose_m, 241.0, 1e-9);
  layers.lanes[0].clear_width_m = 3.6;  // d2 = 3.37
  EXPECT_NEAR(answer_of(layers, model).hose_m, 2.0, 1e-9);
}

TEST(FireAccess, ALongDeadEndMustBeBackedOutOf) {
  WardLayers layers = one_lane();
  EXPECT_NEAR(answer_of(layers).reverse_m, 239.0, 1e-9);
  layers.lanes[0].turning_place = true;
  EXPECT_DOUBLE_EQ(answer_of(layers).reverse_m, 0.0);
}

TEST(FireAccess, ALoopNeedNotBeBackedOutOf) {
  WardLayers layers = one_lane();
  layers.lanes.push_back(test::lane("36", {{200, 300}, {300, 300}, {300, 0}}, 5.0));
  EXPECT_DOUBLE_EQ(answer_of(layers).reverse_m, 0.0);
}

TEST(FireAccess, APortablePumpAtACisternBringsWaterWhereNoHoseReaches) {
  WardLayers layers = one_lane(1.5);
  layers.fire_stations[0].vehicles = "small:1 hand_pump:1";
  layers.cisterns = {{.id = "C", .place = {201, 200}, .volume_m3 = 20.0}};
  const HouseAnswer house = answer_of(layers);
  EXPECT_EQ(house.served, Served::portable_only);
  EXPECT_TRUE(house.by_portable);
  EXPECT_NEAR(house.source_m, 1.0 + 39.0 + 2.0, 1e-9);
  EXPECT_NEAR(house.fire_water_m, 42.0, 1e-9);
  // The engine drives to the lane's mouth; the pump is carried 200 m and 1 m at 4 km/h; 3 hoses.
  const double mouth_s = 140.0 + 200.0 * 3.6 / 25.0;
  const double flow_lps = std::min(10.0, std::sqrt((60.0 - 3.5) / (3 * 0.034 + 2.96 / 4.0)));
  EXPECT_NEAR(house.first_water_s,
              mouth_s + 201.0 * 3.6 / 4.0 + 90.0 + 3 * 60.0 + 1.2 * 42.0 * 3.42 / flow_lps, 1e-6);
}

TEST(FireAccess, WithoutASourceALongHoseEmptiesASmallTank) {
  WardLayers layers = one_lane();
  layers.obstacles = {test::pinch("O", "34", {200, 100}, 1.9)};
  FireModel model = usual_model();
  model.classes[*class_named(model.classes, "small")].tank_m3 = 0.5;  // filling alone takes 583 l
  EXPECT_EQ(answer_of(layers, model).served, Served::short_of_water);
  layers.hydrants = {{.id = "H", .place = {200, 1}, .flow_lps = 10.0}};
  EXPECT_EQ(answer_of(layers, model).served, Served::short_of_water);  // 242 m away
  layers.hydrants[0].place = {201, 60};  // 179 m + 1 + 2: within 200 m of an engine beside it
  EXPECT_EQ(answer_of(layers, model).served, Served::by_hose);
}

TEST(FireAccess, DeepCisternsAndBrokenHydrantsAreNoWater) {
  WardLayers layers = one_lane();
  layers.cisterns = {{.id = "C", .place = {201, 200}, .volume_m3 = 20.0, .suction_lift_m = 7.5}};
  layers.hydrants = {{.id = "H", .place = {201, 210}, .flow_lps = 10.0, .working = false}};
  EXPECT_TRUE(std::isnan(answer_of(layers).fire_water_m));
  layers.cisterns[0].suction_lift_m = 6.5;
  EXPECT_NEAR(answer_of(layers).fire_water_m, 42.0, 1e-9);
}

TEST(FireAccess, AHouseFarFromEveryWayIsNotReached) {
  WardLayers layers = one_lane();
  layers.buildings.push_back(test::house("far", {900, 900}));
  const Ward ward(layers);
  const HouseAnswer house = FireAccess(ward, usual_model()).evaluate().houses[1];
  EXPECT_EQ(house.served, Served::not_reached);
  EXPECT_TRUE(std::isnan(house.arrival_s));
}

TEST(FireAccess, AWardWithoutAFireEngineIsRefused) {
  WardLayers layers = one_lane();
  layers.fire_stations[0].vehicles = "motorbike:1";
  const Ward ward(layers);
  EXPECT_THROW(FireAccess(ward, usual_model()), InputError);
}

TEST(FireAccess, AnUnknownVehicleOfAStationIsTold) {
  WardLayers layers = one_lane();
  layers.fire_stations[0].vehicles = "smal:1 small:1";
  const Ward ward(layers);
  Findings findings;
  const FireAccess access(ward, usual_model(), {}, &findings);
  ASSERT_EQ(findings.all().size(), 1U);
  EXPECT_NE(findings.all()[0].expected.en.find("small"), std::string::npos);
}

TEST(FireAccess, DeepWaterStopsTheEngineAndSlowerWaterSlowsIt) {
  const WardLayers layers = one_lane();
  const Ward ward(layers);
  const std::uint32_t lane = ward.streets().along(ward.way_of_lane(0))[0];
  FloodHeads heads(ward.streets().segments().size());
  for (std::uint32_t s = 0; s < heads.size(); ++s) heads[s].assign(101, 0.0F);
  const auto with = [&](float depth_m, double wading_m = 0.5) {
    FloodHeads deep = heads;
    deep[lane][50] = depth_m;  // in the middle of the lane's 300 m
    FireModel model = usual_model();
    model.travel.wading_m = wading_m;
    return FireAccess(ward, model, deep).evaluate().houses[0];
  };
  EXPECT_NEAR(with(0.55F, 0.6).hose_m, 91.0, 1e-9);  // a small engine fords 0.5 m
  EXPECT_TRUE(std::isnan(with(0.55F).hose_m));       // and nobody wades through
  const HouseAnswer dry = FireAccess(ward, usual_model()).evaluate().houses[0];
  const HouseAnswer none = with(0.0F);
  EXPECT_EQ(none.arrival_s, dry.arrival_s);  // exactly
  EXPECT_EQ(none.first_water_s, dry.first_water_s);
  EXPECT_EQ(none.hose_m, dry.hose_m);
  // 0.25 m is half of what it fords: 1 − 0.7 · ½ of the speed on that stretch.
  EXPECT_NEAR(with(0.25F).arrival_s - dry.arrival_s, 239.0 * 0.3 * (1.0 / 0.65 - 1.0), 1e-5);
}

TEST(FireAccess, SharesCountPeople) {
  WardLayers layers = one_lane(2.2);
  layers.buildings.push_back(test::house("street", {100, 3}));
  layers.buildings[1].residents = 12.0;
  const Ward ward(layers);
  const FireAccess access(ward, usual_model());
  const FireMeasures m = access.measures(access.evaluate());
  EXPECT_DOUBLE_EQ(m.residents, 16.0);
  EXPECT_DOUBLE_EQ(m.hose_within_150, 0.75);
  EXPECT_DOUBLE_EQ(m.people_not_reached, 4.0);
  EXPECT_DOUBLE_EQ(m.houses_not_reached, 1.0);
  EXPECT_DOUBLE_EQ(m.lanes_with_fire_water, 0.0);
}

}  // namespace
}  // namespace twin::fire
