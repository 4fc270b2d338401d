#pragma once

#include <string>
#include <vector>

#include "layers/ward/ward.h"
#include "layers/ward/water_works.h"

namespace twin {

/// A lane brought to a clear width over its whole length.
struct LaneWidening {
  std::string lane_id;
  double clear_width_m = 0.0;

  bool operator==(const LaneWidening&) const = default;
};

/// Cables and gates along a lane brought to a clear height over its whole length.
struct LaneRaising {
  std::string lane_id;
  double clear_height_m = 0.0;

  bool operator==(const LaneRaising&) const = default;
};

/// What is built or cleared, in one piece of work or a bundle that only helps as a whole.
struct Renovation {
  std::vector<std::string> cleared_obstacles = {};  ///< ids of obstacles taken away
  std::vector<LaneWidening> widened = {};
  std::vector<LaneRaising> raised = {};
  std::vector<std::string> drained_lanes = {};     ///< get a drain over their whole length
  std::vector<std::string> resurfaced_lanes = {};  ///< get concrete
  std::vector<Cistern> cisterns = {};
  std::vector<Hydrant> hydrants = {};
  std::vector<InletBlocking> blocked_inlets = {};
  std::vector<Relevelling> relevelled = {};
  std::vector<std::string> permeable_ways = {};  ///< get a surface that lets rain through
  std::vector<DetentionPond> ponds = {};

  bool empty() const;
  bool operator==(const Renovation&) const = default;
};

/// The layers after a renovation. A widening below the width a lane has changes nothing, nor a
/// raising below its height; a lane of unknown width or height gets the new one. The ground is
/// raised and lowered before basins are dug. Everything changed is marked assumed with method
/// "renovation".
/// @throws InputError naming an obstacle, lane or inlet that is not there.
WardLayers renovated(WardLayers layers, const Renovation& renovation);

/// The error of a renovation that names what a layer does not have.
InputError not_in_ward(const char* layer, const std::string& id);

/// The method of what a renovation changed.
inline constexpr const char* kRenovationMethod = "renovation";
/// Marks a column as changed by a renovation.
void mark_renovated(Provenance& provenance, const std::string& column);

/// All of several renovations at once: each obstacle once, each lane to its greatest width and
/// height; works on inlets and the ground one after the other.
Renovation combined(const std::vector<Renovation>& renovations);

}  // namespace twin
