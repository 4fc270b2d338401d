#include "viewer/model/click.h"

#include <algorithm>
#include <cmath>

namespace twin {
namespace {

constexpr double kSmall_px = 4.0;      // this far beside something small a hand still means it
constexpr double kSeenCover_px = 1.5;  // a cover whose radius is less is not seen

/// Calls with each row of a layer, the last first, until one is taken; nothing where none is.
template <class Taken>
std::optional<std::size_t> last_row(const FeatureTable* table, const Taken& taken) {
  if (table == nullptr) return std::nullopt;
  for (std::size_t row = table->size(); row-- > 0;) {
    if (taken((*table)[row], row)) return row;
  }
  return std::nullopt;
}

bool overlap(const Box& a, const Box& b) {
  return a.west_m <= b.east_m && b.west_m <= a.east_m && a.south_m <= b.north_m &&
         b.south_m <= a.north_m;
}

bool is_on(const Polyline& line, double width_m, Point p) {
  if (line.size() < 2 || width_m <= 0.0) return false;
  const bool near = box_of(line).grown_by(0.5 * width_m).contains(p);
  return near && nearest_on(line, p).away_m <= 0.5 * width_m;
}

std::optional<std::size_t> reach_at(const Session& session, Point p) {
  return last_row(session.ward().layer("river"), [&](const Feature& reach, std::size_t) {
    return is_on(reach.line(), drawn_river_m(reach), p);
  });
}

double depth_m(const DrawnNow& drawn, Point p) {
  const auto cell = drawn.water_m == nullptr ? std::nullopt : drawn.water_m->frame().cell_at(p);
  if (!cell) return 0.0;
  const double depth_m = (*drawn.water_m)(*cell);
  return depth_m >= drawn.wet_from_m ? depth_m : 0.0;  // and not where there is no number
}

/// The level of what lies uppermost: ground, river or flood.
HeightAt surface_of(const Session& session, const DrawnNow& drawn) {
  std::vector<float> levels_m = drawn.river_levels_m;
  if (levels_m.empty()) levels_m = usual_river_levels_m(session.ward());
  return [&session, &drawn, levels_m = std::move(levels_m)](Point p) {
    const World& world = session.world();
    double level_m = world.ground.height_at(p) + depth_m(drawn, p);
    const auto cell = world.always_wet.frame().cell_at(p);
    if (!drawn.river || !cell || world.always_wet(*cell) == 0) return level_m;
    if (const auto reach = reach_at(session, p)) {
      level_m = std::max(level_m, session.rivers()[*reach].height_m(p, levels_m[*reach]));
    }
    return level_m;
  };
}

/// The drain that a ray meets first, or else passes nearest on the picture.
std::optional<Target> drain_on(const Session& session, const Ray& ray, double pixel_m) {
  const DrainRod* best = nullptr;
  Passing closest;
  double least_px = kSmall_px;
  for (const DrainRod& drain : session.drains()) {
    const Passing passing = passing_of(ray, drain.rod);
    if (passing.ahead_m <= 0.0) continue;
    const double beside_px = std::max(0.0, passing.beside_m / (pixel_m * passing.ahead_m));
    if (beside_px > least_px) continue;
    if (best != nullptr && beside_px == least_px && passing.ahead_m >= closest.ahead_m) continue;
    best = &drain;
    closest = passing;
    least_px = beside_px;
  }
  if (best == nullptr) return std::nullopt;
  const Eigen::Vector3d place = ray.from + closest.ahead_m * ray.along;
  const auto point = (*best->layer)[best->row].point();
  return Target{.table = best->layer,
                .row = best->row,
                .at = point.value_or(session.world().origin.back(place)),
                .z_m = place.z()};
}

/// Where a ray enters the crown of a tree, metres along it.
std::optional<double> into_crown_m(const Ray& ray, const Tree& tree, const SceneOrigin& origin) {
  const double half_m = 0.5 * (tree.height_m - tree.clear_m());
  const Eigen::Vector3d middle =
      origin.from(tree.at, tree.ground_m + tree.clear_m() + half_m).cast<double>();
  // Crowns are drawn about as round as this: squeezed to a ball of radius 1.
  const Eigen::Array3d squeezed(tree.crown_m, tree.crown_m, half_m);
  const Eigen::Vector3d from = (ray.from - middle).array() / squeezed;
  const Eigen::Vector3d along = ray.along.array() / squeezed;
  const double half_b = from.dot(along);
  const double inside = half_b * half_b - along.squaredNorm() * (from.squaredNorm() - 1.0);
  if (inside < 0.0) return std::nullopt;
  const double along_m = (-half_b - std::sqrt(inside)) / along.squaredNorm();
  return along_m > 0.0 ? std::optional{along_m} : std::nullopt;
}

/// The green space whose tree a ray meets before it has gone so far.
std::optional<Target> tree_before(const Session& session, const Ray& ray, double before_m) {
  constexpr double kTallest_m = 10.0;
  constexpr double kWidest_m = 4.0;
  const World& world = session.world();
  const FeatureTable* greens = session.ward().layer("greens");
  std::optional<Target> met;
  for (std::size_t row = 0; greens != nullptr && row < greens->size(); ++row) {
    const Feature& green = (*greens)[row];
    // The part of the ray that is as low as the trees there.
    const Box box = box_of(green.polygon());
    if (box.empty()) continue;
    const double top_m = world.ground.height_at(
                             {0.5 * (box.west_m + box.east_m), 0.5 * (box.south_m + box.north_m)}) +
                         2.0 * kTallest_m;
    const bool falls = ray.along.z() < 0.0 && ray.from.z() > top_m;
    const double low_m = falls ? (top_m - ray.from.z()) / ray.along.z() : 0.0;
    if (low_m > before_m) continue;
    Box passed;
    passed.add(world.origin.back(ray.from + low_m * ray.along));
    passed.add(world.origin.back(ray.from + before_m * ray.along));
    if (!overlap(passed.grown_by(kWidest_m), box)) continue;
    for (const Tree& tree : trees_of(green, world)) {
      const auto along_m = into_crown_m(ray, tree, world.origin);
      if (!along_m || *along_m >= before_m) continue;
      before_m = *along_m;
      met = Target{.table = greens, .row = row, .at = tree.at, .z_m = tree.ground_m};
    }
  }
  return met;
}

/// What lies at one place, kind by kind.
class Place {
 public:
  Place(const Session& session, const Picked& picked, double small_m, const DrawnNow& drawn)
      : session_(session), picked_(picked), small_m_(small_m), drawn_(drawn) {}

