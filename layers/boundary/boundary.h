#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/gis/feature_table.h"
#include "engine/gis/layer_spec.h"
#include "engine/gis/provenance.h"
#include "engine/space/point.h"

namespace twin {

/// The ward's administrative outline and what the census says of it.
struct Boundary {
  std::string name;  ///< "Phường Yên Hòa"
  std::string code;  ///< administrative code: "00175"
  double residents = 0.0;
  Polygon outline;
  Provenance provenance;
};

const LayerSpec& boundary_spec();
/// @throws InputError when there is not exactly one usable outline (the largest part counts).
Boundary load_boundary(const FeatureTable& table, Findings& findings);
FeatureTable boundary_table(const Boundary& boundary);

}  // namespace twin
