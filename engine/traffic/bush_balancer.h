#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "engine/traffic/bush.h"
#include "engine/traffic/link_costs.h"

namespace twin {

/// Moves flow within one bush at a time.
class BushBalancer {
 public:
  BushBalancer(const AssignmentProblem& problem, LinkCosts& costs)
      : problem_(problem), costs_(costs) {}

  /// Goes once through the nodes where ways meet, from the farthest on. Differences below
  /// `least_difference` of the cost from the origin stay. Σ flow · what it was dearer.
  double balance(Bush& bush, double least_difference);

 private:
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  /// The cheapest way to each place of the bush, and the costliest one in use.
  struct Label {
    double least = 0.0;
    double most = 0.0;
    std::uint32_t least_in = kNone;  ///< place in `entries`
    std::uint32_t most_in = kNone;
  };

  void label(const Bush& bush);
  double even_out(Bush& bush, std::size_t place, double least_difference);
  double difference(const Bush& bush) const;
  double balancing_flow(const Bush& bush, double difference, double most) const;

  const AssignmentProblem& problem_;
  LinkCosts& costs_;
  std::vector<Label> labels_;
  std::vector<std::uint32_t> dear_;   ///< entries between two nodes: the costliest way in use
  std::vector<std::uint32_t> cheap_;  ///< and the cheapest one
};

}  // namespace twin
