#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/space/geometry.h"
#include "viewer/shapes/camera.h"
#include "viewer/shapes/lattice.h"
#include "viewer/shapes/mesh.h"

namespace twin {

/// A building as it stands.
struct BuildingBlock {
  const Polygon& footprint;  ///< of the ward's table, which outlives it
  double ground_m = 0.0;     ///< lowest ground along its walls
  double height_m = 0.0;     ///< of the roof above that
  double floor_m = 3.5;      ///< between two floors
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

  /// Buildings stand `height_scale` times their height. Nothing for the sky.
  std::optional<Picked> first_on(const Ray& ray, double height_scale) const;
  /// The blocks whose boxes meet a box.
  std::vector<std::size_t> meeting(const Box& box) const { return boxes_.meeting(box); }

 private:
  /// What a place on the ray is in; nothing in the air.
  std::optional<Picked> met_at(const Ray& ray, double along_m, double height_scale) const;
  /// Where the ray goes in, between a place in the air and one inside, to 5 mm.
  Picked first_between(const Ray& ray, double outside_m, double inside_m,
                       double height_scale) const;
  std::optional<std::size_t> block_at(Point p, double z_m, double height_scale) const;

  const GroundLattice& ground_;
  std::span<const BuildingBlock> blocks_;
  SceneOrigin origin_;
  BoxIndex boxes_;
  double lowest_m_;
  double highest_m_;
};

}  // namespace twin
