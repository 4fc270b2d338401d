#include "engine/traffic/bush.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace twin {

OriginFlow Bush::used() const {
  OriginFlow flow;
  for (const Entry& entry : entries) {
    if (entry.pcu_per_h > 0.0) flow.push_back({entry.link, entry.pcu_per_h});
  }
  return flow;
}

BushGrower::BushGrower(const LinkGraph& graph)
    : graph_(graph),
      farthest_(graph.nodes()),
      hops_(graph.nodes()),
      place_(graph.nodes()),
      inside_(graph.nodes(), false),
      needed_(graph.nodes(), false),
      linked_(graph.links().size(), false),
      arriving_(graph.nodes(), 0.0) {}

Bush BushGrower::empty(std::size_t vehicle_class, std::uint32_t origin) {
  return {.vehicle_class = vehicle_class,
          .origin = origin,
          .nodes = {origin},
          .first_in = {0, 0},
          .entries = {}};
}

std::optional<Bush> BushGrower::grown_from(const OriginFlow& used, std::size_t vehicle_class,
                                           std::uint32_t origin) {
  Bush bush = empty(vehicle_class, origin);
  place_[origin] = 0;
  inside_[origin] = true;
  bool fits = true;
  for (const LinkFlow& flow : used) {
    const TrafficLink& link = graph_.links()[flow.link];
    const bool another = link.to != bush.nodes.back() || bush.nodes.size() == 1;
    fits = inside_[link.from] && link.from != link.to && !(another && inside_[link.to]);
    if (!fits) break;
    if (another) {
      place_[link.to] = static_cast<std::uint32_t>(bush.nodes.size());
      inside_[link.to] = true;
      bush.nodes.push_back(link.to);
      bush.first_in.push_back(bush.first_in.back());
    }
    bush.entries.push_back({flow.link, place_[link.from], flow.pcu_per_h});
    ++bush.first_in.back();
  }
  for (const std::uint32_t node : bush.nodes) inside_[node] = false;
  if (!fits) return std::nullopt;
  return bush;
}

void BushGrower::label(std::uint32_t node, double farthest, std::uint32_t hops) {
  farthest_[node] = farthest;
  hops_[node] = hops;
  if (inside_[node]) return;
  inside_[node] = true;
  nodes_.push_back(node);
}

/// The order of a bush: it grows along each of its links.
bool BushGrower::before(std::uint32_t a, std::uint32_t b) const {
  return farthest_[a] != farthest_[b] ? farthest_[a] < farthest_[b] : hops_[a] < hops_[b];
}

void BushGrower::renew(Bush& bush, const TripsFrom& trips, const LeastCostTree& tree,
                       std::span<const double> cost) {
  nodes_.clear();
  links_.clear();
  keep_used(bush, cost);
  const bool grew = take_up(bush.origin, trips, tree, cost);
  if (grew || links_.size() != bush.entries.size()) rebuild(bush);
  for (const std::uint32_t node : nodes_) inside_[node] = false;
  for (const Added& added : links_) linked_[added.link] = false;
}

void BushGrower::keep_used(const Bush& bush, std::span<const double> cost) {
  label(bush.origin, 0.0, 0);
  for (std::size_t p = 1; p < bush.nodes.size(); ++p) {
    double farthest = -1.0;
    std::uint32_t hops = 0;
    for (std::uint32_t e = bush.first_in[p]; e < bush.first_in[p + 1]; ++e) {
      const Bush::Entry& entry = bush.entries[e];
      if (entry.pcu_per_h <= 0.0) continue;
      const std::uint32_t tail = bush.nodes[entry.tail];
      if (!inside_[tail]) continue;  // what rounding left of a flow that went elsewhere
      farthest = std::max(farthest, farthest_[tail] + cost[entry.link]);
      hops = std::max(hops, hops_[tail] + 1);
      links_.push_back({bush.nodes[p], entry.link, entry.pcu_per_h});
      linked_[entry.link] = true;
    }
    if (farthest >= 0.0) label(bush.nodes[p], farthest, hops);
  }
}

