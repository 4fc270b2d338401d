#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/gis/feature_table.h"
#include "engine/gis/layer_spec.h"
#include "engine/gis/provenance.h"
#include "engine/space/point.h"

namespace twin {

/// An alley that houses open onto: ngõ off a street, ngách off a ngõ, hẻm off a ngách.
struct Lane {
  std::string id;    ///< the survey's number, kept in every result
  std::string name;  ///< "Ngõ 34 Trung Kính"; empty where it has none
  std::string kind;  ///< ngo, ngach or hem
  Polyline centreline;
  std::optional<double> clear_width_m;   ///< the usual one between walls; obstacles are a layer
  std::optional<double> clear_height_m;  ///< under cables and gates along it
  std::string surface;                   ///< concrete, asphalt, brick, tiles, earth
  bool turning_place = false;            ///< its end lets an engine turn (QCVN 06:2022 6.4)
  bool drained = false;
  bool lit = false;
  Provenance provenance;
};

/// The columns of the layer, each with its unit, range and meaning.
const LayerSpec& lanes_spec();
/// Reads the layer; what cannot be used becomes a finding, never a silent change.
/// @throws InputError when a row has no id or the wrong geometry.
std::vector<Lane> load_lanes(const FeatureTable& table, Findings& findings);
/// The layer as a table to be written, in the order given.
FeatureTable lanes_table(const std::vector<Lane>& lanes);

}  // namespace twin
