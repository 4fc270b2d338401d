#include "scenarios/fire_access/corner.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace twin::fire {
namespace {

constexpr double kWidestTurn_m = 60.0;  ///< beyond this radius a turn is a straight street

double front_radius_m(const VehicleClass& vehicle, double inner_radius_m) {
  return std::hypot(inner_radius_m + vehicle.width_m,
                    vehicle.wheelbase_m + vehicle.front_overhang_m);
}

/// How far the nearest possible centre of the turn lies from the inner corner.
double centre_from_corner_m(double d1_m, double d2_m, double block_angle) {
  const double lesser_m = std::min(d1_m, d2_m);
  const double greater_m = std::max(d1_m, d2_m);
  const double cosine = std::cos(block_angle);
  if (lesser_m <= -greater_m * cosine) return greater_m;
  const double sine = std::sin(block_angle);
  return std::sqrt(d1_m * d1_m + d2_m * d2_m + 2.0 * d1_m * d2_m * cosine) / sine;
}

}  // namespace

bool can_turn(const VehicleClass& vehicle, double width_from_m, double width_onto_m,
              double deflection_deg) {
  constexpr double kBack_deg = 165.0;
  if (vehicle.turns_on_the_spot || deflection_deg <= 0.0) return true;
  if (deflection_deg >= kBack_deg) {
    return can_turn_back(vehicle, std::min(width_from_m, width_onto_m));
  }
  const double block_angle = (180.0 - deflection_deg) * std::numbers::pi / 180.0;
  const auto room_m = [&](double radius_m) {
    const double outer_m = front_radius_m(vehicle, radius_m);
    return radius_m - centre_from_corner_m(std::max(0.0, outer_m - width_from_m),
                                           std::max(0.0, outer_m - width_onto_m), block_angle);
  };
  double low_m = vehicle.inner_radius_m;
  double high_m = std::max(low_m, kWidestTurn_m);
  if (room_m(low_m) >= 0.0) return true;
  for (int i = 0; i < 40; ++i) {
    const double third_m = (high_m - low_m) / 3.0;
    const double left_m = room_m(low_m + third_m);
    const double right_m = room_m(high_m - third_m);
    if (left_m >= 0.0 || right_m >= 0.0) return true;
    (left_m < right_m ? low_m : high_m) = left_m < right_m ? low_m + third_m : high_m - third_m;
  }
  return false;
}

bool can_turn_back(const VehicleClass& vehicle, double width_m) {
  if (vehicle.turns_on_the_spot) return true;
  const double radius_m = vehicle.inner_radius_m;
  return width_m >= radius_m + vehicle.width_m + front_radius_m(vehicle, radius_m) +
                        2.0 * vehicle.side_clearance_m;
}

}  // namespace twin::fire
