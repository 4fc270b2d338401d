#pragma once

#include <optional>
#include <span>
#include <vector>

#include "layers/ward/ward.h"

namespace twin {

/// What the pipes below an inlet let it take, before a pipe network is computed.
///
/// A steady bound, conservative on purpose: each inlet's own capacity is divided by the worst
/// overload on its way, Σ(capacities of the inlets above a pipe) / (what that pipe carries full),
/// so that no pipe carries more than full. A full pipe carries A R^(2/3) S^(1/2) / n (Manning).
struct InletLimit {
  double inlet_m3ps = 0.0;             ///< of the inlet itself, what is clogged taken off
  double pipes_m3ps = 0.0;             ///< left to it by the pipes below; 0 where they lead nowhere
  double path_m = 0.0;                 ///< from its manhole to the outfall
  double path_slope = 0.0;             ///< mean, of the inverts
  double ground_m = 0.0;               ///< of its manhole
  std::optional<std::size_t> outfall;  ///< where it ends
};

/// One limit for each inlet of the ward.
/// @param inlet_factor multiplies every inlet's capacity
/// @param flattest_slope that a pipe is taken to have at least
std::vector<InletLimit> inlet_limits(const WardLayers& layers, double inlet_factor,
                                     double flattest_slope);

/// What a pipe carries when full, m³/s; what is blocked taken off its section.
double full_flow_m3ps(const DrainPipe& pipe, double flattest_slope);

/// The share of `pipes_m3ps` left when the river stands at `river_m` before the outfall: the root
/// of the slope from the street down to the river over the pipes' own, at most 1; 0 where the river
/// is higher, since its flap gate is shut (or as much would flow back).
double backwater_share(const InletLimit& limit, double river_m);

}  // namespace twin
