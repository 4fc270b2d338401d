#include "engine/traffic/least_cost_tree.h"

#include <algorithm>

namespace twin {
namespace {

constexpr std::size_t kChildren = 4;

}  // namespace

LeastCostTree::LeastCostTree(const LinkGraph& graph)
    : graph_(graph), cost_(graph.nodes()), entered_by_(graph.nodes()) {
  reached_.reserve(graph.nodes());
  heap_.reserve(graph.link().size() + 1);
}

void LeastCostTree::grow(std::uint32_t origin, std::span<const double> cost) {
  std::fill(cost_.begin(), cost_.end(), std::numeric_limits<double>::infinity());
  std::fill(entered_by_.begin(), entered_by_.end(), kNone);
  reached_.clear();
  heap_.clear();
  const auto& first_out = graph_.first_out();
  offer(origin, 0.0);
  while (!heap_.empty()) {
    const Waiting least = take_least();
    if (least.cost > cost_[least.node]) continue;  // offered again for less since
    reached_.push_back(least.node);
    if (least.node < graph_.first_through() && least.node != origin) continue;
    for (std::uint32_t at = first_out[least.node]; at < first_out[least.node + 1]; ++at) {
      const std::uint32_t head = graph_.head()[at];
      const double by_here = least.cost + cost[at];
      if (!(by_here < cost_[head])) continue;
      entered_by_[head] = graph_.link()[at];
      offer(head, by_here);
    }
  }
}

void LeastCostTree::offer(std::uint32_t node, double cost) {
  cost_[node] = cost;
  std::size_t place = heap_.size();
  heap_.push_back({cost, node});
  while (place > 0) {
    const std::size_t parent = (place - 1) / kChildren;
    if (heap_[parent].cost <= cost) break;
    heap_[place] = heap_[parent];
    place = parent;
  }
  heap_[place] = {cost, node};
}

LeastCostTree::Waiting LeastCostTree::take_least() {
  const Waiting least = heap_.front();
  const Waiting last = heap_.back();
  heap_.pop_back();
  if (heap_.empty()) return least;
  std::size_t place = 0;
  for (std::size_t first = 1; first < heap_.size(); first = kChildren * place + 1) {
    std::size_t next = first;
    const std::size_t end = std::min(first + kChildren, heap_.size());
    for (std::size_t child = first + 1; child < end; ++child) {
      if (heap_[child].cost < heap_[next].cost) next = child;
    }
    if (last.cost <= heap_[next].cost) break;
    heap_[place] = heap_[next];
    place = next;
  }
  heap_[place] = last;
  return least;
}

}  // namespace twin
