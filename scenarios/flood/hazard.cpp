#include "scenarios/flood/hazard.h"

#include <array>

namespace twin {
namespace {

constexpr double kGravity_mps2 = 9.81;

struct Limits {
  double flow_m2ps;
  double depth_m;
  double speed_mps;
};
constexpr std::array<Limits, 5> kArr{
    {{0.3, 0.3, 2.0}, {0.6, 0.5, 2.0}, {0.6, 1.2, 2.0}, {1.0, 2.0, 2.0}, {4.0, 4.0, 4.0}}};

}  // namespace

double head_m(double depth_m, double speed_mps) {
  return depth_m + speed_mps * speed_mps / (2.0 * kGravity_mps2);
}

int arr_class(double depth_m, double speed_mps) {
  if (depth_m <= 0.0) return 0;
  int hazard = 1;
  for (const Limits& limits : kArr) {
    const bool within = depth_m * speed_mps <= limits.flow_m2ps && depth_m <= limits.depth_m &&
                        speed_mps <= limits.speed_mps;
    if (within) return hazard;
    ++hazard;
  }
  return hazard;
}

double defra_rating(double depth_m, double speed_mps) {
  if (depth_m <= 0.0) return 0.0;
  return depth_m * (speed_mps + 0.5) + (depth_m > 0.25 ? 1.0 : 0.0);
}

}  // namespace twin
