#pragma once

#include <cstdint>
#include <vector>

#include "layers/ward/ward.h"

namespace twin {

/// How a lane hangs on the streets. Lanes that go on straight behind one another are one stem: one
/// ngõ with one name and one row of house numbers.
struct LanePlace {
  int depth = 0;              ///< 1 off a street (ngõ), 2 off a ngõ (ngách), 3 and more (hẻm)
  std::uint32_t parent = 0;   ///< the way its stem leaves; kNone where no street is reached
  Point mouth;                ///< the end nearer to the street
  bool from_start = true;     ///< the line runs from its mouth inwards
  std::size_t stem = 0;       ///< its stem's first lane
  double stem_begin_m = 0.0;  ///< along the stem, of its mouth
  double street_m = 0.0;      ///< along lanes from the nearest street to the mouth
  double inmost_m = 0.0;      ///< the same to its farther end
  bool dead_end = false;      ///< nothing goes on at its farther end

  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
};

/// The place of each lane, in the order of the lanes.
std::vector<LanePlace> lane_places(const Ward& ward);

}  // namespace twin
