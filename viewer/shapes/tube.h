#pragma once

#include "viewer/shapes/mesh.h"

namespace twin {

/// The inside of a pipe or culvert: where its bottom lies and how large it is.
struct PipeShape {
  double invert_from_m = 0.0;  ///< level of the bottom at the first point of its line
  double invert_to_m = 0.0;    ///< and at the last; it falls evenly between
  double width_m = 0.0;
  double height_m = 0.0;
  bool box = false;  ///< or else round: `width_m` and `height_m` are the axes of an ellipse
};

/// Adds a pipe along a line. Tags: index of the feature; 0; metres along; half the width. A line
/// shorter than a centimetre adds nothing.
void add_pipe(Mesh& mesh, const Polyline& line, const PipeShape& shape, const SceneOrigin& origin,
              std::size_t feature);

/// Adds an upright shaft with a lid, from `bottom_m` up to `top_m`. Tags: index of the feature; 1;
/// 0; its radius. Nothing where it has no height.
void add_shaft(Mesh& mesh, Point at, double bottom_m, double top_m, double radius_m,
               const SceneOrigin& origin, std::size_t feature);

/// Adds a level plate with so many corners, all `radius_m` from its middle: the cover of a manhole,
/// a grate. Tags: index of the feature; 0; 0; its radius.
void add_plate(Mesh& mesh, Point at, double level_m, double radius_m, int corners,
               const SceneOrigin& origin, std::size_t feature);

}  // namespace twin
