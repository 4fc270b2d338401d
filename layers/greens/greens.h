#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/gis/feature_table.h"
#include "engine/gis/layer_spec.h"
#include "engine/gis/provenance.h"
#include "engine/space/point.h"

namespace twin {

/// A park, garden or playground.
struct Green {
  std::string id;
  std::string name;
  std::string kind;  ///< park, garden, playground, grass, pond, dry_basin
  Polygon area;
  int equipment = 0;  ///< pieces of sport equipment in good order
  Provenance provenance;
};

/// The kind of a basin that is empty until it rains.
inline constexpr const char* kDryBasin = "dry_basin";

/// The columns of the layer, each with its unit, range and meaning.
const LayerSpec& greens_spec();
/// Reads the layer; what cannot be used becomes a finding, never a silent change.
/// @throws InputError when a row has no id or the wrong geometry.
std::vector<Green> load_greens(const FeatureTable& table, Findings& findings);
/// The layer as a table to be written, in the order given.
FeatureTable greens_table(const std::vector<Green>& greens);

}  // namespace twin
