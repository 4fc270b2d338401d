#pragma once

#include "viewer/shapes/mesh.h"
#include "viewer/shapes/ribbon.h"

namespace twin {

/// Adds trees over a green space, about one to `square_m` × `square_m` metres, as symbols: their
/// places are spread by a fixed rule and stand for no surveyed tree. Tags: 0 trunk or 1 crown, a
/// number 0 to 1 that differs by tree, height above the ground, 0.
void add_trees(Mesh& mesh, const Polygon& area, double square_m, const SceneOrigin& origin,
               const HeightAt& ground);

}  // namespace twin
