#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/gis/feature_table.h"
#include "engine/gis/layer_spec.h"
#include "engine/gis/provenance.h"
#include "engine/space/point.h"

namespace twin {

/// A school, clinic or other place that many depend on.
struct Facility {
  std::string id;
  std::string name;
  std::string
      kind;  ///< school, kindergarten, university, clinic, hospital, market, office, station
  Point place;
  Provenance provenance;
};

/// The columns of the layer, each with its unit, range and meaning.
const LayerSpec& facilities_spec();
/// Reads the layer; what cannot be used becomes a finding, never a silent change.
/// @throws InputError when a row has no id or the wrong geometry.
std::vector<Facility> load_facilities(const FeatureTable& table, Findings& findings);
/// The layer as a table to be written, in the order given.
FeatureTable facilities_table(const std::vector<Facility>& facilities);

}  // namespace twin
