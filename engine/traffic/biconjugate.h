#pragma once

#include <span>
#include <vector>

namespace twin {

/// Flows of all classes, one after the other, in pcu/h, with their sum by link.
struct PcuFlows {
  std::vector<double> by_class;  ///< `[class * links + link]`
  std::vector<double> total;     ///< by link

  void add_up(std::size_t links);
};

/// The last two points a Frank–Wolfe search was led to, and the next one: a mix with the newest
/// all-or-nothing flows whose direction is conjugate to the last two with respect to the second
/// derivative of Beckmann's function (Mitradjiva & Lindberg 2013, eq. 9–14). It lies in the hull
/// of all-or-nothing flows, so it carries all trips and no flow is negative.
class BiconjugateTargets {
 public:
  /// Where to go from `at`; `slope` is the derivative of each link's delay there.
  PcuFlows next(const PcuFlows& at, const PcuFlows& cheapest, std::span<const double> slope) const;
  /// Tells of the step that was made towards `target`, from 0 to 1.
  void went(PcuFlows target, double step);
  void forget() { known_ = 0; }
  bool knows_any() const { return known_ > 0; }

 private:
  PcuFlows conjugate(const PcuFlows& at, const PcuFlows& cheapest,
                     std::span<const double> slope) const;
  PcuFlows biconjugate(const PcuFlows& at, const PcuFlows& cheapest,
                       std::span<const double> slope) const;

  PcuFlows last_;
  PcuFlows before_last_;
  double last_step_ = 0.0;
  int known_ = 0;
};

}  // namespace twin
