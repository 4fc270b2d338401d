#pragma once

#include <optional>
#include <string>
#include <vector>

#include "viewer/model/session.h"

namespace twin {

/// A place along a line that was drawn over the ward.
struct ProfilePoint {
  double along_m = 0.0;  ///< from the start of the line, over the ground plan
  Point at;
  double ground_m = 0.0;
  float depth_m =
      0.0F;  ///< of water; NaN: not computed, or no water is shown, or inside a building
  bool in_building = false;
};

/// A building that a line passes through.
struct BuildingOnLine {
  std::string id;
  double from_m = 0.0;  ///< along the line
  double to_m = 0.0;
  double height_m = 0.0;
};

/// Ground and water along a line.
struct Profile {
  std::vector<ProfilePoint> points;       ///< both ends, the corners, and at most `step_m` apart
  std::vector<BuildingOnLine> buildings;  ///< by `from_m`
  double length_m = 0.0;
};

/// What lies along a line of the ward. `water_m`: depth of the water shown on the world's lattice,
/// where some is shown. Empty for fewer than two points. Of a line of more than 4,000 steps the
/// steps are longer.
Profile profile_along(const Session& session, const Polyline& line, const Grid<float>* water_m,
                      double step_m = 0.5);

}  // namespace twin
