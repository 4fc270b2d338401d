#include "scenarios/renovation/renovation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <random>

#include "engine/base/data_folder.h"
#include "engine/results/collected.h"
#include "scenarios/fire_access/fire_access.h"
#include "scenarios/fire_access/vehicles.h"
#include "scenarios/renovation/candidates.h"
#include "tests/support/small_ward.h"

namespace twin {
namespace {

Settings few_candidates() {
  Settings settings(kRenovation.settings);
  settings.put("candidates", 9.0);
  settings.put("yearly_budgets_mvnd", std::vector<double>{400.0, 400.0});
  return settings;
}

std::unique_ptr<const Collected> ranked(const Ward& ward, int threads) {
  auto out = std::make_unique<Collected>(kRenovation.results, "renovation");
  const Settings settings = few_candidates();
  const Needs needs;
  kRenovation.run({.ward = ward, .settings = settings, .needs = needs, .threads = threads}, *out,
                  Progress{});
  return out;
}

const Ward& small_ward() {
  static const Ward ward(test::small_ward_layers());
  return ward;
}

const Collected& small_ranking() {
  static const auto run = ranked(small_ward(), 2);
  return *run;
}

/// The works of each candidate of the small ward, found again by the usual rules.
std::map<std::string, Renovation> works_by_id() {
  CandidateRules rules;
  for (const auto& vehicle :
       fire::load_vehicles(data_folder() / "vehicles" / "fire_vehicles.toml")) {
    if (vehicle.name != "pickup" && vehicle.name != "small" && vehicle.name != "medium") continue;
    rules.needs.push_back({vehicle.name, vehicle.needs_width_m(), vehicle.height_m + 0.2});
  }
  std::ranges::sort(rules.needs, {}, &ClearanceNeed::width_m);
  std::map<std::string, Renovation> works;
  for (const Candidate& candidate :
       find_candidates(small_ward(), LaneTree(small_ward()),
                       load_prices(data_folder() / "renovation" / "prices.toml"), rules, {})) {
    works[candidate.id] = candidate.works;
  }
  return works;
}

double measured_alone(const Ward& ward, const char* measure) {
  Collected out(kFireAccess.results, "fire_access");
  const Settings settings(kFireAccess.settings);
  const Needs needs;
  kFireAccess.run({.ward = ward, .settings = settings, .needs = needs}, out, Progress{});
  return out.measure(measure);
}

TEST(Renovation, ThreeCandidatesRebuiltAsWardsAndAskedAloneGiveTheSameBenefits) {
  const FeatureTable& rows = small_ranking().table("candidates");
  const auto gain = small_ranking().column("candidates", "first_water_gain");
  const auto works = works_by_id();
  std::vector<std::size_t> order(rows.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::shuffle(order, std::mt19937(2026));
  ASSERT_GE(order.size(), 3U);
  const double before = measured_alone(small_ward(), "first_water_person_min");
  for (std::size_t k = 0; k < 3; ++k) {
    const std::string id = rows[order[k]].need_text("id");
    const Ward after(renovated(small_ward().layers(), works.at(id)));
    EXPECT_EQ(gain[order[k]], before - measured_alone(after, "first_water_person_min")) << id;
  }
}

TEST(Renovation, SomeCandidateOfTheSmallWardBringsWaterEarlier) {
  const auto gain = small_ranking().column("candidates", "first_water_gain");
  EXPECT_GT(*std::ranges::max_element(gain), 0.0);
}

TEST(Renovation, IsTheSameOnOneAndTwoThreads) {
  const auto one = ranked(small_ward(), 1);
  for (const char* column : {"rank", "points", "first_water_gain", "travel_gain", "cost_mvnd"}) {
    EXPECT_EQ(one->column("candidates", column), small_ranking().column("candidates", column))
        << column;
  }
}

TEST(Renovation, NoYearCostsMoreThanItsBudget) {
  const auto year = small_ranking().column("candidates", "funded_year");
  const auto cost = small_ranking().column("candidates", "cost_mvnd");
  std::map<double, double> spent;
  for (std::size_t i = 0; i < year.size(); ++i) {
    if (!std::isnan(year[i])) spent[year[i]] += cost[i];
  }
  ASSERT_FALSE(spent.empty());
  for (const auto& [in_year, mvnd] : spent) EXPECT_LE(mvnd, 400.0) << in_year;
}

TEST(Renovation, EveryPlaceIsExplainedInVietnamese) {
  const FeatureTable& rows = small_ranking().table("candidates");
  for (const Feature& row : rows) {
    EXPECT_TRUE(row.need_text("why_vi").starts_with("Hạng ")) << row.need_text("id");
    EXPECT_FALSE(row.need_text("works_vi").empty());
  }
}

}  // namespace
}  // namespace twin
