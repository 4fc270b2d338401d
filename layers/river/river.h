#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/gis/feature_table.h"
#include "engine/gis/layer_spec.h"
#include "engine/gis/provenance.h"
#include "engine/space/point.h"

namespace twin {

/// A reach of a river or canal beside the ward.
struct River {
  std::string id;
  std::string name;
  Polyline centreline;
  double width_m = 20;
  double bank_m = 6.2;  ///< level of its banks, ward's vertical datum
  double bed_m = 1.5;
  double usual_level_m = 3.3;
  Provenance provenance;
};

/// The columns of the layer, each with its unit, range and meaning.
const LayerSpec& river_spec();
/// Reads the layer; what cannot be used becomes a finding, never a silent change.
/// @throws InputError when a row has no id or the wrong geometry.
std::vector<River> load_river(const FeatureTable& table, Findings& findings);
/// The layer as a table to be written, in the order given.
FeatureTable river_table(const std::vector<River>& river);

}  // namespace twin
