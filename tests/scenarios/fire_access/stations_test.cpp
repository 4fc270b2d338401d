#include "scenarios/fire_access/stations.h"

#include <gtest/gtest.h>

#include "tests/scenarios/fire_access/fire_town.h"

namespace twin::fire {
namespace {

using test::station;

std::vector<StationPlace> places_of(std::vector<FireStation> stations, Findings& findings) {
  WardLayers layers = test::one_lane();
  layers.fire_stations = std::move(stations);
  const Ward ward(layers);
  return station_places(ward, WayFinder(ward), test::usual_model(), &findings);
}

std::vector<std::string> classes_of(const StationPlace& place) {
  const FireModel model = test::usual_model();
  std::vector<std::string> names;
  for (const std::size_t v : place.classes) names.push_back(model.classes[v].name);
  return names;
}

TEST(FireStations, LeaveByTheRoadWhereOneIsInReach) {
  Findings findings;
  // The second lies nearer to lane 34 than to road R; from the third the road is 800 m away.
  WardLayers layers = test::one_lane();
  layers.lanes[0].centreline.push_back({200, 900});
  layers.fire_stations = {station("on R", {150, 5}, "small"),
                          station("on R too", {205, 90}, "large"),
                          station("on 34", {230, 800}, "medium")};
  const Ward ward(layers);
  const auto places = station_places(ward, WayFinder(ward), test::usual_model(), &findings);
  ASSERT_EQ(places.size(), 3U);
  EXPECT_DOUBLE_EQ(places[0].place.along_m, 150.0);
  EXPECT_DOUBLE_EQ(places[0].place.away_m, 5.0);
  EXPECT_DOUBLE_EQ(places[1].place.away_m, 90.0);
  EXPECT_EQ(places[2].place.segment, ward.streets().along(ward.way_of_lane(0))[0]);
  EXPECT_DOUBLE_EQ(places[2].place.along_m, 800.0);
  EXPECT_DOUBLE_EQ(places[2].place.away_m, 30.0);
  EXPECT_TRUE(findings.empty());
}

TEST(FireStations, HaveTheVehiclesOfTheirListThatAreKnown) {
  Findings findings;
  const auto places =
      places_of({station("S", {0, 0}, "small:2 pickup:0 rocket:1 motorbike")}, findings);
  EXPECT_EQ(classes_of(places.at(0)), (std::vector<std::string>{"small", "motorbike"}));
  ASSERT_EQ(findings.all().size(), 1U);
  EXPECT_NE(findings.all()[0].text().find("'rocket'"), std::string::npos);
  EXPECT_EQ(findings.all()[0].feature, "S");
}

TEST(FireStations, HaveTheUsualVehiclesWhereNoneAreListed) {
  Findings findings;
  const auto places = places_of({station("S", {0, 0}, "")}, findings);
  // usual_vehicles = "medium:2 small:1 pickup:1 motorbike:2 hand_pump:1"
  EXPECT_EQ(classes_of(places.at(0)),
            (std::vector<std::string>{"medium", "small", "pickup", "motorbike", "hand_pump"}));
  ASSERT_EQ(findings.all().size(), 1U);
  EXPECT_NE(findings.all()[0].text().find("medium:2 small:1"), std::string::npos);
}

TEST(FireStations, OutOfReachAreLeftOutAndTold) {
  Findings findings;
  const auto places = places_of(
      {station("far", {0, -501}, "medium"), station("near", {0, -499}, "medium")}, findings);
  ASSERT_EQ(places.size(), 1U);
  EXPECT_EQ(places[0].id, "near");
  ASSERT_EQ(findings.all().size(), 1U);
  EXPECT_EQ(findings.all()[0].feature, "far");
}

TEST(FireStations, AreOfNoUseWithoutAnEngine) {
  Findings findings;
  EXPECT_THROW(places_of({}, findings), InputError);
  EXPECT_THROW(places_of({station("S", {0, 0}, "motorbike:3 hand_pump:1")}, findings), InputError);
  EXPECT_THROW(places_of({station("S", {0, -501}, "large:1")}, findings), InputError);
}

}  // namespace
}  // namespace twin::fire
