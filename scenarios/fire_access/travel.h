#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "engine/network/turn_search.h"

namespace twin::fire {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// How a traveller gets to one place.
struct Arrival {
  double cost = kInfinity;
  double distance_m = 0.0;               ///< from the start place
  std::uint32_t start = Segment::kNone;  ///< index of the start place

  bool reached() const { return start != Segment::kNone; }
};

/// A search that answers for any place along a segment, not for junctions alone.
class Travel {
 public:
  Travel(const StreetNetwork& streets, const Turns& turns);

  /// Searches anew; with `bound` only what is cheaper (see TurnSearch::grow).
  void grow(const TurnCosts& costs, std::vector<PlaceStart> starts,
            std::span<const double> bound = {});

  /// The cheapest way to a place in the direction of one segment; not reached beyond its stop.
  Arrival at(const TurnCosts& costs, std::uint32_t segment, double along_m) const;

  const TurnSearch& search() const { return search_; }
  const std::vector<PlaceStart>& starts() const { return starts_; }
  /// The segments of the way to a place reached in the direction of `segment`, from the start's on.
  std::vector<std::uint32_t> path(const TurnCosts& costs, std::uint32_t segment,
                                  double along_m) const;

 private:
  void list_starts();

  TurnSearch search_;
  std::vector<PlaceStart> starts_;
  std::vector<std::uint32_t> first_on_;  ///< by segment: the first start on it, or kNone
  std::vector<std::uint32_t> next_on_;   ///< by start: the next on its segment, or kNone
};

}  // namespace twin::fire
