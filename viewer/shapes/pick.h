#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/space/geometry.h"
#include "viewer/shapes/camera.h"
#include "viewer/shapes/lattice.h"
#include "viewer/shapes/mesh.h"
#include "viewer/shapes/ribbon.h"

namespace twin {

/// A building as it stands.
struct BuildingBlock {
  const Polygon& footprint;  ///< of the ward's table, which outlives it
  double ground_m = 0.0;     ///< lowest ground along its walls
  double height_m = 0.0;     ///< of the roof above that
  double floor_m = 3.5;      ///< between two floors
};

/// What stands in the way of a ray.
struct Standing {
  double height_scale = 1.0;  ///< buildings stand so many times their height
  bool buildings = true;
  HeightAt surface = {};  ///< of what lies on the ground, never below it: rivers, a flood; or none
};

/// What lies under a pixel.
struct Picked {
  Point at;
  double z_m = 0.0;
  std::optional<std::size_t> building;  ///< index of the block met; nothing: the ground
};

/// Finds what a ray meets first, on the CPU: the same on every graphics card, and true to the
/// height at which the buildings are drawn just now. Ground and blocks must outlive it.
class Picker {
 public:
  Picker(const GroundLattice& ground, std::span<const BuildingBlock> blocks,
         const SceneOrigin& origin);

  /// Nothing for the sky.
  std::optional<Picked> first_on(const Ray& ray, const Standing& standing) const;
  /// The blocks whose boxes meet a box.
  std::vector<std::size_t> meeting(const Box& box) const { return boxes_.meeting(box); }

 private:
  /// What a place on the ray is in; nothing in the air.
  std::optional<Picked> met_at(const Ray& ray, double along_m, const Standing& standing) const;
  /// Where the ray goes in, between a place in the air and one inside, to 5 mm.
  Picked first_between(const Ray& ray, double outside_m, double inside_m,
                       const Standing& standing) const;
  std::optional<std::size_t> block_at(Point p, double z_m, double height_scale) const;

  const GroundLattice& ground_;
  std::span<const BuildingBlock> blocks_;
  SceneOrigin origin_;
  BoxIndex boxes_;
  double lowest_m_;
  double highest_m_;
};

/// A straight piece of a pipe or of a shaft, its ends closed; of no length: a ball.
struct Rod {
  Eigen::Vector3d from;
  Eigen::Vector3d to;
  double radius_m = 0.0;
};

/// How a ray passes a rod.
struct Passing {
  double ahead_m = 0.0;  ///< along the ray, to where it goes in or else comes closest; 0: behind it
  double beside_m = 0.0;  ///< between the ray and the rod's skin; 0 where it goes in
};
Passing passing_of(const Ray& ray, const Rod& rod);

}  // namespace twin
