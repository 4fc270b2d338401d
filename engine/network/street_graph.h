#pragma once

#include <boost/graph/compressed_sparse_row_graph.hpp>

#include "engine/network/street_network.h"

namespace twin {

/// The street network as Boost.Graph's algorithms take it: vertices are junctions, edges segments.
class StreetGraph : public boost::compressed_sparse_row_graph<boost::directedS> {
 public:
  using boost::compressed_sparse_row_graph<boost::directedS>::compressed_sparse_row_graph;
};

}  // namespace twin
