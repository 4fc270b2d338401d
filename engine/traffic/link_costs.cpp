#include "engine/traffic/link_costs.h"

#include <algorithm>

namespace twin {

LinkCosts::LinkCosts(const AssignmentProblem& problem)
    : problem_(problem),
      by_class_(problem.classes.size() * problem.delays.size(), 0.0),
      total_(problem.delays.size(), 0.0),
      delay_(problem.delays.size()),
      slope_(problem.delays.size()) {
  for (const VehicleClass& vehicles : problem.classes) {
    cost_.push_back(vehicles.fixed_cost);
    cost_.back().resize(problem.delays.size(), 0.0);
  }
}

void LinkCosts::add_up(std::span<const Bush> bushes) {
  const std::size_t links = delay_.size();
  std::fill(by_class_.begin(), by_class_.end(), 0.0);
  std::fill(total_.begin(), total_.end(), 0.0);
  for (const Bush& bush : bushes) {
    double* flow = by_class_.data() + bush.vehicle_class * links;
    for (const Bush::Entry& entry : bush.entries) flow[entry.link] += entry.pcu_per_h;
  }
  for (std::size_t at = 0; at < by_class_.size(); ++at) total_[at % links] += by_class_[at];
}

void LinkCosts::price() {
  for (std::size_t link = 0; link < delay_.size(); ++link) {
    delay_[link] = twin::delay(problem_.delays[link], total_[link]);
    slope_[link] = delay_slope(problem_.delays[link], total_[link]);
    for (std::size_t k = 0; k < cost_.size(); ++k) {
      const auto& fixed = problem_.classes[k].fixed_cost;
      cost_[k][link] = delay_[link] + (fixed.empty() ? 0.0 : fixed[link]);
    }
  }
}

void LinkCosts::change(std::uint32_t link, double pcu) {
  total_[link] = std::max(0.0, total_[link] + pcu);
  delay_[link] = twin::delay(problem_.delays[link], total_[link]);
  slope_[link] = delay_slope(problem_.delays[link], total_[link]);
  for (std::size_t k = 0; k < cost_.size(); ++k) {
    const auto& fixed = problem_.classes[k].fixed_cost;
    cost_[k][link] = delay_[link] + (fixed.empty() ? 0.0 : fixed[link]);
  }
}

double LinkCosts::total_cost() const {
  const std::size_t links = delay_.size();
  double sum = 0.0;
  for (std::size_t k = 0; k < cost_.size(); ++k) {
    for (std::size_t link = 0; link < links; ++link) {
      const double pcu = by_class_[k * links + link];
      if (pcu > 0.0) sum += pcu * cost_[k][link];
    }
  }
  return sum;
}

}  // namespace twin
