#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/findings.h"
#include "engine/water/surface.h"

namespace twin {

/// A point whose water is written through time.
struct SurfaceGauge {
  std::string name;
  Cell cell;
  double ground_m = 0.0;
};

/// A case of `wardtwin surface`, read and checked.
struct SurfaceCase {
  SurfaceSetup setup;
  std::string crs;  ///< of the ground; empty: local metres
  double end_s = 0.0;
  double output_s = 0.0;
  std::vector<SurfaceGauge> gauges;
  Findings findings;             ///< what was noticed and survived
  std::vector<Side> open_sides;  ///< with an edge that lets water through: west east south north
};

/// @throws InputError naming file, line and key.
SurfaceCase read_surface_case(const std::filesystem::path& file);

}  // namespace twin
