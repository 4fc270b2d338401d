#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/gis/feature_table.h"
#include "engine/gis/layer_spec.h"
#include "engine/gis/provenance.h"
#include "engine/space/point.h"

namespace twin {

struct FireStation {
  std::string id;
  std::string name;
  Point place;
  std::string vehicles;  ///< classes of data/vehicles with their numbers: "medium:2 pickup:1"
  Provenance provenance;
};

/// The columns of the layer, each with its unit, range and meaning.
const LayerSpec& fire_stations_spec();
/// Reads the layer; what cannot be used becomes a finding, never a silent change.
/// @throws InputError when a row has no id or the wrong geometry.
std::vector<FireStation> load_fire_stations(const FeatureTable& table, Findings& findings);
/// The layer as a table to be written, in the order given.
FeatureTable fire_stations_table(const std::vector<FireStation>& fire_stations);

}  // namespace twin
