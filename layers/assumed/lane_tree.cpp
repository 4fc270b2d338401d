#include "layers/assumed/lane_tree.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <set>

#include "engine/network/least_costs.h"
#include "layers/assumed/plane.h"

namespace twin {
namespace {

constexpr double kStraight = 35.0 * std::numbers::pi / 180.0;

/// The junctions of a way in the order of its line, with their distance along it.
struct Stop {
  std::uint32_t junction = 0;
  double along_m = 0.0;
};

class LaneTree {
 public:
  explicit LaneTree(const Ward& ward)
      : ward_(ward), streets_(ward.streets()), places_(ward.layers().lanes.size()) {
    measure_from_streets();
    for (const std::size_t lane : by_distance()) place(lane);
  }
  std::vector<LanePlace> places() { return std::move(places_); }

 private:
  bool is_road(std::uint32_t way) const { return way < ward_.layers().roads.size(); }

  std::vector<Stop> stops(std::uint32_t way) const {
    std::vector<Stop> all;
    for (const std::uint32_t s : streets_.along(way)) {
      const Segment& segment = streets_.segments()[s];
      if (all.empty()) all.push_back({segment.from, segment.begin_m});
      all.push_back({segment.to, segment.end_m});
    }
    return all;
  }

  void measure_from_streets() {
    std::vector<double> cost;
    std::vector<Start> starts;
    std::vector<char> on_street(streets_.junctions().size(), 0);
    for (const Segment& segment : streets_.segments()) {
      cost.push_back(segment.length_m);
      if (is_road(segment.way)) on_street[segment.from] = 1;
    }
    for (std::uint32_t j = 0; j < on_street.size(); ++j) {
      if (on_street[j] != 0) starts.push_back({j, 0.0});
    }
    street_m_ = least_costs(streets_, cost, starts).cost;
  }

  Stop mouth_of(std::size_t lane) const {
    const std::vector<Stop> all = stops(ward_.way_of_lane(lane));
    if (all.empty()) return {Segment::kNone, 0.0};
    return *std::ranges::min_element(all, {}, [&](const Stop& s) { return street_m_[s.junction]; });
  }

  std::vector<std::size_t> by_distance() const {
    std::vector<double> away_m;
    for (std::size_t lane = 0; lane < places_.size(); ++lane) {
      const Stop mouth = mouth_of(lane);
      away_m.push_back(mouth.junction == Segment::kNone ? INFINITY : street_m_[mouth.junction]);
    }
    std::vector<std::size_t> order(places_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, {}, [&](std::size_t lane) { return away_m[lane]; });
    return order;
  }

  void place(std::size_t lane) {
    LanePlace& place = places_[lane];
    const Polyline& line = ward_.layers().lanes[lane].centreline;
    const double lane_m = length_m(line);
    const Stop mouth = mouth_of(lane);
    place.stem = lane;
    place.parent = LanePlace::kNone;
    placed_.resize(places_.size(), 0);
    placed_[lane] = 1;
    if (mouth.junction == Segment::kNone) return;
    place.from_start = mouth.along_m <= 0.5 * lane_m;
    place.mouth = point_along(line, mouth.along_m);
    place.street_m = street_m_[mouth.junction];
    place.inmost_m = place.street_m + std::max(mouth.along_m, lane_m - mouth.along_m);
    const std::vector<Stop> all = stops(ward_.way_of_lane(lane));
    place.dead_end = streets_.is_dead_end((place.from_start ? all.back() : all.front()).junction);
    hang(lane, place, mouth);
  }

  /// Finds what the lane leaves: a street, a lane it goes on from, or a lane it branches off.
  void hang(std::size_t lane, LanePlace& place, const Stop& mouth) {
    std::uint32_t street = LanePlace::kNone;
    std::uint32_t branch_of = LanePlace::kNone;
    for (std::uint32_t s = streets_.first_out(mouth.junction);
         s < streets_.last_out(mouth.junction); ++s) {
      const std::uint32_t way = streets_.segments()[s].way;
      if (is_road(way)) {
        if (street == LanePlace::kNone || rank(way) < rank(street)) street = way;
        continue;
      }
      const std::size_t other = ward_.way(way).index;
      if (other == lane || placed_[other] == 0) continue;
      if (street == LanePlace::kNone && goes_on(lane, other, mouth)) return join_stem(place, other);
      if (branch_of == LanePlace::kNone || depth(way) < depth(branch_of)) branch_of = way;
    }
    place.parent = street != LanePlace::kNone ? street : branch_of;
    place.depth = street != LanePlace::kNone      ? 1
                  : branch_of != LanePlace::kNone ? depth(branch_of) + 1
                                                  : 0;
  }

  int rank(std::uint32_t road) const {
    return rank_of_class(ward_.layers().roads[road].road_class);
  }
  int depth(std::uint32_t way) const { return places_[ward_.way(way).index].depth; }

  bool goes_on(std::size_t lane, std::size_t other, const Stop& mouth) {
    const Polyline& line = ward_.layers().lanes[lane].centreline;
    const Polyline& before = ward_.layers().lanes[other].centreline;
    const LanePlace& placed = places_[other];
    const Point here = streets_.junctions()[mouth.junction];
    const Point far_end = placed.from_start ? before.back() : before.front();
    const bool both_end_here =
        distance_m(far_end, here) < 1.5 &&
        distance_m(places_[lane].from_start ? line.front() : line.back(), here) < 1.5;
    if (!both_end_here || continued_.contains(other)) return false;
    const Step out = placed.from_start ? direction(before[before.size() - 2], before.back())
                                       : direction(before[1], before.front());
    const Step in = places_[lane].from_start ? direction(line[0], line[1])
                                             : direction(line.back(), line[line.size() - 2]);
    if (dot(out, in) < std::cos(kStraight)) return false;
    continued_.insert(other);
    return true;
  }

  void join_stem(LanePlace& place, std::size_t before) {
    const LanePlace& first = places_[before];
    place.stem = first.stem;
    place.depth = first.depth;
    place.parent = first.parent;
    place.stem_begin_m = first.stem_begin_m + length_m(ward_.layers().lanes[before].centreline);
  }

  const Ward& ward_;
  const StreetNetwork& streets_;
  std::vector<LanePlace> places_;
  std::vector<double> street_m_;
  std::vector<char> placed_;
  std::set<std::size_t> continued_;
};

}  // namespace

std::vector<LanePlace> lane_places(const Ward& ward) { return LaneTree(ward).places(); }

}  // namespace twin
