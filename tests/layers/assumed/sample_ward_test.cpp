#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "engine/base/data_folder.h"
#include "engine/space/geometry.h"
#include "layers/assumed/fill_missing.h"
#include "layers/assumed/sketch.h"

namespace twin {
namespace {

/// The ward of data/wards/yenhoa_mau, made once for all tests.
const WardLayers& sample() {
  static const WardLayers layers = [] {
    const AssumedTable table = load_assumed_table(data_folder() / "assumed");
    const TomlTable sketch =
        TomlTable::read(data_folder() / "wards" / "yenhoa_mau" / "sketch.toml");
    WardLayers made = ward_from_sketch(sketch, table, 1);
    Findings findings;
    fill_missing(made, table, 1, findings, Progress{});
    return made;
  }();
  return layers;
}

double area_in_common_m2(const Polygon& a, const Polygon& b) {
  double common_m2 = 0.0;
  for (const Polygon& part : intersection(a, b)) common_m2 += area_m2(part);
  return common_m2;
}

TEST(SampleWard, IsAsLargeAsARealWard) {
  EXPECT_NEAR(area_m2(sample().boundary.outline), 4.1e6, 0.2e6);
  EXPECT_GE(sample().buildings.size(), 15000U);
  EXPECT_GE(sample().lanes.size(), 800U);
  double residents = 0.0;
  for (const Building& building : sample().buildings) residents += building.residents;
  EXPECT_EQ(residents, 77029.0);
}

TEST(SampleWard, NoTwoOfItsBuildingsOverlapAndNoneStandsInWaterOrAPark) {
  std::vector<Box> boxes;
  for (const Building& building : sample().buildings) boxes.push_back(box_of(building.footprint));
  const BoxIndex index(boxes);
  for (std::size_t a = 0; a < boxes.size(); ++a) {
    const Polygon& one = sample().buildings[a].footprint;
    for (const std::size_t b : index.meeting(boxes[a])) {
      if (b <= a) continue;
      EXPECT_EQ(area_in_common_m2(one, sample().buildings[b].footprint), 0.0)
          << sample().buildings[a].id << ' ' << sample().buildings[b].id;
    }
  }
  for (const Green& green : sample().greens) {
    for (const std::size_t b : index.meeting(box_of(green.area))) {
      EXPECT_EQ(area_in_common_m2(green.area, sample().buildings[b].footprint), 0.0) << green.name;
    }
  }
  for (const River& river : sample().river) {
    for (const Polygon& water : buffered(river.centreline, 0.5 * river.width_m)) {
      for (const std::size_t b : index.meeting(box_of(water))) {
        EXPECT_EQ(area_in_common_m2(water, sample().buildings[b].footprint), 0.0) << river.name;
      }
    }
  }
}

TEST(SampleWard, NoBuildingStandsInACarriagewayOrALane) {
  std::vector<Box> boxes;
  for (const Building& building : sample().buildings) boxes.push_back(box_of(building.footprint));
  const BoxIndex index(boxes);
  const auto check = [&](const Polyline& line, double half_m, const std::string& id) {
    for (const Polygon& corridor : buffered(line, half_m - 0.01)) {
      for (const std::size_t b : index.meeting(box_of(corridor))) {
        EXPECT_EQ(area_in_common_m2(corridor, sample().buildings[b].footprint), 0.0) << id;
      }
    }
  };
  for (const Road& road : sample().roads) {
    if (!road.bridge) check(road.centreline, 0.5 * width_or_usual_m(road), road.id);
  }
  for (const Lane& lane : sample().lanes)
    check(lane.centreline, 0.5 * *lane.clear_width_m, lane.id);
}

TEST(SampleWard, EveryHouseHasADoorOnAWayAndAnAddressOfItsOwn) {
  const Ward ward(sample());
  EXPECT_TRUE(std::ranges::all_of(ward.doors(), [](const auto& door) { return door.has_value(); }));
  std::set<std::string> texts;
  for (const Address& address : sample().addresses) texts.insert(address.text);
  EXPECT_EQ(texts.size(), sample().buildings.size());
}

TEST(SampleWard, GroupsOfSomeFourHundredHouseholdsCoverIt) {
  double groups_m2 = 0.0;
  for (const ResidentialGroup& group : sample().residential_groups) {
    EXPECT_NEAR(group.households, 400.0, 80.0) << group.name;
    groups_m2 += area_m2(group.area);
  }
  EXPECT_NEAR(groups_m2, area_m2(sample().boundary.outline), 10.0);
}

TEST(SampleWard, DrainsTwoWaysByPipesThatFall) {
  std::map<std::string, int> outfalls;
  for (const DrainOutfall& outfall : sample().drain_outfalls) ++outfalls[outfall.kind];
  EXPECT_GE(outfalls["river_flap"], 3);
  EXPECT_GE(outfalls["pumped"], 1);
  for (const DrainPipe& pipe : sample().drain_pipes) {
    EXPECT_GT(pipe.invert_from_m, pipe.invert_to_m) << pipe.id;
  }
}

TEST(SampleWard, ItsStreetsAreOneNetwork) {
  const Ward ward(sample());
  const StreetNetwork& streets = ward.streets();
  std::vector<std::uint32_t> open{0};
  std::vector<char> seen(streets.junctions().size(), 0);
  seen[0] = 1;
  std::size_t reached = 1;
  while (!open.empty()) {
    const std::uint32_t j = open.back();
    open.pop_back();
    for (std::uint32_t s = streets.first_out(j); s < streets.last_out(j); ++s) {
      const std::uint32_t to = streets.segments()[s].to;
      if (seen[to] != 0) continue;
      seen[to] = 1;
      ++reached;
      open.push_back(to);
    }
  }
  EXPECT_GE(static_cast<double>(reached), 0.99 * static_cast<double>(streets.junctions().size()));
}

}  // namespace
}  // namespace twin
