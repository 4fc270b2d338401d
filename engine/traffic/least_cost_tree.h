#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "engine/traffic/link_graph.h"

namespace twin {

/// The cheapest ways from one node to all others, by Dijkstra with a 4-ary heap. Kept and grown
/// again for the next origin, so that nothing is allocated in between.
class LeastCostTree {
 public:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  explicit LeastCostTree(const LinkGraph& graph);

  /// `cost` holds one value for each place of the forward star, not negative; infinity closes a
  /// link.
  /// The tree does not depend on what was grown before.
  void grow(std::uint32_t origin, std::span<const double> cost);

  /// From the origin to each node; infinity where no way leads.
  const std::vector<double>& cost() const { return cost_; }
  /// The link by which each node is entered; kNone at the origin and where no way leads.
  const std::vector<std::uint32_t>& entered_by() const { return entered_by_; }
  /// The nodes reached, by growing cost, the origin first.
  const std::vector<std::uint32_t>& reached() const { return reached_; }

 private:
  struct Waiting {
    double cost;
    std::uint32_t node;
  };

  void offer(std::uint32_t node, double cost);
  Waiting take_least();

  const LinkGraph& graph_;
  std::vector<double> cost_;
  std::vector<std::uint32_t> entered_by_;
  std::vector<std::uint32_t> reached_;
  /// A node offered again for less waits twice; its dearer place is passed over.
  std::vector<Waiting> heap_;
};

}  // namespace twin
