#include <algorithm>
#include <cmath>
#include <utility>

#include "scenarios/fire_access/fire_access.h"
#include "scenarios/fire_access/reversing.h"

namespace twin::fire {
namespace {

/// Searches on foot from every source of water, at 1 a metre.
class WaterNearby {
 public:
  WaterNearby(const FireRun& run, const std::vector<WaterSource>& sources)
      : run_(run),
        costs_(run.passages().on_foot(1.0)),
        usable_(run.streets(), run.passages().turns()),
        fire_water_(run.streets(), run.passages().turns()),
        portable_(run.streets(), run.passages().turns()) {
    find_usable(sources);
    find_fire_water(sources);
    find_portable(sources);
  }

  /// The nearest source an engine or a portable pump can use within its radius.
  Arrival usable(const Door& door) const { return at(usable_, costs_, door); }
  double usable_m(const Door& door, const Arrival& arrival) const {
    return arrival.distance_m + usable_away_m_[arrival.start] + door.away_m;
  }
  std::uint32_t source_of(const Arrival& arrival) const { return usable_source_[arrival.start]; }

  /// Hose path from the nearest hydrant or cistern.
  double fire_water_m(const Door& door) const {
    return at(fire_water_, costs_, door).cost + door.away_m;
  }

  /// The earliest hose from a portable pump; its class by `pump_of`.
  Arrival portable(const Door& door) const { return at(portable_, run_.hose_costs(), door); }
  std::size_t pump_of(const Arrival& arrival) const { return portable_class_[arrival.start]; }
  double portable_m(const Door& door, const Arrival& arrival) const {
    return arrival.distance_m + portable_away_m_[arrival.start] + door.away_m;
  }
  /// When that pump runs.
  double portable_ready_s(const Arrival& arrival) const { return portable_ready_s_[arrival.start]; }

 private:
  Arrival at(const Travel& travel, const TurnCosts& costs, const Door& door) const {
    const Segment& s = run_.streets().segments()[door.segment];
    const Arrival there = travel.at(costs, door.segment, door.along_m);
    const Arrival back = travel.at(costs, s.opposite, s.length_m - door.along_m);
    return back.cost < there.cost ? back : there;
  }

  /// Both directions from a source, a start each.
  void add_starts(const WaterSource& source, double cost, std::vector<PlaceStart>& starts) const {
    const Segment& s = run_.streets().segments()[source.segment];
    const Passages& passages = run_.passages();
    starts.push_back({source.segment, source.along_m,
                      passages.wading_stop_m(source.segment, source.along_m), cost});
    const double back_m = s.length_m - source.along_m;
    starts.push_back({s.opposite, back_m, passages.wading_stop_m(s.opposite, back_m), cost});
  }

  /// When a portable pump of the brigade stands at a source; nothing where none comes.
  std::optional<std::pair<double, std::size_t>> earliest_pump(const WaterSource& source) const {
    std::optional<std::pair<double, std::size_t>> best;
    for (std::size_t v = 0; v < run_.model().classes.size(); ++v) {
      const VehicleClass& pump = run_.model().classes[v];
      if (!pump.by_hand() || !run_.has_class(v)) continue;
      const double at_s = run_.arrival_s(v, source.segment, source.along_m) +
                          source.away_m * run_.passages().costs(v).per_m[source.segment] +
                          pump.setup_s;
      if (at_s < kInfinity && (!best || at_s < best->first)) best = {at_s, v};
    }
    return best;
  }

  void find_usable(const std::vector<WaterSource>& sources) {
    const FireModel& model = run_.model();
    const double shorter_m = model.rules.engine_source_m - model.rules.portable_source_m;
    std::vector<PlaceStart> starts;
    for (std::uint32_t i = 0; i < sources.size(); ++i) {
      const WaterSource& source = sources[i];
      const BestStop stop = run_.best_stop(source.segment, source.along_m);
      const bool engine = stop.reached() && stop.hose_m + source.away_m <= model.suction_m;
      if (!engine && !earliest_pump(source)) continue;
      add_starts(source, source.away_m + (engine ? 0.0 : shorter_m), starts);
      usable_source_.insert(usable_source_.end(), 2, i);
      usable_away_m_.insert(usable_away_m_.end(), 2, source.away_m);
    }
    usable_.grow(costs_, std::move(starts));
  }

  void find_fire_water(const std::vector<WaterSource>& sources) {
    std::vector<PlaceStart> starts;
    for (const WaterSource& source : sources) {
      if (source.kind != WaterKind::draw_point) add_starts(source, source.away_m, starts);
    }
    fire_water_.grow(costs_, std::move(starts));
  }

  void find_portable(const std::vector<WaterSource>& sources) {
    std::vector<PlaceStart> starts;
    for (const WaterSource& source : sources) {
      const auto pump = earliest_pump(source);
      if (!pump) continue;
      add_starts(source, pump->first + source.away_m * run_.model().lay_s_per_m(), starts);
      portable_class_.insert(portable_class_.end(), 2, pump->second);
      portable_away_m_.insert(portable_away_m_.end(), 2, source.away_m);
      portable_ready_s_.insert(portable_ready_s_.end(), 2, pump->first);
    }
    portable_.grow(run_.hose_costs(), std::move(starts));
  }

