#include "viewer/model/profile.h"

#include <algorithm>
#include <cmath>

#include "engine/space/geometry.h"

namespace twin {
namespace {

constexpr double kMostSteps = 4000.0;

/// Depth at a place of a cell: of the water's level there, which is that of the cell, above the
/// ground, which slopes.
float depth_at(const GroundLattice& ground, const Grid<float>* water_m, Point p) {
  const auto cell = water_m != nullptr ? water_m->frame().cell_at(p) : std::nullopt;
  if (!cell) return std::nanf("");
  const float depth_m = (*water_m)(*cell);
  if (!(depth_m > 0.0F)) return depth_m;
  const double level_m = static_cast<double>(ground.ground_m()(*cell)) + depth_m;
  return static_cast<float>(std::max(0.0, level_m - ground.height_at(p)));
}

/// The buildings that a straight stretch passes through, `begin_m` along the whole line.
void add_buildings(const Session& session, Point from, Point to, double begin_m,
                   std::vector<BuildingOnLine>& buildings) {
  const FeatureTable* table = session.ward().layer("buildings");
  Box box;
  box.add(from);
  box.add(to);
  for (const std::size_t block : session.picker().meeting(box)) {
    const BuildingBlock& building = session.world().blocks[block];
    const std::size_t row = session.world().building_rows[block];
    for (const Polyline& inside : clipped({from, to}, building.footprint)) {
      const double a_m = begin_m + distance_m(from, inside.front());
      const double b_m = begin_m + distance_m(from, inside.back());
      buildings.push_back({.id = (*table)[row].text("id").value_or(""),
                           .from_m = std::min(a_m, b_m),
                           .to_m = std::max(a_m, b_m),
                           .height_m = building.height_m});
    }
  }
}

bool is_inside(const std::vector<BuildingOnLine>& buildings, double along_m) {
  return std::ranges::any_of(buildings, [&](const BuildingOnLine& one) {
    return along_m >= one.from_m && along_m <= one.to_m;
  });
}

}  // namespace

Profile profile_along(const Session& session, const Polyline& line, const Grid<float>* water_m,
                      double step_m) {
  Profile profile;
  if (line.size() < 2) return profile;
  const double step = std::max(step_m, length_m(line) / kMostSteps);
  const auto add = [&](Point p, double along_m) {
    const bool inside = is_inside(profile.buildings, along_m);
    profile.points.push_back(
        {.along_m = along_m,
         .at = p,
         .ground_m = session.world().ground.height_at(p),
         .depth_m = inside ? std::nanf("") : depth_at(session.world().ground, water_m, p),
         .in_building = inside});
  };
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    add_buildings(session, line[i], line[i + 1], profile.length_m, profile.buildings);
    profile.length_m += distance_m(line[i], line[i + 1]);
  }
  std::ranges::sort(profile.buildings, {}, &BuildingOnLine::from_m);
  double begin_m = 0.0;
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const Polyline stretch = {line[i], line[i + 1]};
    const double stretch_m = length_m(stretch);
    const auto steps = static_cast<int>(std::max(1.0, std::ceil(stretch_m / step)));
    for (int k = 0; k < steps; ++k) {
      const double ahead_m = stretch_m * k / steps;
      add(point_along(stretch, ahead_m), begin_m + ahead_m);
    }
    begin_m += stretch_m;
  }
  add(line.back(), begin_m);
  return profile;
}

}  // namespace twin
