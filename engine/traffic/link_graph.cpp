#include "engine/traffic/link_graph.h"

#include <cassert>
#include <utility>

namespace twin {

LinkGraph::LinkGraph(std::uint32_t nodes, std::uint32_t first_through,
                     std::vector<TrafficLink> links)
    : nodes_(nodes), first_through_(first_through), links_(std::move(links)) {
  build(std::vector<bool>(links_.size(), true));
}

LinkGraph::LinkGraph(const LinkGraph& all, const std::vector<bool>& open)
    : nodes_(all.nodes_), first_through_(all.first_through_), links_(all.links_) {
  build(open);
}

void LinkGraph::build(const std::vector<bool>& open) {
  first_out_.assign(std::size_t{nodes_} + 1, 0);
  for (std::size_t i = 0; i < links_.size(); ++i) {
    assert(links_[i].from < nodes_ && links_[i].to < nodes_);
    if (open[i]) ++first_out_[links_[i].from + 1];
  }
  for (std::size_t node = 0; node < nodes_; ++node) first_out_[node + 1] += first_out_[node];
  link_.resize(first_out_.back());
  head_.resize(first_out_.back());
  std::vector<std::uint32_t> next(first_out_.begin(), first_out_.end() - 1);
  for (std::uint32_t i = 0; i < links_.size(); ++i) {
    if (!open[i]) continue;
    const std::uint32_t place = next[links_[i].from]++;
    link_[place] = i;
    head_[place] = links_[i].to;
  }
}

}  // namespace twin