  std::optional<Target> on_demand() const {
    const bool on = std::ranges::any_of(drawn_.on_demand, [&](const LineOnDemand& line) {
      return is_on(line.line, line.width_m, picked_.at);
    });
    if (!on || drawn_.asked.table == nullptr) return std::nullopt;
    return row_of(drawn_.asked.table, drawn_.asked.row);
  }
  /// Of lines or areas in the colours of a run.
  std::optional<Target> result(bool areas) const {
    for (const DrawnTable& drawn : drawn_.results) {
      const auto there = [&](const Feature& feature, std::size_t row) {
        if (areas) return contains(feature.polygon(), picked_.at) && drawn.width_m(row) > 0.0;
        return is_on(feature.line(), drawn.width_m(row), picked_.at);
      };
      if (const auto row = last_row(drawn.table, there)) return row_of(drawn.table, *row);
    }
    return std::nullopt;
  }
  std::optional<Target> cover() const {
    if (!drawn_.covers) return std::nullopt;
    const Eigen::Vector3d here = session_.world().origin.from(picked_.at, 0.0).cast<double>();
    for (const DrainRod& drain : session_.drains()) {
      if (!drain.at_street) continue;
      const double away_m = (drain.rod.to - here).head<2>().norm();
      const bool seen = drain.rod.radius_m > small_m_ * kSeenCover_px / kSmall_px;
      if (seen && away_m <= std::max(drain.rod.radius_m, small_m_)) {
        return row_of(drain.layer, drain.row);
      }
    }
    return std::nullopt;
  }
  std::optional<Target> river() const {
    if (!drawn_.river) return std::nullopt;
    const auto reach = reach_at(session_, picked_.at);
    if (!reach) return std::nullopt;
    return row_of(session_.ward().layer("river"), *reach);
  }
  /// A row of a layer by the place: of lines, those no farther away than `beside_m`.
  std::optional<Target> at(const char* layer, double beside_m = 0.0) const {
    const FeatureTable* table = session_.ward().layer(layer);
    if (table == nullptr) return std::nullopt;
    const auto row = session_.rows_of(*table).at(picked_.at, beside_m);
    return row ? std::optional{row_of(table, *row)} : std::nullopt;
  }
  std::optional<Target> street(double beside_road_m, double beside_lane_m) const {
    if (!drawn_.streets) return std::nullopt;
    if (auto road = at("roads", beside_road_m)) return road;
    return at("lanes", beside_lane_m);
  }
  std::optional<Target> boundary() const {
    if (!drawn_.boundary) return std::nullopt;
    const FeatureTable* table = session_.ward().layer("boundary");
    const auto row = last_row(table, [&](const Feature& part, std::size_t) {
      Polyline ring = part.polygon().outer;
      if (!ring.empty()) ring.push_back(ring.front());
      return is_on(ring, kBoundary_m, picked_.at);
    });
    return row ? std::optional{row_of(table, *row)} : std::nullopt;
  }
  Target row_of(const FeatureTable* table, std::size_t row) const {
    return {.table = table,
            .row = row,
            .at = (*table)[row].point().value_or(picked_.at),
            .z_m = picked_.z_m};
  }

