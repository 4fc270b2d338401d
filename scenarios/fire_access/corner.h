#pragma once

#include "scenarios/fire_access/vehicles.h"

namespace twin::fire {

/// Whether a vehicle can turn from a street of one clear width into one of another.
///
/// Constant-radius turn: the inner rear wheel follows a circle of radius r ≥ the vehicle's least,
/// the outer front corner one of R(r) = √((r + b)² + (ℓ + o)²). The circle's centre must lie at
/// least R − W_i inside the inner walls, so that the front clears the outer ones, and at most r
/// from the inner corner, so that the rear clears it. With d_i = max(0, R − W_i) and the inner
/// block's angle φ (180° less the deflection) the nearest such centre is D from the corner,
///
///     D² = (d1² + d2² + 2·d1·d2·cos φ) / sin² φ,
///
/// or max(d1, d2) where φ is obtuse and the lesser d leaves room; passable where D ≤ r for some r.
/// r − D(r) is concave, so its greatest value is found by ternary search.
///
/// `deflection_deg` is 0 straight on and 180 back; from 165 on it counts as turning back.
bool can_turn(const VehicleClass& vehicle, double width_from_m, double width_onto_m,
              double deflection_deg);

/// Whether it can go back in a street of that width in one sweep: (r + b) + R + 2δ.
bool can_turn_back(const VehicleClass& vehicle, double width_m);

}  // namespace twin::fire
