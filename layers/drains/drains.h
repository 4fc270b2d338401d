#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/gis/feature_table.h"
#include "engine/gis/layer_spec.h"
#include "engine/gis/provenance.h"
#include "engine/space/point.h"

namespace twin {

/// A pipe, culvert or channel from one manhole (or outfall) to another.
struct DrainPipe {
  std::string id;
  std::string from_id;  ///< manhole upstream
  std::string to_id;    ///< manhole or outfall downstream
  Polyline centreline;
  std::string shape;         ///< circular or box
  double height_m = 0.4;     ///< the diameter where circular
  double width_m = 0.4;      ///< the diameter where circular
  double invert_from_m = 0;  ///< levels of the inside bottom, ward's vertical datum
  double invert_to_m = 0;
  double manning = 0.015;
  double blocked_share = 0.0;  ///< of its section, by silt
  Provenance provenance;
};
struct DrainManhole {
  std::string id;
  Point place;
  double ground_m = 0;
  double invert_m = 0;
  Provenance provenance;
};
/// A gully through which the street drains into a manhole.
struct DrainInlet {
  std::string id;
  Point place;
  std::string manhole_id;
  std::string kind;          ///< grate, kerb
  double capacity_m3ps = 0;  ///< clean, fully submerged
  double clogged_share = 0;  ///< of its opening
  Provenance provenance;
};
struct DrainOutfall {
  std::string id;
  Point place;
  std::string kind;  ///< river_flap, river_open, pumped
  double invert_m = 0;
  Provenance provenance;
};
struct DrainPump {
  std::string id;
  Point place;
  std::string node_id;  ///< manhole or outfall it empties
  double capacity_m3ps = 0;
  Provenance provenance;
};

const LayerSpec& drain_pipes_spec();
const LayerSpec& drain_manholes_spec();
const LayerSpec& drain_inlets_spec();
const LayerSpec& drain_outfalls_spec();
const LayerSpec& drain_pumps_spec();
/// The loaders report what cannot be used as findings; a row without an id or with the wrong
/// geometry throws InputError. The tables are written in the order given.
std::vector<DrainPipe> load_drain_pipes(const FeatureTable& table, Findings& findings);
std::vector<DrainManhole> load_drain_manholes(const FeatureTable& table, Findings& findings);
std::vector<DrainInlet> load_drain_inlets(const FeatureTable& table, Findings& findings);
std::vector<DrainOutfall> load_drain_outfalls(const FeatureTable& table, Findings& findings);
std::vector<DrainPump> load_drain_pumps(const FeatureTable& table, Findings& findings);
FeatureTable drain_pipes_table(const std::vector<DrainPipe>& pipes);
FeatureTable drain_manholes_table(const std::vector<DrainManhole>& manholes);
FeatureTable drain_inlets_table(const std::vector<DrainInlet>& inlets);
FeatureTable drain_outfalls_table(const std::vector<DrainOutfall>& outfalls);
FeatureTable drain_pumps_table(const std::vector<DrainPump>& pumps);

}  // namespace twin
