#include "scenarios/traffic/flooded_streets.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/space/geometry.h"

namespace twin::traffic {
namespace {

constexpr double kCurveEnds_m = 0.300;

bool on_bridge(const Ward& ward, const Segment& segment) {
  const WayRef ref = ward.way(segment.way);
  return !ref.is_lane && ward.layers().roads[ref.index].bridge;
}

std::vector<float> depths_along(const Polyline& line, const Grid<float>& depth_m) {
  const double length = length_m(line);
  const int parts = std::max(1, static_cast<int>(std::ceil(length / depth_m.frame().cell_m)));
  std::vector<float> depths(static_cast<std::size_t>(parts), 0.0F);
  bool wet = false;
  for (int i = 0; i < parts; ++i) {
    const auto cell = depth_m.frame().cell_at(point_along(line, length * (i + 0.5) / parts));
    if (!cell) continue;
    const float depth = depth_m(*cell);
    if (!(depth > 0.0F)) continue;
    depths[static_cast<std::size_t>(i)] = depth;
    wet = true;
  }
  return wet ? depths : std::vector<float>{};
}

}  // namespace

double WaterOnStreets::greatest_m(std::uint32_t segment) const {
  if (!wet(segment)) return 0.0;
  return static_cast<double>(*std::ranges::max_element(depth_m[segment]));
}

WaterOnStreets water_on_streets(const Ward& ward, const Grid<float>& depth_m) {
  const StreetNetwork& streets = ward.streets();
  WaterOnStreets water;
  water.depth_m.resize(streets.segments().size());
  for (std::uint32_t s = 0; s < streets.segments().size(); ++s) {
    if (on_bridge(ward, streets.segments()[s])) continue;
    water.depth_m[s] = depths_along(streets.line(s), depth_m);
  }
  return water;
}

double speed_in_water_kmh(double depth_m) {
  if (depth_m >= kCurveEnds_m) return 0.0;
  const double w_mm = 1000.0 * depth_m;
  return 0.0009 * w_mm * w_mm - 0.5529 * w_mm + 86.9448;
}

double time_through_water_s(const std::vector<float>& depth_m, double length_m, double free_kmh,
                            double stop_m) {
  const double stop = std::min(stop_m, kCurveEnds_m);
  double hours = 0.0;
  for (const float sample : depth_m) {
    const auto depth = static_cast<double>(sample);
    if (depth > 0.0 && depth >= stop) return std::numeric_limits<double>::infinity();
    hours += length_m / 1000.0 / std::min(free_kmh, speed_in_water_kmh(depth));
  }
  return 3600.0 * hours / static_cast<double>(depth_m.size());
}

}  // namespace twin::traffic
