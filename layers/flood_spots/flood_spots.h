#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/gis/feature_table.h"
#include "engine/gis/layer_spec.h"
#include "engine/gis/provenance.h"
#include "engine/space/point.h"

namespace twin {

/// A place known to flood, for comparison only: never an input of a model.
struct FloodSpot {
  std::string id;
  std::string name;
  Point place;
  std::optional<double> depth_m;  ///< seen there
  std::string seen;               ///< when: "2025-09-30"
  double uncertain_m = 0;         ///< of its position
  Provenance provenance;
};
/// What a citizen reported of water in a street.
struct FloodReport {
  std::string id;
  Point place;
  std::string time;               ///< local, with offset
  std::optional<double> depth_m;  ///< 0: no water
  std::string text;
  double uncertain_m = 0;  ///< of its position; 0: not told
  Provenance provenance;
};

const LayerSpec& flood_spots_spec();
const LayerSpec& reports_spec();
std::vector<FloodSpot> load_flood_spots(const FeatureTable& table, Findings& findings);
std::vector<FloodReport> load_reports(const FeatureTable& table, Findings& findings);
FeatureTable flood_spots_table(const std::vector<FloodSpot>& spots);
FeatureTable reports_table(const std::vector<FloodReport>& reports);

}  // namespace twin
