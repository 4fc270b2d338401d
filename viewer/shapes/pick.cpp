#include "viewer/shapes/pick.h"

#include <algorithm>

namespace twin {
namespace {

constexpr double kStep_m = 0.5;  // no building worth a click is thinner
constexpr double kReach_m = 30000.0;

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

std::optional<Picked> Picker::first_on(const Ray& ray, double height_scale) const {
  double from_m = 0.0;
  double to_m = kReach_m;
  if (ray.along.z() < -1e-9) {
    // Only the part between the highest roof and the lowest ground can meet anything.
    from_m = std::max(0.0, (highest_m_ - ray.from.z()) / ray.along.z());
    to_m = std::min(to_m, (lowest_m_ - 1.0 - ray.from.z()) / ray.along.z());
  } else if (ray.from.z() > highest_m_) {
    return std::nullopt;
  } else {
    to_m = std::min(to_m, 3000.0);
  }
  for (double along_m = from_m; along_m <= to_m; along_m += kStep_m) {
    if (met_at(ray, along_m, height_scale)) {
      return first_between(ray, std::max(from_m, along_m - kStep_m), along_m, height_scale);
    }
  }
  return std::nullopt;
}

std::optional<Picked> Picker::met_at(const Ray& ray, double along_m, double height_scale) const {
  const Eigen::Vector3d place = ray.from + along_m * ray.along;
  const Point p = origin_.back(place);
  const auto block = block_at(p, place.z(), height_scale);
  if (!block && place.z() > ground_.height_at(p)) return std::nullopt;
  return Picked{.at = p, .z_m = place.z(), .building = block};
}

Picked Picker::first_between(const Ray& ray, double outside_m, double inside_m,
                             double height_scale) const {
  constexpr double kClose_m = 0.005;
  while (inside_m - outside_m > kClose_m) {
    const double half_m = 0.5 * (outside_m + inside_m);
    (met_at(ray, half_m, height_scale) ? inside_m : outside_m) = half_m;
  }
  return *met_at(ray, inside_m, height_scale);
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

}  // namespace twin
