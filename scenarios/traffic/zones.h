#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "layers/ward/ward.h"
#include "scenarios/traffic/tables.h"

namespace twin::traffic {

/// Neighbouring buildings of one residential group, between which and the rest of the world trips
/// are counted.
struct Zone {
  Point centre;                      ///< of its doors, weighted by who comes and goes
  std::optional<std::size_t> group;  ///< residential group
  std::vector<std::size_t> buildings;
  double residents = 0.0;
  double leaving = 0.0;   ///< person trips that start here in the peak hour
  double arriving = 0.0;  ///< person trips that end here in the peak hour
};

/// A street that leaves the ward, or several side by side (dual carriageways).
struct Gate {
  Point centre;
  std::string name;  ///< of the street; may be empty
  std::vector<std::uint32_t> junctions;
  double in_pcu_per_h = 0.0;  ///< capacity of what leads into the ward
  double out_pcu_per_h = 0.0;
};

/// Cuts each residential group into parts of about equal traffic, at least `wanted` in all where
/// the buildings allow it: the part is halved across its longer side until it is small enough.
/// Buildings that nobody leaves or reaches, and those without a door on a street, are left out.
std::vector<Zone> zones_of(const Ward& ward, const DemandTable& demand, int wanted);

/// The cordon of the ward: blind ends of its streets that are no real ones (see demand.toml).
/// `capacity_pcu_per_h` is given by segment.
std::vector<Gate> gates_of(const Ward& ward, const DemandTable& demand,
                           const std::vector<double>& capacity_pcu_per_h);

}  // namespace twin::traffic
