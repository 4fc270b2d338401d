#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/gis/feature_table.h"
#include "engine/gis/layer_spec.h"
#include "engine/gis/provenance.h"
#include "engine/space/point.h"

namespace twin {

/// The door of a building: its number and the street or lane it opens onto.
struct Address {
  std::string id;
  std::string building_id;
  std::string way_id;        ///< lane or road
  std::string house_number;  ///< "12" or "34/5/12"
  std::string text;          ///< "Số 12 ngõ 34 Trung Kính"
  Point door;                ///< on the façade
  Provenance provenance;
};

/// The columns of the layer, each with its unit, range and meaning.
const LayerSpec& addresses_spec();
/// Reads the layer; what cannot be used becomes a finding, never a silent change.
/// @throws InputError when a row has no id or the wrong geometry.
std::vector<Address> load_addresses(const FeatureTable& table, Findings& findings);
/// The layer as a table to be written, in the order given.
FeatureTable addresses_table(const std::vector<Address>& addresses);

}  // namespace twin
