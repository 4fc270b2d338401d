#include "viewer/shapes/bridge.h"

#include <algorithm>

#include "engine/space/geometry.h"

namespace twin {

bool Bridge::bears(const Polyline& street) const {
  constexpr double kBeside_m = 1.0;  // what a result draws anew may be rounded
  const auto on_it = [&](Point p) { return nearest_on(line, p).away_m <= kBeside_m; };
  return std::ranges::all_of(street, on_it);
}

double Bridge::deck_m(Point p, const HeightAt& ground) const {
  const double share = nearest_on(line, p).along_m / length_m(line);
  return std::max(ground(p), from_m + share * (to_m - from_m));
}

}  // namespace twin
