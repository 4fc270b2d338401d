#include "scenarios/fire_access/reasons.h"

#include <algorithm>
#include <map>
#include <ranges>
#include <utility>

namespace twin::fire {
namespace {

/// Barriers closer together than this are one spot.
constexpr double kOneSpot_m = 1.0;

/// A turn that is too narrow.
struct Corner {
  std::uint32_t from = 0;
  std::uint32_t onto = 0;
};

/// One removal to try: causes that stand at one spot. Corners know where they are.
struct Removal {
  std::vector<Cause> causes;  ///< sorted, each once
  std::optional<Corner> corner;
};

/// Restores a number when it goes.
class Patch {
 public:
  void set(double& number, double value) {
    old_.emplace_back(&number, number);
    number = value;
  }
  ~Patch() {
    for (const auto& [number, value] : old_ | std::views::reverse) *number = value;
  }
  Patch() = default;
  Patch(const Patch&) = delete;
  Patch& operator=(const Patch&) = delete;

 private:
  std::vector<std::pair<double*, double>> old_;
};

/// Tries the removals of one class.
class ReasonSearch {
 public:
  ReasonSearch(const FireRun& run, std::size_t vehicle, std::span<const ReasonPlace> places,
               const std::vector<std::vector<std::uint32_t>>& places_on, double least_gain_s,
               std::vector<std::optional<Reason>>& reasons)
      : run_(run),
        passages_(run.passages()),
        streets_(run.streets()),
        v_(vehicle),
        places_(places),
        places_on_(places_on),
        least_gain_s_(least_gain_s),
        reasons_(reasons),
        costs_(passages_.costs(vehicle)),
        drive_bound_(run.drive(vehicle).search().costs()),
        hose_bound_(run.hose().search().costs()),
        drive_(streets_, passages_.turns()),
        hose_(streets_, passages_.turns()),
        seen_(streets_.segments().size(), 0) {}

  void try_all() {
    for (const Removal& removal : removals()) try_one(removal);
  }

 private:
  /// Where the class stops now, one removal for each set of causes.
  std::vector<Removal> removals() const {
    std::map<std::vector<Cause>, Removal> all;
    const auto add = [&](std::vector<Cause> causes, std::optional<Corner> corner) {
      std::ranges::sort(causes);
      causes.erase(std::unique(causes.begin(), causes.end()), causes.end());
      const auto flood = [](const Cause& cause) { return cause.kind == CauseKind::flood; };
      if (causes.empty() || std::ranges::any_of(causes, flood)) return;
      all.try_emplace(causes, Removal{causes, corner});
    };
    for (const Stop& stop : reached_stops(run_, v_)) {
      const Segment& s = streets_.segments()[stop.segment];
      if (stop.along_m < s.length_m) {
        std::vector<Cause> causes;
        for (const Barrier& barrier : passages_.barriers_from(v_, stop.segment, stop.along_m)) {
          if (barrier.at_m <= stop.along_m + kOneSpot_m) causes.push_back(barrier.cause);
        }
        add(std::move(causes), std::nullopt);
        continue;
      }
      for (std::uint32_t onto = streets_.first_out(s.to); onto < streets_.last_out(s.to); ++onto) {
        const std::uint32_t turn = passages_.turns().index(streets_, stop.segment, onto);
        if (costs_.turn[turn] < kInfinity || onto == s.opposite) continue;
        add({passages_.corner(stop.segment, onto)}, Corner{stop.segment, onto});
      }
    }
    std::vector<Removal> list;
    for (auto& [causes, removal] : all) list.push_back(std::move(removal));
    return list;
  }

  std::vector<std::uint32_t> stretches_of(const Cause& cause) const {
    switch (cause.kind) {
      case CauseKind::obstacle:
        return passages_.stretches_of_obstacle(cause.id);
      case CauseKind::way_width:
      case CauseKind::way_height:
        return streets_.along(cause.id);
      case CauseKind::bend:
        return {cause.id};
      case CauseKind::corner:
      case CauseKind::flood:
        break;
    }
    return {};
  }

