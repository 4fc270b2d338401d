#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/gis/feature_table.h"
#include "engine/gis/layer_spec.h"
#include "engine/gis/provenance.h"
#include "engine/space/point.h"

namespace twin {

struct Parking {
  std::string id;
  std::string name;
  Polygon area;
  double places = 0;
  Provenance provenance;
};

/// The columns of the layer, each with its unit, range and meaning.
const LayerSpec& parking_spec();
/// Reads the layer; what cannot be used becomes a finding, never a silent change.
/// @throws InputError when a row has no id or the wrong geometry.
std::vector<Parking> load_parking(const FeatureTable& table, Findings& findings);
/// The layer as a table to be written, in the order given.
FeatureTable parking_table(const std::vector<Parking>& parking);

}  // namespace twin
