#pragma once

#include "viewer/shapes/mesh.h"
#include "viewer/shapes/ribbon.h"

namespace twin {

/// A tree as a symbol of the green space it stands in.
struct Tree {
  Point at;
  double ground_m = 0.0;
  double height_m = 6.0;
  double crown_m = 2.2;  ///< radius
  float shade = 0.0F;    ///< 0 to 1, differs by tree

  /// Free stem below the crown.
  double clear_m() const { return 0.32 * height_m; }
};

/// About one tree to `square_m` × `square_m` metres of a green space.
std::vector<Tree> trees_in(const Polygon& area, double square_m, const HeightAt& ground);

/// Adds trees over a green space, about one to `square_m` × `square_m` metres, as symbols: their
/// places are spread by a fixed rule and stand for no surveyed tree. Tags: 0 trunk or 1 crown, a
/// number 0 to 1 that differs by tree, height above the ground, 0.
void add_trees(Mesh& mesh, const Polygon& area, double square_m, const SceneOrigin& origin,
               const HeightAt& ground);

}  // namespace twin
