#include <algorithm>
#include <cmath>

#include "layers/assumed/lane_tree.h"
#include "layers/assumed/making.h"
#include "layers/assumed/plane.h"

namespace twin {
namespace {

double rounded(double value) { return std::round(10.0 * value) / 10.0; }

/// What stands in lanes: gates at their mouths, cables, poles, bulging walls, stalls and awnings by
/// day, parked motorbikes by night.
class ObstacleMaker {
 public:
  ObstacleMaker(Making& making, const Morphology& morphology)
      : making_(making),
        table_(making.table),
        morphology_(morphology),
        places_(lane_places(streets_only(making.layers))) {}

  void make() {
    for (std::size_t i = 0; i < making_.layers.lanes.size(); ++i) along(i);
  }

 private:
  void along(std::size_t i) {
    const Lane& lane = making_.layers.lanes[i];
    const double lane_m = length_m(lane.centreline);
    if (lane_m < 8.0 || !lane.clear_width_m) return;
    Random random(making_.seed, "obstacles", i);
    const Point middle = point_along(lane.centreline, 0.5 * lane_m);
    if (!contains(making_.layers.boundary.outline, middle)) return;
    const bool old = morphology_.is_old_village(middle);
    if (old && places_[i].stem == i && random.chance(table_.number("obstacles.gate_share"))) {
      gate(i, random);
    }
    if (old) {
      for (const char* kind : {"cable", "pole", "pinch"}) fixed(i, kind, random);
    }
    for (const char* kind : {"stall", "awning", "parked"}) {
      if (old || std::string_view(kind) == "parked") by_hours(i, kind, random);
    }
  }

  Obstacle& add(std::size_t lane, const char* kind, double at_m, double length) {
    Obstacle obstacle;
    obstacle.id = numbered("O", making_.layers.obstacles.size() + 1);
    obstacle.way_id = making_.layers.lanes[lane].id;
    obstacle.kind = kind;
    obstacle.place = point_along(making_.layers.lanes[lane].centreline, at_m);
    obstacle.length_m = rounded(length);
    obstacle.provenance = making_.assumed("at random along lanes, by their kind of quarter");
    making_.layers.obstacles.push_back(std::move(obstacle));
    return making_.layers.obstacles.back();
  }

  double usable_m(std::size_t lane, double width_m) const {
    const double usual_m = *making_.layers.lanes[lane].clear_width_m;
    const double least_m = std::min(usual_m, table_.number("obstacles.least_width_m"));
    return rounded(std::clamp(width_m, least_m, usual_m));
  }

  void gate(std::size_t i, Random& random) {
    const Lane& lane = making_.layers.lanes[i];
    const double lane_m = length_m(lane.centreline);
    const double in_m = std::min(random.between(7.0, 12.0), 0.5 * lane_m);
    Obstacle& gate = add(i, "gate", places_[i].from_start ? in_m : lane_m - in_m, 0.6);
    gate.clear_width_m = usable_m(i, *lane.clear_width_m * random.between(0.8, 0.95));
    gate.clear_height_m = rounded(table_.range("obstacles.gate_height_m").drawn(random));
  }

  /// Calls `place` for each of the obstacles that a lane of this length has on average.
  template <typename Place>
  void each(std::size_t i, const char* kind, Random& random, const Place& place) {
    const double lane_m = length_m(making_.layers.lanes[i].centreline);
    const double mean =
        lane_m * 0.01 * table_.number(std::string("obstacles.") + kind + "_a_100_m");
    const int count = static_cast<int>(mean) + (random.chance(mean - std::floor(mean)) ? 1 : 0);
    for (int k = 0; k < count; ++k) place(random.between(4.0, lane_m - 4.0));
  }

  void fixed(std::size_t i, const std::string& kind, Random& random) {
    const double usual_m = *making_.layers.lanes[i].clear_width_m;
    each(i, kind.c_str(), random, [&](double at_m) {
      if (kind == "cable") {
        Obstacle& cable = add(i, "cable", at_m, 1.0);
        cable.clear_height_m = rounded(table_.range("obstacles.cable_height_m").drawn(random));
      } else if (kind == "pole") {
        Obstacle& pole = add(i, "pole", at_m, 0.4);
        pole.clear_width_m = usable_m(i, usual_m - 0.4);
      } else {
        const Range share = table_.range("obstacles.pinch_share");
        Obstacle& pinch = add(i, "pinch", at_m, random.between(1.5, 8.0));
        pinch.clear_width_m = usable_m(i, usual_m * share.drawn(random));
      }
    });
  }

  void by_hours(std::size_t i, const std::string& kind, Random& random) {
    const double usual_m = *making_.layers.lanes[i].clear_width_m;
    each(i, kind.c_str(), random, [&](double at_m) {
      Obstacle& thing = add(i, kind.c_str(), at_m, random.between(3.0, 12.0));
      const std::vector<double>& hours = table_.numbers("obstacles." + kind + "_hours");
      const std::size_t pair = 2 * random.index(hours.size() / 2);
      thing.from_h = hours[pair];
      thing.to_h = hours[pair + 1];
      if (kind == "awning") {
        thing.clear_height_m = rounded(table_.range("obstacles.awning_height_m").drawn(random));
      } else {
        const Range takes_m = table_.range("obstacles." + kind + "_takes_m");
        thing.clear_width_m = usable_m(i, usual_m - takes_m.drawn(random));
      }
    });
  }

  Making& making_;
  const AssumedTable& table_;
  const Morphology& morphology_;
  std::vector<LanePlace> places_;
};

}  // namespace

void make_obstacles(Making& making, const Morphology& morphology) {
  if (!making.layers.obstacles.empty()) return;
  ObstacleMaker(making, morphology).make();
  making.tell("obstacles", making.layers.obstacles.size());
}

}  // namespace twin
