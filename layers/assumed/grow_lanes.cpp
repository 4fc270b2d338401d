#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "layers/assumed/making.h"
#include "layers/assumed/occupied.h"
#include "layers/assumed/plane.h"

namespace twin {
namespace {

/// Where a lane may begin.
struct Mouth {
  Point at;
  Step heading;
  int depth = 1;             ///< 1 off a street, 2 off such a lane…
  std::uint32_t parent = 0;  ///< number of the way it leaves
};

/// Grows lanes as trees: mouths along the streets first, then branches of what has grown, so that
/// the lanes near the streets take the room first, as they did in the villages.
class LaneGrower {
 public:
  LaneGrower(Making& making, const std::vector<Polygon>& zones)
      : making_(making),
        zones_(zones),
        random_(making.random("lanes")),
        apart_m_(making.table.number("lanes.apart_m")),
        step_m_(making.table.range("lanes.step_m")),
        mouth_m_(making.table.range("lanes.mouth_spacing_m")),
        branch_m_(making.table.range("lanes.branch_spacing_m")),
        bend_deg_(making.table.number("lanes.bend_deg")),
        loop_share_(making.table.number("lanes.loop_share")),
        shortest_m_(making.table.number("lanes.shortest_m")),
        taken_(box_of(making.layers.boundary.outline).grown_by(300.0)) {
    for (const char* name : {"lanes.length_ngo_m", "lanes.length_ngach_m", "lanes.length_hem_m"}) {
      length_m_.push_back(making.table.range(name));
    }
    for (const Polygon& zone : zones) zone_boxes_.push_back(box_of(zone));
  }

  void grow() {
    std::vector<Mouth> mouths;
    for (const FrontWay& way : front_ways(making_)) {
      const auto number = static_cast<std::uint32_t>(number_of_ways_++);
      taken_.add_corridor(*way.line, 0.0, number);
      if (way.fronted) add_mouths(*way.line, mouth_m_, way.is_lane ? 2 : 1, number, mouths);
    }
    for (const River& river : making_.layers.river) {
      taken_.add_corridor(river.centreline, 0.5 * river.width_m);
    }
    for (const Green& green : making_.layers.greens) taken_.add_area(green.area.outer);
    while (!mouths.empty()) {
      std::vector<Mouth> next;
      for (const Mouth& mouth : mouths) {
        if (const auto line = grown(mouth)) add_lane(*line, mouth, next);
      }
      mouths = std::move(next);
    }
  }

 private:
  bool in_a_zone(Point p) const {
    for (std::size_t i = 0; i < zones_.size(); ++i) {
      if (zone_boxes_[i].contains(p) && contains(zones_[i], p)) return true;
    }
    return false;
  }

  /// Places on both sides of a way at irregular distances.
  void add_mouths(const Polyline& line, const Range& spacing_m, int depth, std::uint32_t way,
                  std::vector<Mouth>& mouths) {
    const double way_m = length_m(line);
    for (const double side : {1.0, -1.0}) {
      double at_m = 0.6 * spacing_m.drawn(random_);
      for (; at_m < way_m - 8.0; at_m += spacing_m.drawn(random_)) {
        const double turn = (90.0 + random_.between(-14.0, 14.0)) * std::numbers::pi / 180.0;
        mouths.push_back({.at = point_along(line, at_m),
                          .heading = turned(direction_along(line, at_m), side * turn),
                          .depth = depth,
                          .parent = way});
      }
    }
  }

  std::optional<Polyline> grown(const Mouth& mouth) {
    const Range& reach_m =
        length_m_[std::min<std::size_t>(static_cast<std::size_t>(mouth.depth), length_m_.size()) -
                  1];
    const double longest_m = reach_m.drawn(random_);
    Polyline line{mouth.at};
    Step heading = mouth.heading;
    double gone_m = 0.0;
    while (gone_m < longest_m) {
      const double step_m = step_m_.drawn(random_);
      const auto next = next_place(line.back(), heading, step_m, gone_m, mouth.parent);
      if (!next) break;
      heading = direction(line.back(), *next);
      gone_m += step_m;
      line.push_back(*next);
    }
    if (gone_m < longest_m && random_.chance(loop_share_))
      gone_m += join_what_is_ahead(line, heading);
    if (gone_m < shortest_m_) return std::nullopt;
    return line;
  }

  /// A step on with a slight bend: a few headings are tried, the first that keeps its distance to
  /// all other ways is taken.
  std::optional<Point> next_place(Point from, Step heading, double step_m, double gone_m,
                                  std::uint32_t parent) {
    const bool kink = random_.chance(0.12);
    const double bend = bend_deg_ * (kink ? 3.0 : 1.0) * std::numbers::pi / 180.0;
    for (const double share : {random_.between(-1.0, 1.0), random_.between(-1.5, 1.5)}) {
      const Point to = from + turned(heading, share * bend) * step_m;
      const double left_m = gone_m + step_m;
      const std::uint32_t excused = left_m < 1.3 * apart_m_ ? parent : Occupied::kNobody;
      if (in_a_zone(to) && taken_.is_free(to, apart_m_, excused)) return to;
    }
    return std::nullopt;
  }

