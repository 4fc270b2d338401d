#include "viewer/model/rivers.h"

#include <algorithm>
#include <cmath>

#include "engine/space/geometry.h"

namespace twin {
namespace {

constexpr double kUsualWidth_m = 20.0;
constexpr double kStep_m = 8.0;    // between two points that are looked at
constexpr double kOver_m = 0.05;   // the water lies this much over the ground that bears it
constexpr double kDugShare = 0.9;  // of the points: then the terrain has the bed; culverts are few

/// Of the corners of the lattice so near to a place.
double highest_ground_m(const GroundLattice& ground, Point middle, double reach_m) {
  const GridFrame& frame = ground.frame();
  double highest_m = ground.height_at(middle);
  const auto cells = static_cast<int>(std::ceil(reach_m / frame.cell_m));
  const auto at = frame.cell_at(middle);
  if (!at) return highest_m;
  for (int row = std::max(0, at->row - cells); row <= std::min(frame.rows - 1, at->row + cells);
       ++row) {
    for (int col = std::max(0, at->col - cells); col <= std::min(frame.cols - 1, at->col + cells);
         ++col) {
      if (distance_m(frame.centre({row, col}), middle) > reach_m) continue;
      highest_m = std::max<double>(highest_m, ground.ground_m()({row, col}));
    }
  }
  return highest_m;
}

}  // namespace

double drawn_river_m(const Feature& reach) {
  return reach.number("width_m").value_or(kUsualWidth_m);
}

std::optional<double> usual_river_level_m(const Feature& reach) {
  return reach.number("usual_level_m");
}

RiverSurface::RiverSurface(const Feature& reach, const World& world)
    : line_(densified(reach.line(), kStep_m)) {
  double along_m = 0.0;
  for (std::size_t i = 0; i < line_.size(); ++i) {
    if (i > 0) along_m += distance_m(line_[i - 1], line_[i]);
    along_m_.push_back(along_m);
    lowest_m_.push_back(world.ground.height_at(line_[i]) + kOver_m);
  }
  const auto usual_m = usual_river_level_m(reach);
  const auto dug = std::ranges::count_if(
      lowest_m_, [&](double ground_m) { return !usual_m || ground_m <= *usual_m + kOver_m; });
  if (static_cast<double>(dug) >= kDugShare * static_cast<double>(lowest_m_.size())) return;
  // Far enough that no corner of the ground between two points rises over the water.
  const double reach_m = 0.5 * drawn_river_m(reach) + kStep_m + 1.5 * world.ground.frame().cell_m;
  for (std::size_t i = 0; i < line_.size(); ++i) {
    lowest_m_[i] = highest_ground_m(world.ground, line_[i], reach_m) + kOver_m;
  }
}

double RiverSurface::lowest_m(Point p) const {
  if (line_.size() < 2) return kUnderEveryBed_m;
  const double along_m = nearest_on(line_, p).along_m;
  const auto after = std::ranges::upper_bound(along_m_, along_m);
  const auto to = std::clamp<std::ptrdiff_t>(after - along_m_.begin(), 1,
                                             static_cast<std::ptrdiff_t>(line_.size()) - 1);
  const auto i = static_cast<std::size_t>(to);
  const double share =
      std::clamp((along_m - along_m_[i - 1]) / (along_m_[i] - along_m_[i - 1]), 0.0, 1.0);
  return lowest_m_[i - 1] + share * (lowest_m_[i] - lowest_m_[i - 1]);
}

double RiverSurface::height_m(Point p, double level_m) const {
  return std::max(level_m, lowest_m(p));
}

std::vector<RiverSurface> river_surfaces(const WardFolder& ward, const World& world) {
  std::vector<RiverSurface> surfaces;
  const FeatureTable* rivers = ward.layer("river");
  if (rivers == nullptr) return surfaces;
  for (const Feature& reach : *rivers) surfaces.emplace_back(reach, world);
  return surfaces;
}

std::vector<float> usual_river_levels_m(const WardFolder& ward) {
  std::vector<float> levels_m;
  const FeatureTable* rivers = ward.layer("river");
  if (rivers == nullptr) return levels_m;
  for (const Feature& reach : *rivers) {
    const auto level_m = usual_river_level_m(reach);
    levels_m.push_back(level_m ? static_cast<float>(*level_m) : kUnderEveryBed_m);
  }
  return levels_m;
}

std::optional<double> river_level_m(const Feature& reach, float depth_m) {
  const auto bed_m = reach.number("bed_m");
  const bool known = std::isfinite(depth_m) && depth_m > 0.0F;
  return known && bed_m ? std::optional{*bed_m + depth_m} : std::nullopt;
}

std::optional<double> river_level_m(const Feature& reach, const Grid<float>& depth_m) {
  for (const Point& p : densified(reach.line(), kStep_m)) {
    const auto cell = depth_m.frame().cell_at(p);
    if (cell && std::isfinite(depth_m(*cell))) return river_level_m(reach, depth_m(*cell));
  }
  return std::nullopt;
}

}  // namespace twin
