#include "scenarios/renovation/portfolio.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace twin {
namespace {

/// Tries every subset: the best value under one budget.
double brute_force(const std::vector<Fundable>& items, const Conflicts& conflicts, double budget) {
  double best = 0.0;
  for (unsigned set = 0; set < (1U << items.size()); ++set) {
    const auto has = [&](std::size_t i) { return (set >> i & 1U) != 0; };
    double value = 0.0;
    double cost = 0.0;
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (!has(i)) continue;
      value += items[i].value;
      cost += items[i].cost;
    }
    const bool clash = std::ranges::any_of(
        conflicts, [&](const auto& c) { return has(c.first) && has(c.second); });
    if (cost <= budget && !clash) best = std::max(best, value);
  }
  return best;
}

TEST(BestPortfolio, TakesTwoSmallOnesBeforeOneLarge) {
  const std::vector<Fundable> items = {{10, 10}, {6, 5}, {6, 5}};
  const std::vector<double> budget = {10.0};
  const Portfolio portfolio = best_portfolio(items, {}, budget, 1.0);
  EXPECT_FALSE(portfolio.year_of[0].has_value());
  EXPECT_EQ(portfolio.funded(), 2U);
  EXPECT_DOUBLE_EQ(portfolio.value, 12.0);
  EXPECT_TRUE(portfolio.proven);
}

TEST(BestPortfolio, NeverFundsBothOfAConflict) {
  const std::vector<Fundable> items = {{6, 1}, {5, 1}};
  const std::vector<double> budget = {10.0};
  EXPECT_DOUBLE_EQ(best_portfolio(items, {{0, 1}}, budget, 1.0).value, 6.0);
}

TEST(BestPortfolio, TheMoreValuableWorkComesFirst) {
  const std::vector<Fundable> items = {{5, 10}, {8, 10}};
  const std::vector<double> budgets = {10.0, 10.0};
  const Portfolio portfolio = best_portfolio(items, {}, budgets, 0.9);
  EXPECT_EQ(portfolio.year_of[1], std::optional<std::size_t>(0));
  EXPECT_EQ(portfolio.year_of[0], std::optional<std::size_t>(1));
  EXPECT_DOUBLE_EQ(portfolio.value, 8.0 + 0.9 * 5.0);
}

TEST(BestPortfolio, AnUnspentYearIsNotCarriedOver) {
  const std::vector<Fundable> items = {{5, 15}};
  const std::vector<double> budgets = {10.0, 10.0};
  EXPECT_EQ(best_portfolio(items, {}, budgets, 1.0).funded(), 0U);
}

TEST(BestPortfolio, EqualsBruteForce) {
  for (unsigned seed = 1; seed <= 30; ++seed) {
    std::mt19937 random(seed);
    std::vector<Fundable> items;
    for (int i = 0; i < 11; ++i) {
      items.push_back({static_cast<double>(random() % 50), static_cast<double>(1 + random() % 30)});
    }
    Conflicts conflicts;
    for (int i = 0; i < 6; ++i) conflicts.emplace_back(random() % 5, 5 + random() % 6);
    const std::vector<double> budget = {60.0};
    EXPECT_NEAR(best_portfolio(items, conflicts, budget, 1.0).value,
                brute_force(items, conflicts, 60.0), 1e-6)
        << "seed " << seed;
  }
}

TEST(BestPortfolio, NothingToFundIsNoError) {
  const std::vector<double> budget = {60.0};
  EXPECT_EQ(best_portfolio({}, {}, budget, 1.0).funded(), 0U);
}

}  // namespace
}  // namespace twin
