#include "scenarios/fire_access/fire_run.h"

#include <algorithm>
#include <utility>

namespace twin::fire {
namespace {

/// Starts on foot from where vehicles stop: one a junction, the earliest there, and each stop
/// within a segment, both ways on.
class FootStarts {
 public:
  FootStarts(const StreetNetwork& streets) : streets_(streets), at_(streets.junctions().size()) {}

  void add(const Stop& stop, double ready_s) {
    const Segment& s = streets_.segments()[stop.segment];
    if (stop.along_m < s.length_m) {
      within_.push_back({stop, ready_s});
    } else if (ready_s < at_[s.to].ready_s) {
      at_[s.to] = {stop, ready_s};
    }
  }

  /// `stop_from(segment, along_m)`: how far one gets from there.
  template <typename StopFrom>
  void list(const StopFrom& stop_from, std::vector<PlaceStart>& starts,
            std::vector<Stop>& stops) const {
    for (const Ready& one : at_) {
      if (one.ready_s == kInfinity) continue;
      starts.push_back({.segment = one.stop.segment,
                        .along_m = streets_.segments()[one.stop.segment].length_m,
                        .cost = one.ready_s});
      stops.push_back(one.stop);
    }
    for (const Ready& one : within_) {
      const Segment& s = streets_.segments()[one.stop.segment];
      const double back_m = s.length_m - one.stop.along_m;
      starts.push_back({.segment = one.stop.segment,
                        .along_m = one.stop.along_m,
                        .stop_m = stop_from(one.stop.segment, one.stop.along_m),
                        .cost = one.ready_s});
      starts.push_back({.segment = s.opposite,
                        .along_m = back_m,
                        .stop_m = stop_from(s.opposite, back_m),
                        .cost = one.ready_s});
      stops.insert(stops.end(), 2, one.stop);
    }
  }

 private:
  struct Ready {
    Stop stop;
    double ready_s = kInfinity;
  };
  const StreetNetwork& streets_;
  std::vector<Ready> at_;
  std::vector<Ready> within_;
};

}  // namespace

FireRun::FireRun(const FireModel& model, const std::vector<StationPlace>& stations,
                 Passages passages)
    : model_(model),
      passages_(std::move(passages)),
      hose_costs_(passages_.on_foot(model.lay_s_per_m())),
      drive_(model.classes.size(), Travel(passages_.streets(), passages_.turns())),
      hose_(passages_.streets(), passages_.turns()) {
  drive_from_stations(stations);
  carry_from_stops(stations);
  lay_hose();
}

void FireRun::drive_from_stations(const std::vector<StationPlace>& stations) {
  for (std::size_t v = 0; v < model_.classes.size(); ++v) {
    if (model_.classes[v].by_hand()) continue;
    std::vector<PlaceStart> starts;
    for (const StationPlace& station : stations) {
      if (std::ranges::find(station.classes, v) == station.classes.end()) continue;
      const std::uint32_t along = station.place.segment;
      const Segment& s = streets().segments()[along];
      const double leaves_s = model_.dispatch_s + model_.turnout_s +
                              station.place.away_m * passages_.costs(v).per_m[along];
      const auto add = [&](std::uint32_t segment, double from_m) {
        starts.push_back({.segment = segment,
                          .along_m = from_m,
                          .stop_m = passages_.stop_from_m(v, segment, from_m),
                          .cost = leaves_s});
      };
      add(along, station.place.along_m);
      add(s.opposite, s.length_m - station.place.along_m);
    }
    drive_[v].grow(passages_.costs(v), std::move(starts));
  }
}

void FireRun::carry_from_stops(const std::vector<StationPlace>& stations) {
  for (std::size_t v = 0; v < model_.classes.size(); ++v) {
    if (!model_.classes[v].by_hand()) continue;
    const auto has = [&](const StationPlace& station) {
      return std::ranges::find(station.classes, v) != station.classes.end();
    };
    if (std::ranges::none_of(stations, has)) continue;
    FootStarts from(streets());
    for (const std::string& carrier : model_.classes[v].carried_by) {
      for (const Stop& stop : reached_stops(*this, *class_named(model_.classes, carrier))) {
        from.add(stop, stop.arrival_s);
      }
    }
    std::vector<PlaceStart> starts;
    std::vector<Stop> stops;
    from.list([&](std::uint32_t s, double at_m) { return passages_.stop_from_m(v, s, at_m); },
              starts, stops);
    drive_[v].grow(passages_.costs(v), std::move(starts));
  }
}

void FireRun::lay_hose() {
  FootStarts from(streets());
  for (std::size_t v = 0; v < model_.classes.size(); ++v) {
    if (!leads(v)) continue;
    for (const Stop& stop : reached_stops(*this, v)) {
      from.add(stop, stop.arrival_s + model_.classes[v].setup_s);
    }
  }
  std::vector<PlaceStart> starts;
  from.list([&](std::uint32_t s, double at_m) { return passages_.wading_stop_m(s, at_m); }, starts,
            stops_);
  hose_.grow(hose_costs_, std::move(starts));
}

double FireRun::arrival_s(std::size_t v, std::uint32_t segment, double along_m) const {
  const Segment& s = streets().segments()[segment];
  const TurnCosts& costs = passages_.costs(v);
  double earliest_s = std::min(drive_[v].at(costs, segment, along_m).cost,
                               drive_[v].at(costs, s.opposite, s.length_m - along_m).cost);
  if (!has_class(v)) return earliest_s;
  for (const std::string& carrier : model_.classes[v].carried_by) {
    earliest_s =
        std::min(earliest_s, arrival_s(*class_named(model_.classes, carrier), segment, along_m));
  }
  return earliest_s;
}

BestStop FireRun::best_stop(std::uint32_t segment, double along_m) const {
  BestStop best;
  const Segment& s = streets().segments()[segment];
  const std::pair<std::uint32_t, double> ways[] = {{segment, along_m},
                                                   {s.opposite, s.length_m - along_m}};
  for (const auto& [d, at_m] : ways) {
    for (std::uint32_t v = 0; v < model_.classes.size(); ++v) {
      if (!leads(v)) continue;
      const Arrival arrival = drive_[v].at(passages_.costs(v), d, at_m);
      const double ready_s = arrival.cost + model_.classes[v].setup_s;
      if (!(ready_s < best.ready_s)) continue;
      best = {.stop = {v, d, at_m, arrival.cost}, .hose_m = 0.0, .ready_s = ready_s};
    }
    const Arrival hose = hose_.at(hose_costs_, d, at_m);
    if (hose.cost < best.ready_s) {
      best = {.stop = stops_[hose.start], .hose_m = hose.distance_m, .ready_s = hose.cost};
    }
  }
  return best;
}

std::vector<Stop> reached_stops(const FireRun& run, std::size_t vehicle) {
  const Travel& drive = run.drive(vehicle);
  const TurnCosts& costs = run.passages().costs(vehicle);
  const auto v = static_cast<std::uint32_t>(vehicle);
  std::vector<Stop> stops;
  for (const PlaceStart& start : drive.starts()) {
    const double end_m = std::min(start.stop_m, run.streets().segments()[start.segment].length_m);
    stops.push_back({v, start.segment, end_m,
                     start.cost + (end_m - start.along_m) * costs.per_m[start.segment]});
  }
  for (const std::uint32_t s : drive.search().entered()) {
    const double end_m = std::min(costs.stop_m[s], run.streets().segments()[s].length_m);
    stops.push_back({v, s, end_m, drive.search().entry(s).cost + end_m * costs.per_m[s]});
  }
  return stops;
}

}  // namespace twin::fire