  void try_one(const Removal& removal) {
    Patch patch;
    std::vector<PlaceStart> seeds;
    for (const Cause& cause : removal.causes) {
      for (const std::uint32_t stretch : stretches_of(cause)) {
        for (const std::uint32_t s : {stretch, streets_.segments()[stretch].opposite}) {
          open_segment(removal, s, patch, seeds);
        }
      }
    }
    if (removal.corner) {
      const auto [from, onto] = *removal.corner;
      open_turn(from, onto, patch, seeds);
      open_turn(streets_.segments()[onto].opposite, streets_.segments()[from].opposite, patch,
                seeds);
    }
    drive_.grow(costs_, std::move(seeds), drive_bound_);
    lay_hose();
    judge(removal);
  }

  static bool removed(const Removal& removal, const Cause& cause) {
    return std::ranges::binary_search(removal.causes, cause);
  }

  /// How far the class then gets from a place along a segment.
  double stop_without(const Removal& removal, std::uint32_t s, double from_m) const {
    if (passages_.forbidden(v_, s)) return from_m;
    for (const Barrier& barrier : passages_.barriers_from(v_, s, from_m)) {
      if (!removed(removal, barrier.cause)) return barrier.at_m;
    }
    return kInfinity;
  }

  void open_segment(const Removal& removal, std::uint32_t s, Patch& patch,
                    std::vector<PlaceStart>& seeds) {
    const Travel& now = run_.drive(v_);
    const double old_m = passages_.costs(v_).stop_m[s];
    const double new_m = stop_without(removal, s, 0.0);
    if (new_m > costs_.stop_m[s]) patch.set(costs_.stop_m[s], new_m);
    const Entry& entry = now.search().entry(s);
    if (entry.start != Segment::kNone && new_m > old_m) {
      seeds.push_back({s, old_m, new_m, entry.cost + old_m * costs_.per_m[s]});
    }
    for (const PlaceStart& start : now.starts()) {
      if (start.segment != s) continue;
      const double then_m = stop_without(removal, s, start.along_m);
      if (!(then_m > start.stop_m)) continue;
      seeds.push_back(
          {s, start.stop_m, then_m, start.cost + (start.stop_m - start.along_m) * costs_.per_m[s]});
    }
  }

  void open_turn(std::uint32_t from, std::uint32_t onto, Patch& patch,
                 std::vector<PlaceStart>& seeds) {
    patch.set(costs_.turn[passages_.turns().index(streets_, from, onto)], 0.0);
    const double length_m = streets_.segments()[from].length_m;
    const Arrival arrival = run_.drive(v_).at(costs_, from, length_m);
    const bool through = arrival.reached() && costs_.stop_m[from] == kInfinity;
    if (through) seeds.push_back({from, length_m, kInfinity, arrival.cost});
  }

  /// From the end of everything newly driven; `driven_` remembers how each start came about.
  void lay_hose() {
    std::vector<PlaceStart> starts;
    driven_.clear();
    const auto add = [&](std::uint32_t s, double at_m, double arrival_s, Driven driven) {
      const Segment& segment = streets_.segments()[s];
      const double ready_s = arrival_s + passages_.classes()[v_].setup_s;
      starts.push_back({s, at_m, passages_.wading_stop_m(s, at_m), ready_s});
      const double back_m = segment.length_m - at_m;
      starts.push_back(
          {segment.opposite, back_m, passages_.wading_stop_m(segment.opposite, back_m), ready_s});
      driven_.insert(driven_.end(), 2, driven);
    };
    for (std::uint32_t i = 0; i < drive_.starts().size(); ++i) {
      const PlaceStart& seed = drive_.starts()[i];
      const double end_m = std::min(seed.stop_m, streets_.segments()[seed.segment].length_m);
      const double further_m = end_m - seed.along_m;
      add(seed.segment, end_m, seed.cost + further_m * costs_.per_m[seed.segment], {i, further_m});
    }
    for (const std::uint32_t s : drive_.search().entered()) {
      const Entry& entry = drive_.search().entry(s);
      const double end_m = std::min(costs_.stop_m[s], streets_.segments()[s].length_m);
      add(s, end_m, entry.cost + end_m * costs_.per_m[s], {entry.start, entry.distance_m + end_m});
    }
    hose_.grow(run_.hose_costs(), std::move(starts), hose_bound_);
  }

