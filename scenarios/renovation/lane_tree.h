#pragma once

#include <cstdint>
#include <vector>

#include "engine/network/least_costs.h"
#include "layers/ward/ward.h"

namespace twin {

/// How each place in the lanes is reached on foot from the nearest street, the shortest way: a
/// forest whose roots are the junctions of the streets.
class LaneTree {
 public:
  explicit LaneTree(const Ward& ward);

  /// Metres of lane from the street to a door; 0 on a street, infinity where no lane leads there.
  double depth_m(const Door& door) const;
  /// The segments walked from the street to the far end of a lane, its own last; empty for streets
  /// and for lanes that no street reaches.
  std::vector<std::uint32_t> way_in(std::uint32_t way) const;
  /// Residents whose way from the street to their door leads over each way, or ends on it.
  const std::vector<double>& residents_behind() const { return residents_behind_; }

 private:
  bool is_lane(std::uint32_t segment) const;
  std::uint32_t nearer_end(const Door& door) const;

  const Ward& ward_;
  LeastCosts least_;
  std::vector<double> residents_behind_;
};

}  // namespace twin
