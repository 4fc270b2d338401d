#include "scenarios/renovation/appraisal.h"

#include <algorithm>
#include <string>
#include <utility>

#include "scenarios/fire_access/asked.h"
#include "scenarios/fire_access/fire_access.h"
#include "scenarios/traffic/asked.h"
#include "scenarios/traffic/outcome.h"
#include "scenarios/traffic/traffic.h"

namespace twin {
namespace {

/// So near to its equilibrium, the traffic of the real ward is known to some ten person-minutes.
constexpr double kUsualGap = 1e-10;

/// Settings of another scenario, as `renovation` hands them through.
Settings handed_through(const Scenario& scenario, const Settings& ours) {
  Settings inner(scenario.settings);
  if (scenario.name == kTraffic.name) inner.put("gap", kUsualGap);
  for (const std::string& assignment : ours.texts(scenario.name)) inner.set(assignment);
  return inner;
}

/// A benefit's place in the list of them all.
std::size_t place_of(std::string_view field) {
  const auto specs = benefit_specs();
  return static_cast<std::size_t>(std::ranges::find(specs, field, &BenefitSpec::field) -
                                  specs.begin());
}

void read(const fire::FireMeasures& fire, Measured& into) {
  into.value[place_of("reached_gain")] = fire.residents_in_time();
  into.value[place_of("first_water_gain")] = fire.person_minutes_to_water;
  into.value[place_of("water_reach_gain")] = fire.residents_near_water();
}

void read(const traffic::TravelTime& travel, Measured& into) {
  into.value[place_of("travel_gain")] = travel.person_min;
  into.error[place_of("travel_gain")] = travel.error_person_min;
}

}  // namespace

struct Appraisal::Asked {
  const Ward& ward;
  Settings fire_settings;
  Settings traffic_settings;
  Needs needs;
  std::string start;
  fire::FireAccess fire;
  traffic::Conditions conditions;
  OriginFlows flows = {};  ///< of the ward as it is
  Measured before = {};

  explicit Asked(const Request& ours)
      : ward(ours.ward),
        fire_settings(handed_through(kFireAccess, ours.settings)),
        traffic_settings(handed_through(kTraffic, ours.settings)),
        needs(ours.needs),
        start(ours.start),
        fire(ward, fire::model_of(of_fire()), fire::heads_of(of_fire())),
        conditions(traffic::conditions_of(of_traffic(ward, 1))) {
    before.value.resize(benefit_specs().size());
    before.error.resize(benefit_specs().size());
  }

  Request of_fire() const {
    return {.ward = ward, .settings = fire_settings, .needs = needs, .start = start};
  }
  Request of_traffic(const Ward& variant, int threads) const {
    return {.ward = variant,
            .settings = traffic_settings,
            .needs = needs,
            .start = start,
            .threads = threads};
  }

  /// The model is made anew for each variant, as where a lane lets cars in some people take one.
  traffic::Outcome traffic_of(const Ward& variant, int threads, const Progress& progress,
                              traffic::TravelTime& travel) const {
    const traffic::Model model = traffic::model_of(of_traffic(variant, threads));
    traffic::Outcome outcome = traffic::solved(model, variant, conditions,
                                               {.gap = traffic_settings.number("gap"),
                                                .threads = threads,
                                                .start = flows.empty() ? nullptr : &flows},
                                               progress);
    travel = traffic::travel_time(model, outcome);
    return outcome;
  }
};

Appraisal::Appraisal(const Request& request, const Progress& progress) {
  auto asked = std::make_unique<Asked>(request);
  read(asked->fire.measures(asked->fire.evaluate()), asked->before);
  progress.checkpoint(0.2, tr("asking the ward as it is", "mô phỏng hiện trạng"));
  traffic::TravelTime travel;
  traffic::Outcome outcome =
      asked->traffic_of(asked->ward, request.threads, progress.part(0.2, 1.0), travel);
  read(travel, asked->before);
  asked->flows = std::move(outcome.assignment.origins);
  asked_ = std::move(asked);
}

Appraisal::~Appraisal() = default;

const Measured& Appraisal::before() const { return asked_->before; }

Measured Appraisal::after(const Renovation& works, const Progress& progress) const {
  Measured then = asked_->before;
  read(asked_->fire.measures(asked_->fire.evaluate(works)), then);
  progress.checkpoint(0.1, tr("asking the ward with works built", "mô phỏng khi đã cải tạo"));
  if (!changes_streets(works)) return then;
  const Ward variant(renovated(asked_->ward.layers(), works));
  traffic::TravelTime travel;
  asked_->traffic_of(variant, 1, progress, travel);
  read(travel, then);
  return then;
}

bool changes_streets(const Renovation& works) {
  return !works.widened.empty() || !works.cleared_obstacles.empty();
}

}  // namespace twin
