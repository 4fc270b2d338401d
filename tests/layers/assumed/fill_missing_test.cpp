#include "layers/assumed/fill_missing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "engine/base/data_folder.h"
#include "engine/space/geometry.h"
#include "layers/assumed/sketch.h"
#include "tests/support/small_ward.h"

namespace twin {
namespace {

const WardLayers& ward() {
  static const WardLayers layers = test::small_ward_layers();
  return layers;
}

/// A street of 400 m with a lane off it, a park and nothing else.
WardLayers bare_ward() {
  WardLayers layers;
  layers.boundary.name = "Phường thử";
  layers.boundary.residents = 333;
  layers.boundary.outline.outer = {{0, 0}, {400, 0}, {400, 150}, {0, 150}};
  layers.boundary.provenance.source = Source::open_data;
  Road street;
  street.id = "R1";
  street.name = "Trung Kính";
  street.road_class = "tertiary";
  street.centreline = {{-50, 20}, {450, 20}};
  street.provenance.source = Source::open_data;
  layers.roads = {street};
  Lane lane;
  lane.id = "L1";
  lane.centreline = {{200, 20}, {200, 140}};
  lane.provenance.source = Source::surveyed;
  layers.lanes = {lane};
  return layers;
}

WardLayers filled(std::int64_t seed) {
  AssumedTable table = load_assumed_table(data_folder() / "assumed");
  table.replace("terrain.margin_m", {10.0});
  WardLayers layers = bare_ward();
  Findings findings;
  fill_missing(layers, table, seed, findings, Progress{});
  return layers;
}

TEST(FillMissing, LeavesNoLayerOfAWholeWardEmpty) {
  EXPECT_GE(ward().buildings.size(), 120U);
  EXPECT_FALSE(ward().addresses.empty());
  EXPECT_FALSE(ward().residential_groups.empty());
  EXPECT_FALSE(ward().obstacles.empty());
  EXPECT_FALSE(ward().junctions.empty());
  EXPECT_FALSE(ward().drain_pipes.empty());
  EXPECT_FALSE(ward().drain_inlets.empty());
  EXPECT_FALSE(ward().drain_outfalls.empty());
  EXPECT_FALSE(ward().hydrants.empty());
  EXPECT_FALSE(ward().cisterns.empty());
  EXPECT_FALSE(ward().draw_points.empty());
  EXPECT_FALSE(ward().fire_stations.empty());
  EXPECT_GT(ward().terrain.ground_m.frame().rows, 0);
}

TEST(FillMissing, ResidentsAddUpToThoseOfTheBoundary) {
  double residents = 0.0;
  for (const Building& building : ward().buildings) residents += building.residents;
  EXPECT_EQ(residents, ward().boundary.residents);
}

TEST(FillMissing, NoBuildingStandsInACarriagewayOrALane) {
  for (const Building& building : ward().buildings) {
    Polyline facade = building.footprint.outer;
    facade.push_back(facade.front());
    const auto check = [&](const Polyline& line, double half_m) {
      for (double at_m = 0.0; at_m <= length_m(line); at_m += 1.0) {
        const Point p = point_along(line, at_m);
        EXPECT_FALSE(contains(building.footprint, p)) << building.id;
        EXPECT_GE(nearest_on(facade, p).away_m, half_m - 1e-6) << building.id;
      }
    };
    for (const Road& road : ward().roads) {
      if (!road.bridge) check(road.centreline, 0.5 * width_or_usual_m(road));
    }
    for (const Lane& lane : ward().lanes) check(lane.centreline, 0.5 * *lane.clear_width_m);
  }
}

TEST(FillMissing, BuildingsDoNotOverlapAndLieInTheWard) {
  for (std::size_t a = 0; a < ward().buildings.size(); ++a) {
    const Polygon& one = ward().buildings[a].footprint;
    for (const Point& corner : one.outer) {
      EXPECT_TRUE(contains(ward().boundary.outline, corner));
    }
    for (std::size_t b = a + 1; b < ward().buildings.size(); ++b) {
      double common_m2 = 0.0;
      for (const Polygon& part : intersection(one, ward().buildings[b].footprint)) {
        common_m2 += area_m2(part);
      }
      EXPECT_EQ(common_m2, 0.0) << ward().buildings[a].id << ' ' << ward().buildings[b].id;
    }
  }
}

TEST(FillMissing, EveryBuildingHasADoorAndAnAddressOfItsOwn) {
  const Ward whole(ward());
  std::set<std::string> texts;
  for (const Address& address : ward().addresses) {
    EXPECT_TRUE(texts.insert(address.text).second) << address.text;
  }
  EXPECT_EQ(ward().addresses.size(), ward().buildings.size());
  for (const auto& door : whole.doors()) {
    ASSERT_TRUE(door.has_value());
    EXPECT_LE(door->away_m, 140.0);
  }
}

TEST(FillMissing, HouseNumbersAreOddOnOneSideAndEvenOnTheOther) {
  const WardLayers layers = filled(1);
  std::map<bool, std::set<int>> parities;
  for (const Address& address : layers.addresses) {
    if (address.way_id != "R1") continue;
    parities[address.door.y_m > 20.0].insert(std::stoi(address.house_number) % 2);
    EXPECT_EQ(address.text, "Số " + address.house_number + " Trung Kính");
  }
  EXPECT_EQ(parities[true], std::set<int>{1});  // left of the street from west to east
  EXPECT_EQ(parities[false], std::set<int>{0});
}

TEST(FillMissing, ALaneTakesItsNumberFromTheStreetItLeaves) {
  const WardLayers layers = filled(1);
  const std::string& name = layers.lanes[0].name;
  EXPECT_EQ(name.substr(0, 5), "Ngõ ") << name;  // õ takes two bytes
  const std::string number = name.substr(5, name.find(' ', 5) - 5);
  EXPECT_EQ(std::stoi(number) % 2, 1);  // it leaves the street on the left
  EXPECT_EQ(name, "Ngõ " + number + " Trung Kính");
  const auto on_lane = std::ranges::find(layers.addresses, "L1", &Address::way_id);
  ASSERT_NE(on_lane, layers.addresses.end());
  EXPECT_EQ(on_lane->house_number.substr(0, number.size() + 1), number + "/");
  EXPECT_NE(on_lane->text.find("ngõ " + number + " Trung Kính"), std::string::npos);
}

TEST(FillMissing, PipesFallAndEachReachesAnOutfall) {
  std::map<std::string, const DrainPipe*> leaving;
  for (const DrainPipe& pipe : ward().drain_pipes) {
    EXPECT_GT(pipe.invert_from_m, pipe.invert_to_m) << pipe.id;
    EXPECT_TRUE(leaving.emplace(pipe.from_id, &pipe).second) << "two pipes leave " << pipe.from_id;
  }
  std::set<std::string> outfalls;
  for (const DrainOutfall& outfall : ward().drain_outfalls) outfalls.insert(outfall.id);
  for (const DrainManhole& manhole : ward().drain_manholes) {
    std::string at = manhole.id;
    double invert_m = manhole.invert_m;
    std::size_t steps = 0;
    for (; leaving.contains(at) && steps <= leaving.size(); ++steps) {
      const DrainPipe& pipe = *leaving[at];
      EXPECT_LE(pipe.invert_from_m, invert_m + 0.0011);  // both are rounded to the millimetre
      invert_m = pipe.invert_to_m;
      at = pipe.to_id;
    }
    EXPECT_TRUE(outfalls.contains(at)) << manhole.id << " drains to " << at;
  }
}

TEST(FillMissing, PipesLieUnderTheGroundAndDoNotShrinkDownstream) {
  std::map<std::string, double> ground_m;
  for (const DrainManhole& manhole : ward().drain_manholes) ground_m[manhole.id] = manhole.ground_m;
  std::map<std::string, double> height_m;
  for (const DrainPipe& pipe : ward().drain_pipes) height_m[pipe.from_id] = pipe.height_m;
  for (const DrainPipe& pipe : ward().drain_pipes) {
    EXPECT_LE(pipe.invert_from_m + pipe.height_m, ground_m[pipe.from_id] - 0.5) << pipe.id;
    if (!height_m.contains(pipe.to_id)) continue;  // an outfall
    EXPECT_GE(height_m[pipe.to_id], pipe.height_m) << pipe.id;
  }
}

TEST(FillMissing, GroupsAreInOnePieceCoverTheWardAndAreOfOneSize) {
  double groups_m2 = 0.0;
  for (const ResidentialGroup& group : ward().residential_groups) {
    groups_m2 += area_m2(group.area);
    EXPECT_NEAR(group.households, 64.0, 20.0) << group.id;
    EXPECT_FALSE(invalid_reason(group.area).has_value());
  }
  EXPECT_NEAR(groups_m2, area_m2(ward().boundary.outline), 1.0);
  for (const Building& building : ward().buildings) EXPECT_FALSE(building.group_id.empty());
}

TEST(FillMissing, StreetsLieBelowThePlotsAndTheRiverBelowItsBanks) {
  const Grid<float>& ground = ward().terrain.ground_m;
  const auto level_m = [&](Point p) { return ground(*ground.frame().cell_at(p)); };
  const Point origin{582000.0, 2324000.0};
  const auto at = [&](double x, double y) { return Point{origin.x_m + x, origin.y_m + y}; };
  const double plot = level_m(at(100, 26));  // behind the pavement of Long Não
  const double street = level_m(at(100, 14));
  EXPECT_GT(plot - street, 0.10);
  EXPECT_LT(plot - street, 0.25);
  EXPECT_LT(level_m(at(297, 120)), 2.0);  // bed at 1.5 m
  EXPECT_GT(level_m(at(282, 60)), 6.2);   // bank
}

TEST(FillMissing, EqualSeedsGiveEqualWardsAndOtherSeedsOthers) {
  const WardLayers one = filled(1);
  const WardLayers same = filled(1);
  const WardLayers other = filled(2);
  ASSERT_EQ(one.buildings.size(), same.buildings.size());
  for (std::size_t b = 0; b < one.buildings.size(); ++b) {
    EXPECT_EQ(one.buildings[b].footprint, same.buildings[b].footprint);
    EXPECT_EQ(one.buildings[b].height_m, same.buildings[b].height_m);
  }
  EXPECT_TRUE((one.terrain.ground_m.values() == same.terrain.ground_m.values()).all());
  EXPECT_FALSE((one.terrain.ground_m.values() == other.terrain.ground_m.values()).all());
  EXPECT_NE(one.buildings[0].footprint, other.buildings[0].footprint);
}

TEST(FillMissing, NamesTheColumnsItMadeUpOnRealGeometry) {
  const WardLayers layers = filled(1);
  EXPECT_EQ(layers.lanes[0].provenance.source, Source::surveyed);
  EXPECT_TRUE(layers.lanes[0].provenance.is_assumed("clear_width_m"));
  EXPECT_TRUE(layers.roads[0].provenance.is_assumed("width_m"));
  EXPECT_FALSE(layers.boundary.provenance.is_assumed("residents"));
  EXPECT_EQ(layers.buildings[0].provenance.source, Source::assumed);
  EXPECT_EQ(layers.buildings[0].provenance.seed, 1);
  EXPECT_FALSE(layers.buildings[0].provenance.method.empty());
}

TEST(FillMissing, LeavesAloneWhatWasGiven) {
  AssumedTable table = load_assumed_table(data_folder() / "assumed");
  table.replace("terrain.margin_m", {10.0});
  WardLayers layers = bare_ward();
  layers.lanes[0].clear_width_m = 2.7;
  Building house;
  house.id = "H1";
  house.footprint.outer = {{205, 60}, {215, 60}, {215, 70}, {205, 70}};
  house.use = "house";
  house.provenance.source = Source::surveyed;
  layers.buildings = {house};
  Findings findings;
  fill_missing(layers, table, 1, findings, Progress{});
  EXPECT_EQ(layers.lanes[0].clear_width_m, 2.7);
  ASSERT_EQ(layers.buildings.size(), 1U);
  EXPECT_EQ(layers.buildings[0].residents, 333.0);
  EXPECT_TRUE(layers.buildings[0].provenance.is_assumed("residents"));
  ASSERT_EQ(layers.addresses.size(), 1U);
  EXPECT_EQ(layers.addresses[0].way_id, "L1");
}

TEST(FillMissing, DigsNoHollowWhereWaterWasSeen) {
  AssumedTable table = load_assumed_table(data_folder() / "assumed");
  table.replace("terrain.margin_m", {10.0});
  table.replace("terrain.bowls_a_km2", {400.0});
  table.replace("terrain.bowl_depth_m", {5.0, 5.0});
  table.replace("terrain.bowl_radius_m", {10.0, 10.0});
  table.replace("terrain.bowls_from_flood_spots_m", {60.0});
  WardLayers layers = bare_ward();
  layers.flood_spots = {{.id = "F1",
                         .name = "",
                         .place = {60, 75},
                         .depth_m = 0.4,
                         .seen = "2025-09-30",
                         .uncertain_m = 10.0,
                         .provenance = {}}};
  Findings findings;
  fill_missing(layers, table, 1, findings, Progress{});
  const Grid<float>& ground = layers.terrain.ground_m;
  EXPECT_GT(ground(*ground.frame().cell_at({60, 75})), 5.0F);
  EXPECT_LT(ground.values().minCoeff(), 3.0F);  // elsewhere they are
}

TEST(FillMissing, RefusesAWardWithoutStreets) {
  const AssumedTable table = load_assumed_table(data_folder() / "assumed");
  WardLayers layers = bare_ward();
  layers.roads.clear();
  Findings findings;
  EXPECT_THROW(fill_missing(layers, table, 1, findings, Progress{}), InputError);
}

}  // namespace
}  // namespace twin
