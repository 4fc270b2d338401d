#pragma once

#include <Eigen/Core>

#include "engine/space/grid.h"

namespace twin {

/// Toward the one sun of all pictures, of length 1: afternoon, from the south-west, so that streets
/// of every direction keep a lit side.
inline Eigen::Vector3d afternoon_sun() {
  return Eigen::Vector3d(-0.52, -0.42, 0.74).normalized();
}

/// The light on a ward, worked out once instead of in every frame.
struct Shade {
  /// The height up to which a place lies in the shadow of something toward the sun, above the
  /// ground there; negative where it lies in the sun.
  Grid<float> shadow_m;
  /// How much of the sky a place on the ground sees, 0 to 1 (surroundings within some metres).
  Grid<float> sky;
};

/// Shadows and openness for heights of `top_m` (roofs, or the ground where there is none) above
/// `ground_m`. `to_sun` points to the sun, z above 0. A shadow is swept cell by cell away from the
/// sun: a place is as deep in it as its neighbour toward the sun, less the fall of a ray.
Shade shade_of(const Grid<float>& ground_m, const Grid<float>& top_m,
               const Eigen::Vector3d& to_sun);

}  // namespace twin
