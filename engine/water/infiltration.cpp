#include "engine/water/infiltration.h"

#include <algorithm>
#include <cmath>

namespace twin {
namespace {

constexpr double kMetresPerSecond = 1.0 / 3.6e6;  ///< of a millimetre an hour

double capacity_m(const NoLoss&, double, double) { return 0.0; }
double capacity_m(const GreenAmptLoss&, double, double) { return 0.0; }

double capacity_m(const ConstantLoss& ground, double wet_s, double) {
  return ground.mm_per_h * kMetresPerSecond * wet_s;
}

double capacity_m(const HortonLoss& ground, double wet_s, double) {
  const double steady_m = ground.last_mm_per_h * kMetresPerSecond * wet_s;
  if (ground.decay_per_h <= 0.0) return ground.first_mm_per_h * kMetresPerSecond * wet_s;
  const double decay_per_s = ground.decay_per_h / 3600.0;
  const double above_mps = (ground.first_mm_per_h - ground.last_mm_per_h) * kMetresPerSecond;
  return steady_m - above_mps * std::expm1(-decay_per_s * wet_s) / decay_per_s;
}

double capacity_m(const CurveNumberLoss& ground, double, double rain_m) {
  const double storage_m = (25400.0 / ground.curve_number - 254.0) / 1000.0;
  const double past_initial_m = rain_m - 0.2 * storage_m;
  if (past_initial_m <= 0.0) return rain_m;
  return rain_m - past_initial_m * past_initial_m / (rain_m + 0.8 * storage_m);
}

}  // namespace

double cumulative_capacity_m(const Infiltration& ground, double time_s, double wet_from_s,
                             double rain_m) {
  const double wet_s = std::max(0.0, time_s - wet_from_s);
  return std::visit([&](const auto& kind) { return capacity_m(kind, wet_s, rain_m); }, ground);
}

double green_ampt_m(const GreenAmptLoss& ground, double soaked_m, double dt_s) {
  const double conducted_m = ground.conductivity_mm_per_h * kMetresPerSecond * dt_s;
  const double pull_m = ground.suction_mm / 1000.0 * ground.moisture_deficit;
  const double b = conducted_m - 2.0 * soaked_m;
  return 0.5 * (b + std::sqrt(b * b + 8.0 * conducted_m * (pull_m + soaked_m)));
}

}  // namespace twin
