#include "engine/traffic/assignment.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <optional>

#include "engine/traffic/all_or_nothing.h"
#include "engine/traffic/biconjugate.h"
#include "engine/traffic/class_graph.h"

namespace twin {
namespace {

/// Flows given to start from may be off by this share of all trips at a node.
constexpr double kBalanceTolerance = 1e-9;

/// The search itself: where it stands, and what it costs there.
class Search {
 public:
  Search(const AssignmentProblem& problem, const AssignmentOptions& options)
      : problem_(problem),
        links_(problem.delays.size()),
        loader_(problem, options.threads),
        delay_(links_),
        slope_(links_) {
    assert(problem.graph.links().size() == links_);
    own_cost_.reserve(problem.classes.size() * links_);
    for (const VehicleClass& vehicles : problem.classes) {
      for (std::size_t link = 0; link < links_; ++link) {
        const double fixed = vehicles.fixed_cost.empty() ? 0.0 : vehicles.fixed_cost[link];
        own_cost_.push_back(fixed);
      }
    }
  }

  void start(const ClassFlows* flows);
  void price();
  void step();

  double gap() const { return total_cost_ > 0.0 ? (total_cost_ - least_cost_) / total_cost_ : 0.0; }
  bool stands_still() const { return stands_still_; }
  Assignment result(int iterations) const;

 private:
  std::optional<PcuFlows> usable(const ClassFlows& flows) const;
  bool carries_all_trips(const std::vector<double>& vehicles, std::size_t vehicle_class) const;
  bool leads_down(const PcuFlows& target) const;
  double best_step(const PcuFlows& target) const;
  double own_cost(std::size_t i) const { return std::isinf(own_cost_[i]) ? 0.0 : own_cost_[i]; }

