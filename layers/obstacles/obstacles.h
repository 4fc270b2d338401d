#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/gis/feature_table.h"
#include "engine/gis/layer_spec.h"
#include "engine/gis/provenance.h"
#include "engine/space/point.h"

namespace twin {

/// A place along a street or lane where less than the usual width or height is clear.
struct Obstacle {
  std::string id;
  std::string way_id;  ///< the lane or road it stands in
  std::string kind;    ///< pinch, gate, cable, pole, stall, awning, parked
  Point place;
  double length_m = 0.0;  ///< along the way
  std::optional<double> clear_width_m;
  std::optional<double> clear_height_m;
  double from_h = 0.0;  ///< hours of the day in which it stands there: 0 to 24 is always
  double to_h = 24.0;
  Provenance provenance;
};

/// The columns of the layer, each with its unit, range and meaning.
const LayerSpec& obstacles_spec();
/// Reads the layer; what cannot be used becomes a finding, never a silent change.
/// @throws InputError when a row has no id or the wrong geometry.
std::vector<Obstacle> load_obstacles(const FeatureTable& table, Findings& findings);
/// The layer as a table to be written, in the order given.
FeatureTable obstacles_table(const std::vector<Obstacle>& obstacles);

/// Whether it stands there at an hour of the day; `from_h` above `to_h` spans midnight.
bool stands_at(const Obstacle& obstacle, double hour_of_day);

}  // namespace twin