 private:
  const Session& session_;
  const Picked& picked_;
  double small_m_;
  const DrawnNow& drawn_;
};

}  // namespace

Target target_at(const Session& session, const Picked& picked, double small_m,
                 const DrawnNow& drawn) {
  const Place place(session, picked, small_m, drawn);
  if (picked.building) {
    return place.row_of(session.ward().layer("buildings"),
                        session.world().building_rows[*picked.building]);
  }
  if (const auto line = place.on_demand()) return *line;
  if (const auto line = place.result(false)) return *line;
  if (const auto cover = place.cover()) return *cover;
  if (const auto river = place.river()) return *river;
  if (const auto street = place.street(kKerb_m, 0.0)) return *street;
  if (const auto area = place.result(true)) return *area;
  if (const auto green = place.at("greens")) return *green;
  if (const auto parking = place.at("parking")) return *parking;
  if (const auto street = place.street(kBeside_m, kBeside_m)) return *street;
  if (const auto boundary = place.boundary()) return *boundary;
  if (const auto group = place.at("residential_groups")) return *group;
  return {.at = picked.at, .z_m = picked.z_m};
}

std::optional<Target> clicked(const Session& session, const Ray& ray, double pixel_m,
                              const DrawnNow& drawn) {
  if (drawn.drains) {
    if (auto drain = drain_on(session, ray, pixel_m)) return drain;
  }
  const auto picked = session.picker().first_on(ray, {.height_scale = drawn.height_scale,
                                                      .buildings = drawn.buildings,
                                                      .surface = surface_of(session, drawn)});
  constexpr double kFar_m = 3000.0;  // farther away no tree is worth a click
  const auto ahead_m = [&] {
    const Eigen::Vector3d at = session.world().origin.from(picked->at, picked->z_m).cast<double>();
    return (at - ray.from).norm();
  };
  const double met_m = picked ? ahead_m() : kFar_m;
  if (drawn.trees) {
    if (auto tree = tree_before(session, ray, met_m)) return tree;
  }
  if (!picked) return std::nullopt;
  return target_at(session, *picked, kSmall_px * pixel_m * met_m, drawn);
}

}  // namespace twin
