#include "engine/traffic/all_or_nothing.h"

#include <algorithm>
#include <cmath>

#include "engine/traffic/class_graph.h"
#include "engine/traffic/least_cost_tree.h"

namespace twin {
namespace {

/// Enough for the threads of a workstation, few enough to be summed quickly.
constexpr std::size_t kBlocksPerClass = 32;

}  // namespace

AllOrNothing::AllOrNothing(const AssignmentProblem& problem, int threads)
    : problem_(problem), threads_(std::max(1, threads)), cost_(problem.classes.size()) {
  for (const VehicleClass& vehicles : problem.classes) {
    graphs_.push_back(open_graph(problem, vehicles));
  }
  make_blocks();
}

void AllOrNothing::make_blocks() {
  for (std::size_t k = 0; k < problem_.classes.size(); ++k) {
    const std::size_t origins = problem_.classes[k].trips.size();
    const std::size_t blocks = std::min(origins, kBlocksPerClass);
    for (std::size_t b = 0; b < blocks; ++b) {
      blocks_.push_back({.vehicle_class = k,
                         .first_origin = origins * b / blocks,
                         .last_origin = origins * (b + 1) / blocks,
                         .least_cost = 0.0,
                         .flow = std::vector<double>(problem_.delays.size(), 0.0),
                         .unserved = {}});
    }
  }
}

double AllOrNothing::load(std::span<const double> delay, std::vector<double>& flow) {
  price(delay);
  const auto blocks = static_cast<std::ptrdiff_t>(blocks_.size());
#pragma omp parallel for schedule(dynamic) num_threads(threads_)
  for (std::ptrdiff_t b = 0; b < blocks; ++b) load_block(blocks_[static_cast<std::size_t>(b)]);
  gather(flow);
  double least_cost = 0.0;
  unserved_.clear();
  for (const Block& block : blocks_) {
    least_cost += block.least_cost;
    unserved_.insert(unserved_.end(), block.unserved.begin(), block.unserved.end());
  }
  return least_cost;
}

void AllOrNothing::price(std::span<const double> delay) {
  for (std::size_t k = 0; k < cost_.size(); ++k)
    cost_[k] = star_costs(graphs_[k], problem_.classes[k], delay);
}

void AllOrNothing::load_block(Block& block) const {
  const VehicleClass& vehicles = problem_.classes[block.vehicle_class];
  const auto& links = problem_.graph.links();
  std::fill(block.flow.begin(), block.flow.end(), 0.0);
  block.least_cost = 0.0;
  block.unserved.clear();
  LeastCostTree tree(graphs_[block.vehicle_class]);
  std::vector<double> arriving(problem_.graph.nodes());
  for (std::size_t o = block.first_origin; o < block.last_origin; ++o) {
    const TripsFrom& trips = vehicles.trips[o];
    tree.grow(trips.origin, cost_[block.vehicle_class]);
    std::fill(arriving.begin(), arriving.end(), 0.0);
    for (const TripsFrom::To& to : trips.to) {
      if (to.node == trips.origin || to.vehicles <= 0.0) continue;
      if (std::isinf(tree.cost()[to.node])) {
        block.unserved.push_back({block.vehicle_class, trips.origin, to.node, to.vehicles});
        continue;
      }
      arriving[to.node] += vehicles.pcu * to.vehicles;
      block.least_cost += vehicles.pcu * to.vehicles * tree.cost()[to.node];
    }
    // From the leaves to the root: what passes a node is complete before it goes up.
    for (std::size_t i = tree.reached().size(); i-- > 1;) {
      const std::uint32_t node = tree.reached()[i];
      if (arriving[node] == 0.0) continue;
      const std::uint32_t link = tree.entered_by()[node];
      block.flow[link] += arriving[node];
      arriving[links[link].from] += arriving[node];
    }
  }
}

void AllOrNothing::gather(std::vector<double>& flow) const {
  const std::size_t links = problem_.delays.size();
  flow.assign(problem_.classes.size() * links, 0.0);
  for (const Block& block : blocks_) {
    double* sum = flow.data() + block.vehicle_class * links;
    for (std::size_t link = 0; link < links; ++link) sum[link] += block.flow[link];
  }
}

std::vector<std::vector<double>> least_costs_of_trips(const AssignmentProblem& problem,
                                                      std::size_t vehicle_class,
                                                      std::span<const double> delay, int threads) {
  const auto& trips = problem.classes[vehicle_class].trips;
  const LinkGraph graph = open_graph(problem, problem.classes[vehicle_class]);
  const std::vector<double> cost = star_costs(graph, problem.classes[vehicle_class], delay);
  std::vector<std::vector<double>> least(trips.size());
  const auto origins = static_cast<std::ptrdiff_t>(trips.size());
#pragma omp parallel num_threads(std::max(1, threads))
  {
    LeastCostTree tree(graph);
#pragma omp for schedule(dynamic)
    for (std::ptrdiff_t i = 0; i < origins; ++i) {
      const auto o = static_cast<std::size_t>(i);
      tree.grow(trips[o].origin, cost);
      for (const TripsFrom::To& to : trips[o].to) least[o].push_back(tree.cost()[to.node]);
    }
  }
  return least;
}

}  // namespace twin
