#include "viewer/model/bookmarks.h"

#include <algorithm>
#include <cmath>

#include "engine/base/numbers.h"
#include "engine/space/geometry.h"
#include "viewer/model/ward_shapes.h"

namespace twin {
namespace {

/// A stretch of a way to stand at and look along.
struct Stretch {
  Point from;
  Point to;
  double worth = -1.0;  ///< mean depth, or how great the street is
};

constexpr double kRadian = 0.017453292519943295;
constexpr double kStretch_m = 36.0;
constexpr double kSample_m = 3.0;
constexpr double kStraight = 0.985;  // chord to length: an eye must not look into a wall

Eigen::Vector3d place(const Session& session, Point p, double above_m) {
  const World& world = session.world();
  return world.origin.from(p, world.ground.height_at(p) + above_m).cast<double>();
}

/// Corners of the ward, or of the box around all there is.
std::vector<Point> outline_of(const Session& session) {
  std::vector<Point> outline;
  if (const FeatureTable* boundary = session.ward().layer("boundary")) {
    for (const Feature& part : *boundary) {
      outline.insert(outline.end(), part.polygon().outer.begin(), part.polygon().outer.end());
    }
  }
  const Box& box = session.world().box;
  if (outline.empty()) {
    outline = {{box.west_m, box.south_m},
               {box.east_m, box.south_m},
               {box.east_m, box.north_m},
               {box.west_m, box.north_m}};
  }
  return outline;
}

/// Far enough that every corner of the ward lies on a picture of 16 to 9, inside a margin that
/// leaves room for title and legend.
Camera overview(const Session& session, double down_deg) {
  const Box& box = session.world().box;
  const Point middle{0.5 * (box.west_m + box.east_m), 0.5 * (box.south_m + box.north_m)};
  const std::vector<Point> outline = outline_of(session);
  const auto fits = [&](const Camera& camera) {
    return std::ranges::all_of(outline, [&](Point p) {
      const auto at = camera.on_picture(place(session, p, 0.0), 1600, 900);
      return at && at->x > 50 && at->x < 1550 && at->y > 70 && at->y < 850;
    });
  };
  const double size_m = std::max(box.east_m - box.west_m, box.north_m - box.south_m);
  // A flat view shows more of what lies behind the middle than before it.
  const double nearer_m = 0.06 * size_m * std::cos(down_deg * kRadian);
  const Point aim{middle.x_m, middle.y_m - nearer_m};
  Camera camera = Camera::toward(place(session, aim, 0.0), 0.5 * size_m, 0.0, down_deg);
  while (!fits(camera) && camera.distance_m() < 10.0 * size_m) {
    camera = Camera::toward(camera.target, 1.03 * camera.distance_m(), 0.0, down_deg);
  }
  return camera;
}

Camera standing(const Session& session, Point from, Point to, double above_m) {
  Camera camera;
  camera.eye = place(session, from, above_m);
  const Eigen::Vector3d there = place(session, to, above_m);
  Eigen::Vector3d along = there - camera.eye;
  along.z() = 0.0;
  camera.target = camera.eye + 25.0 * (along.normalized() - Eigen::Vector3d(0.0, 0.0, 0.03));
  camera.fov_deg = 58.0;
  return camera;
}

/// Of a flood: 0 in rivers and ponds.
double depth_at(const World& world, const Grid<float>& depth_m, Point p) {
  const auto cell = depth_m.frame().cell_at(p);
  if (!cell || world.is_always_wet(p)) return 0.0;
  const float value = depth_m(*cell);
  return std::isfinite(value) ? value : 0.0;
}

/// The deepest straight stretch of one way.
Stretch deepest_of(const World& world, const Polyline& line, const Grid<float>& depth_m) {
  Stretch best;
  const double length = length_m(line);
  const double reach_m = std::min(kStretch_m, length);
  if (reach_m < 15.0) return best;
  for (double begin_m = 0.0; begin_m + reach_m <= length + 1e-6; begin_m += 2.0 * kSample_m) {
    const Point from = point_along(line, begin_m);
    const Point to = point_along(line, begin_m + reach_m);
    if (distance_m(from, to) < kStraight * reach_m) continue;
    double sum_m = 0.0;
    int samples = 0;
    for (double along_m = 0.0; along_m <= reach_m; along_m += kSample_m) {
      sum_m += depth_at(world, depth_m, point_along(line, begin_m + along_m));
      ++samples;
    }
    const double mean_m = sum_m / samples;
    if (mean_m > best.worth) best = {.from = from, .to = to, .worth = mean_m};
  }
  return best;
}

Stretch deepest_lane(const Session& session, const Grid<float>& depth_m) {
  Stretch best;
  const FeatureTable* lanes = session.ward().layer("lanes");
  if (lanes == nullptr) return best;
  for (const Feature& lane : *lanes) {
    // A lane so narrow that two walls fill the picture shows no flood.
    if (lane.line().size() < 2 || drawn_width_m(lane) < 2.0) continue;
    const Stretch stretch = deepest_of(session.world(), lane.line(), depth_m);
    if (stretch.worth > best.worth) best = stretch;
  }
  return best;
}

bool inside_ward(const Session& session, Point p) {
  const FeatureTable* boundary = session.ward().layer("boundary");
  if (boundary == nullptr) return session.world().box.contains(p);
  return std::ranges::any_of(*boundary,
                             [&](const Feature& part) { return contains(part.polygon(), p); });
}

/// A straight part of the widest street with a name that houses stand along, within the ward.
Stretch greatest_street(const Session& session) {
  constexpr double kWidest_m = 24.0;  // wider ones are seas of asphalt
  constexpr double kAhead_m = 60.0;
  Stretch best;
  const FeatureTable* roads = session.ward().layer("roads");
  if (roads == nullptr) return best;
  for (const Feature& road : *roads) {
    const double length = road.line().size() < 2 ? 0.0 : length_m(road.line());
    const double width_m = drawn_width_m(road);
    const bool motorway = road.text("road_class").value_or("").starts_with("motorway");
    if (length < 1.5 * kAhead_m || !road.text("name") || width_m > kWidest_m || motorway) continue;
    const Point from = point_along(road.line(), 0.5 * length - 0.5 * kAhead_m);
    const Point to = point_along(road.line(), 0.5 * length + 0.5 * kAhead_m);
    const double worth = width_m + 0.01 * std::min(length, 400.0);
    if (worth <= best.worth || distance_m(from, to) < kStraight * kAhead_m) continue;
    if (!inside_ward(session, from) || !inside_ward(session, to)) continue;
    best = {.from = from, .to = to, .worth = worth};
  }
  return best;
}

std::optional<Point> point_of(const std::string& text) {
  const std::size_t comma = text.find(',');
  if (comma == std::string::npos) return std::nullopt;
  const auto x = parsed_number(std::string_view(text).substr(0, comma));
  const auto y = parsed_number(std::string_view(text).substr(comma + 1));
  if (!x || !y) return std::nullopt;
  return Point{*x, *y};
}

/// From a place along the way that passes it.
Camera at_eye_height(const Session& session, Point p) {
  Point to{p.x_m, p.y_m + 10.0};
  double nearest_m = 30.0;
  for (const char* layer : {"lanes", "roads"}) {
    const FeatureTable* table = session.ward().layer(layer);
    if (table == nullptr) continue;
    for (const Feature& way : *table) {
      if (way.line().size() < 2) continue;
      const Nearest nearest = nearest_on(way.line(), p);
      if (nearest.away_m >= nearest_m) continue;
      nearest_m = nearest.away_m;
      const Point ahead = point_along(way.line(), nearest.along_m + 15.0);
      const bool at_end = distance_m(ahead, nearest.at) < 1.0;
      const Point back = point_along(way.line(), std::max(0.0, nearest.along_m - 15.0));
      const Point toward = at_end ? back : ahead;
      to = {p.x_m + toward.x_m - nearest.at.x_m, p.y_m + toward.y_m - nearest.at.y_m};
    }
  }
  return standing(session, p, to, kEye_m);
}

}  // namespace

std::optional<Camera> bookmark(const std::string& name, const Session& session,
                               const Grid<float>* depth_m) {
  if (name == "overview") return overview(session, 38.0);
  if (name == "top") return overview(session, 90.0);
  if (name == "street") {
    const Stretch street = greatest_street(session);
    if (street.worth < 0.0) return std::nullopt;
    return standing(session, street.from, street.to, kEye_m);
  }
  if (name == "flooded_lane" || name == "flooded") {
    if (depth_m == nullptr) return std::nullopt;
    const Stretch lane = deepest_lane(session, *depth_m);
    if (lane.worth < 0.03) return std::nullopt;
    if (name == "flooded") return Camera::toward(place(session, lane.to, 0.0), 260.0, 20.0, 48.0);
    // Where the water stands higher than a person, the eye stays above it.
    const double above_m = std::max(kEye_m, depth_at(session.world(), *depth_m, lane.from) + 0.7);
    return standing(session, lane.from, lane.to, above_m);
  }
  if (name.starts_with("eye:")) {
    const auto p = point_of(name.substr(4));
    return p ? std::optional{at_eye_height(session, *p)} : std::nullopt;
  }
  return std::nullopt;
}

Camera camera_over(const World& world, const Box& box, const Camera& now) {
  constexpr double kNearest_m = 90.0;
  constexpr double kFlattest_deg = 35.0;
  constexpr double kSteepest_deg = 80.0;
  const Point middle{0.5 * (box.west_m + box.east_m), 0.5 * (box.south_m + box.north_m)};
  const double size_m = std::hypot(box.east_m - box.west_m, box.north_m - box.south_m);
  const Eigen::Vector3d target =
      world.origin.from(middle, world.ground.height_at(middle)).cast<double>();
  return Camera::toward(target, std::max(kNearest_m, 1.4 * size_m), now.heading_deg(),
                        std::clamp(now.down_deg(), kFlattest_deg, kSteepest_deg));
}

}  // namespace twin
