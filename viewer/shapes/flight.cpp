#include "viewer/shapes/flight.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace twin {
namespace {

/// A way of this many distances from eye to target doubles the height of the flight.
constexpr double kRise = 0.5;

double gently(double share) {
  const double t = std::clamp(share, 0.0, 1.0);
  return t * t * (3.0 - 2.0 * t);
}

double mixed(double from, double to, double share) { return from + share * (to - from); }

}  // namespace

Camera on_flight(const Camera& from, const Camera& to, double share) {
  if (share <= 0.0) return from;
  if (share >= 1.0) return to;
  const double t = gently(share);
  const double turn_deg = std::remainder(to.heading_deg() - from.heading_deg(), 360.0);
  const double way_m = (to.target - from.target).head<2>().norm();
  const double away_m = std::exp(mixed(std::log(from.distance_m()), std::log(to.distance_m()), t));
  const double longest_m = std::max(from.distance_m(), to.distance_m());
  const double rise = 1.0 + kRise * (way_m / longest_m) * std::sin(std::numbers::pi * t);
  // Camera::toward keeps above the ground what looks down; a view from a street may look up.
  Camera camera =
      Camera::toward(from.target + t * (to.target - from.target), away_m * rise,
                     from.heading_deg() + t * turn_deg, mixed(from.down_deg(), to.down_deg(), t));
  camera.fov_deg = mixed(from.fov_deg, to.fov_deg, t);
  return camera;
}

}  // namespace twin
