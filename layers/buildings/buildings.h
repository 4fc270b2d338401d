#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/gis/feature_table.h"
#include "engine/gis/layer_spec.h"
#include "engine/gis/provenance.h"
#include "engine/space/point.h"

namespace twin {

/// A house or a block.
struct Building {
  std::string id;
  Polygon footprint;
  std::string use;  ///< house, apartment, shop, office, school, clinic, public, industrial, other
  int floors = 1;
  double height_m = 3.5;
  double residents = 0.0;
  std::string group_id;  ///< residential group (tổ dân phố)
  Provenance provenance;
};

/// The columns of the layer, each with its unit, range and meaning.
const LayerSpec& buildings_spec();
/// Reads the layer; what cannot be used becomes a finding, never a silent change.
/// @throws InputError when a row has no id or the wrong geometry.
std::vector<Building> load_buildings(const FeatureTable& table, Findings& findings);
/// The layer as a table to be written, in the order given.
FeatureTable buildings_table(const std::vector<Building>& buildings);

/// Area of all floors, square metres.
double floor_area_m2(const Building& building);

}  // namespace twin
