#include "engine/network/parts.h"

#include <algorithm>
#include <boost/graph/strong_components.hpp>
#include <cstddef>

#include "engine/network/street_graph.h"

namespace twin {

std::vector<std::uint32_t> parts_of(const StreetNetwork& streets) {
  const StreetGraph& graph = streets.graph();
  // Every stretch has both directions, so the strong components are the parts.
  std::vector<std::size_t> component(streets.junctions().size());
  const auto of_junction =
      boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, graph));
  const std::size_t count = boost::strong_components(graph, of_junction);
  std::vector<std::size_t> size(count, 0);
  std::vector<std::size_t> first(count, component.size());
  for (std::size_t j = component.size(); j-- > 0;) {
    ++size[component[j]];
    first[component[j]] = j;
  }
  std::vector<std::size_t> order(count);
  for (std::size_t c = 0; c < count; ++c) order[c] = c;
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return size[a] != size[b] ? size[a] > size[b] : first[a] < first[b];
  });
  std::vector<std::uint32_t> number(count);
  for (std::uint32_t n = 0; n < count; ++n) number[order[n]] = n;
  std::vector<std::uint32_t> parts;
  parts.reserve(component.size());
  for (const std::size_t c : component) parts.push_back(number[c]);
  return parts;
}

}  // namespace twin
