#include "viewer/shapes/pick.h"

#include <algorithm>
#include <cmath>

namespace twin {
namespace {

constexpr double kStep_m = 0.5;  // no building worth a click is thinner
constexpr double kReach_m = 30000.0;
constexpr double kDeepest_m = 15.0;  // no river and no flood stands higher over the ground

constexpr double kParallel = 1e-12;
constexpr double kEndless_m = 1e300;

/// The part of a ray that lies in something, metres along it.
struct Inside {
  double from_m = -kEndless_m;
  double to_m = kEndless_m;
};
Inside both(const Inside& a, const Inside& b) {
  return {.from_m = std::max(a.from_m, b.from_m), .to_m = std::min(a.to_m, b.to_m)};
}
constexpr Inside kNowhere{.from_m = kEndless_m, .to_m = -kEndless_m};

/// In a ball about the origin, or in a pillar where the parts along it were taken off.
Inside in_round(const Eigen::Vector3d& from, const Eigen::Vector3d& along, double radius_m) {
  const double a = along.squaredNorm();
  const double half_b = from.dot(along);
  const double c = from.squaredNorm() - radius_m * radius_m;
  if (a < kParallel) return c > 0.0 ? kNowhere : Inside{};
  const double inside = half_b * half_b - a * c;
  if (inside < 0.0) return kNowhere;
  const double half = std::sqrt(inside);
  return {.from_m = (-half_b - half) / a, .to_m = (-half_b + half) / a};
}

/// Between 0 and `most` of a number that begins at `from` and grows by `along`.
Inside in_slab(double from, double along, double most) {
  if (std::abs(along) < kParallel) return from < 0.0 || from > most ? kNowhere : Inside{};
  const auto [first, last] = std::minmax({-from / along, (most - from) / along});
  return {.from_m = first, .to_m = last};
}

std::optional<double> into_m(const Ray& ray, const Rod& rod) {
  const Eigen::Vector3d axis = rod.to - rod.from;
  const Eigen::Vector3d between = ray.from - rod.from;
  const double length_m = axis.norm();
  Inside in;
  if (length_m * length_m < kParallel) {
    in = in_round(between, ray.along, rod.radius_m);
  } else {
    const Eigen::Vector3d unit = axis / length_m;
    const double from = between.dot(unit);
    const double along = ray.along.dot(unit);
    in = both(in_round(between - from * unit, ray.along - along * unit, rod.radius_m),
              in_slab(from, along, length_m));
  }
  if (in.from_m > in.to_m || in.to_m < 0.0) return std::nullopt;
  return std::max(0.0, in.from_m);
}

std::vector<Box> boxes_of(std::span<const BuildingBlock> blocks) {
  std::vector<Box> boxes;
  boxes.reserve(blocks.size());
  for (const BuildingBlock& block : blocks) boxes.push_back(box_of(block.footprint));
  return boxes;
}

}  // namespace

Picker::Picker(const GroundLattice& ground, std::span<const BuildingBlock> blocks,
               const SceneOrigin& origin)
    : ground_(ground),
      blocks_(blocks),
      origin_(origin),
      boxes_(boxes_of(blocks_)),
      lowest_m_(ground.ground_m().values().minCoeff()),
      highest_m_(ground.ground_m().values().maxCoeff()) {
  for (const BuildingBlock& block : blocks_) {
    highest_m_ = std::max(highest_m_, block.ground_m + block.height_m);
  }
}

std::optional<Picked> Picker::first_on(const Ray& ray, const Standing& standing) const {
  const double highest_m = highest_m_ + (standing.surface ? kDeepest_m : 0.0);
  double from_m = 0.0;
  double to_m = kReach_m;
  if (ray.along.z() < -1e-9) {
    // Only the part between the highest roof and the lowest ground can meet anything.
    from_m = std::max(0.0, (highest_m - ray.from.z()) / ray.along.z());
    to_m = std::min(to_m, (lowest_m_ - 1.0 - ray.from.z()) / ray.along.z());
  } else if (ray.from.z() > highest_m) {
    return std::nullopt;
  } else {
    to_m = std::min(to_m, 3000.0);
  }
  for (double along_m = from_m; along_m <= to_m; along_m += kStep_m) {
    if (met_at(ray, along_m, standing)) {
      return first_between(ray, std::max(from_m, along_m - kStep_m), along_m, standing);
    }
  }
  return std::nullopt;
}

std::optional<Picked> Picker::met_at(const Ray& ray, double along_m,
                                     const Standing& standing) const {
  const Eigen::Vector3d place = ray.from + along_m * ray.along;
  const Point p = origin_.back(place);
  const auto block =
      standing.buildings ? block_at(p, place.z(), standing.height_scale) : std::nullopt;
  const auto lies_at = [&] {
    return standing.surface ? standing.surface(p) : ground_.height_at(p);
  };
  if (!block && place.z() > lies_at()) return std::nullopt;
  return Picked{.at = p, .z_m = place.z(), .building = block};
}

Picked Picker::first_between(const Ray& ray, double outside_m, double inside_m,
                             const Standing& standing) const {
  constexpr double kClose_m = 0.005;
  while (inside_m - outside_m > kClose_m) {
    const double half_m = 0.5 * (outside_m + inside_m);
    (met_at(ray, half_m, standing) ? inside_m : outside_m) = half_m;
  }
  return *met_at(ray, inside_m, standing);
}

std::optional<std::size_t> Picker::block_at(Point p, double z_m, double height_scale) const {
  Box here;
  here.add(p);
  for (const std::size_t i : boxes_.meeting(here)) {
    const BuildingBlock& block = blocks_[i];
    if (z_m > block.ground_m + height_scale * block.height_m) continue;
    if (contains(block.footprint, p)) return i;
  }
  return std::nullopt;
}

Passing passing_of(const Ray& ray, const Rod& rod) {
  if (const auto in_m = into_m(ray, rod)) return {.ahead_m = *in_m, .beside_m = 0.0};
  // The closest points of two endless lines; then the rod's end where it is beyond.
  const Eigen::Vector3d axis = rod.to - rod.from;
  const Eigen::Vector3d between = ray.from - rod.from;
  const double slant = axis.dot(ray.along);
  const double apart = axis.squaredNorm() - slant * slant;
  double share = 0.0;
  if (apart > kParallel) share = (between.dot(axis) - between.dot(ray.along) * slant) / apart;
  const Eigen::Vector3d on_axis = rod.from + std::clamp(share, 0.0, 1.0) * axis;
  const double ahead_m = std::max(0.0, (on_axis - ray.from).dot(ray.along));
  const double away_m = (ray.from + ahead_m * ray.along - on_axis).norm();
  return {.ahead_m = ahead_m, .beside_m = std::max(0.0, away_m - rod.radius_m)};
}

}  // namespace twin
