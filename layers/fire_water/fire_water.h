#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/gis/feature_table.h"
#include "engine/gis/layer_spec.h"
#include "engine/gis/provenance.h"
#include "engine/space/point.h"

namespace twin {

/// A tank of fire water in or beside a lane.
struct Cistern {
  std::string id;
  Point place;
  double volume_m3 = 0;
  bool usable = true;
  double suction_lift_m = 2.0;  ///< from its lowest water to the pump: at most 7 m (QCVN 10:2025)
  Provenance provenance;

  bool operator==(const Cistern&) const = default;
};
struct Hydrant {
  std::string id;
  Point place;
  double flow_lps = 0;  ///< it can give steadily
  bool working = true;
  Provenance provenance;

  bool operator==(const Hydrant&) const = default;
};
/// A place at a river or lake where an engine can draw water.
struct DrawPoint {
  std::string id;
  Point place;
  std::string water;  ///< name of the river or lake
  double suction_lift_m = 3.0;
  bool usable = true;
  Provenance provenance;

  bool operator==(const DrawPoint&) const = default;
};

const LayerSpec& cisterns_spec();
const LayerSpec& hydrants_spec();
const LayerSpec& draw_points_spec();
/// Findings for unusable values; @throws InputError for a row without an id or a place.
std::vector<Cistern> load_cisterns(const FeatureTable& table, Findings& findings);
std::vector<Hydrant> load_hydrants(const FeatureTable& table, Findings& findings);
std::vector<DrawPoint> load_draw_points(const FeatureTable& table, Findings& findings);
FeatureTable cisterns_table(const std::vector<Cistern>& cisterns);
FeatureTable hydrants_table(const std::vector<Hydrant>& hydrants);
FeatureTable draw_points_table(const std::vector<DrawPoint>& draw_points);

}  // namespace twin
