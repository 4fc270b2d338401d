#include "engine/traffic/volume_delay.h"

#include <gtest/gtest.h>

#include <cmath>

namespace twin {
namespace {

const LinkDelay kStreet{.free = 60.0, .b = 0.15, .capacity = 1600.0, .power = 4.0};

JunctionDelay signal() {
  return {.capacity_pcu_per_h = 800.0,
          .cycle_s = 90.0,
          .green_share = 0.5,
          .overflow_factor = 0.5,
          .period_h = 0.25};
}

TEST(LinkDelay, GrowsByFifteenPercentAtCapacity) {
  EXPECT_DOUBLE_EQ(delay(kStreet, 0.0), 60.0);
  EXPECT_DOUBLE_EQ(delay(kStreet, 1600.0), 69.0);
  EXPECT_DOUBLE_EQ(delay(kStreet, 3200.0), 60.0 * (1.0 + 0.15 * 16.0));
}

TEST(LinkDelay, TakesAnyPower) {
  const LinkDelay steep{.free = 10.0, .b = 1.0, .capacity = 100.0, .power = 2.5};
  EXPECT_DOUBLE_EQ(delay(steep, 50.0), 10.0 * (1.0 + std::pow(0.5, 2.5)));
  const LinkDelay constant{.free = 10.0, .b = 0.5, .capacity = 0.0, .power = 0.0};
  EXPECT_DOUBLE_EQ(delay(constant, 0.0), 15.0);  // 0⁰ counts as 1
  const LinkDelay fixed{.free = 10.0, .b = 0.0, .capacity = 0.0};
  EXPECT_DOUBLE_EQ(delay(fixed, 50.0), 10.0);
  EXPECT_DOUBLE_EQ(delay_slope(fixed, 50.0), 0.0);
}

TEST(JunctionDelay, IsTheManualsAtASignal) {
  LinkDelay street{.free = 0.0, .junction = signal()};
  // HCM 2000 eq. 16-11 with C 90 s, g/C 0.5, X 0.75: 0.5·90·0.25 / (1 − 0.375) = 18 s;
  // eq. 16-12 with T 0.25 h, k 0.5, I 1, c 800: 225·(−0.25 + √(0.0625 + 4·0.75/200)) = 6.38… s.
  EXPECT_NEAR(delay(street, 600.0), 18.0 + 225.0 * (-0.25 + std::sqrt(0.0625 + 0.015)), 1e-12);
  // Nobody on the road: half the red, weighted by the chance to meet it.
  EXPECT_DOUBLE_EQ(delay(street, 0.0), 11.25);
  street.junction.constant_s = 5.0;
  EXPECT_DOUBLE_EQ(delay(street, 0.0), 16.25);
}

TEST(JunctionDelay, IsTheManualsWhereOneGivesWay) {
  const LinkDelay street{.free = 0.0,
                         .junction = {.constant_s = 5.0,
                                      .capacity_pcu_per_h = 400.0,
                                      .overflow_factor = 1.0,
                                      .period_h = 0.25}};
  // HCM 2000 eq. 17-38 without its service time: 900·0.25·(−0.5 + √(0.25 + 9·0.5/(450·0.25))) + 5,
  // the service time 3600/c = 9 s.
  EXPECT_NEAR(delay(street, 200.0), 225.0 * (-0.5 + std::sqrt(0.25 + 9.0 * 0.5 / 112.5)) + 5.0,
              1e-12);
}

/// Slope and area must be those of the delay itself: Simpson's rule and central differences.
void expect_consistent(const LinkDelay& link) {
  for (const double flow : {1.0, 100.0, 700.0, 799.0, 850.0, 2000.0}) {
    const double h = 1e-4 * flow;
    EXPECT_GE(delay(link, flow + h), delay(link, flow));
    if (std::abs(flow - 800.0) > 2 * h) {  // the uniform delay has a bend at capacity
      const double slope = (delay(link, flow + h) - delay(link, flow - h)) / (2.0 * h);
      EXPECT_NEAR(delay_slope(link, flow), slope, 1e-5 * (std::abs(slope) + 1e-6)) << flow;
    }
    constexpr int kParts = 20000;
    double area = 0.0;
    for (int i = 0; i < kParts; ++i) {
      const double a = flow * i / kParts;
      const double b = flow * (i + 1) / kParts;
      area += (b - a) / 6.0 * (delay(link, a) + 4.0 * delay(link, 0.5 * (a + b)) + delay(link, b));
    }
    EXPECT_NEAR(delay_area(link, flow), area, 1e-8 * area) << flow;
  }
}

TEST(LinkDelay, ItsSlopeAndAreaBelongToIt) {
  expect_consistent(kStreet);
  expect_consistent({.free = 3.0, .b = 0.7, .capacity = 500.0, .power = 1.7});
  expect_consistent(
      {.free = 30.0, .b = 0.15, .capacity = 1600.0, .power = 4.0, .junction = signal()});
  expect_consistent({.free = 30.0,
                     .b = 0.15,
                     .capacity = 900.0,
                     .power = 4.0,
                     .junction = {.constant_s = 5.0,
                                  .capacity_pcu_per_h = 800.0,
                                  .overflow_factor = 1.0,
                                  .period_h = 1.0}});
}

TEST(LinkDelay, HasAFiniteSlopeAtNoFlowWhateverThePower) {
  const LinkDelay link{.free = 10.0, .b = 1.0, .capacity = 100.0, .power = 0.5};
  EXPECT_TRUE(std::isfinite(delay_slope(link, 0.0)));
}

}  // namespace
}  // namespace twin
