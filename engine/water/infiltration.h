#pragma once

#include <variant>

namespace twin {

/// Nothing soaks in: roofs, asphalt.
struct NoLoss {
  bool operator==(const NoLoss&) const = default;
};

/// A constant capacity.
struct ConstantLoss {
  double mm_per_h = 0.0;
  bool operator==(const ConstantLoss&) const = default;
};

/// Horton (1940): f(t) = f_c + (f_0 − f_c) e^(−k t), t counted from the first rain.
struct HortonLoss {
  double first_mm_per_h = 0.0;
  double last_mm_per_h = 0.0;
  double decay_per_h = 0.0;
  bool operator==(const HortonLoss&) const = default;
};

/// Green and Ampt (1911): f = K (1 + ψ Δθ / F), F the depth soaked in so far.
struct GreenAmptLoss {
  double conductivity_mm_per_h = 0.0;
  double suction_mm = 0.0;        ///< ψ at the wetting front
  double moisture_deficit = 0.0;  ///< Δθ, 0 to 1
  bool operator==(const GreenAmptLoss&) const = default;
};

/// SCS curve number (NEH-4 chapter 10): what of a cumulative rain P does not run off,
/// P − (P − 0.2 S)² / (P + 0.8 S), S = 25400 / CN − 254 mm.
struct CurveNumberLoss {
  double curve_number = 100.0;  ///< above 0, up to 100
  bool operator==(const CurveNumberLoss&) const = default;
};

/// What one kind of ground takes of the water that stands on it.
using Infiltration = std::variant<NoLoss, ConstantLoss, HortonLoss, GreenAmptLoss, CurveNumberLoss>;

/// Depth (m) that the ground could have taken by `time_s` where water was always at hand.
/// `wet_from_s` is when the rain began, `rain_m` what has fallen. 0 for Green–Ampt, which depends
/// on what each cell has taken (`green_ampt_m`).
double cumulative_capacity_m(const Infiltration& ground, double time_s, double wet_from_s,
                             double rain_m);

/// Depth (m) that Green–Ampt ground takes in `dt_s` after it took `soaked_m`: the explicit
/// solution ½ (K dt − 2F + √((K dt − 2F)² + 8 K dt (ψΔθ + F))) of Li, Stagnitti and Das (1996).
double green_ampt_m(const GreenAmptLoss& ground, double soaked_m, double dt_s);

}  // namespace twin
