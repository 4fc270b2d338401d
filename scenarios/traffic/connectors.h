#pragma once

#include <cstdint>
#include <vector>

#include "layers/ward/ward.h"
#include "scenarios/traffic/zones.h"

namespace twin::traffic {

/// How the trips of a zone come onto the streets.
struct Access {
  std::uint32_t junction = 0;
  double length_m = 0.0;  ///< mean way from the doors of the zone
};

/// The junctions of a zone: those that most of its trips have nearest along their street, and for
/// each kind of vehicle the nearest ones that it can use (`cores`, one flag a junction), where cars
/// of narrow lanes are parked. In the order of the junctions.
std::vector<Access> accesses_of(const Ward& ward, const Zone& zone,
                                const std::vector<std::vector<bool>>& cores);

}  // namespace twin::traffic
