#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "layers/assumed/lane_tree.h"
#include "layers/assumed/making.h"
#include "layers/assumed/plane.h"

namespace twin {
namespace {

double rounded(double value, double step) { return std::round(value / step) * step; }

/// The kind of quarter and place of a lane decide its width.
const char* width_entry(const Lane& lane, const LanePlace& place, const Morphology& morphology) {
  const Point middle = point_along(lane.centreline, 0.5 * length_m(lane.centreline));
  if (!morphology.is_old_village(middle)) return "lanes.width_new_town_m";
  if (place.depth <= 1) return "lanes.width_ngo_m";
  return place.dead_end && place.depth >= 3 ? "lanes.width_dead_end_m" : "lanes.width_branch_m";
}

const char* kind_of_depth(int depth) {
  if (depth <= 1) return "ngo";
  return depth == 2 ? "ngach" : "hem";
}

class LaneColumns {
 public:
  LaneColumns(Making& making, const Morphology& morphology)
      : making_(making),
        morphology_(morphology),
        ward_(streets_only(making.layers)),
        places_(lane_places(ward_)) {}

  void complete() {
    std::vector<std::size_t> order(places_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return places_[i].street_m; });
    for (const std::size_t i : order) complete(i);
  }

 private:
  void complete(std::size_t i) {
    Lane& lane = making_.layers.lanes[i];
    const LanePlace& place = places_[i];
    Random random(making_.seed, "lane columns", i);
    if (lane.kind.empty()) {
      lane.kind = kind_of_depth(place.depth);
      making_.mark(lane.provenance, "kind");
    }
    if (!lane.clear_width_m) {
      lane.clear_width_m = width(i, random);
      making_.mark(lane.provenance, "clear_width_m");
    }
    if (!lane.clear_height_m) {
      lane.clear_height_m = rounded(making_.table.range("lanes.height_m").drawn(random), 0.1);
      making_.mark(lane.provenance, "clear_height_m");
    }
    if (lane.surface.empty()) {
      const bool narrow = *lane.clear_width_m < 2.5;
      lane.surface = narrow || random.chance(0.5) ? "concrete" : "asphalt";
      making_.mark(lane.provenance, "surface");
    }
    complete_flags(lane, place, random);
  }

  /// Flags have no "unknown": they are made up with lanes, and where the width is made up too.
  void complete_flags(Lane& lane, const LanePlace& place, Random& random) {
    if (!lane.provenance.is_assumed("clear_width_m")) return;
    lane.drained = *lane.clear_width_m >= making_.table.number("drains.lanes_from_m");
    lane.lit = *lane.clear_width_m >= 1.5 || random.chance(0.5);
    lane.turning_place = place.dead_end && *lane.clear_width_m >= 5.0 && random.chance(0.5);
    for (const char* column : {"drained", "lit", "turning_place"}) {
      making_.mark(lane.provenance, column);
    }
  }

  /// Drawn once a stem; a branch is never wider than what it leaves.
  double width(std::size_t i, Random& random) {
    const LanePlace& place = places_[i];
    double width_m = 0.0;
    if (place.stem != i && width_of_stem_.contains(place.stem)) {
      width_m = width_of_stem_[place.stem] * random.between(0.9, 1.0);
    } else {
      const Range drawn_m =
          making_.table.range(width_entry(making_.layers.lanes[i], place, morphology_));
      width_m = drawn_m.drawn(random);
      const auto parent = place.parent;
      if (parent != LanePlace::kNone && ward_.way(parent).is_lane) {
        const auto& wide = making_.layers.lanes[ward_.way(parent).index].clear_width_m;
        if (wide) width_m = std::max(1.0, std::min(width_m, *wide));
      }
      width_of_stem_[place.stem] = width_m;
    }
    return rounded(width_m, 0.1);
  }

  Making& making_;
  const Morphology& morphology_;
  Ward ward_;
  std::vector<LanePlace> places_;
  std::map<std::size_t, double> width_of_stem_;
};

}  // namespace

void complete_roads(Making& making) {
  for (Road& road : making.layers.roads) {
    if (!road.width_m) {
      road.width_m = width_or_usual_m(road);
      making.mark(road.provenance, "width_m");
    }
    if (!road.clear_height_m) {
      road.clear_height_m = making.table.number("streets.clear_height_m");
      making.mark(road.provenance, "clear_height_m");
    }
    if (road.surface.empty()) {
      road.surface = "asphalt";
      making.mark(road.provenance, "surface");
    }
  }
}

void complete_lanes(Making& making, const Morphology& morphology) {
  LaneColumns(making, morphology).complete();
}

}  // namespace twin
