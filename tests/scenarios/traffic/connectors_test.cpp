#include "scenarios/traffic/connectors.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "tests/scenarios/traffic/simple_tables.h"

namespace twin::traffic {
namespace {

using test::junction_at;

std::vector<bool> all_of(const Ward& ward) {
  return std::vector<bool>(ward.streets().junctions().size(), true);
}

std::vector<bool> only(const Ward& ward, const std::vector<Point>& places) {
  std::vector<bool> core(ward.streets().junctions().size(), false);
  for (const Point place : places) core[junction_at(ward, place)] = true;
  return core;
}

/// Ways by junction, in metres.
std::map<std::uint32_t, double> accesses(const Ward& ward, const Zone& zone,
                                         const std::vector<std::vector<bool>>& cores) {
  std::map<std::uint32_t, double> by_junction;
  std::uint32_t before = 0;
  for (const Access& access : accesses_of(ward, zone, cores)) {
    EXPECT_TRUE(by_junction.empty() || access.junction > before);
    by_junction[before = access.junction] = access.length_m;
  }
  return by_junction;
}

/// Buildings of the ladder, seen from a place.
Zone zone_of(Point centre, std::size_t first, std::size_t last) {
  Zone zone;
  zone.centre = centre;
  for (std::size_t b = first; b < last; ++b) zone.buildings.push_back(b);
  return zone;
}

TEST(Connectors, LeadToTheEndsOfTheStreetsAndTheNearestJunctions) {
  // The houses along Phố Tây have its two ends; nearest to the centre given is the middle of L1,
  // then the end of L2, 20 m west of it.
  const Ward ward(test::ladder_layers());
  const auto found = accesses(ward, zone_of({510, 200}, 0, 15), {all_of(ward)});
  ASSERT_EQ(found.size(), 4U);
  for (const Point p : {Point{200, 0}, Point{200, 400}, Point{500, 200}, Point{480, 200}}) {
    EXPECT_EQ(found.count(junction_at(ward, p)), 1U) << p.x_m << ' ' << p.y_m;
  }
}

TEST(Connectors, LeadToTheThreeBusiestOnly) {
  // Phố Tây's ends have 8 and 7 doors; of Ngõ 1 the middle has 8, its ends 4 and 3; Phố Đông's ends
  // 5 each. Nearest to the centre are two of those.
  const Ward ward(test::ladder_layers());
  const auto found = accesses(ward, zone_of({200, 150}, 0, 40), {all_of(ward)});
  ASSERT_EQ(found.size(), 3U);
  for (const Point p : {Point{200, 0}, Point{200, 400}, Point{500, 200}}) {
    EXPECT_EQ(found.count(junction_at(ward, p)), 1U) << p.x_m << ' ' << p.y_m;
  }
}

TEST(Connectors, LeadToWhereEachKindOfVehicleCanDrive) {
  const Ward ward(test::ladder_layers());
  const auto motorbikes = only(ward, {{200, 400}, {500, 400}});
  const auto cars = only(ward, {{800, 0}, {800, 400}, {200, 0}});
  const auto found = accesses(ward, zone_of({210, 300}, 0, 15), {motorbikes, cars});
  // Of the street's ends only the northern one counts; the nearest for motorbikes are that and
  // (500, 400), for cars (200, 0) and (800, 400).
  ASSERT_EQ(found.size(), 4U);
  for (const Point p : {Point{200, 400}, Point{500, 400}, Point{200, 0}, Point{800, 400}}) {
    EXPECT_EQ(found.count(junction_at(ward, p)), 1U) << p.x_m << ' ' << p.y_m;
  }
  EXPECT_TRUE(accesses(ward, zone_of({210, 300}, 0, 15), {only(ward, {})}).empty());
}

TEST(Connectors, AreAsLongAsTheMeanWayFromTheDoors) {
  // Two doors at (205, y) on the façade, y of the first within 20 … 30, the second 24 m north of
  // it: from (200, 0) hypot(5, y) and hypot(5, y + 24), times 4/π.
  const Ward ward(test::ladder_layers());
  const Point first = ward.doors()[0]->at;
  EXPECT_DOUBLE_EQ(first.x_m, 205.0);
  const auto found = accesses(ward, zone_of({200, 0}, 0, 2), {only(ward, {{200, 0}})});
  EXPECT_NEAR(found.at(junction_at(ward, {200, 0})),
              1.27 * (std::hypot(5.0, first.y_m) + std::hypot(5.0, first.y_m + 24.0)) / 2.0, 1e-9);
}

}  // namespace
}  // namespace twin::traffic
