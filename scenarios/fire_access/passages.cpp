#include "scenarios/fire_access/passages.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>
#include <utility>

#include "engine/space/geometry.h"
#include "scenarios/fire_access/corner.h"
#include "scenarios/fire_access/travel.h"

namespace twin::fire {
namespace {

/// Directions are taken over this length, so that a wriggle of the survey is no corner.
constexpr double kHeadingOver_m = 6.0;

double heading(Point from, Point to) { return std::atan2(to.y_m - from.y_m, to.x_m - from.x_m); }

/// Between two headings: 0 straight on, 180 back.
double deflection_deg(double from, double onto) {
  const double turn = std::remainder(onto - from, 2.0 * std::numbers::pi);
  return std::abs(turn) * 180.0 / std::numbers::pi;
}

/// Whether less is clear than a vehicle needs; sums of centimetres differ in their last bit.
bool too_little(double clear_m, double needed_m) { return clear_m < needed_m - 1e-6; }

bool runs_along(const Segment& segment) { return segment.begin_m < segment.end_m; }

}  // namespace

std::shared_ptr<const Passages::Shape> Passages::shape_of(const Ward& ward,
                                                          const TravelRules& rules,
                                                          const FloodHeads* heads) {
  const StreetNetwork& streets = ward.streets();
  const std::size_t count = streets.segments().size();
  Shape shape;
  shape.narrow.resize(count);
  shape.bends.resize(count);
  shape.heading_in.resize(count);
  shape.heading_out.resize(count);
  shape.deepest_m.assign(count, 0.0);
  shape.obstacle_on.resize(ward.layers().obstacles.size());
  for (std::uint32_t s = 0; s < count; ++s) {
    const Polyline line = streets.line(s);
    const double length_m = streets.segments()[s].length_m;
    const double over_m = std::min(kHeadingOver_m, length_m);
    shape.heading_in[s] = heading(line.front(), point_along(line, over_m));
    shape.heading_out[s] = heading(point_along(line, length_m - over_m), line.back());
    if (!runs_along(streets.segments()[s])) continue;
    for (const NarrowPoint& point : streets.narrow_points(s)) {
      if (!stands_at(ward.layers().obstacles[point.cause], rules.hour)) continue;
      shape.narrow[s].push_back(point);
      shape.obstacle_on[point.cause].push_back(s);
    }
    double along_m = 0.0;
    for (std::size_t i = 1; i + 1 < line.size(); ++i) {
      along_m += distance_m(line[i - 1], line[i]);
      const double turn_deg = deflection_deg(
          heading(point_along(line, std::max(0.0, along_m - kHeadingOver_m)), line[i]),
          heading(line[i], point_along(line, std::min(length_m, along_m + kHeadingOver_m))));
      if (turn_deg > rules.corner_from_deg) shape.bends[s].push_back({along_m, turn_deg});
    }
    if (heads == nullptr) continue;
    for (const float head_m : (*heads)[s]) {
      shape.deepest_m[s] = std::max(shape.deepest_m[s], static_cast<double>(head_m));
    }
  }
  return std::make_shared<const Shape>(std::move(shape));
}

Passages::Passages(const Ward& ward, const Turns& turns, const std::vector<VehicleClass>& classes,
                   TravelRules rules, const FloodHeads* heads)
    : ward_(ward),
      turns_(turns),
      classes_(classes),
      rules_(std::move(rules)),
      heads_(heads),
      shape_(shape_of(ward, rules_, heads)),
      cleared_(ward.layers().obstacles.size(), 0),
      costs_(classes.size()) {
  for (std::uint32_t way = 0; way < streets().ways().size(); ++way) {
    const WayRef ref = ward.way(way);
    const auto height_m = ref.is_lane ? ward.layers().lanes[ref.index].clear_height_m
                                      : ward.layers().roads[ref.index].clear_height_m;
    way_width_m_.push_back(ward.way_clear_width_m(way).value_or(rules_.unknown_lane_width_m));
    way_height_m_.push_back(height_m.value_or(kInfinity));
  }
  for (TurnCosts& costs : costs_) {
    costs.per_m.assign(streets().segments().size(), 0.0);
    costs.stop_m.assign(streets().segments().size(), kInfinity);
    costs.turn.assign(turns_.size(), 0.0);
  }
  for (std::uint32_t s = 0; s < streets().segments().size(); ++s) {
    for (std::size_t v = 0; v < classes_.size(); ++v) {
      costs_[v].per_m[s] = seconds_per_m(classes_[v], s);
      costs_[v].stop_m[s] = stop_from_m(v, s, 0.0);
    }
    refresh_turns_from(s);
  }
}

Passages Passages::changed(const Renovation& renovation) const {
  Passages after = *this;
  const WardLayers& layers = ward_.layers();
  std::set<std::uint32_t> stretches;
  std::set<std::uint32_t> turning;  // segments whose turns may have changed
  for (const std::string& id : renovation.cleared_obstacles) {
    const auto it = std::ranges::find(layers.obstacles, id, &Obstacle::id);
    if (it == layers.obstacles.end()) throw not_in_ward("obstacles", id);
    const auto obstacle = static_cast<std::uint32_t>(it - layers.obstacles.begin());
    after.cleared_[obstacle] = 1;
    stretches.insert(shape_->obstacle_on[obstacle].begin(), shape_->obstacle_on[obstacle].end());
  }
  for (const LaneWidening& widening : renovation.widened) {
    const auto it = std::ranges::find(layers.lanes, widening.lane_id, &Lane::id);
    if (it == layers.lanes.end()) throw not_in_ward("lanes", widening.lane_id);
    if (it->clear_width_m && *it->clear_width_m >= widening.clear_width_m) continue;
    const auto way = ward_.way_of_lane(static_cast<std::size_t>(it - layers.lanes.begin()));
    after.way_width_m_[way] = widening.clear_width_m;
    for (const std::uint32_t along : streets().along(way)) {
      stretches.insert(along);
      for (const std::uint32_t s : {along, streets().segments()[along].opposite}) {
        turning.insert(s);
        const std::uint32_t junction = streets().segments()[s].from;
        for (std::uint32_t o = streets().first_out(junction); o < streets().last_out(junction);
             ++o) {
          turning.insert(streets().segments()[o].opposite);
        }
      }
    }
  }
  for (const LaneRaising& raising : renovation.raised) {
    const auto it = std::ranges::find(layers.lanes, raising.lane_id, &Lane::id);
    if (it == layers.lanes.end()) throw not_in_ward("lanes", raising.lane_id);
    if (it->clear_height_m && *it->clear_height_m >= raising.clear_height_m) continue;
    const auto way = ward_.way_of_lane(static_cast<std::size_t>(it - layers.lanes.begin()));
    after.way_height_m_[way] = raising.clear_height_m;
    stretches.insert(streets().along(way).begin(), streets().along(way).end());
  }
  for (const std::uint32_t s : stretches) after.refresh_stretch(s);
  for (const std::uint32_t s : turning) after.refresh_turns_from(s);
  return after;
}

void Passages::refresh_stretch(std::uint32_t segment) {
  for (const std::uint32_t s : {segment, streets().segments()[segment].opposite}) {
    for (std::size_t v = 0; v < classes_.size(); ++v) costs_[v].stop_m[s] = stop_from_m(v, s, 0.0);
  }
}

void Passages::refresh_turns_from(std::uint32_t segment) {
  const std::uint32_t junction = streets().segments()[segment].to;
  for (std::uint32_t onto = streets().first_out(junction); onto < streets().last_out(junction);
       ++onto) {
    const std::uint32_t turn = turns_.index(streets(), segment, onto);
    for (std::size_t v = 0; v < classes_.size(); ++v) {
      costs_[v].turn[turn] = turn_open(v, segment, onto) ? 0.0 : kInfinity;
    }
  }
}

std::uint32_t Passages::stretch(std::uint32_t segment) const {
  const Segment& s = streets().segments()[segment];
  return runs_along(s) ? segment : s.opposite;
}

const std::vector<std::uint32_t>& Passages::stretches_of_obstacle(std::uint32_t obstacle) const {
  return shape_->obstacle_on[obstacle];
}

bool Passages::wide_enough(const VehicleClass& vehicle, std::uint32_t way) const {
  return !too_little(way_width_m_[way], vehicle.needs_width_m());
}

double Passages::corner_width_m(std::uint32_t way) const {
  return way_width_m_[way] + (ward_.way(way).is_lane ? 0.0 : rules_.kerb_room_m);
}

double Passages::seconds_per_m(const VehicleClass& vehicle, std::uint32_t segment) const {
  constexpr double kKmhPerMps = 3.6;
  const Segment& s = streets().segments()[segment];
  const WayRef ref = ward_.way(s.way);
  double kmh = vehicle.lane_kmh;
  if (!ref.is_lane && !vehicle.by_hand()) {
    const int rank = rank_of_class(ward_.layers().roads[ref.index].road_class);
    kmh = std::min(vehicle.top_kmh, rules_.road_kmh[static_cast<std::size_t>(rank)]) *
          rules_.speed_share;
  }
  if (s.against_one_way && !vehicle.by_hand() && rules_.against_one_way_share > 0.0) {
    kmh *= rules_.against_one_way_share;
  }
  const double depth_m = shape_->deepest_m[stretch(segment)];
  if (depth_m > 0.0 && vehicle.fording_m > 0.0) {
    kmh *= 1.0 - (1.0 - rules_.ford_speed_share) * std::min(1.0, depth_m / vehicle.fording_m);
  }
  return kKmhPerMps / kmh;
}

bool Passages::forbidden(std::size_t vehicle, std::uint32_t segment) const {
  return streets().segments()[segment].against_one_way && !classes_[vehicle].by_hand() &&
         !(rules_.against_one_way_share > 0.0);
}

double Passages::stop_from_m(std::size_t vehicle, std::uint32_t segment, double from_m) const {
  if (forbidden(vehicle, segment)) return from_m;
  const std::vector<Barrier> all = barriers_from(vehicle, segment, from_m);
  return all.empty() ? kInfinity : all.front().at_m;
}

std::vector<Barrier> Passages::barriers_from(std::size_t vehicle, std::uint32_t segment,
                                             double from_m) const {
  std::vector<Barrier> ahead;
  for (Barrier& barrier : barriers(vehicle, segment)) {
    const CauseKind kind = barrier.cause.kind;
    if (kind == CauseKind::way_width || kind == CauseKind::way_height) barrier.at_m = from_m;
    if (barrier.at_m >= from_m) ahead.push_back(barrier);
  }
  return ahead;
}

std::vector<Barrier> Passages::barriers(std::size_t v, std::uint32_t segment) const {
  const VehicleClass& vehicle = classes_[v];
  const Segment& s = streets().segments()[segment];
  const std::uint32_t along = stretch(segment);
  const double needs_height_m = vehicle.height_m + rules_.height_margin_m;
  std::vector<Barrier> all;
  const bool wide = wide_enough(vehicle, s.way);
  if (!wide) {
    all.push_back(
        {0.0, {CauseKind::way_width, s.way}, way_width_m_[s.way], vehicle.needs_width_m()});
  }
  if (too_little(way_height_m_[s.way], needs_height_m)) {
    all.push_back({0.0, {CauseKind::way_height, s.way}, way_height_m_[s.way], needs_height_m});
  }
  const auto from_here_m = [&](double at_m) { return segment == along ? at_m : s.length_m - at_m; };
  for (const NarrowPoint& point : shape_->narrow[along]) {
    if (cleared_[point.cause] != 0) continue;
    const double at_m = std::max(0.0, from_here_m(point.at_m) - point.length_m / 2.0);
    const Cause cause{CauseKind::obstacle, point.cause};
    if (point.clear_width_m && too_little(*point.clear_width_m, vehicle.needs_width_m())) {
      all.push_back({at_m, cause, *point.clear_width_m, vehicle.needs_width_m()});
    } else if (point.clear_height_m && too_little(*point.clear_height_m, needs_height_m)) {
      all.push_back({at_m, cause, *point.clear_height_m, needs_height_m});
    }
  }
  const double width_m = corner_width_m(s.way);
  for (const Bend& bend : shape_->bends[along]) {
    if (!wide || can_turn(vehicle, width_m, width_m, bend.deflection_deg)) continue;
    all.push_back({from_here_m(bend.at_m), {CauseKind::bend, along}, way_width_m_[s.way], 0.0});
  }
  add_flood_barriers(vehicle.fording_m, segment, all);
  std::ranges::stable_sort(all, {}, &Barrier::at_m);
  return all;
}

void Passages::add_flood_barriers(double limit_m, std::uint32_t segment,
                                  std::vector<Barrier>& all) const {
  const std::uint32_t along = stretch(segment);
  if (!(shape_->deepest_m[along] > limit_m)) return;
  const std::vector<float>& heads_m = (*heads_)[along];
  const Segment& s = streets().segments()[segment];
  const double step_m = s.length_m / static_cast<double>(heads_m.size() - 1);
  for (std::size_t i = 0; i < heads_m.size(); ++i) {
    const std::size_t sample = segment == along ? i : heads_m.size() - 1 - i;
    if (!(heads_m[sample] > limit_m)) continue;
    all.push_back({static_cast<double>(i) * step_m,
                   {CauseKind::flood, s.way},
                   static_cast<double>(heads_m[sample]),
                   limit_m});
  }
}

std::vector<Barrier> Passages::deep_water(std::uint32_t segment) const {
  std::vector<Barrier> deep;
  add_flood_barriers(rules_.wading_m, segment, deep);
  return deep;
}

double Passages::wading_stop_m(std::uint32_t segment, double from_m) const {
  for (const Barrier& barrier : deep_water(segment)) {
    if (barrier.at_m >= from_m) return barrier.at_m;
  }
  return kInfinity;
}

TurnCosts Passages::on_foot(double per_m) const {
  TurnCosts costs;
  costs.per_m.assign(streets().segments().size(), per_m);
  costs.turn.assign(turns_.size(), 0.0);
  costs.stop_m.reserve(streets().segments().size());
  for (std::uint32_t s = 0; s < streets().segments().size(); ++s) {
    costs.stop_m.push_back(wading_stop_m(s, 0.0));
  }
  return costs;
}

bool Passages::turn_open(std::size_t v, std::uint32_t from, std::uint32_t onto) const {
  const VehicleClass& vehicle = classes_[v];
  const Segment& a = streets().segments()[from];
  const Segment& b = streets().segments()[onto];
  if (onto == a.opposite) {
    const WayRef ref = ward_.way(a.way);
    const bool place =
        ref.is_lane && ward_.layers().lanes[ref.index].turning_place && streets().is_dead_end(a.to);
    return place || can_turn_back(vehicle, way_width_m_[a.way]);
  }
  if (!wide_enough(vehicle, a.way) || !wide_enough(vehicle, b.way)) return true;
  const double turn_deg = deflection_deg(shape_->heading_out[from], shape_->heading_in[onto]);
  return turn_deg <= rules_.corner_from_deg ||
         can_turn(vehicle, corner_width_m(a.way), corner_width_m(b.way), turn_deg);
}

Cause Passages::corner(std::uint32_t from, std::uint32_t onto) const {
  const std::uint32_t there = turns_.index(streets(), from, onto);
  const std::uint32_t back = turns_.index(streets(), streets().segments()[onto].opposite,
                                          streets().segments()[from].opposite);
  return {CauseKind::corner, std::min(there, back)};
}

}  // namespace twin::fire
