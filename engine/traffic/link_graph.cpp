#include "engine/traffic/link_graph.h"

#include <cassert>
#include <utility>

namespace twin {

LinkGraph::LinkGraph(std::uint32_t nodes, std::uint32_t first_through,
                     std::vector<TrafficLink> links)
    : nodes_(nodes),
      first_through_(first_through),
      links_(std::move(links)),
      first_out_(std::size_t{nodes} + 1, 0),
      link_(links_.size()),
      head_(links_.size()) {
  for (const TrafficLink& link : links_) {
    assert(link.from < nodes && link.to < nodes);
    ++first_out_[link.from + 1];
  }
  for (std::size_t node = 0; node < nodes; ++node) first_out_[node + 1] += first_out_[node];
  std::vector<std::uint32_t> next(first_out_.begin(), first_out_.end() - 1);
  for (std::uint32_t i = 0; i < links_.size(); ++i) {
    const std::uint32_t place = next[links_[i].from]++;
    link_[place] = i;
    head_[place] = links_[i].to;
  }
}

}  // namespace twin
