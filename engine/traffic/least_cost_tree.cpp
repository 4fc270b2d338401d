#include "engine/traffic/least_cost_tree.h"

#include <algorithm>

namespace twin {
namespace {

constexpr std::size_t kChildren = 4;

}  // namespace

LeastCostTree::LeastCostTree(const LinkGraph& graph)
    : graph_(graph), cost_(graph.nodes()), entered_by_(graph.nodes()), place_(graph.nodes()) {
  reached_.reserve(graph.nodes());
  heap_.reserve(graph.nodes());
}

void LeastCostTree::grow(std::uint32_t origin, std::span<const double> cost) {
  std::fill(cost_.begin(), cost_.end(), std::numeric_limits<double>::infinity());
  std::fill(entered_by_.begin(), entered_by_.end(), kNone);
  std::fill(place_.begin(), place_.end(), kNone);
  reached_.clear();
  heap_.clear();
  const auto& first_out = graph_.first_out();
  offer(origin, 0.0);
  while (!heap_.empty()) {
    const Waiting least = take_least();
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
  std::size_t place = place_[node];
  if (place_[node] == kNone) {
    place = heap_.size();
    heap_.push_back({});
  }
  sift_up(place, {cost, node});
}

LeastCostTree::Waiting LeastCostTree::take_least() {
  const Waiting least = heap_.front();
  const Waiting last = heap_.back();
  heap_.pop_back();
  if (!heap_.empty()) sift_down(0, last);
  return least;
}

void LeastCostTree::sift_up(std::size_t place, Waiting waiting) {
  while (place > 0) {
    const std::size_t parent = (place - 1) / kChildren;
    if (heap_[parent].cost <= waiting.cost) break;
    put(place, heap_[parent]);
    place = parent;
  }
  put(place, waiting);
}

void LeastCostTree::sift_down(std::size_t place, Waiting waiting) {
  while (true) {
    const std::size_t first = kChildren * place + 1;
    if (first >= heap_.size()) break;
    std::size_t least = first;
    const std::size_t end = std::min(first + kChildren, heap_.size());
    for (std::size_t child = first + 1; child < end; ++child) {
      if (heap_[child].cost < heap_[least].cost) least = child;
    }
    if (waiting.cost <= heap_[least].cost) break;
    put(place, heap_[least]);
    place = least;
  }
  put(place, waiting);
}

void LeastCostTree::put(std::size_t place, Waiting waiting) {
  heap_[place] = waiting;
  place_[waiting.node] = static_cast<std::uint32_t>(place);
}

}  // namespace twin
