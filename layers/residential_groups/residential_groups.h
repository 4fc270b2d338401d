#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/gis/feature_table.h"
#include "engine/gis/layer_spec.h"
#include "engine/gis/provenance.h"
#include "engine/space/point.h"

namespace twin {

/// A tổ dân phố: some four hundred households that are counted and informed together.
struct ResidentialGroup {
  std::string id;
  std::string name;  ///< "Tổ dân phố số 12"
  Polygon area;
  double households = 0;
  Provenance provenance;
};

/// The columns of the layer, each with its unit, range and meaning.
const LayerSpec& residential_groups_spec();
/// Reads the layer; what cannot be used becomes a finding, never a silent change.
/// @throws InputError when a row has no id or the wrong geometry.
std::vector<ResidentialGroup> load_residential_groups(const FeatureTable& table,
                                                      Findings& findings);
/// The layer as a table to be written, in the order given.
FeatureTable residential_groups_table(const std::vector<ResidentialGroup>& residential_groups);

}  // namespace twin
