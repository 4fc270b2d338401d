#include "engine/traffic/bush_balancer.h"

#include <algorithm>
#include <cmath>

namespace twin {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

}  // namespace

void BushBalancer::label(const Bush& bush) {
  const std::span<const double> cost = costs_.of_class(bush.vehicle_class);
  labels_.resize(bush.nodes.size());
  labels_[0] = {};
  for (std::size_t p = 1; p < bush.nodes.size(); ++p) {
    Label here{.least = kNever, .most = -kNever};
    for (std::uint32_t e = bush.first_in[p]; e < bush.first_in[p + 1]; ++e) {
      const Bush::Entry& entry = bush.entries[e];
      const Label& tail = labels_[entry.tail];
      const double least = tail.least + cost[entry.link];
      if (least < here.least) {
        here.least = least;
        here.least_in = e;
      }
      const double most = tail.most + cost[entry.link];
      if (entry.pcu_per_h > 0.0 && most > here.most) {
        here.most = most;
        here.most_in = e;
      }
    }
    labels_[p] = here;
  }
}

double BushBalancer::balance(Bush& bush, double least_difference) {
  label(bush);
  double excess = 0.0;
  for (std::size_t p = bush.nodes.size(); p-- > 1;) {
    const Label& here = labels_[p];
    if (here.most - here.least <= least_difference * here.least) continue;
    if (here.most_in == here.least_in) continue;
    excess += even_out(bush, p, least_difference * here.least);
  }
  return excess;
}

double BushBalancer::even_out(Bush& bush, std::size_t place, double least_difference) {
  dear_.clear();
  cheap_.clear();
  dear_.push_back(labels_[place].most_in);
  cheap_.push_back(labels_[place].least_in);
  while (true) {
    const std::uint32_t by_dear = bush.entries[dear_.back()].tail;
    const std::uint32_t by_cheap = bush.entries[cheap_.back()].tail;
    if (by_dear == by_cheap) break;
    if (by_dear > by_cheap) {
      dear_.push_back(labels_[by_dear].most_in);
    } else {
      cheap_.push_back(labels_[by_cheap].least_in);
    }
  }
  double most = kNever;
  for (const std::uint32_t e : dear_) most = std::min(most, bush.entries[e].pcu_per_h);
  const double dearer = difference(bush);
  if (most <= 0.0 || dearer <= least_difference) return 0.0;
  const double moved = balancing_flow(bush, dearer, most);
  constexpr double kRounding = 1e-12;  // what is left of a flow that went elsewhere
  for (const std::uint32_t e : dear_) {
    Bush::Entry& entry = bush.entries[e];
    const double left = entry.pcu_per_h - moved;
    entry.pcu_per_h = left > kRounding * entry.pcu_per_h ? left : 0.0;
    costs_.change(entry.link, -moved);
  }
  for (const std::uint32_t e : cheap_) {
    bush.entries[e].pcu_per_h += moved;
    costs_.change(bush.entries[e].link, moved);
  }
  return dearer * most;
}

double BushBalancer::difference(const Bush& bush) const {
  const std::span<const double> cost = costs_.of_class(bush.vehicle_class);
  double sum = 0.0;
  for (const std::uint32_t e : dear_) sum += cost[bush.entries[e].link];
  for (const std::uint32_t e : cheap_) sum -= cost[bush.entries[e].link];
  return sum;
}

/// The flow after whose move both ways cost the same, or all of it. Newton's method in a bracket:
/// delays of junctions bend so sharply near capacity that a step may go far beyond.
double BushBalancer::balancing_flow(const Bush& bush, double difference, double most) const {
  constexpr int kMostSteps = 8;
  constexpr double kBalanced = 0.01;  // of the difference; the next rounds do the rest
  double slope = 0.0;
  for (const std::uint32_t e : dear_) slope += costs_.slope(bush.entries[e].link);
  for (const std::uint32_t e : cheap_) slope += costs_.slope(bush.entries[e].link);
  double low = 0.0;
  double high = most;
  double at = 0.0;
  double left = difference;
  for (int step = 0; step < kMostSteps; ++step) {
    double next = slope > 0.0 ? at + left / slope : high;
    if (next >= high) next = step == 0 ? high : 0.5 * (at + high);
    if (next <= low) next = 0.5 * (low + at);
    at = next;
    left = difference;
    slope = 0.0;
    for (const std::uint32_t e : dear_) {
      const std::uint32_t link = bush.entries[e].link;
      const double flow = std::max(0.0, costs_.flow(link) - at);
      left += delay(problem_.delays[link], flow) - costs_.delay(link);
      slope += delay_slope(problem_.delays[link], flow);
    }
    for (const std::uint32_t e : cheap_) {
      const std::uint32_t link = bush.entries[e].link;
      left -= delay(problem_.delays[link], costs_.flow(link) + at) - costs_.delay(link);
      slope += delay_slope(problem_.delays[link], costs_.flow(link) + at);
    }
    if (std::abs(left) <= kBalanced * difference || (left > 0.0 && at >= most)) break;
    (left > 0.0 ? low : high) = at;
  }
  return at;
}

}  // namespace twin
