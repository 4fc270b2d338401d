#pragma once

#include <vector>

#include "engine/water/surface_rows.h"

// Patches of a level move at the same time and in place, so each keeps what lies around it.

namespace twin::surface {

/// The water in the kReach cells around a patch before anything of its level moves.
struct Ring {
  template <typename Value>
  struct Around {
    std::vector<Value> north, south;  ///< kReach rows with the corners
    std::vector<Value> sides;         ///< for each row of the patch kReach cells west, then east
  };
  Around<std::int32_t> depth, pledged;
  Around<float> u, v;
};

/// Keeps the water around a patch.
void fill_ring(const Fields& fields, const Patch& patch, Ring& ring);

}  // namespace twin::surface
