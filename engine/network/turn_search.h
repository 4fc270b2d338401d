#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <utility>
#include <vector>

#include "engine/network/street_network.h"

namespace twin {

/// The turns of a street network, numbered: from each segment onto each segment that leaves the
/// junction it ends at, the way back among them.
class Turns {
 public:
  explicit Turns(const StreetNetwork& streets);

  std::size_t size() const { return first_.back(); }
  /// The turn from one segment onto another that starts where it ends.
  std::uint32_t index(const StreetNetwork& streets, std::uint32_t from, std::uint32_t onto) const {
    return first_[from] + (onto - streets.first_out(streets.segments()[from].to));
  }
  std::uint32_t first(std::uint32_t from) const { return first_[from]; }

 private:
  std::vector<std::uint32_t> first_;
};

/// What travel costs one kind of traveller, in any one unit.
struct TurnCosts {
  std::vector<double> per_m;   ///< by segment; not negative
  std::vector<double> stop_m;  ///< by segment: how far from its start one gets; infinity: through
  std::vector<double> turn;    ///< by turn; infinity forbids it
};

/// A place on a segment at which a traveller sets out.
struct PlaceStart {
  std::uint32_t segment = 0;
  double along_m = 0.0;                                     ///< from the segment's start
  double stop_m = std::numeric_limits<double>::infinity();  ///< how far from there, as `stop_m`
  double cost = 0.0;
};

/// How a segment is entered at its start.
struct Entry {
  double cost = std::numeric_limits<double>::infinity();
  double distance_m = 0.0;               ///< travelled since the start place
  std::uint32_t by = Segment::kNone;     ///< the segment before
  std::uint32_t start = Segment::kNone;  ///< index of the start place
  bool straight_from_start = false;      ///< the start place lies on `by`
};

/// Least costs over an edge-based graph: a state is a segment entered at its start, so each turn
/// can be allowed, forbidden or priced by itself. Travel may end within a segment, where something
/// stops it. One object is used again and again; a search touches what it reaches and no more.
class TurnSearch {
 public:
  /// Both must outlive this.
  TurnSearch(const StreetNetwork& streets, const Turns& turns);

  /// Searches from the starts. With `bound` (one cost a segment) only what is cheaper than it is
  /// entered: the part of a network that a change makes better. Equal costs are settled in the
  /// order of the segments, so results do not depend on chance.
  void grow(const TurnCosts& costs, std::span<const PlaceStart> starts,
            std::span<const double> bound = {});

  const Entry& entry(std::uint32_t segment) const { return entries_[segment]; }
  /// The segments entered, the cheapest first.
  const std::vector<std::uint32_t>& entered() const { return entered_; }
  /// The entries' costs, one a segment, infinity where none: the bound of a later search.
  std::vector<double> costs() const;
  /// The segments from the start's (included) to this one (included), in order of travel.
  std::vector<std::uint32_t> path_to(std::uint32_t segment) const;

 private:
  using Waiting = std::pair<double, std::uint32_t>;

  void leave(const TurnCosts& costs, std::uint32_t segment, const Entry& at_end,
             std::span<const double> bound);

  const StreetNetwork& streets_;
  const Turns& turns_;
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> entered_;
  std::vector<std::uint32_t> touched_;
  std::vector<Waiting> heap_;
};

}  // namespace twin
