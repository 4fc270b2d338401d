#include "engine/traffic/class_graph.h"

#include <cmath>
#include <cstdint>

namespace twin {
namespace {

/// Shuts links to and from places that have one neighbour only and where no trip starts or ends:
/// no cheapest way leads there. What they were the only neighbour of may then be such a place.
void shut_blind_ends(const AssignmentProblem& problem, const VehicleClass& vehicles,
                     std::vector<bool>& open) {
  const auto& links = problem.graph.links();
  std::vector<bool> is_end(problem.graph.nodes(), false);
  for (const TripsFrom& trips : vehicles.trips) {
    is_end[trips.origin] = true;
    for (const TripsFrom::To& to : trips.to) is_end[to.node] = true;
  }
  constexpr std::uint32_t kNobody = UINT32_MAX;
  for (bool shut = true; shut;) {
    shut = false;
    std::vector<std::uint32_t> neighbour(problem.graph.nodes(), kNobody);
    std::vector<bool> passed = is_end;  // or has several neighbours
    const auto meet = [&](std::uint32_t node, std::uint32_t other) {
      if (neighbour[node] == kNobody) neighbour[node] = other;
      if (neighbour[node] != other) passed[node] = true;
    };
    for (std::size_t i = 0; i < links.size(); ++i) {
      if (!open[i]) continue;
      meet(links[i].from, links[i].to);
      meet(links[i].to, links[i].from);
    }
    for (std::size_t i = 0; i < links.size(); ++i) {
      if (!open[i] || (passed[links[i].from] && passed[links[i].to])) continue;
      open[i] = false;
      shut = true;
    }
  }
}

}  // namespace

LinkGraph open_graph(const AssignmentProblem& problem, const VehicleClass& vehicles) {
  std::vector<bool> open(problem.graph.links().size(), true);
  for (std::size_t link = 0; link < vehicles.fixed_cost.size(); ++link) {
    open[link] = std::isfinite(vehicles.fixed_cost[link]);
  }
  shut_blind_ends(problem, vehicles, open);
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
