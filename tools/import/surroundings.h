#pragma once

#include <vector>

#include "engine/gis/feature_table.h"
#include "engine/space/geometry.h"

namespace twin {

/// How far beyond the ward features are kept, whole: routes run round its edge, and the flood grid
/// reaches as far.
inline constexpr double kMargin_m = 300.0;

/// The ward and its margin: what an import keeps.
class Surroundings {
 public:
  explicit Surroundings(const Polygon& outline, double margin_m = kMargin_m);

  const Box& box() const { return box_; }
  /// Whether some of the shape lies inside.
  bool touches(const Polyline& line) const;
  bool touches(Point p) const;
  bool touches(const Geometry& geometry) const;

 private:
  std::vector<Polygon> areas_;
  Box box_;
};

}  // namespace twin