  /// Looks at every place on what was improved.
  void judge(const Removal& removal) {
    std::vector<std::uint32_t> stretches;
    const auto touch = [&](std::uint32_t s) {
      const std::uint32_t stretch = passages_.stretch(s);
      if (seen_[stretch] == 0 && !places_on_[stretch].empty()) stretches.push_back(stretch);
      seen_[stretch] = 1;
      touched_.push_back(stretch);
    };
    for (const PlaceStart& start : hose_.starts()) touch(start.segment);
    for (const std::uint32_t s : hose_.search().entered()) touch(s);
    for (const std::uint32_t s : touched_) seen_[s] = 0;
    touched_.clear();
    for (const std::uint32_t stretch : stretches) {
      for (const std::uint32_t place : places_on_[stretch]) judge_place(removal, place);
    }
  }

  void judge_place(const Removal& removal, std::uint32_t p) {
    const ReasonPlace& place = places_[p];
    const Segment& s = streets_.segments()[place.segment];
    const std::pair<std::uint32_t, double> ways[] = {{place.segment, place.along_m},
                                                     {s.opposite, s.length_m - place.along_m}};
    const double now_s = reasons_[p] ? reasons_[p]->ready_s : place.ready_s - least_gain_s_;
    double best_s = now_s;
    Driven best;
    for (const auto& [d, at_m] : ways) {
      const Arrival driven = drive_.at(costs_, d, at_m);
      if (driven.cost + passages_.classes()[v_].setup_s < best_s) {
        best_s = driven.cost + passages_.classes()[v_].setup_s;
        best = {driven.start, driven.distance_m};
      }
      const Arrival hose = hose_.at(run_.hose_costs(), d, at_m);
      if (hose.cost < best_s) {
        best_s = hose.cost;
        best = {driven_[hose.start].seed, driven_[hose.start].distance_m + hose.distance_m};
      }
    }
    if (!(best_s < now_s)) return;
    reasons_[p] = reason(removal, best, best_s);
  }

  struct Driven {
    std::uint32_t seed = 0;
    double distance_m = 0.0;  ///< since the seed
  };

  Reason reason(const Removal& removal, const Driven& driven, double ready_s) const {
    const PlaceStart& seed = drive_.starts()[driven.seed];
    Reason reason{.barriers = {},
                  .vehicle = v_,
                  .segment = seed.segment,
                  .along_m = seed.along_m,
                  .distance_m = driven.distance_m,
                  .ready_s = ready_s};
    for (const Barrier& barrier : passages_.barriers_from(v_, seed.segment, seed.along_m)) {
      const auto same = [&](const Barrier& other) { return other.cause == barrier.cause; };
      if (!removed(removal, barrier.cause) || std::ranges::any_of(reason.barriers, same)) continue;
      reason.barriers.push_back(barrier);
    }
    if (removal.corner) {
      const auto [from, onto] = *removal.corner;
      reason.onto = seed.segment == from ? onto : streets_.segments()[from].opposite;
      const std::uint32_t narrower = passages_.way_width_m(streets_.segments()[onto].way) <
                                             passages_.way_width_m(streets_.segments()[from].way)
                                         ? onto
                                         : from;
      reason.barriers.push_back(
          {.at_m = seed.along_m,
           .cause = removal.causes.front(),
           .found = passages_.way_width_m(streets_.segments()[narrower].way)});
    }
    return reason;
  }

