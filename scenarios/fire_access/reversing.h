#pragma once

#include <vector>

#include "scenarios/fire_access/fire_run.h"

namespace twin::fire {

/// How far a class must back out of each place: 0 where it can go on round a block, turn back in a
/// wide street or at a turning place; else the distance to the mouth of its dead end.
class Reversing {
 public:
  Reversing(const FireRun& run, std::size_t vehicle);
  /// For a vehicle that drove in the direction of `segment` up to `along_m`.
  double from_m(std::uint32_t segment, double along_m) const;

 private:
  bool through(std::uint32_t segment) const;

  const FireRun& run_;
  std::size_t vehicle_;
  std::vector<double> depth_m_;  ///< by junction: from the mouth of its dead end; 0 outside one
  std::vector<char> dead_end_;   ///< by segment along its way: in a dead end
};

}  // namespace twin::fire
