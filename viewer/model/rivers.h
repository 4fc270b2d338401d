#pragma once

#include <optional>
#include <vector>

#include "viewer/model/world.h"

namespace twin {

/// Stands for a level that nobody told: the ground under a river is higher.
inline constexpr float kUnderEveryBed_m = -100.0F;

double drawn_river_m(const Feature& reach);  ///< its width
/// Its level on a usual day; nothing where nobody told it.
std::optional<double> usual_river_level_m(const Feature& reach);

/// How one reach of a river lies in the ground. Its water is drawn level from bank to bank, as wide
/// as the reach: at the level of the water, but never below the ground under its middle. Where the
/// terrain has no bed for it, as cells coarser than the river have none, it lies on the highest
/// ground within its width, or the banks would hide it in pieces.
class RiverSurface {
 public:
  RiverSurface(const Feature& reach, const World& world);

  /// As low as it is ever drawn beside a place.
  double lowest_m(Point p) const;
  /// Where it is drawn with the water at a level.
  double height_m(Point p, double level_m) const;

 private:
  Polyline line_;  ///< of the reach, with a point every few metres
  std::vector<double> along_m_;
  std::vector<double> lowest_m_;  ///< by point
};

/// Of every reach, by row of the layer `river`.
std::vector<RiverSurface> river_surfaces(const WardFolder& ward, const World& world);
/// Their levels on a usual day, likewise; kUnderEveryBed_m where nobody told one.
std::vector<float> usual_river_levels_m(const WardFolder& ward);

/// The level of a reach that a depth over its bed tells; nothing without a bed that somebody told,
/// and where the depth is none: then it is not known there.
std::optional<double> river_level_m(const Feature& reach, float depth_m);
/// As the first place along it tells that was computed.
std::optional<double> river_level_m(const Feature& reach, const Grid<float>& depth_m);

}  // namespace twin
