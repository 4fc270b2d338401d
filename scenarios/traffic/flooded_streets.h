#pragma once

#include <string_view>
#include <vector>

#include "engine/network/street_network.h"
#include "engine/space/grid.h"
#include "layers/ward/ward.h"

namespace twin::traffic {

/// Water along each segment of the streets, at equal steps from its start; empty vectors where it
/// is dry all along.
struct WaterOnStreets {
  std::vector<std::vector<float>> depth_m;  ///< by segment

  bool wet(std::uint32_t segment) const { return !depth_m.empty() && !depth_m[segment].empty(); }
  double greatest_m(std::uint32_t segment) const;
};

/// Samples a grid of depths along the middle of every segment, a cell apart. Where the grid has no
/// data (houses, outside) the street is dry, and so are bridges.
WaterOnStreets water_on_streets(const Ward& ward, const Grid<float>& depth_m);

/// Greatest speed in standing water: the curve that Pregnolato et al. (2017, Transportation
/// Research D 55, 67–81) fitted to tests with cars, v = 0.0009 w² − 0.5529 w + 86.9448 km/h, w in
/// mm. It would rise again after 307 mm, so it ends in 0 from 300 mm on.
double speed_in_water_kmh(double depth_m);

/// Seconds along a stretch on which a vehicle drives `free_kmh` when dry; infinity where some place
/// is `stop_m` deep or more, or deep enough to stop cars.
double time_through_water_s(const std::vector<float>& depth_m, double length_m, double free_kmh,
                            double stop_m);

}  // namespace twin::traffic
