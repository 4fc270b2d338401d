#pragma once

#include <functional>

#include "viewer/shapes/mesh.h"

namespace twin {

/// Height of the ground at a place.
using HeightAt = std::function<double(Point)>;

/// Adds a street as a band that lies on the ground, true to its width: mitred at gentle bends,
/// rounded at sharp ones and at both ends, so that streets that meet leave no gap. Tags: index of
/// the feature; across, −1 left edge to 1 right edge (0 in round ends); metres along; half width.
///
///     add_ribbon(mesh, lane.line(), 2.4, origin, ground, 17);
///
/// A line shorter than a centimetre adds nothing.
void add_ribbon(Mesh& mesh, const Polyline& line, double width_m, const SceneOrigin& origin,
                const HeightAt& ground, std::size_t feature);

/// The same street as it looks from where a pixel is a metre wide: narrow ones without rounds, the
/// ground below followed to some centimetres.
void add_far_ribbon(Mesh& mesh, const Polyline& line, double width_m, const SceneOrigin& origin,
                    const HeightAt& ground, std::size_t feature);

/// As `add_ribbon`, with normals that do not face up but lead away from the middle of the street,
/// so that a shader can widen it: of length 1 at straight edges, 0 in the middle.
void add_widening_ribbon(Mesh& mesh, const Polyline& line, double width_m,
                         const SceneOrigin& origin, const HeightAt& ground, std::size_t feature);

/// The line with points added so that none is farther than `step_m` from the next, and points
/// that repeat the one before left out.
Polyline densified(const Polyline& line, double step_m);

}  // namespace twin
