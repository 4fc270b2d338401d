#pragma once

#include <functional>

#include "viewer/shapes/mesh.h"

namespace twin {

/// What is drawn of one building.
struct BuildingShape {
  double ground_m = 0.0;  ///< lowest ground along its walls
  double height_m = 3.5;  ///< of the roof above that
  double floor_m = 3.5;   ///< between two floors
  std::size_t feature = 0;
};

/// Adds walls and a flat roof over a footprint. The walls reach half a metre into the ground, so
/// that none hangs over a slope. Tags: index of the feature; ground level; height above it; metres
/// between floors. A footprint without area adds nothing.
void add_building(Mesh& mesh, const Polygon& footprint, const BuildingShape& shape,
                  const SceneOrigin& origin);

/// Whether anything is seen of a wall between two corners; the building lies to its left.
using WallSeen = std::function<bool(Point from, Point to)>;

/// The same building as it looks from afar: without the walls that nobody sees, and without corners
/// that stand out less than `detail_m` from the outline.
void add_far_building(Mesh& mesh, const Polygon& footprint, const BuildingShape& shape,
                      const SceneOrigin& origin, double detail_m, const WallSeen& seen);

}  // namespace twin