  const FireRun& run_;
  TurnCosts costs_;
  Travel usable_;
  std::vector<std::uint32_t> usable_source_;  ///< by start
  std::vector<double> usable_away_m_;
  Travel fire_water_;
  Travel portable_;
  std::vector<std::size_t> portable_class_;  ///< by start
  std::vector<double> portable_away_m_;
  std::vector<double> portable_ready_s_;
};

/// Answers house by house.
class Answering {
 public:
  Answering(const FireRun& run, const Ward& ward, const std::vector<WaterSource>& sources)
      : run_(run), model_(run.model()), ward_(ward), water_(run, sources) {
    for (std::size_t v = 0; v < model_.classes.size(); ++v) reversing_.emplace_back(run, v);
  }

  HouseAnswer house(std::size_t building) const {
    HouseAnswer answer;
    const Building& house = ward_.layers().buildings[building];
    answer.demand_lps = model_.demand.flow_lps(
        house.floors, area_m2(house.footprint) * std::max(house.height_m, 0.0));
    if (!ward_.doors()[building]) return answer;
    const Door& door = *ward_.doors()[building];
    find_water(door, answer);
    find_stop(door, answer);
    engine_water(house, answer);
    portable_water(house, door, answer);
    answer.served = served(answer);
    return answer;
  }

 private:
  void find_water(const Door& door, HouseAnswer& answer) const {
    const double fire_water_m = water_.fire_water_m(door);
    if (fire_water_m < kInfinity) answer.fire_water_m = fire_water_m;
    const Arrival arrival = water_.usable(door);
    if (!arrival.reached() || arrival.cost + door.away_m > model_.rules.engine_source_m) return;
    answer.source = water_.source_of(arrival);
    answer.source_m = water_.usable_m(door, arrival);
  }

  void find_stop(const Door& door, HouseAnswer& answer) const {
    for (std::size_t v = 0; v < model_.classes.size(); ++v) {
      const bool there = run_.arrival_s(v, door.segment, door.along_m) < kInfinity;
      if (there) answer.at_door |= 1U << v;
    }
    const BestStop best = run_.best_stop(door.segment, door.along_m);
    if (!best.reached()) return;
    answer.stop = best.stop;
    answer.ready_s = best.ready_s;
    answer.arrival_s = best.stop.arrival_s;
    answer.hose_m = best.hose_m + door.away_m;
    answer.hoses = hoses_for(answer.hose_m, model_.rules.hose_length_m, model_.rules.hose_slack);
    answer.reverse_m = reversing_[best.stop.vehicle].from_m(best.stop.segment, best.stop.along_m);
  }

  double rise_m(const Building& house) const {
    return std::clamp(house.height_m, 0.0, model_.highest_nozzle_m);
  }
  double fill_l(double path_m) const {
    return model_.rules.hose_slack * path_m * model_.fill_l_per_m;
  }

  void engine_water(const Building& house, HouseAnswer& answer) const {
    if (!(answer.hose_m <= model_.hose_reach_m)) return;
    constexpr double kLitres = 1000.0;
    const VehicleClass& engine = model_.classes[answer.stop.vehicle];
    const double flow_lps = flow_at_nozzles_lps(model_.line, engine.pump_head_m,
                                                engine.pump_flow_lps, rise_m(house), answer.hoses);
    if (!(flow_lps > 0.0)) return;
    const double wanted_l = fill_l(answer.hose_m) + flow_lps * model_.least_fight_s;
    if (engine.tank_m3 * kLitres < wanted_l && answer.source == Segment::kNone) return;
    answer.flow_lps = flow_lps;
    answer.first_water_s = answer.arrival_s + engine.setup_s +
                           answer.hoses * model_.lay_s_per_hose + fill_l(answer.hose_m) / flow_lps;
  }

  void portable_water(const Building& house, const Door& door, HouseAnswer& answer) const {
    const Arrival arrival = water_.portable(door);
    if (!arrival.reached()) return;
    const double path_m = water_.portable_m(door, arrival);
    if (path_m > model_.rules.portable_source_m) return;
    const VehicleClass& pump = model_.classes[water_.pump_of(arrival)];
    const int hoses = hoses_for(path_m, model_.rules.hose_length_m, model_.rules.hose_slack);
    const double flow_lps = flow_at_nozzles_lps(model_.line, pump.pump_head_m, pump.pump_flow_lps,
                                                rise_m(house), hoses);
    if (!(flow_lps > 0.0)) return;
    const double water_s = water_.portable_ready_s(arrival) + hoses * model_.lay_s_per_hose +
                           fill_l(path_m) / flow_lps;
    if (answer.first_water_s <= water_s) return;
    answer.first_water_s = water_s;
    answer.flow_lps = flow_lps;
    answer.by_portable = true;
  }

  Served served(const HouseAnswer& answer) const {
    const bool hose = answer.hose_m <= model_.hose_reach_m;
    if (std::isnan(answer.first_water_s))
      return hose ? Served::short_of_water : Served::not_reached;
    if (!hose) return Served::portable_only;
    return answer.hose_m <= model_.near_m ? Served::at_door : Served::by_hose;
  }

  const FireRun& run_;
  const FireModel& model_;
  const Ward& ward_;
  WaterNearby water_;
  std::vector<Reversing> reversing_;
};

}  // namespace

FireAnswers fire_answers(const FireRun& run, const Ward& ward, std::vector<WaterSource> sources) {
  const Answering answering(run, ward, sources);
  FireAnswers answers;
  answers.houses.reserve(ward.layers().buildings.size());
  for (std::size_t b = 0; b < ward.layers().buildings.size(); ++b) {
    answers.houses.push_back(answering.house(b));
  }
  answers.sources = std::move(sources);
  return answers;
}

}  // namespace twin::fire