  /// Goes on to a way that lies ahead, so that some lanes have two mouths. Returns the metres
  /// added.
  double join_what_is_ahead(Polyline& line, Step heading) {
    const double reach_m = 2.0 * apart_m_;
    const Point from = line.back();
    for (double ahead_m = 2.0; ahead_m < reach_m; ahead_m += 1.0) {
      if (!in_a_zone(from + heading * ahead_m)) return 0.0;
      if (taken_.is_free(from + heading * ahead_m, 0.75)) continue;
      const auto hit = making_nearest(from + heading * ahead_m);
      if (!hit || distance_m(from, *hit) < 4.0) return 0.0;
      line.push_back(*hit);
      return distance_m(from, *hit);
    }
    return 0.0;
  }

  /// The nearest place on any way within 2 m.
  std::optional<Point> making_nearest(Point p) const {
    std::optional<Point> best;
    double best_m = 2.0;
    const auto look = [&](const Polyline& line) {
      if (!box_of(line).grown_by(best_m).contains(p)) return;
      const Nearest nearest = nearest_on(line, p);
      if (nearest.away_m >= best_m) return;
      best_m = nearest.away_m;
      best = nearest.at;
    };
    for (const Road& road : making_.layers.roads) {
      if (!road.bridge && rank_of_class(road.road_class) >= 2) look(road.centreline);
    }
    for (const Lane& lane : making_.layers.lanes) look(lane.centreline);
    return best;
  }

  void add_lane(const Polyline& line, const Mouth& mouth, std::vector<Mouth>& next) {
    const auto number = static_cast<std::uint32_t>(number_of_ways_++);
    taken_.add_corridor(line, 0.0, number);
    Lane lane;
    lane.id = numbered("L", making_.layers.lanes.size() + 1, 4);
    lane.centreline = line;
    lane.provenance = making_.assumed("lanes grown as trees from the streets");
    making_.layers.lanes.push_back(std::move(lane));
    if (mouth.depth < 4) add_mouths(line, branch_m_, mouth.depth + 1, number, next);
  }

  Making& making_;
  const std::vector<Polygon>& zones_;
  std::vector<Box> zone_boxes_;
  Random random_;
  double apart_m_;
  Range step_m_;
  Range mouth_m_;
  Range branch_m_;
  double bend_deg_;
  double loop_share_;
  double shortest_m_;
  std::vector<Range> length_m_;
  Occupied taken_;
  std::size_t number_of_ways_ = 0;
};

/// Smooth noise from 0 to 1 that changes over `scale_m`: which quarters were villages once.
double quarter_noise(const Random& base, Point p, double scale_m) {
  const auto corner = [&](double x, double y) {
    Random random = base;
    const auto mix = static_cast<std::uint64_t>(static_cast<std::int64_t>(x)) * 0x9E3779B1ULL ^
                     static_cast<std::uint64_t>(static_cast<std::int64_t>(y)) * 0x85EBCA77ULL;
    return Random(static_cast<std::int64_t>(random.next() ^ mix), "quarter").share();
  };
  const double x = p.x_m / scale_m;
  const double y = p.y_m / scale_m;
  const double x0 = std::floor(x);
  const double y0 = std::floor(y);
  const double south = std::lerp(corner(x0, y0), corner(x0 + 1, y0), x - x0);
  const double north = std::lerp(corner(x0, y0 + 1), corner(x0 + 1, y0 + 1), x - x0);
  return std::lerp(south, north, y - y0);
}

}  // namespace

void grow_lanes(Making& making, const std::vector<Polygon>& zones) {
  LaneGrower(making, zones).grow();
}

void make_lanes(Making& making) {
  if (!making.layers.lanes.empty()) return;
  std::vector<Polyline> lines;
  for (const Road& road : making.layers.roads) lines.push_back(road.centreline);
  Polyline outline = making.layers.boundary.outline.outer;
  if (!outline.empty()) outline.push_back(outline.front());
  lines.push_back(std::move(outline));
  const double least_m2 = 1e4 * making.table.number("lanes.village_block_from_ha");
  const double share = making.table.number("lanes.village_share");
  const Random quarters = making.random("quarters");
  std::vector<Polygon> zones;
  for (const Polygon& face : faces_between(lines)) {
    const Point middle = point_inside(face);
    const bool inside = contains(making.layers.boundary.outline, middle);
    if (!inside || area_m2(face) < least_m2) continue;
    if (quarter_noise(quarters, middle, 700.0) < 0.25 + 0.5 * share) zones.push_back(face);
  }
  grow_lanes(making, zones);
  making.tell("lanes", making.layers.lanes.size());
}

}  // namespace twin
