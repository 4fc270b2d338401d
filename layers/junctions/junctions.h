#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/gis/feature_table.h"
#include "engine/gis/layer_spec.h"
#include "engine/gis/provenance.h"
#include "engine/space/point.h"

namespace twin {

/// How traffic is ordered where streets meet.
struct Junction {
  std::string id;
  Point place;
  std::string control;                ///< none, signal, priority, crossing
  std::optional<double> cycle_s;      ///< of a signal
  std::optional<double> green_share;  ///< of the cycle, for the main direction
  Provenance provenance;
};

/// The columns of the layer, each with its unit, range and meaning.
const LayerSpec& junctions_spec();
/// Reads the layer; what cannot be used becomes a finding, never a silent change.
/// @throws InputError when a row has no id or the wrong geometry.
std::vector<Junction> load_junctions(const FeatureTable& table, Findings& findings);
/// The layer as a table to be written, in the order given.
FeatureTable junctions_table(const std::vector<Junction>& junctions);

}  // namespace twin
