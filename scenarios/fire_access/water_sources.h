#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/findings.h"
#include "engine/space/geometry.h"
#include "layers/ward/renovation.h"
#include "layers/ward/ward.h"
#include "scenarios/fire_access/model.h"

namespace twin::fire {

enum class WaterKind : std::uint8_t { hydrant, cistern, draw_point };

/// A source that is in order and within the rules, where hose from it meets the streets.
struct WaterSource {
  WaterKind kind = WaterKind::hydrant;
  std::string id;
  std::uint32_t segment = 0;  ///< in the direction of its way
  double along_m = 0.0;
  double away_m = 0.0;     ///< from the way, on foot
  double flow_lps = 0.0;   ///< of a hydrant
  double volume_m3 = 0.0;  ///< of a cistern
};

/// Finds where things beside the streets meet them.
class WayFinder {
 public:
  explicit WayFinder(const Ward& ward);

  struct Place {
    std::uint32_t segment = 0;  ///< in the direction of its way
    double along_m = 0.0;
    double away_m = 0.0;
  };
  /// The nearest street or lane within reach; nothing where there is none.
  std::optional<Place> nearest(Point p, double reach_m) const { return find(ways_, p, reach_m); }
  /// The nearest road, lanes left out.
  std::optional<Place> nearest_road(Point p, double reach_m) const {
    return find(roads_, p, reach_m);
  }

 private:
  std::optional<Place> find(const LineIndex& lines, Point p, double reach_m) const;

  const StreetNetwork& streets_;
  LineIndex ways_;
  LineIndex roads_;
};

/// The usable sources of a ward and of a renovation: cisterns that are usable, large enough and not
/// too deep, hydrants that work, draw points that are usable and not too deep; `findings`, where
/// given, tells of those too far from any way.
std::vector<WaterSource> water_sources(const Ward& ward, const Renovation& renovation,
                                       const WayFinder& finder, const FireModel& model,
                                       Findings* findings);

}  // namespace twin::fire
