#include "layers/ward/read_renovation.h"

#include <gtest/gtest.h>

#include "tests/support/scratch.h"

namespace twin {
namespace {

/// 100 m by 100 m of ground at 5 m; the street "Phố Tây" in two pieces along y = 20, the lane L1
/// along x = 80; one house in the north-west; inlets on the street (G1, G2) and on the lane (G3).
WardLayers quarter() {
  WardLayers layers;
  layers.boundary.outline = {{{0, 0}, {100, 0}, {100, 100}, {0, 100}}, {}};
  layers.terrain.ground_m =
      Grid<float>({.north_west = {0, 100}, .cell_m = 1.0, .rows = 100, .cols = 100}, 5.0F);
  for (const double west_m : {0.0, 40.0}) {
    Road road;
    road.id = west_m == 0.0 ? "R1" : "R2";
    road.name = "Phố Tây";
    road.centreline = {{west_m, 20}, {west_m + 40, 20}};
    layers.roads.push_back(road);
  }
  Lane lane;
  lane.id = "L1";
  lane.name = "Ngõ 5";
  lane.centreline = {{80, 20}, {80, 90}};
  layers.lanes = {lane};
  Building house;
  house.id = "B1";
  house.footprint = {{{0, 80}, {20, 80}, {20, 100}, {0, 100}}, {}};
  layers.buildings = {house};
  for (const auto& [id, place] : {std::pair{"G1", Point{10, 22}}, std::pair{"G2", Point{60, 18}},
                                  std::pair{"G3", Point{81, 60}}}) {
    DrainInlet inlet;
    inlet.id = id;
    inlet.place = place;
    layers.drain_inlets.push_back(inlet);
  }
  return layers;
}

Renovation read(const std::string& toml) {
  return read_renovation(TomlTable::parse(toml, "change.toml"), quarter());
}

std::string error_of(const std::string& toml) {
  return failure_of<InputError>([&] { read(toml); });
}

using Ids = std::vector<std::string>;

TEST(ReadRenovation, InletsAreThoseOfTheStreetTheyLieNearestTo) {
  EXPECT_EQ(read("[[blocked_inlets]]\nshare = 0.5").blocked_inlets[0].inlet_ids,
            (Ids{"G1", "G2", "G3"}));
  EXPECT_EQ(
      read("[[blocked_inlets]]\nshare = 0.5\nstreets = ['Phố Tây']").blocked_inlets[0].inlet_ids,
      (Ids{"G1", "G2"}));
  EXPECT_EQ(
      read("[[blocked_inlets]]\nshare = 0.5\nstreets = ['R2', 'L1']").blocked_inlets[0].inlet_ids,
      (Ids{"G2", "G3"}));
  const Renovation in_area = read(
      "[[blocked_inlets]]\nshare = 1\nstreets = ['Phố Tây']\narea = [[0,0],[50,0],[50,50],[0,50]]");
  EXPECT_EQ(in_area.blocked_inlets[0].inlet_ids, Ids{"G1"});
}

TEST(ReadRenovation, AStreetIsAllItsPieces) {
  const Renovation works = read("[[ground_level]]\nstreets = ['Phố Tây']\nlower_m = 0.2");
  EXPECT_EQ(works.relevelled[0].way_ids, (Ids{"R1", "R2"}));
  EXPECT_DOUBLE_EQ(works.relevelled[0].raise_m, -0.2);
  EXPECT_EQ(read("[[permeable_paving]]\nstreets = ['Ngõ 5']").permeable_ways, Ids{"L1"});
}

TEST(ReadRenovation, AVolumeBecomesADepth) {
  const Renovation works = read(
      "[[detention_pond]]\nname = 'P'\narea = [[30,40],[50,40],[50,50],[30,50]]\nvolume_m3 = 300");
  EXPECT_DOUBLE_EQ(works.ponds[0].depth_m, 1.5);  // on 20 m by 10 m
  EXPECT_NE(renovation_told(works, quarter()).en.find("200 m² and 300 m³"), std::string::npos);
}

TEST(ReadRenovation, TellsWhatItDoes) {
  const WardLayers layers = quarter();
  EXPECT_EQ(renovation_told(read("[[blocked_inlets]]\nshare = 0.5"), layers).vi,
            "3 hố thu bị bịt 50 % miệng");
  EXPECT_EQ(renovation_told(read("[[ground_level]]\nstreets = ['L1']\nraise_m = 0.3"), layers).en,
            "70 m of street raised by 0.30 m");
}

TEST(ReadRenovation, EachErrorNamesFileLineAndWhatWouldDo) {
  const std::string street = error_of("\n[[ground_level]]\nstreets = ['Phố Tay']\nraise_m = 0.1");
  EXPECT_NE(street.find("change.toml:3"), std::string::npos) << street;
  EXPECT_NE(street.find("'Phố Tây'"), std::string::npos) << street;
  const std::string share = error_of("[[blocked_inlets]]\nshare = 1.5");
  EXPECT_NE(share.find("change.toml:2, key 'share': found 1.5"), std::string::npos) << share;
  const std::string outside = error_of(
      "[[detention_pond]]\nname='P'\narea = [[90,40],[110,40],[110,50],[90,50]]\ndepth_m=1");
  EXPECT_NE(outside.find("change.toml:3"), std::string::npos) << outside;
  EXPECT_NE(outside.find("100 m² of it outside the ward"), std::string::npos) << outside;
  EXPECT_NE(
      error_of("[[detention_pond]]\nname='P'\narea = [[30,40],[50,50],[50,40],[30,50]]\ndepth_m=1")
          .find("cross"),
      std::string::npos);
  EXPECT_NE(
      error_of("[[detention_pond]]\nname='P'\narea = [[10,70],[30,70],[30,90],[10,90]]\ndepth_m=1")
          .find("the house 'B1'"),
      std::string::npos);
  EXPECT_NE(
      error_of("[[detention_pond]]\nname='P'\narea = [[70,40],[90,40],[90,50],[70,50]]\ndepth_m=1")
          .find("'L1'"),
      std::string::npos);
  EXPECT_NE(error_of("[[ground_level]]\nstreets = ['L1']").find("neither"), std::string::npos);
  EXPECT_NE(
      error_of("[[ground_level]]\nstreets = ['L1']\nraise_m = 0.1\nlower_m = 0.1").find("both"),
      std::string::npos);
  EXPECT_NE(error_of("[[ground_level]]\nstreets = ['L1']\nraise_m = 20").find("from 0 to 3"),
            std::string::npos);
  EXPECT_NE(error_of("[[blocked_inlets]]\nshare = 0.5\narea = [[30,40],[50,40],[50,50]]")
                .find("no inlet"),
            std::string::npos);
  EXPECT_NE(error_of("[[blocked_inlets]]\nshare = 0.5\nstreet = ['L1']").find("'streets'"),
            std::string::npos);
}

}  // namespace
}  // namespace twin
