#include "engine/water/infiltration.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/water/series_integral.h"

namespace twin {
namespace {

TEST(Infiltration, ConstantLossCountsFromTheFirstRain) {
  EXPECT_NEAR(cumulative_capacity_m(ConstantLoss{36.0}, 700.0, 600.0, 0.0), 0.001, 1e-15);
  EXPECT_EQ(cumulative_capacity_m(ConstantLoss{36.0}, 500.0, 600.0, 0.0), 0.0);
  EXPECT_EQ(cumulative_capacity_m(NoLoss{}, 700.0, 0.0, 1.0), 0.0);
}

TEST(Infiltration, HortonDecaysFromItsFirstToItsLastRate) {
  // ∫ 10 + 70 e^(−2t) dt over 1 h = 10 + 35 (1 − e^−2) = 40.263 mm
  const double m = cumulative_capacity_m(HortonLoss{80.0, 10.0, 2.0}, 3600.0, 0.0, 0.0);
  EXPECT_NEAR(m, 0.001 * (10.0 + 35.0 * (1.0 - std::exp(-2.0))), 1e-12);
}

TEST(Infiltration, CurveNumberLeavesTheRunoffOfItsTable) {
  // CN 80: S = 63.5 mm; of 100 mm rain (100 − 12.7)²/(100 + 50.8) = 50.54 mm run off
  const double m = cumulative_capacity_m(CurveNumberLoss{80.0}, 0.0, 0.0, 0.100);
  EXPECT_NEAR(m, 0.100 - 0.0873 * 0.0873 / 0.1508, 1e-12);
  EXPECT_EQ(cumulative_capacity_m(CurveNumberLoss{80.0}, 0.0, 0.0, 0.010), 0.010);
}

TEST(Infiltration, GreenAmptFollowsItsImplicitSolution) {
  // F − ψΔθ ln(1 + F/ψΔθ) = K t: with K 10 mm/h, ψΔθ 30 mm, F = 27.76 mm is reached after
  // (27.76 − 30 ln(1 + 27.76/30)) / 10 h
  const GreenAmptLoss soil{10.0, 100.0, 0.3};
  const double target_mm = 27.76;
  const double end_s = 360.0 * (target_mm - 30.0 * std::log(1.0 + target_mm / 30.0));
  double soaked_m = 0.0;
  for (int i = 0; i < 1000; ++i) soaked_m += green_ampt_m(soil, soaked_m, end_s / 1000.0);
  EXPECT_NEAR(1000.0 * soaked_m, target_mm, 0.01 * target_mm);
}

TEST(SeriesIntegral, AddsUpLinearAndSteppedSeries) {
  const Series series{{10.0, 20.0}, {2.0, 4.0}};
  const SeriesIntegral linear(series, SeriesIntegral::Between::linear);
  EXPECT_DOUBLE_EQ(linear.until(10.0), 20.0);  // constant before its first row
  EXPECT_DOUBLE_EQ(linear.until(15.0), 20.0 + 2.5 * 5.0);
  EXPECT_DOUBLE_EQ(linear.until(30.0), 20.0 + 30.0 + 40.0);

  const SeriesIntegral steps(series, SeriesIntegral::Between::steps);
  EXPECT_DOUBLE_EQ(steps.until(10.0), 0.0);  // nothing before its first row
  EXPECT_DOUBLE_EQ(steps.until(25.0), 20.0 + 20.0);
  EXPECT_DOUBLE_EQ(steps.greatest_rate(12.0, 30.0), 4.0);
}

}  // namespace
}  // namespace twin
