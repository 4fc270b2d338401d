#include "tools/import/surroundings.h"

#include <algorithm>
#include <variant>

namespace twin {
namespace {

bool meet(const Box& a, const Box& b) {
  return a.west_m <= b.east_m && b.west_m <= a.east_m && a.south_m <= b.north_m &&
         b.south_m <= a.north_m;
}

}  // namespace

Surroundings::Surroundings(const Polygon& outline, double margin_m)
    : areas_(buffered(outline, margin_m)) {
  for (const Polygon& area : areas_) box_.add(area.outer);
}

bool Surroundings::touches(Point p) const {
  return box_.contains(p) &&
         std::ranges::any_of(areas_, [&](const Polygon& area) { return contains(area, p); });
}

bool Surroundings::touches(const Polyline& line) const {
  if (!meet(box_of(line), box_)) return false;
  if (std::ranges::any_of(line, [&](Point p) { return touches(p); })) return true;
  return std::ranges::any_of(areas_,
                             [&](const Polygon& area) { return !clipped(line, area).empty(); });
}

bool Surroundings::touches(const Geometry& geometry) const {
  if (const auto* point = std::get_if<Point>(&geometry)) return touches(*point);
  if (const auto* line = std::get_if<Polyline>(&geometry)) return touches(*line);
  if (const auto* polygon = std::get_if<Polygon>(&geometry)) return touches(polygon->outer);
  return true;  // a row without geometry: the layer's loader tells of it
}

}  // namespace twin
