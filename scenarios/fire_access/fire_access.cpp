#include "scenarios/fire_access/fire_access.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "scenarios/fire_access/stations.h"

namespace twin::fire {
namespace {

/// Share of lanes whose every house has a hydrant or cistern near enough; lanes without houses are
/// not counted.
double lanes_with_fire_water(const Ward& ward, const FireAnswers& answers, double reach_m) {
  enum class Lane : char { no_house, all_near, one_far };
  std::vector<Lane> lanes(ward.layers().lanes.size(), Lane::no_house);
  for (std::size_t b = 0; b < answers.houses.size(); ++b) {
    if (!ward.doors()[b]) continue;
    const WayRef way = ward.way(ward.streets().segments()[ward.doors()[b]->segment].way);
    if (!way.is_lane) continue;
    Lane& lane = lanes[way.index];
    if (!(answers.houses[b].fire_water_m <= reach_m)) lane = Lane::one_far;
    if (lane == Lane::no_house) lane = Lane::all_near;
  }
  const auto near = std::ranges::count(lanes, Lane::all_near);
  const auto far = std::ranges::count(lanes, Lane::one_far);
  return near + far > 0 ? static_cast<double>(near) / static_cast<double>(near + far) : 1.0;
}

/// The least value that at least half of the weight does not exceed.
double weighted_median(std::vector<std::pair<double, double>> value_and_weight) {
  std::ranges::sort(value_and_weight);
  double all = 0.0;
  for (const auto& [value, weight] : value_and_weight) all += weight;
  double so_far = 0.0;
  for (const auto& [value, weight] : value_and_weight) {
    so_far += weight;
    if (so_far >= all / 2.0) return value;
  }
  return kLatestWater_s;
}

}  // namespace

FireAccess::FireAccess(const Ward& ward, FireModel model, FloodHeads heads, Findings* findings)
    : ward_(ward),
      model_(std::move(model)),
      heads_(std::move(heads)),
      turns_(ward.streets()),
      finder_(ward),
      stations_(station_places(ward, finder_, model_, findings)),
      passages_(ward, turns_, model_.classes, model_.travel, heads_.empty() ? nullptr : &heads_) {
  if (findings != nullptr) water_sources(ward_, {}, finder_, model_, findings);
}

FireAnswers FireAccess::evaluate(const Renovation& renovation) const {
  const FireRun run(model_, stations_, passages_.changed(renovation));
  return fire_answers(run, ward_, water_sources(ward_, renovation, finder_, model_, nullptr));
}

FireAnswers FireAccess::answers(const FireRun& run) const {
  return fire_answers(run, ward_, water_sources(ward_, {}, finder_, model_, nullptr));
}

FireMeasures FireAccess::measures(const FireAnswers& answers) const {
  constexpr double kSecondsPerMinute = 60.0;
  FireMeasures m;
  std::vector<std::pair<double, double>> water;
  for (std::size_t b = 0; b < answers.houses.size(); ++b) {
    const HouseAnswer& house = answers.houses[b];
    const double people = ward_.layers().buildings[b].residents;
    const double water_s = std::isnan(house.first_water_s)
                               ? kLatestWater_s
                               : std::min(house.first_water_s, kLatestWater_s);
    water.emplace_back(water_s, people);
    m.residents += people;
    if (house.first_water_s <= model_.target_s) m.served_in_time += people;
    if (house.hose_m <= 150.0) m.hose_within_150 += people;
    if (house.hose_m <= 200.0) m.hose_within_200 += people;
    if (house.served == Served::not_reached) {
      m.houses_not_reached += 1.0;
      m.people_not_reached += people;
    }
    if (!(house.fire_water_m <= model_.rules.lane_water_m)) m.people_without_fire_water += people;
    m.person_minutes_to_water += people * water_s / kSecondsPerMinute;
  }
  if (m.residents > 0.0) {
    m.served_in_time /= m.residents;
    m.hose_within_150 /= m.residents;
    m.hose_within_200 /= m.residents;
  }
  m.lanes_with_fire_water = lanes_with_fire_water(ward_, answers, model_.rules.lane_water_m);
  m.median_first_water_s = weighted_median(std::move(water));
  return m;
}

}  // namespace twin::fire
