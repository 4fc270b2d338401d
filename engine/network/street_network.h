#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/space/point.h"

namespace twin {

/// A place along a way where less is clear than usual.
struct NarrowPoint {
  double at_m = 0.0;      ///< its middle, along the way from its start
  double length_m = 0.0;  ///< along the way
  std::optional<double> clear_width_m;
  std::optional<double> clear_height_m;
  double from_h = 0.0;  ///< hours of the day in which it counts: 0 to 24 is always
  double to_h = 24.0;
  std::uint32_t cause = 0;  ///< index of the obstacle in its layer
};

/// A street or lane before noding.
struct StreetWay {
  Polyline line;
  bool one_way = false;                    ///< for vehicles, in the direction of the line
  bool bridge = false;                     ///< joins others at its ends only, never by lying close
  std::vector<NarrowPoint> narrow_points;  ///< sorted along the way
};

/// One direction of travel between two junctions.
struct Segment {
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  std::uint32_t from = 0;  ///< junction index
  std::uint32_t to = 0;
  std::uint32_t way = 0;  ///< the way it is a part of
  double begin_m = 0.0;   ///< along the way; above `end_m` where it runs against the line
  double end_m = 0.0;
  double length_m = 0.0;
  bool against_one_way = false;    ///< vehicles may not, people and hoses may
  std::uint32_t opposite = kNone;  ///< the same stretch in the other direction
};

class StreetGraph;  // engine/network/street_graph.h: Boost.Graph's view, heavy to include

/// The streets and lanes of a ward as a directed graph. It never changes once built: what travel
/// costs is a separate vector, one value per segment, so a scenario can price a thousand variants
/// of the same streets.
class StreetNetwork {
 public:
  /// Nodes the ways: at their ends, at vertices that two ways share (to a centimetre), and where an
  /// end lies within `join_m` of another way. Mere crossings are no junctions: one may be a bridge.
  StreetNetwork(std::vector<StreetWay> ways, double join_m = 1.0);

  /// For the algorithms of Boost.Graph; its edges are indexed like `segments()`.
  const StreetGraph& graph() const { return *graph_; }
  const std::vector<Point>& junctions() const { return junctions_; }
  /// Sorted by `from`.
  const std::vector<Segment>& segments() const { return segments_; }
  const std::vector<StreetWay>& ways() const { return ways_; }

  /// The segments leaving a junction: [first, last) of `segments()`.
  std::uint32_t first_out(std::uint32_t junction) const { return first_out_[junction]; }
  std::uint32_t last_out(std::uint32_t junction) const { return first_out_[junction + 1]; }

  /// The segments of a way in the direction of its line, in order.
  const std::vector<std::uint32_t>& along(std::uint32_t way) const { return along_[way]; }
  /// The segment of a way, in its direction, that holds a place along it.
  std::uint32_t segment_at(std::uint32_t way, double along_m) const;

  Polyline line(std::uint32_t segment) const;
  /// The narrow points on a segment, `at_m` counted from its own start, in order of travel.
  std::vector<NarrowPoint> narrow_points(std::uint32_t segment) const;
  /// Junctions from which only one stretch goes on.
  bool is_dead_end(std::uint32_t junction) const {
    return last_out(junction) - first_out(junction) == 1;
  }

 private:
  std::vector<StreetWay> ways_;
  std::vector<Point> junctions_;
  std::vector<Segment> segments_;
  std::vector<std::uint32_t> first_out_;
  std::vector<std::vector<std::uint32_t>> along_;
  std::shared_ptr<const StreetGraph> graph_;
};

}  // namespace twin
