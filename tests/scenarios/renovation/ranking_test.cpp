#include "scenarios/renovation/ranking.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

const std::vector<Worth> kWorths = {{100, 1}, {500, 1}, {200, 1}, {1000, 1}, {100, 2}};

Ranked with_gains(std::vector<Gain> gains, double cost_mvnd) {
  Ranked ranked;
  ranked.gains = std::move(gains);
  ranked.candidate.cost_mvnd = {cost_mvnd, cost_mvnd, cost_mvnd};
  return ranked;
}

TEST(Gain, WithinItsOwnErrorItDoesNotCount) {
  EXPECT_FALSE((Gain{.value = 3.0, .error = 4.0}).counts());
  EXPECT_TRUE((Gain{.value = 5.0, .error = 4.0}).counts());
  EXPECT_TRUE((Gain{.value = -5.0, .error = 4.0}).counts());
  EXPECT_FALSE((Gain{.value = 0.0, .error = 0.0}).counts());
}

TEST(PointsOf, AddsUpTheGainsThatCountByTheirWorth) {
  Ranked one = with_gains({{50, 0}, {250, 0}, {0, 0}, {800, 900}}, 10);
  one.flood_relief = 20;
  // 50/100 + 250/500 + 0 + nothing (within its error) + 2 · 20/100
  EXPECT_DOUBLE_EQ(points_of(one, kWorths), 0.5 + 0.5 + 0.4);
}

TEST(SortByWorth, PointsPerCostDecideAndEqualsGoById) {
  std::vector<Ranked> all = {with_gains({}, 10), with_gains({}, 1), with_gains({}, 10)};
  all[0].candidate.id = "b";
  all[1].candidate.id = "c";
  all[2].candidate.id = "a";
  for (Ranked& one : all) one.points = 1.0;
  sort_by_worth(all);
  EXPECT_EQ(all[0].candidate.id, "c");
  EXPECT_EQ(all[1].candidate.id, "a");
  EXPECT_EQ(all[2].candidate.id, "b");
}

TEST(Fund, WhatIsWorthNothingIsNeverFunded) {
  std::vector<Ranked> all = {with_gains({}, 1), with_gains({}, 1)};
  all[0].points = 2.0;
  all[1].points = 0.0;
  all[1].candidate.way = 1;
  const std::vector<double> budgets = {10.0};
  EXPECT_EQ(fund(all, budgets, 1.0).funded(), 1U);
  EXPECT_EQ(all[0].year, std::optional<std::size_t>(0));
  EXPECT_EQ(all[1].year, std::nullopt);
}

TEST(Gains, AreTurnedSoThatPositiveIsBetter) {
  Measured before{.value = {10, 100, 5, 1000}, .error = {0, 0, 0, 3}};
  Measured after{.value = {12, 80, 5, 990}, .error = {0, 0, 0, 4}};
  const auto all = gains(before, after);
  EXPECT_DOUBLE_EQ(all[0].value, 2.0);   // more residents in time
  EXPECT_DOUBLE_EQ(all[1].value, 20.0);  // fewer person-minutes
  EXPECT_DOUBLE_EQ(all[3].value, 10.0);
  EXPECT_DOUBLE_EQ(all[3].error, 7.0);
}

}  // namespace
}  // namespace twin
