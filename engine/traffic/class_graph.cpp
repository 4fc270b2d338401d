#include "engine/traffic/class_graph.h"

#include <cmath>

namespace twin {

LinkGraph open_graph(const AssignmentProblem& problem, const VehicleClass& vehicles) {
  std::vector<bool> open(problem.graph.links().size(), true);
  for (std::size_t link = 0; link < vehicles.fixed_cost.size(); ++link) {
    open[link] = std::isfinite(vehicles.fixed_cost[link]);
  }
  return {problem.graph, open};
}

std::vector<double> star_costs(const LinkGraph& graph, const VehicleClass& vehicles,
                               std::span<const double> delay) {
  const auto& links = graph.link();
  const auto& fixed = vehicles.fixed_cost;
  std::vector<double> cost(links.size());
  for (std::size_t at = 0; at < links.size(); ++at) {
    cost[at] = delay[links[at]] + (fixed.empty() ? 0.0 : fixed[links[at]]);
  }
  return cost;
}

void tell_of_flows(const AssignmentProblem& problem, std::span<const double> by_class,
                   std::span<const double> total, Assignment& assignment) {
  const std::size_t links = problem.delays.size();
  assignment.flows.clear();
  assignment.pcu_flow.assign(total.begin(), total.end());
  assignment.delay.resize(links);
  assignment.beckmann = 0.0;
  assignment.total_cost = 0.0;
  for (std::size_t link = 0; link < links; ++link) {
    assignment.delay[link] = delay(problem.delays[link], total[link]);
    assignment.beckmann += delay_area(problem.delays[link], total[link]);
  }
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    const VehicleClass& vehicles = problem.classes[k];
    auto& flow = assignment.flows.emplace_back(links);
    for (std::size_t link = 0; link < links; ++link) {
      const double pcu = by_class[k * links + link];
      const double own = own_cost(vehicles, link);
      flow[link] = pcu / vehicles.pcu;
      assignment.beckmann += own * pcu;
      assignment.total_cost += pcu * (assignment.delay[link] + own);
    }
  }
}

}  // namespace twin
