#include "scenarios/fire_access/flood_heads.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>

#include "engine/space/geometry.h"
#include "scenarios/fire_access/travel.h"

namespace twin::fire {
namespace {

constexpr double kSample_m = 2.0;
constexpr double kFilm_m = 0.05;
constexpr double kGravity = 9.81;

std::size_t nearest_time(const std::vector<double>& times_s, double at_s) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < times_s.size(); ++i) {
    if (std::abs(times_s[i] - at_s) < std::abs(times_s[best] - at_s)) best = i;
  }
  return best;
}

/// The water of one instant, or the deepest of all.
class Water {
 public:
  Water(const Results& flood, double at_s)
      : depth_m_(at_s < 0.0 ? flood.grid("max_depth_m") : frame_at(flood, at_s)) {
    if (at_s < 0.0 && flood.has("max_speed_mps")) speed_mps_ = flood.grid("max_speed_mps");
  }

  /// Head at a place; the depth counts no more than `deepest_m`.
  double head_m(Point p, double deepest_m) const {
    const auto cell = depth_m_.frame().cell_at(p);
    if (!cell) return 0.0;
    const double depth_m = std::min(static_cast<double>(depth_m_(*cell)), deepest_m);
    if (!(depth_m > 0.0)) return 0.0;
    if (!speed_mps_ || depth_m < kFilm_m) return depth_m;
    const auto speed_mps = static_cast<double>((*speed_mps_)(*cell));
    return std::isnan(speed_mps) ? depth_m : depth_m + speed_mps * speed_mps / (2.0 * kGravity);
  }

 private:
  static Grid<float> frame_at(const Results& flood, double at_s) {
    return flood.frame("depth_m", nearest_time(flood.frame_times_s("depth_m"), at_s));
  }

  Grid<float> depth_m_;
  std::optional<Grid<float>> speed_mps_;
};

/// The greatest depth of each way by the run's own tables; none for ways that are not in them.
std::map<std::string, double> deepest_of_ways(const Results& flood) {
  std::map<std::string, double> deepest_m;
  for (const char* name : {"roads", "lanes"}) {
    if (!flood.has(name)) continue;
    for (const Feature& row : flood.table(name)) {
      const auto id = row.text("id");
      const auto depth_m = row.number("max_depth_m");
      if (id && depth_m) deepest_m[*id] = *depth_m;
    }
  }
  return deepest_m;
}

}  // namespace

FloodHeads flood_heads(const Ward& ward, const Results& flood, double at_s) {
  const Water water(flood, at_s);
  const std::map<std::string, double> deepest_m = deepest_of_ways(flood);
  const StreetNetwork& streets = ward.streets();
  FloodHeads heads(streets.segments().size());
  for (std::uint32_t s = 0; s < heads.size(); ++s) {
    const Segment& segment = streets.segments()[s];
    if (segment.begin_m > segment.end_m) continue;
    if (streets.ways()[segment.way].bridge) continue;
    const auto known = deepest_m.find(ward.way_id(segment.way));
    const double most_m = known == deepest_m.end() ? kInfinity : known->second;
    const auto steps =
        static_cast<std::size_t>(std::max(1.0, std::ceil(segment.length_m / kSample_m)));
    const Polyline line = streets.line(s);
    for (std::size_t i = 0; i <= steps; ++i) {
      const double along_m = segment.length_m * static_cast<double>(i) / static_cast<double>(steps);
      heads[s].push_back(static_cast<float>(water.head_m(point_along(line, along_m), most_m)));
    }
  }
  return heads;
}

}  // namespace twin::fire
