#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace twin {

/// One link that traffic may take, between two nodes numbered from 0.
struct TrafficLink {
  std::uint32_t from = 0;
  std::uint32_t to = 0;

  bool operator==(const TrafficLink&) const = default;
};

/// Links by the node they leave (a forward star): `first_out[n] … first_out[n + 1]` are the places
/// in `link` and `head` of those that leave node n, in the order of the links.
class LinkGraph {
 public:
  /// Nodes below `first_through` are zones: trips start and end there, none passes through.
  LinkGraph(std::uint32_t nodes, std::uint32_t first_through, std::vector<TrafficLink> links);
  /// The same links, but only those marked open in the forward star.
  LinkGraph(const LinkGraph& all, const std::vector<bool>& open);

  std::uint32_t nodes() const { return nodes_; }
  std::uint32_t first_through() const { return first_through_; }
  const std::vector<TrafficLink>& links() const { return links_; }
  const std::vector<std::uint32_t>& first_out() const { return first_out_; }
  const std::vector<std::uint32_t>& link() const { return link_; }
  const std::vector<std::uint32_t>& head() const { return head_; }

 private:
  void build(const std::vector<bool>& open);

  std::uint32_t nodes_;
  std::uint32_t first_through_;
  std::vector<TrafficLink> links_;
  std::vector<std::uint32_t> first_out_;
  std::vector<std::uint32_t> link_;
  std::vector<std::uint32_t> head_;
};

}  // namespace twin