  const AssignmentProblem& problem_;
  std::size_t links_;
  AllOrNothing loader_;
  BiconjugateTargets targets_;
  PcuFlows at_;
  PcuFlows cheapest_;
  std::vector<double> own_cost_;  ///< like PcuFlows::by_class
  std::vector<double> delay_;
  std::vector<double> slope_;
  double total_cost_ = 0.0;
  double least_cost_ = 0.0;
  bool started_warm_ = false;
  bool stands_still_ = false;
};

void Search::start(const ClassFlows* flows) {
  for (std::size_t link = 0; link < links_; ++link) delay_[link] = delay(problem_.delays[link], 0);
  loader_.load(delay_, at_.by_class);
  if (flows != nullptr) {
    if (auto warm = usable(*flows)) {
      at_ = std::move(*warm);
      started_warm_ = true;
    }
  }
  at_.add_up(links_);
}

std::optional<PcuFlows> Search::usable(const ClassFlows& flows) const {
  if (flows.size() != problem_.classes.size()) return std::nullopt;
  PcuFlows start;
  for (std::size_t k = 0; k < flows.size(); ++k) {
    if (flows[k].size() != links_ || !carries_all_trips(flows[k], k)) return std::nullopt;
    for (const double vehicles : flows[k]) {
      start.by_class.push_back(problem_.classes[k].pcu * vehicles);
    }
  }
  return start;
}

bool Search::carries_all_trips(const std::vector<double>& vehicles,
                               std::size_t vehicle_class) const {
  std::vector<double> leaving(problem_.graph.nodes(), 0.0);
  double all = 0.0;
  for (const TripsFrom& trips : problem_.classes[vehicle_class].trips) {
    for (const TripsFrom::To& to : trips.to) {
      if (to.node == trips.origin) continue;
      leaving[trips.origin] += to.vehicles;
      leaving[to.node] -= to.vehicles;
      all += to.vehicles;
    }
  }
  for (const Unserved& trip : loader_.unserved()) {
    if (trip.vehicle_class != vehicle_class) continue;
    leaving[trip.origin] -= trip.vehicles;
    leaving[trip.destination] += trip.vehicles;
  }
  for (std::size_t link = 0; link < links_; ++link) {
    if (!(vehicles[link] >= 0.0)) return false;
    if (vehicles[link] > 0.0 && std::isinf(own_cost_[vehicle_class * links_ + link])) return false;
    leaving[problem_.graph.links()[link].from] -= vehicles[link];
    leaving[problem_.graph.links()[link].to] += vehicles[link];
  }
  return std::all_of(leaving.begin(), leaving.end(),
                     [&](double off) { return std::abs(off) <= kBalanceTolerance * all; });
}

void Search::price() {
  for (std::size_t link = 0; link < links_; ++link) {
    delay_[link] = delay(problem_.delays[link], at_.total[link]);
    slope_[link] = delay_slope(problem_.delays[link], at_.total[link]);
  }
  least_cost_ = loader_.load(delay_, cheapest_.by_class);
  cheapest_.add_up(links_);
  total_cost_ = 0.0;
  for (std::size_t i = 0; i < at_.by_class.size(); ++i) {
    total_cost_ += at_.by_class[i] * (delay_[i % links_] + own_cost(i));
  }
}

void Search::step() {
  PcuFlows target = targets_.next(at_, cheapest_, slope_);
  if (targets_.knows_any() && !leads_down(target)) {
    targets_.forget();
    target = cheapest_;
  }
  const double step = best_step(target);
  stands_still_ = step == 0.0 && !targets_.knows_any();
  if (step == 0.0) return targets_.forget();
  for (std::size_t i = 0; i < at_.by_class.size(); ++i) {
    at_.by_class[i] = (1.0 - step) * at_.by_class[i] + step * target.by_class[i];
  }
  at_.add_up(links_);
  targets_.went(std::move(target), step);
}

bool Search::leads_down(const PcuFlows& target) const {
  double down = 0.0;
  for (std::size_t i = 0; i < at_.by_class.size(); ++i) {
    down += (delay_[i % links_] + own_cost(i)) * (target.by_class[i] - at_.by_class[i]);
  }
  return down < 0.0;
}

/// Where Beckmann's function is least between here and the target: its derivative grows with the
/// step, so Newton's method kept within a shrinking bracket finds its zero.
double Search::best_step(const PcuFlows& target) const {
  double own = 0.0;
  for (std::size_t i = 0; i < at_.by_class.size(); ++i) {
    own += own_cost(i) * (target.by_class[i] - at_.by_class[i]);
  }
  const auto derivatives = [&](double step) {
    std::pair<double, double> sums{own, 0.0};
    for (std::size_t link = 0; link < links_; ++link) {
      const double change = target.total[link] - at_.total[link];
      if (change == 0.0) continue;
      const double flow = (1.0 - step) * at_.total[link] + step * target.total[link];
      sums.first += change * delay(problem_.delays[link], flow);
      sums.second += change * change * delay_slope(problem_.delays[link], flow);
    }
    return sums;
  };
  if (derivatives(1.0).first <= 0.0) return 1.0;
  double below = 0.0;
  double above = 1.0;
  double step = 0.0;
  constexpr int kMostTrials = 100;
  for (int trial = 0; trial < kMostTrials; ++trial) {
    const auto [first, second] = derivatives(step);
    if (first == 0.0) return step;
    (first < 0.0 ? below : above) = step;
    double next = second > 0.0 ? step - first / second : above;
    if (!(next > below && next < above)) next = 0.5 * (below + above);
    if (std::abs(next - step) <= 1e-14 * step || next == step) return next;
    step = next;
  }
  return step;
}

Assignment Search::result(int iterations) const {
  Assignment found;
  tell_of_flows(problem_, at_.by_class, at_.total, found);
  found.least_cost = least_cost_;
  found.gap = gap();
  found.iterations = iterations;
  found.started_warm = started_warm_;
  found.unserved = loader_.unserved();
  return found;
}

}  // namespace

double share_of_gap(double first_gap, double gap, double wanted) {
  if (gap <= wanted || first_gap <= wanted) return 1.0;
  return std::clamp(std::log(first_gap / gap) / std::log(first_gap / wanted), 0.0, 1.0);
}

Assignment assign_biconjugate(const AssignmentProblem& problem, const AssignmentOptions& options,
                              const Progress& progress) {
  Search search(problem, options);
  search.start(options.start);
  search.price();
  const double first_gap = search.gap();
  int iterations = 0;
  while (search.gap() > options.gap && iterations < options.most_iterations &&
         !search.stands_still()) {
    progress.checkpoint(share_of_gap(first_gap, search.gap(), options.gap),
                        tr("assigning traffic", "phân bổ giao thông"));
    search.step();
    search.price();
    ++iterations;
  }
  Assignment found = search.result(iterations);
  found.reached_gap = search.gap() <= options.gap;
  return found;
}

}  // namespace twin
