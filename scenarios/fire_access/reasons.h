#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "scenarios/fire_access/fire_run.h"

namespace twin::fire {

/// A place for which a reason is wanted, and how it is served now.
struct ReasonPlace {
  std::uint32_t segment = 0;
  double along_m = 0.0;
  double ready_s = kInfinity;  ///< BestStop::ready_s there
};

/// Why no engine stops nearer to a place.
///
/// **Definition.** Of all single obstacles (or several at one spot, where none alone changes
/// anything) the one whose removal makes hose ready earliest at the place: taking away exactly what
/// is named improves the place, and nothing else that stands alone improves it more. What counts as
/// one: an obstacle, the width or height of a way over its whole length, a bend, a corner, and the
/// flood as a whole.
struct Reason {
  std::vector<Barrier> barriers;  ///< what is named; several stand at one spot
  std::size_t vehicle = 0;        ///< the class that it stops
  std::uint32_t segment = 0;      ///< where that class is stopped, in its direction of travel
  double along_m = 0.0;
  std::uint32_t onto = Segment::kNone;  ///< of a corner: the segment that is not turned into
  double distance_m = 0.0;              ///< from there to the place, by the way then taken
  double ready_s = kInfinity;           ///< without it

  bool is_flood() const {
    return !barriers.empty() && barriers.front().cause.kind == CauseKind::flood;
  }
};

/// The binding reason of each place; nothing where no removal helps by `least_gain_s`. `dry` is the
/// same run without its flood, or null.
///
/// Each removal is searched from where it opens the way, and only as far as it improves anything.
std::vector<std::optional<Reason>> binding_reasons(const FireRun& run, const FireRun* dry,
                                                   std::span<const ReasonPlace> places,
                                                   double least_gain_s = 0.5);

}  // namespace twin::fire
