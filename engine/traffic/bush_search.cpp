#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/traffic/assignment.h"
#include "engine/traffic/bush.h"
#include "engine/traffic/bush_balancer.h"
#include "engine/traffic/class_graph.h"
#include "engine/traffic/least_cost_tree.h"
#include "engine/traffic/link_costs.h"

namespace twin {
namespace {

/// Origins are put on the empty network in as many rounds, each at the costs the last ones left.
constexpr std::size_t kFirstRounds = 8;
/// Rounds over all bushes before new ways are looked for. They are cheap beside the search for
/// ways, which finds little in flows that are not yet balanced.
constexpr int kRounds = 3;
/// In each round, those that moved are taken up again until that share of what they moved is left,
/// as vehicles of different kinds give way to each other in small steps.
constexpr double kSettled = 0.02;
constexpr int kMostPasses = 100;

/// Where the search stands.
class BushSearch {
 public:
  BushSearch(const AssignmentProblem& problem, const AssignmentOptions& options);

  /// Delays at the flows of the bushes, cheaper ways added: after this `gap` is true.
  void look();
  /// Moves flow to cheaper ways within each bush.
  void sweep(double least_difference);
  double gap() const { return total_cost_ > 0.0 ? (total_cost_ - least_cost_) / total_cost_ : 0.0; }
  Assignment result();

 private:
  struct Origin {
    const TripsFrom* trips = nullptr;
    double least_cost = 0.0;
    std::vector<double> trip_cost = {};
    std::vector<Unserved> unserved = {};
  };

  void start_from(const OriginFlows& start);
  void start_afresh(const std::vector<std::size_t>& origins);
  void look_from(std::size_t origin, BushGrower& grower, LeastCostTree& tree,
                 std::span<const double> star);
  template <typename Work>
  void for_each_origin(const std::vector<std::size_t>& origins, Work work);

