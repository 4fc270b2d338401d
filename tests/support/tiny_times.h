#pragma once

#include <filesystem>
#include <string>

namespace twin {

/// What differs between two such runs.
struct TinyTimes {
  std::string start = "2025-09-30T11:30:00+07:00";  ///< empty: the run tells none
  double cost = 1.0;                                ///< of lane L1; L2 costs ten times as much
  std::size_t instants = 3;  ///< of the flow along the lanes, evenly apart: 10 to 30 in L1
};

/// Writes a run over the tiny ward through 0, 600 and 1200 s. Its river falls (3.0, 2.5 and 2.0 m
/// deep) while the western half of the ward floods (0, 0.1 and 0.3 m). Lane L1 is wet from 600 s
/// on, L2 never; of the house B1 nothing was computed, B2 stayed dry, B3 was flooded. North of 120
/// m nothing was computed, and only the western half was ever wet. Without a ramp: what a lane
/// costs.
void write_tiny_times(const std::filesystem::path& folder, const std::filesystem::path& ward_folder,
                      const TinyTimes& times);

}  // namespace twin