  const FireRun& run_;
  const Passages& passages_;
  const StreetNetwork& streets_;
  std::size_t v_;
  std::span<const ReasonPlace> places_;
  const std::vector<std::vector<std::uint32_t>>& places_on_;
  double least_gain_s_;
  std::vector<std::optional<Reason>>& reasons_;
  TurnCosts costs_;
  std::vector<double> drive_bound_;
  std::vector<double> hose_bound_;
  Travel drive_;
  Travel hose_;
  std::vector<Driven> driven_;  ///< by start of `hose_`
  std::vector<char> seen_;      ///< by segment; all 0 between uses
  std::vector<std::uint32_t> touched_;
};

/// The first deep water on the way that leads to a place when all is dry.
std::optional<Reason> flood_on_dry_way(const FireRun& run, const FireRun& dry,
                                       const ReasonPlace& place) {
  const StreetNetwork& streets = run.streets();
  const BestStop best = dry.best_stop(place.segment, place.along_m);
  const Stop& stop = best.stop;
  const Travel& drive = dry.drive(stop.vehicle);
  const TurnCosts& costs = dry.passages().costs(stop.vehicle);
  const std::vector<std::uint32_t> path = drive.path(costs, stop.segment, stop.along_m);
  const Arrival arrival = drive.at(costs, stop.segment, stop.along_m);
  double left_m = arrival.distance_m + best.hose_m;
  for (std::size_t i = 0; i < path.size(); ++i) {
    const bool first = i == 0 && drive.starts()[arrival.start].segment == path[i];
    const double begin_m = first ? drive.starts()[arrival.start].along_m : 0.0;
    const double end_m = i + 1 == path.size() ? stop.along_m : streets.segments()[path[i]].length_m;
    for (const Barrier& barrier : run.passages().barriers_from(stop.vehicle, path[i], begin_m)) {
      if (barrier.cause.kind != CauseKind::flood || barrier.at_m > end_m) continue;
      return Reason{.barriers = {barrier},
                    .vehicle = stop.vehicle,
                    .segment = path[i],
                    .along_m = barrier.at_m,
                    .distance_m = left_m - (barrier.at_m - begin_m),
                    .ready_s = best.ready_s};
    }
    left_m -= end_m - begin_m;
  }
  for (const std::uint32_t s : {place.segment, streets.segments()[place.segment].opposite}) {
    for (const Barrier& barrier : run.passages().deep_water(s)) {
      return Reason{.barriers = {barrier},
                    .vehicle = stop.vehicle,
                    .segment = s,
                    .along_m = barrier.at_m,
                    .ready_s = best.ready_s};
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::optional<Reason>> binding_reasons(const FireRun& run, const FireRun* dry,
                                                   std::span<const ReasonPlace> places,
                                                   double least_gain_s) {
  std::vector<std::optional<Reason>> reasons(places.size());
  std::vector<std::vector<std::uint32_t>> places_on(run.streets().segments().size());
  for (std::uint32_t p = 0; p < places.size(); ++p) {
    places_on[run.passages().stretch(places[p].segment)].push_back(p);
  }
  for (std::size_t v = 0; v < run.model().classes.size(); ++v) {
    if (!run.leads(v) || !run.has_class(v)) continue;
    ReasonSearch(run, v, places, places_on, least_gain_s, reasons).try_all();
  }
  if (dry == nullptr) return reasons;
  for (std::size_t p = 0; p < places.size(); ++p) {
    const double dry_s = dry->best_stop(places[p].segment, places[p].along_m).ready_s;
    const double otherwise_s = reasons[p] ? reasons[p]->ready_s : places[p].ready_s;
    if (!(dry_s < places[p].ready_s - least_gain_s) || dry_s > otherwise_s) continue;
    if (auto flood = flood_on_dry_way(run, *dry, places[p])) reasons[p] = std::move(flood);
  }
  return reasons;
}

}  // namespace twin::fire
