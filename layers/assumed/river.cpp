#include <algorithm>

#include "layers/assumed/making.h"
#include "layers/assumed/plane.h"

namespace twin {
namespace {

/// The part of a ring between its north-eastern and its south-eastern corner, by the east.
Polyline east_side(const Polyline& ring) {
  const auto corner = [&](double north) {
    const auto it =
        std::ranges::max_element(ring, {}, [&](Point p) { return p.x_m + north * p.y_m; });
    return static_cast<std::size_t>(it - ring.begin());
  };
  const std::size_t north_east = corner(1.0);
  const std::size_t south_east = corner(-1.0);
  const auto walk = [&](std::size_t step) {
    Polyline line;
    for (std::size_t i = north_east;; i = (i + step) % ring.size()) {
      line.push_back(ring[i]);
      if (i == south_east) return line;
    }
  };
  const Polyline one = walk(1);
  const Polyline other = walk(ring.size() - 1);
  return length_m(one) < length_m(other) ? one : other;
}

}  // namespace

void make_river(Making& making) {
  const AssumedTable& table = making.table;
  std::vector<River>& rivers = making.layers.river;
  if (!rivers.empty() || making.layers.boundary.outline.outer.size() < 3) return;
  River river;
  river.id = "S1";
  river.name = table.texts("river.name").front();
  river.centreline = east_side(making.layers.boundary.outline.outer);
  river.width_m = table.number("river.width_m");
  river.bank_m = table.number("river.bank_m");
  river.bed_m = table.number("river.bed_m");
  river.usual_level_m = table.number("river.usual_level_m");
  river.provenance = making.assumed("along the ward's eastern outline");
  rivers.push_back(std::move(river));
  making.tell("river", rivers.size());
}

}  // namespace twin
