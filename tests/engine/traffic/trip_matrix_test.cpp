#include "engine/traffic/trip_matrix.h"

#include <gtest/gtest.h>

#include <cmath>

namespace twin {
namespace {

double column(const TripMatrix& trips, std::size_t c) {
  double sum = 0.0;
  for (std::size_t r = 0; r < trips.rows(); ++r) sum += trips(r, c);
  return sum;
}

TEST(Furness, MeetsRowAndColumnSums) {
  TripMatrix seed(2, 2, 1.0);
  seed(0, 0) = 2.0;
  const TripMatrix trips = furness(seed, std::vector{60.0, 40.0}, std::vector{50.0, 50.0});
  EXPECT_NEAR(trips(0, 0) + trips(0, 1), 60.0, 1e-6);
  EXPECT_NEAR(trips(1, 0) + trips(1, 1), 40.0, 1e-6);
  EXPECT_NEAR(column(trips, 0), 50.0, 1e-6);
  // Scaling rows and columns keeps the odds: ad/bc = 2.
  EXPECT_NEAR(trips(0, 0) * trips(1, 1) / (trips(0, 1) * trips(1, 0)), 2.0, 1e-6);
}

TEST(Furness, ScalesColumnsToTheTotalOfTheRows) {
  const TripMatrix trips =
      furness(TripMatrix(1, 2, 1.0), std::vector{30.0}, std::vector{100.0, 200.0});
  EXPECT_NEAR(trips(0, 0), 10.0, 1e-9);
  EXPECT_NEAR(trips(0, 1), 20.0, 1e-9);
}

TEST(Furness, LeavesARowWithoutAnyWayEmpty) {
  TripMatrix seed(2, 2, 1.0);
  seed(1, 0) = seed(1, 1) = 0.0;
  const TripMatrix trips = furness(seed, std::vector{10.0, 10.0}, std::vector{10.0, 10.0});
  EXPECT_EQ(trips(1, 0) + trips(1, 1), 0.0);
}

TEST(Gravity, HasTheMeanLengthAskedFor) {
  TripMatrix cost(3, 3);
  for (std::size_t r = 0; r < 3; ++r) {
    for (std::size_t c = 0; c < 3; ++c) cost(r, c) = 1.0 + std::abs(double(r) - double(c));
  }
  const std::vector<double> ends{100.0, 100.0, 100.0};
  const Gravity found = gravity(cost, ends, ends, 1.5);
  EXPECT_NEAR(found.mean_cost, 1.5, 1e-4);
  EXPECT_NEAR(found.trips.sum(), 300.0, 1e-6);
  EXPECT_GT(found.trips(0, 0), found.trips(0, 2));
  // Evenly spread trips are 17/9 = 1.89 long: none can be longer with less nearby.
  EXPECT_EQ(gravity(cost, ends, ends, 2.5).per_unit, 0.0);
}

TEST(Gravity, SendsNobodyWhereNoWayLeads) {
  TripMatrix cost(2, 2, 1.0);
  cost(0, 1) = INFINITY;
  const Gravity found = gravity(cost, std::vector{10.0, 20.0}, std::vector{15.0, 15.0}, 0.5);
  EXPECT_EQ(found.trips(0, 1), 0.0);
  EXPECT_TRUE(std::isfinite(found.mean_cost));
}

}  // namespace
}  // namespace twin
