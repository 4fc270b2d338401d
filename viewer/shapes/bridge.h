#pragma once

#include "engine/space/point.h"
#include "viewer/shapes/ribbon.h"

namespace twin {

/// A bridge as it is drawn: straight from the ground at one end to that at the other, and on the
/// ground where that is higher.
struct Bridge {
  Polyline line;
  double from_m = 0.0;  ///< level of the ground at its first point
  double to_m = 0.0;    ///< and at its last

  /// Whether a street, or a piece of one, runs along it.
  bool bears(const Polyline& street) const;
  /// Level of the deck beside or at a place on it.
  double deck_m(Point p, const HeightAt& ground) const;
};

}  // namespace twin