  const AssignmentProblem& problem_;
  int threads_;
  std::vector<LinkGraph> graphs_;
  std::vector<Origin> origins_;
  std::vector<Bush> bushes_;  ///< of the origins, in their order: all of one class, then the next
  std::vector<std::size_t> all_;
  LinkCosts costs_;
  BushBalancer balancer_;
  double total_cost_ = 0.0;
  double least_cost_ = 0.0;
  bool started_warm_ = false;
};

BushSearch::BushSearch(const AssignmentProblem& problem, const AssignmentOptions& options)
    : problem_(problem),
      threads_(std::max(1, options.threads)),
      costs_(problem),
      balancer_(problem, costs_) {
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    graphs_.push_back(open_graph(problem, problem.classes[k]));
    for (const TripsFrom& trips : problem.classes[k].trips) {
      all_.push_back(bushes_.size());
      origins_.push_back({.trips = &trips});
      bushes_.push_back(BushGrower::empty(k, trips.origin));
    }
  }
  costs_.price();
  if (options.start_origins != nullptr) {
    start_from(*options.start_origins);
  } else {
    start_afresh(all_);
  }
}

/// Calls `work(origin, grower, tree, class's costs by forward star)` for each origin, side by side.
template <typename Work>
void BushSearch::for_each_origin(const std::vector<std::size_t>& origins, Work work) {
  std::vector<std::vector<double>> star;
  for (std::size_t k = 0; k < graphs_.size(); ++k) {
    star.push_back(star_costs(graphs_[k], problem_.classes[k], costs_.delays()));
  }
  const auto number = static_cast<std::ptrdiff_t>(origins.size());
#pragma omp parallel num_threads(threads_)
  {
    BushGrower grower(problem_.graph);
    std::vector<LeastCostTree> trees;
    for (const LinkGraph& graph : graphs_) trees.emplace_back(graph);
#pragma omp for schedule(dynamic, 8)
    for (std::ptrdiff_t i = 0; i < number; ++i) {
      const std::size_t origin = origins[static_cast<std::size_t>(i)];
      const std::size_t k = bushes_[origin].vehicle_class;
      trees[k].grow(bushes_[origin].origin, star[k]);
      work(origin, grower, trees[k]);
    }
  }
}

void BushSearch::start_afresh(const std::vector<std::size_t>& origins) {
  const std::size_t rounds = std::min(kFirstRounds, origins.size());
  for (std::size_t round = 0; round < rounds; ++round) {
    std::vector<std::size_t> now;
    for (std::size_t i = round; i < origins.size(); i += rounds) now.push_back(origins[i]);
    for_each_origin(now, [&](std::size_t origin, BushGrower& grower, const LeastCostTree& tree) {
      Bush& bush = bushes_[origin];
      bush = BushGrower::empty(bush.vehicle_class, bush.origin);
      const TripsFrom& trips = *origins_[origin].trips;
      grower.renew(bush, trips, tree, costs_.of_class(bush.vehicle_class));
      grower.load(bush, trips, problem_.classes[bush.vehicle_class].pcu);
    });
    costs_.add_up(bushes_);
    costs_.price();
  }
}

/// Takes over the flow of the origins where it carries the same trips on links that are open now.
void BushSearch::start_from(const OriginFlows& start) {
  std::vector<char> fits(bushes_.size(), 0);
  std::vector<const OriginFlow*> flows(bushes_.size(), nullptr);
  std::size_t next = 0;
  for (std::size_t k = 0; k < problem_.classes.size(); ++k) {
    for (std::size_t i = 0; i < problem_.classes[k].trips.size(); ++i, ++next) {
      if (k < start.size() && i < start[k].size()) flows[next] = &start[k][i];
    }
  }
  for_each_origin(all_, [&](std::size_t origin, BushGrower& grower, const LeastCostTree& tree) {
    if (flows[origin] == nullptr) return;
    const Bush& empty = bushes_[origin];
    const std::size_t k = empty.vehicle_class;
    const bool open = std::ranges::all_of(*flows[origin], [&](const LinkFlow& flow) {
      return flow.link < problem_.delays.size() && std::isfinite(costs_.of_class(k)[flow.link]);
    });
    if (!open) return;
    auto bush = grower.grown_from(*flows[origin], k, empty.origin);
    const double pcu = problem_.classes[k].pcu;
    if (!bush || !grower.carries(*bush, *origins_[origin].trips, pcu, tree)) return;
    bushes_[origin] = std::move(*bush);
    fits[origin] = 1;
  });
  costs_.add_up(bushes_);
  costs_.price();
  std::vector<std::size_t> others;
  for (const std::size_t origin : all_) {
    if (fits[origin] == 0) others.push_back(origin);
  }
  started_warm_ = others.size() < all_.size();
  start_afresh(others);
}

void BushSearch::look() {
  costs_.add_up(bushes_);
  costs_.price();
  total_cost_ = costs_.total_cost();
  for_each_origin(all_, [&](std::size_t origin, BushGrower& grower, const LeastCostTree& tree) {
    Bush& bush = bushes_[origin];
    Origin& from = origins_[origin];
    const double pcu = problem_.classes[bush.vehicle_class].pcu;
    from.least_cost = 0.0;
    from.trip_cost.clear();
    from.unserved.clear();
    for (const TripsFrom::To& to : from.trips->to) {
      from.trip_cost.push_back(tree.cost()[to.node]);
      if (to.node == bush.origin || to.vehicles <= 0.0) continue;
      if (std::isinf(tree.cost()[to.node])) {
        from.unserved.push_back({bush.vehicle_class, bush.origin, to.node, to.vehicles});
      } else {
        from.least_cost += pcu * to.vehicles * tree.cost()[to.node];
      }
    }
    grower.renew(bush, *from.trips, tree, costs_.of_class(bush.vehicle_class));
  });
  least_cost_ = 0.0;
  for (const Origin& from : origins_) least_cost_ += from.least_cost;
}

void BushSearch::sweep(double least_difference) {
  for (int round = 0; round < kRounds; ++round) {
    std::vector<Bush*> moved;
    double first_excess = 0.0;
    for (Bush& bush : bushes_) {
      if (!bush.merges()) continue;
      const double excess = balancer_.balance(bush, least_difference);
      first_excess += excess;
      if (excess > 0.0) moved.push_back(&bush);
    }
    for (int pass = 0; pass < kMostPasses; ++pass) {
      double excess = 0.0;
      for (Bush* bush : moved) excess += balancer_.balance(*bush, least_difference);
      if (excess <= kSettled * first_excess) break;
    }
  }
}

Assignment BushSearch::result() {
  Assignment found;
  tell_of_flows(problem_, costs_.by_class(), costs_.total(), found);
  found.least_cost = least_cost_;
  found.gap = gap();
  found.started_warm = started_warm_;
  found.origins.resize(problem_.classes.size());
  found.trip_cost.resize(problem_.classes.size());
  for (std::size_t i = 0; i < bushes_.size(); ++i) {
    found.origins[bushes_[i].vehicle_class].push_back(bushes_[i].used());
    found.trip_cost[bushes_[i].vehicle_class].push_back(std::move(origins_[i].trip_cost));
    const auto& unserved = origins_[i].unserved;
    found.unserved.insert(found.unserved.end(), unserved.begin(), unserved.end());
  }
  return found;
}

}  // namespace

Assignment assign_by_bushes(const AssignmentProblem& problem, const AssignmentOptions& options,
                            const Progress& progress) {
  BushSearch search(problem, options);
  search.look();
  const double first_gap = search.gap();
  // Differences far below the gap wanted need not be evened out.
  const double least_difference = 0.01 * options.gap;
  int iterations = 0;
  while (search.gap() > options.gap && iterations < options.most_iterations) {
    progress.checkpoint(share_of_gap(first_gap, search.gap(), options.gap),
                        tr("assigning traffic", "phân bổ giao thông"));
    search.sweep(least_difference);
    search.look();
    ++iterations;
  }
  Assignment found = search.result();
  found.iterations = iterations;
  found.reached_gap = found.gap <= options.gap;
  return found;
}

}  // namespace twin
