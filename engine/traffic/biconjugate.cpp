#include "engine/traffic/biconjugate.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace twin {
namespace {

/// The most that the last target may weigh in a mix, so that each step looks at the newest ways.
constexpr double kMostOfLast = 0.99;
/// After so long a step the last target is where we are, and says nothing of where to go.
constexpr double kFullStep = 1.0 - 1e-9;

PcuFlows mixed(double share_a, const PcuFlows& a, double share_b, const PcuFlows& b) {
  PcuFlows mix = a;
  for (std::size_t i = 0; i < mix.by_class.size(); ++i) {
    mix.by_class[i] = share_a * a.by_class[i] + share_b * b.by_class[i];
  }
  mix.add_up(a.total.size());
  return mix;
}

}  // namespace

void PcuFlows::add_up(std::size_t links) {
  total.assign(links, 0.0);
  for (std::size_t first = 0; first < by_class.size(); first += links) {
    for (std::size_t link = 0; link < links; ++link) total[link] += by_class[first + link];
  }
}

PcuFlows BiconjugateTargets::next(const PcuFlows& at, const PcuFlows& cheapest,
                                  std::span<const double> slope) const {
  if (known_ == 0) return cheapest;
  return known_ == 1 ? conjugate(at, cheapest, slope) : biconjugate(at, cheapest, slope);
}

void BiconjugateTargets::went(PcuFlows target, double step) {
  if (step >= kFullStep) return forget();
  before_last_ = std::exchange(last_, std::move(target));
  last_step_ = step;
  known_ = std::min(2, known_ + 1);
}

PcuFlows BiconjugateTargets::conjugate(const PcuFlows& at, const PcuFlows& cheapest,
                                       std::span<const double> slope) const {
  double with_cheapest = 0.0;
  double with_last = 0.0;
  for (std::size_t link = 0; link < slope.size(); ++link) {
    const double to_last = last_.total[link] - at.total[link];
    with_cheapest += to_last * slope[link] * (cheapest.total[link] - at.total[link]);
    with_last += to_last * slope[link] * to_last;
  }
  const double difference = with_cheapest - with_last;
  if (difference == 0.0) return cheapest;
  const double share = std::clamp(with_cheapest / difference, 0.0, kMostOfLast);
  return mixed(1.0 - share, cheapest, share, last_);
}

PcuFlows BiconjugateTargets::biconjugate(const PcuFlows& at, const PcuFlows& cheapest,
                                         std::span<const double> slope) const {
  // The direction of the step before the last, seen from here: τ·s₁ + (1 − τ)·s₂ − x.
  double older_with_cheapest = 0.0;
  double older_with_change = 0.0;
  double last_with_cheapest = 0.0;
  double last_with_last = 0.0;
  for (std::size_t link = 0; link < slope.size(); ++link) {
    const double to_cheapest = cheapest.total[link] - at.total[link];
    const double to_last = last_.total[link] - at.total[link];
    const double to_older = last_step_ * last_.total[link] +
                            (1.0 - last_step_) * before_last_.total[link] - at.total[link];
    older_with_cheapest += to_older * slope[link] * to_cheapest;
    older_with_change += to_older * slope[link] * (before_last_.total[link] - last_.total[link]);
    last_with_cheapest += to_last * slope[link] * to_cheapest;
    last_with_last += to_last * slope[link] * to_last;
  }
  double older = 0.0;
  if (older_with_change != 0.0) older = std::max(0.0, -older_with_cheapest / older_with_change);
  double last = older * last_step_ / (1.0 - last_step_);
  if (last_with_last != 0.0) last -= last_with_cheapest / last_with_last;
  last = std::max(0.0, last);
  const double share = 1.0 / (1.0 + older + last);
  if (!std::isfinite(older) || !std::isfinite(last)) return cheapest;
  const PcuFlows mix = mixed(share, cheapest, last * share, last_);
  return mixed(1.0, mix, older * share, before_last_);
}

}  // namespace twin
