#pragma once

#include <stdexcept>

#include "engine/space/geometry.h"
#include "scenarios/traffic/model.h"
#include "tests/scenarios/traffic/ladder_ward.h"

namespace twin::test {

/// Tables of round numbers, so that a test can be worked out by hand whatever data/traffic says.
inline traffic::Tables simple_tables() {
  traffic::Tables tables;
  tables.vehicles = {{.name = "motorbike",
                      .title = {},
                      .pcu = 0.25,
                      .persons = 1.0,
                      .person_share = 0.6,
                      .through_share = 0.5,
                      .least_width_m = 0.9,
                      .road_kmh = 40.0,
                      .lane_kmh = 15.0,
                      .access_kmh = 12.0,
                      .roads_only = false,
                      .flood_stop_m = 0.2},
                     {.name = "car",
                      .title = {},
                      .pcu = 1.0,
                      .persons = 2.0,
                      .person_share = 0.2,
                      .through_share = 0.5,
                      .least_width_m = 2.5,
                      .road_kmh = 50.0,
                      .lane_kmh = 10.0,
                      .access_kmh = 4.5,
                      .roads_only = true,
                      .flood_stop_m = 0.3}};
  tables.streets = {.b = 0.15,
                    .power = 4.0,
                    .roads = {{"primary", {.free_kmh = 45.0, .pcu_per_h_a_lane = 1800.0}},
                              {"residential", {.free_kmh = 30.0, .pcu_per_h_a_lane = 900.0}}},
                    .lane = {.free_kmh = 15.0,
                             .motorbikes_per_h_a_metre = 2000.0,
                             .share_let_through = 0.5,
                             .unknown_width_m = 2.0},
                    .junction = {.reach_m = 15.0,
                                 .inside_m = 30.0,
                                 .cycle_s = 100.0,
                                 .green_share = 0.4,
                                 .lost_share = 0.1,
                                 .saturation_pcu_per_h_a_lane = 1900.0,
                                 .give_way_s = 5.0,
                                 .give_way_pcu_per_h_a_lane = 600.0,
                                 .period_h = 1.0}};
  tables.demand = {.trips_a_day = 3.0,
                   .peak_share = 0.1,
                   .within_ward_share = 0.4,
                   .mean_trip_m = 600.0,
                   .jobs_share = 0.5,
                   .pupils_share = 0.5,
                   .through_share = 0.2,
                   .greatest_class = "tertiary",
                   .reach_m = 40.0,
                   .join_m = 80.0,
                   .uses = {{"office", {.jobs = 4.0, .pupils = 0.0, .visits = 0.0}}}};
  return tables;
}

/// The segment of a way, in its direction, that begins `along_m` from its first end.
inline std::uint32_t segment_of(const Ward& ward, const char* way, double along_m = 0.0) {
  return ward.streets().segment_at(*ward.way_with_id(way), along_m + 1.0);
}
/// The same stretch in the other direction.
inline std::uint32_t back_of(const Ward& ward, const char* way, double along_m = 0.0) {
  return ward.streets().segments()[segment_of(ward, way, along_m)].opposite;
}
/// The junction at a place. @throws std::out_of_range: none there.
inline std::uint32_t junction_at(const Ward& ward, Point place) {
  const auto& all = ward.streets().junctions();
  for (std::uint32_t j = 0; j < all.size(); ++j) {
    if (distance_m(all[j], place) < 0.01) return j;
  }
  throw std::out_of_range("no such junction");
}

}  // namespace twin::test
