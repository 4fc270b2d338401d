#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/gis/feature_table.h"
#include "engine/gis/layer_spec.h"
#include "engine/gis/provenance.h"
#include "engine/space/point.h"

namespace twin {

/// A street that motor vehicles may use, as OpenStreetMap classes it.
struct Road {
  std::string id;
  std::string name;        ///< empty where it has none
  Polyline centreline;     ///< drawn in the direction of travel where it is one-way
  std::string road_class;  ///< motorway, trunk, primary, secondary, tertiary, residential, service…
  int lanes = 2;           ///< of both directions together
  bool one_way = false;
  std::optional<double> speed_limit_kmh;
  std::optional<double> width_m;         ///< of the carriageway between kerbs
  std::optional<double> clear_height_m;  ///< under the lowest obstacle
  bool bridge = false;                   ///< over ground or water: not flooded from below
  std::string surface;
  Provenance provenance;
};

/// The columns of the layer, each with its unit, range and meaning.
const LayerSpec& roads_spec();
/// Reads the layer; what cannot be used becomes a finding, never a silent change.
/// @throws InputError when a row has no id or the wrong geometry.
std::vector<Road> load_roads(const FeatureTable& table, Findings& findings);
/// The layer as a table to be written, in the order given.
FeatureTable roads_table(const std::vector<Road>& roads);

/// How important a class is: 0 motorway … 6 service; unknown classes count as residential (5).
int rank_of_class(const std::string& road_class);
/// The usual carriageway width of a road without a known one, from its class and lanes [assumed].
double width_or_usual_m(const Road& road);

}  // namespace twin