bool BushGrower::take_up(std::uint32_t origin, const TripsFrom& trips, const LeastCostTree& tree,
                         std::span<const double> cost) {
  const auto& links = graph_.links();
  std::vector<std::uint32_t> marked;
  for (const TripsFrom::To& to : trips.to) {
    if (to.vehicles <= 0.0 || to.node == origin || std::isinf(tree.cost()[to.node])) continue;
    for (std::uint32_t node = to.node; node != origin && !needed_[node];) {
      needed_[node] = true;
      marked.push_back(node);
      node = links[tree.entered_by()[node]].from;
    }
  }
  const std::size_t kept = links_.size();
  for (const std::uint32_t node : tree.reached()) {
    if (!needed_[node]) continue;
    const std::uint32_t link = tree.entered_by()[node];
    const std::uint32_t from = links[link].from;
    if (linked_[link]) continue;
    if (!inside_[node]) {
      label(node, farthest_[from] + cost[link], hops_[from] + 1);
    } else if (!before(from, node)) {
      continue;
    }
    links_.push_back({node, link, 0.0});
    linked_[link] = true;
  }
  for (const std::uint32_t node : marked) needed_[node] = false;
  return links_.size() > kept;
}

void BushGrower::rebuild(Bush& bush) {
  ranks_.clear();
  for (const std::uint32_t node : nodes_) ranks_.emplace_back(farthest_[node], hops_[node], node);
  std::ranges::sort(ranks_);
  for (std::size_t p = 0; p < nodes_.size(); ++p) {
    nodes_[p] = std::get<2>(ranks_[p]);
    place_[nodes_[p]] = static_cast<std::uint32_t>(p);
  }
  bush.nodes = nodes_;
  bush.first_in.assign(nodes_.size() + 1, 0);
  for (const Added& added : links_) ++bush.first_in[place_[added.head] + 1];
  for (std::size_t p = 0; p < nodes_.size(); ++p) bush.first_in[p + 1] += bush.first_in[p];
  bush.entries.resize(links_.size());
  std::vector<std::uint32_t> next(bush.first_in.begin(), bush.first_in.end() - 1);
  for (const Added& added : links_) {
    bush.entries[next[place_[added.head]]++] = {added.link, place_[graph_.links()[added.link].from],
                                                added.pcu_per_h};
  }
}

void BushGrower::load(Bush& bush, const TripsFrom& trips, double pcu) {
  for (const TripsFrom::To& to : trips.to) {
    if (to.node != trips.origin) arriving_[to.node] += pcu * to.vehicles;
  }
  // From the ends to the origin: what passes a node is complete before it goes on.
  for (std::size_t p = bush.nodes.size(); p-- > 1;) {
    Bush::Entry& entry = bush.entries[bush.first_in[p]];
    entry.pcu_per_h = arriving_[bush.nodes[p]];
    arriving_[bush.nodes[entry.tail]] += entry.pcu_per_h;
  }
  for (const std::uint32_t node : bush.nodes) arriving_[node] = 0.0;
  for (const TripsFrom::To& to : trips.to) arriving_[to.node] = 0.0;
}

bool BushGrower::carries(const Bush& bush, const TripsFrom& trips, double pcu,
                         const LeastCostTree& tree) {
  constexpr double kRounding = 1e-9;
  double most = 0.0;
  for (const TripsFrom::To& to : trips.to) {
    if (to.node == trips.origin || std::isinf(tree.cost()[to.node])) continue;
    arriving_[to.node] -= pcu * to.vehicles;
    most = std::max(most, pcu * to.vehicles);
  }
  for (std::size_t p = 1; p < bush.nodes.size(); ++p) {
    for (std::uint32_t e = bush.first_in[p]; e < bush.first_in[p + 1]; ++e) {
      arriving_[bush.nodes[p]] += bush.entries[e].pcu_per_h;
      if (bush.entries[e].tail != 0) {
        arriving_[bush.nodes[bush.entries[e].tail]] -= bush.entries[e].pcu_per_h;
      }
    }
  }
  double worst = 0.0;
  for (const std::uint32_t node : bush.nodes) {
    worst = std::max(worst, std::abs(std::exchange(arriving_[node], 0.0)));
  }
  for (const TripsFrom::To& to : trips.to) {
    worst = std::max(worst, std::abs(std::exchange(arriving_[to.node], 0.0)));
  }
  return worst <= kRounding * std::max(most, 1.0);
}

}  // namespace twin
