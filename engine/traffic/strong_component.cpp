#include "engine/traffic/strong_component.h"

#include <algorithm>
#include <limits>

namespace twin {
namespace {

constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

/// Tarjan's depth-first search without recursion, since a street can be thousands of nodes long.
class Components {
 public:
  Components(const LinkGraph& graph, const std::function<bool(std::uint32_t)>& open)
      : graph_(graph),
        open_(open),
        found_at_(graph.nodes(), kNone),
        low_(graph.nodes(), 0),
        component_(graph.nodes(), kNone) {
    for (std::uint32_t node = 0; node < graph.nodes(); ++node) {
      if (found_at_[node] == kNone) search_from(node);
    }
  }

  const std::vector<std::uint32_t>& component() const { return component_; }
  std::uint32_t number() const { return number_; }

 private:
  struct Visit {
    std::uint32_t node;
    std::uint32_t next;  ///< place in the forward star to look at next
  };

  void search_from(std::uint32_t root) {
    enter(root);
    while (!visits_.empty()) {
      Visit& visit = visits_.back();
      if (visit.next == graph_.first_out()[visit.node + 1]) {
        leave();
        continue;
      }
      const std::uint32_t at = visit.next++;
      if (!open_(graph_.link()[at])) continue;
      const std::uint32_t head = graph_.head()[at];
      if (found_at_[head] == kNone) {
        enter(head);
      } else if (component_[head] == kNone) {
        low_[visit.node] = std::min(low_[visit.node], found_at_[head]);
      }
    }
  }

  void enter(std::uint32_t node) {
    found_at_[node] = low_[node] = found_++;
    waiting_.push_back(node);
    visits_.push_back({node, graph_.first_out()[node]});
  }

  void leave() {
    const std::uint32_t node = visits_.back().node;
    visits_.pop_back();
    if (!visits_.empty()) {
      const std::uint32_t parent = visits_.back().node;
      low_[parent] = std::min(low_[parent], low_[node]);
    }
    if (low_[node] != found_at_[node]) return;
    std::uint32_t member = kNone;
    do {
      member = waiting_.back();
      waiting_.pop_back();
      component_[member] = number_;
    } while (member != node);
    ++number_;
  }

  const LinkGraph& graph_;
  const std::function<bool(std::uint32_t)>& open_;
  std::vector<std::uint32_t> found_at_;
  std::vector<std::uint32_t> low_;
  std::vector<std::uint32_t> component_;
  std::vector<std::uint32_t> waiting_;
  std::vector<Visit> visits_;
  std::uint32_t found_ = 0;
  std::uint32_t number_ = 0;
};

}  // namespace

std::vector<bool> largest_strong_component(const LinkGraph& graph,
                                           const std::function<bool(std::uint32_t link)>& open) {
  const Components all(graph, open);
  std::vector<std::uint32_t> size(all.number(), 0);
  for (const std::uint32_t component : all.component()) ++size[component];
  std::vector<bool> inside(graph.nodes(), false);
  std::uint32_t largest = kNone;
  for (const std::uint32_t component : all.component()) {
    if (largest == kNone || size[component] > size[largest]) largest = component;
  }
  for (std::uint32_t node = 0; node < graph.nodes(); ++node) {
    inside[node] = all.component()[node] == largest;
  }
  return inside;
}

}  // namespace twin
