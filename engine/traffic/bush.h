#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <tuple>
#include <vector>

#include "engine/traffic/assignment.h"
#include "engine/traffic/least_cost_tree.h"

namespace twin {

/// The links over which one kind of vehicle leaves one origin, each with its flow: a bush, as no
/// way along them leads back to where it was (Dial 2006).
struct Bush {
  struct Entry {
    std::uint32_t link = 0;
    std::uint32_t tail = 0;  ///< where the link comes from: a place in `nodes`, before its own
    double pcu_per_h = 0.0;
  };

  std::size_t vehicle_class = 0;
  std::uint32_t origin = 0;
  std::vector<std::uint32_t> nodes;     ///< the origin first; every link leads to a later one
  std::vector<std::uint32_t> first_in;  ///< `entries` by which nodes[p] is entered: from
                                        ///< first_in[p] to before first_in[p + 1]
  std::vector<Entry> entries;

  /// Whether some node is entered by several links; else there is nothing to choose.
  bool merges() const { return entries.size() + 1 > nodes.size(); }
  OriginFlow used() const;
};

/// Grows bushes; kept for the next one, so that little is allocated in between. One a thread.
class BushGrower {
 public:
  explicit BushGrower(const LinkGraph& graph);

  /// A bush that carries nothing yet.
  static Bush empty(std::size_t vehicle_class, std::uint32_t origin);
  /// The bush that an earlier search left; nothing where its links do not fit together (any more).
  std::optional<Bush> grown_from(const OriginFlow& used, std::size_t vehicle_class,
                                 std::uint32_t origin);
  /// Lets go of links without flow and takes up those of the cheapest ways to the trips' ends.
  /// A link that could close a circle is left for later. `cost` is the class's, by link.
  void renew(Bush& bush, const TripsFrom& trips, const LeastCostTree& tree,
             std::span<const double> cost);
  /// Puts all trips that have a way on a bush that has only one to each end.
  void load(Bush& bush, const TripsFrom& trips, double pcu);
  /// Whether the bush brings exactly these trips to their ends, all those that the tree reaches.
  bool carries(const Bush& bush, const TripsFrom& trips, double pcu, const LeastCostTree& tree);

 private:
  struct Added {
    std::uint32_t head = 0;
    std::uint32_t link = 0;
    double pcu_per_h = 0.0;
  };

  void label(std::uint32_t node, double farthest, std::uint32_t hops);
  bool before(std::uint32_t a, std::uint32_t b) const;
  void keep_used(const Bush& bush, std::span<const double> cost);
  bool take_up(std::uint32_t origin, const TripsFrom& trips, const LeastCostTree& tree,
               std::span<const double> cost);
  void rebuild(Bush& bush);

  const LinkGraph& graph_;
  std::vector<double> farthest_;     ///< by node: cost of its costliest way in the bush
  std::vector<std::uint32_t> hops_;  ///< by node: links of its longest way, for links without cost
  std::vector<std::uint32_t> place_;
  std::vector<bool> inside_;
  std::vector<bool> needed_;
  std::vector<bool> linked_;
  std::vector<std::uint32_t> nodes_;
  std::vector<Added> links_;
  std::vector<double> arriving_;
  std::vector<std::tuple<double, std::uint32_t, std::uint32_t>> ranks_;  ///< farthest, hops, node
};

}  // namespace twin
