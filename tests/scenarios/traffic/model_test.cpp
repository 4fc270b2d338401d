#include "scenarios/traffic/model.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/scenarios/traffic/simple_tables.h"

namespace twin::traffic {
namespace {

constexpr double kHour = 7.5;

Model model_of(const Ward& ward, double demand_factor = 1.0, int threads = 1) {
  return Model(ward, test::simple_tables(), kHour, 8, demand_factor, threads);
}

double row(const TripMatrix& trips, std::size_t r) {
  double sum = 0.0;
  for (std::size_t c = 0; c < trips.columns(); ++c) sum += trips(r, c);
  return sum;
}
double column(const TripMatrix& trips, std::size_t c) {
  double sum = 0.0;
  for (std::size_t r = 0; r < trips.rows(); ++r) sum += trips(r, c);
  return sum;
}
double block(const TripMatrix& trips, std::size_t rows_from, std::size_t rows_to,
             std::size_t columns_from, std::size_t columns_to) {
  double sum = 0.0;
  for (std::size_t r = rows_from; r < rows_to; ++r) {
    for (std::size_t c = columns_from; c < columns_to; ++c) sum += trips(r, c);
  }
  return sum;
}

double vehicles(const VehicleClass& one) {
  double sum = 0.0;
  for (const TripsFrom& trips : one.trips) {
    for (const TripsFrom::To& to : trips.to) sum += to.vehicles;
  }
  return sum;
}

/// From the doors of a zone to a junction, 4/π of the straight line on average; from a gate
/// nothing.
double way_m(const Ward& ward, const Model& model, std::uint32_t place, std::uint32_t junction) {
  if (place >= model.zones().size()) return 0.0;
  const std::vector<std::size_t>& buildings = model.zones()[place].buildings;
  double sum_m = 0.0;
  for (const std::size_t b : buildings) {
    sum_m += distance_m(ward.doors()[b]->at, ward.streets().junctions()[junction]);
  }
  return 1.27 * sum_m / static_cast<double>(buildings.size());
}

TEST(TrafficModel, KeepsAShareOfTheTripsWithinTheWard) {
  // 1,800 residents · 3 trips a day · 0.1 in the peak hour = 540 leave; 10 offices of 5 · 100 m²
  // with 4 jobs a 100 m², half of whom arrive: 100. Of 540, 0.4 want to stay in the ward, more than
  // arrive there at all: so 100 stay, 440 leave by the gates and nobody comes in to work.
  const Ward ward(test::ladder_layers());
  const Model model = model_of(ward);
  const std::size_t zones = model.zones().size();
  const std::size_t places = zones + model.gates().size();
  ASSERT_EQ(model.gates().size(), 4U);
  EXPECT_NEAR(block(model.persons(), 0, zones, 0, zones), 100.0, 1e-6);
  EXPECT_NEAR(block(model.persons(), 0, zones, zones, places), 440.0, 1e-6);
  EXPECT_NEAR(block(model.persons(), zones, places, 0, zones), 0.0, 1e-6);
  for (std::size_t z = 0; z < zones; ++z) {
    EXPECT_NEAR(row(model.persons(), z), model.zones()[z].leaving, 1e-6) << z;
    EXPECT_NEAR(column(model.persons(), z), model.zones()[z].arriving, 1e-3) << z;
    EXPECT_EQ(model.persons()(z, z), 0.0);
  }
  // The gates are equal, so each takes a quarter.
  for (std::size_t g = zones; g < places; ++g) {
    EXPECT_NEAR(column(model.persons(), g), 110.0, 1e-6);
  }
}

TEST(TrafficModel, BringsInThoseWhoWorkHereAndLiveElsewhere) {
  // A tenth of the residents: 54 leave, 0.4 · 54 = 21.6 of them stay, 78.4 come in by the gates.
  WardLayers layers = test::ladder_layers();
  for (Building& building : layers.buildings) building.residents *= 0.1;
  const Ward ward(layers);
  const Model model = model_of(ward);
  const std::size_t zones = model.zones().size();
  const std::size_t places = zones + model.gates().size();
  EXPECT_NEAR(block(model.persons(), 0, zones, 0, zones), 21.6, 1e-6);
  EXPECT_NEAR(block(model.persons(), 0, zones, zones, places), 32.4, 1e-6);
  EXPECT_NEAR(block(model.persons(), zones, places, 0, zones), 78.4, 1e-6);
  for (std::size_t g = zones; g < places; ++g) EXPECT_NEAR(row(model.persons(), g), 19.6, 1e-3);
}

TEST(TrafficModel, FillsAShareOfEachGateWithThroughTraffic) {
  // Each gate: 2 lanes · 1,800 pcu/h, 0.2 of them by vehicles of 0.625 pcu on average: 1,152, a
  // third to each other gate.
  const Ward ward(test::ladder_layers());
  const Model model = model_of(ward);
  for (std::size_t from = 0; from < 4; ++from) {
    for (std::size_t to = 0; to < 4; ++to) {
      EXPECT_NEAR(model.through()(from, to), from == to ? 0.0 : 384.0, 1e-6);
    }
  }
}

TEST(TrafficModel, SharesTripsAmongVehiclesByTheTable) {
  // 540 persons: 0.6 on motorbikes, 0.2 in cars of two, the others walk; 4 · 1,152 pass through,
  // half of them cars. Cars reach every zone, be it from the next street.
  const Ward ward(test::ladder_layers());
  const AssignmentProblem problem = model_of(ward).problem(ward, {});
  EXPECT_NEAR(vehicles(problem.classes[0]), 540.0 * 0.6 + 2304.0, 1e-3);
  EXPECT_NEAR(vehicles(problem.classes[1]), 540.0 * 0.2 / 2.0 + 2304.0, 1e-3);
  EXPECT_DOUBLE_EQ(problem.classes[0].pcu, 0.25);
}

TEST(TrafficModel, LeavesToMotorbikesWhatNoCarReaches) {
  // No street is wide enough for a car: all persons that drive take motorbikes, and so do those who
  // pass through. Nor do cars "drive" from door to door by way of one junction.
  Tables tables = test::simple_tables();
  tables.vehicles[1].least_width_m = 100.0;
  const Ward ward(test::ladder_layers());
  const AssignmentProblem problem = Model(ward, tables, kHour, 8, 1.0, 1).problem(ward, {});
  EXPECT_DOUBLE_EQ(vehicles(problem.classes[1]), 0.0);
  EXPECT_NEAR(vehicles(problem.classes[0]), 540.0 * 0.8 + 4608.0, 1e-3);
}

TEST(TrafficModel, JoinsZonesAndGatesToTheSegmentsBothWays) {
  const Ward ward(test::ladder_layers());
  const Model model = model_of(ward);
  const AssignmentProblem problem = model.problem(ward, {});
  const auto places = static_cast<std::uint32_t>(model.zones().size() + model.gates().size());
  EXPECT_EQ(problem.graph.first_through(), places);  // nobody drives through a zone
  const auto& links = problem.graph.links();
  const auto& segments = ward.streets().segments();
  ASSERT_EQ(model.segments(), segments.size());
  for (std::size_t s = 0; s < segments.size(); ++s) {
    EXPECT_EQ(links[s], (TrafficLink{places + segments[s].from, places + segments[s].to}));
  }
  const std::size_t connectors = (links.size() - segments.size()) / 2;
  for (std::size_t c = segments.size(); c < segments.size() + connectors; ++c) {
    EXPECT_EQ(links[c], (TrafficLink{links[c + connectors].to, links[c + connectors].from}));
    EXPECT_LT(links[c].from, places);
    EXPECT_EQ(problem.delays[c].free, 0.0);
    const double ride_s = problem.classes[0].fixed_cost[c];
    EXPECT_EQ(ride_s, problem.classes[0].fixed_cost[c + connectors]);
    const double walk_s = problem.classes[1].fixed_cost[c];
    const double metres = way_m(ward, model, links[c].from, links[c].to - places);
    if (std::isfinite(ride_s)) {
      EXPECT_NEAR(ride_s, 3.6 * metres / 12.0, 1e-9);
    }
    if (std::isfinite(walk_s)) {
      EXPECT_NEAR(walk_s, 3.6 * metres / 4.5, 1e-9);
    }
    EXPECT_EQ(ride_s == 0.0, links[c].from >= model.zones().size());  // gates lie on the street
  }
}

TEST(TrafficModel, AsksTheSameTripsOfAVariantWithAClosedStreet) {
  const Ward ward(test::ladder_layers());
  const Model model = model_of(ward);
  const AssignmentProblem open = model.problem(ward, {});
  Conditions conditions;
  conditions.closed = ways_named(ward, {"R3"});
  const AssignmentProblem closed = model.problem(ward, conditions);
  EXPECT_DOUBLE_EQ(vehicles(closed.classes[0]), vehicles(open.classes[0]));
  EXPECT_EQ(closed.graph.links(), open.graph.links());
  for (std::size_t link = 0; link < open.delays.size(); ++link) {
    const bool on_r3 = link < model.segments() && ward.streets().segments()[link].way == 2;
    const double before = open.classes[0].fixed_cost[link];
    const double after = closed.classes[0].fixed_cost[link];
    EXPECT_EQ(after, on_r3 ? INFINITY : before) << link;  // doors still lead to its ends
  }
}

TEST(TrafficModel, ScalesAllTripsAndMindsNoThreads) {
  const Ward ward(test::ladder_layers());
  const Model one = model_of(ward);
  const Model half = model_of(ward, 0.5, 3);
  EXPECT_NEAR(half.persons().sum(), 0.5 * one.persons().sum(), 1e-6);
  EXPECT_NEAR(half.through().sum(), 0.5 * one.through().sum(), 1e-6);
  const Model again = model_of(ward, 1.0, 3);
  for (std::size_t r = 0; r < one.persons().rows(); ++r) {
    for (std::size_t c = 0; c < one.persons().columns(); ++c) {
      EXPECT_EQ(again.persons()(r, c), one.persons()(r, c));
    }
  }
}

}  // namespace
}  // namespace twin::traffic
