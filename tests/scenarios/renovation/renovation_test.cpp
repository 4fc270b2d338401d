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
#include "scenarios/renovation/appraisal.h"
#include "scenarios/renovation/candidates.h"
#include "scenarios/traffic/traffic.h"
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

/// A whole scenario of its own, from nothing.
std::unique_ptr<const Collected> run_alone(const Scenario& scenario, const Ward& ward) {
  auto out = std::make_unique<Collected>(scenario.results, std::string(scenario.name));
  Settings settings(scenario.settings);
  if (scenario.name == "traffic") settings.put("gap", 1e-10);
  const Needs needs;
  scenario.run({.ward = ward, .settings = settings, .needs = needs}, *out, Progress{});
  return out;
}

/// Every measure that a benefit is the difference of.
struct Alone {
  std::unique_ptr<const Collected> fire;
  std::unique_ptr<const Collected> traffic;

  explicit Alone(const Ward& ward)
      : fire(run_alone(kFireAccess, ward)), traffic(run_alone(kTraffic, ward)) {}
  double of(const BenefitSpec& spec) const {
    return (spec.scenario == "traffic" ? traffic : fire)->measure(spec.measure);
  }
  double error_of(const BenefitSpec& spec) const {
    return spec.error_measure.empty() ? 0.0 : traffic->measure(spec.error_measure);
  }
};

TEST(Renovation, ThreeCandidatesRebuiltAsWardsAndRunAloneGiveTheSameBenefits) {
  const FeatureTable& rows = small_ranking().table("candidates");
  const auto works = works_by_id();
  std::vector<std::size_t> order(rows.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::ranges::shuffle(order, std::mt19937(2026));
  ASSERT_GE(order.size(), 3U);
  const Alone before(small_ward());
  for (std::size_t k = 0; k < 3; ++k) {
    const std::string id = rows[order[k]].need_text("id");
    const Alone after(Ward(renovated(small_ward().layers(), works.at(id))));
    for (const BenefitSpec& spec : benefit_specs()) {
      const double rise = after.of(spec) - before.of(spec);
      const double alone = spec.better == Better::more ? rise : -rise;
      const double told = small_ranking().column("candidates", std::string(spec.field))[order[k]];
      // Fire access to the bit; traffic within the errors of these two runs and the one told.
      double error = before.error_of(spec) + after.error_of(spec);
      if (!spec.error_measure.empty()) {
        error += small_ranking().column("candidates", "travel_gain_error")[order[k]];
        EXPECT_LT(error, 1.0) << id;  // person-minutes: else this would say nothing
      }
      EXPECT_NEAR(told, alone, error) << id << ' ' << spec.field;
    }
  }
}

TEST(Appraisal, OfALaneThatLetsCarsThroughAgreesWithTheWholeScenarios) {
  // A detour is spared: the lane between two streets takes cars once it is wide.
  Settings settings(kRenovation.settings);
  const Needs needs;
  const Appraisal appraisal({.ward = small_ward(), .settings = settings, .needs = needs},
                            Progress{});
  Renovation wide;
  for (const Lane& lane : small_ward().layers().lanes) wide.widened.push_back({lane.id, 5.0});
  for (const Obstacle& obstacle : small_ward().layers().obstacles) {
    wide.cleared_obstacles.push_back(obstacle.id);
  }
  const auto gain = gains(appraisal.before(), appraisal.after(wide, Progress{})).back();
  const Alone before(small_ward());
  const Alone after(Ward(renovated(small_ward().layers(), wide)));
  const BenefitSpec& travel = benefit_specs().back();
  EXPECT_TRUE(gain.counts());
  EXPECT_LT(gain.error, 0.01 * std::abs(gain.value));
  EXPECT_NEAR(gain.value, before.of(travel) - after.of(travel),
              gain.error + before.error_of(travel) + after.error_of(travel));
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

TEST(Renovation, TheKindStandsInWordsBesideItsCode) {
  const std::map<std::string, Text> words = {
      {"open", tr("open to vehicles", "mở ngõ cho xe vào")},
      {"water", tr("fire water", "cấp nước chữa cháy")},
      {"drain", tr("drain and resurface", "thoát nước, làm lại mặt ngõ")}};
  const FeatureTable& rows = small_ranking().table("candidates");
  ASSERT_FALSE(rows.empty());
  for (const Feature& row : rows) {
    const Text& told = words.at(row.need_text("kind"));
    EXPECT_EQ(row.need_text("kind_vi"), told.vi);
    EXPECT_EQ(row.need_text("kind_en"), told.en);
  }
}

}  // namespace
}  // namespace twin
