#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/traffic/assignment.h"
#include "engine/traffic/class_graph.h"
#include "engine/traffic/least_cost_tree.h"

namespace twin {
namespace {

/// Sweeps over all trips before new ways are looked for.
constexpr int kSweeps = 4;
/// Costs that differ by less than this share are the same but for rounding.
constexpr double kSameCost = 1e-15;

/// Where the search stands: routes of all trips, and the links' flows and delays kept up to date
/// with them.
class RouteSearch {
 public:
  RouteSearch(const AssignmentProblem& problem, const AssignmentOptions& options)
      : problem_(problem),
        threads_(std::max(1, options.threads)),
        links_(problem.delays.size()),
        total_(links_, 0.0),
        delay_(links_),
        slope_(links_),
        mark_(links_, 0) {
    for (const VehicleClass& vehicles : problem.classes) {
      graphs_.push_back(open_graph(problem, vehicles));
      routes_.emplace_back(vehicles.trips.size());
      for (std::size_t o = 0; o < vehicles.trips.size(); ++o) {
        routes_.back()[o].resize(vehicles.trips[o].to.size());
        origins_.push_back({.vehicle_class = routes_.size() - 1, .origin = o});
      }
    }
    if (options.start_routes != nullptr) start_from(*options.start_routes);
  }

  /// Delays at the flows of the routes, cheapest ways added: after this `gap` is true.
  void look();
  /// Moves flow to cheaper routes.
  void sweep(double least_difference);
  double gap() const { return total_cost_ > 0.0 ? (total_cost_ - least_cost_) / total_cost_ : 0.0; }
  bool started_warm() const { return started_warm_; }
  Assignment result();

 private:
  struct Origin {
    std::size_t vehicle_class = 0;
    std::size_t origin = 0;
    double least_cost = 0.0;
    std::vector<Unserved> unserved = {};
  };

  void start_from(const RouteFlows& start);
  bool all_open(const Route& route, std::size_t vehicle_class) const;
  void add_up();
  void price();
  void look_from(Origin& from, LeastCostTree& tree, std::span<const double> star);
  void add_cheapest(std::vector<Route>& routes, const LeastCostTree& tree, std::uint32_t origin,
                    std::uint32_t node, double pcu, std::size_t vehicle_class) const;
  double cost_of(const Route& route, std::size_t vehicle_class) const;
  void balance(std::vector<Route>& routes, std::size_t vehicle_class, double least_difference);
  void move(Route& from, Route& to, double difference);
  void change(std::uint32_t link, double pcu);

  const AssignmentProblem& problem_;
  int threads_;
  std::size_t links_;
  std::vector<LinkGraph> graphs_;
  RouteFlows routes_;
  std::vector<Origin> origins_;
  std::vector<double> by_class_;
  std::vector<double> total_;
  std::vector<double> delay_;
  std::vector<double> slope_;
  std::vector<std::uint64_t> mark_;  ///< the last move that a link of the target was marked in
  std::uint64_t moves_ = 0;
  double total_cost_ = 0.0;
  double least_cost_ = 0.0;
  bool started_warm_ = false;
};

/// Takes over routes of the same trips; flow of routes that are shut now takes the cheapest way.
void RouteSearch::start_from(const RouteFlows& start) {
  if (start.size() != routes_.size()) return;
  for (std::size_t k = 0; k < start.size(); ++k) {
    if (start[k].size() != routes_[k].size()) return;
    for (std::size_t o = 0; o < start[k].size(); ++o) {
      if (start[k][o].size() != routes_[k][o].size()) return;
    }
  }
  for (std::size_t k = 0; k < start.size(); ++k) {
    const VehicleClass& vehicles = problem_.classes[k];
    for (std::size_t o = 0; o < start[k].size(); ++o) {
      for (std::size_t d = 0; d < start[k][o].size(); ++d) {
        std::vector<Route>& routes = routes_[k][o][d];
        double open = 0.0;
        for (const Route& route : start[k][o][d]) {
          if (!all_open(route, k)) continue;
          routes.push_back(route);
          open += route.pcu_per_h;
        }
        const double wanted = vehicles.pcu * vehicles.trips[o].to[d].vehicles;
        if (open <= 0.0) routes.clear();
        for (Route& route : routes) route.pcu_per_h *= wanted / open;
      }
    }
  }
  started_warm_ = true;
}

bool RouteSearch::all_open(const Route& route, std::size_t vehicle_class) const {
  const auto& fixed = problem_.classes[vehicle_class].fixed_cost;
  return fixed.empty() || std::ranges::all_of(route.links, [&](std::uint32_t link) {
           return link < fixed.size() && std::isfinite(fixed[link]);
         });
}

void RouteSearch::add_up() {
  by_class_.assign(problem_.classes.size() * links_, 0.0);
  total_.assign(links_, 0.0);
  for (std::size_t k = 0; k < routes_.size(); ++k) {
    double* flow = by_class_.data() + k * links_;
    for (const auto& from : routes_[k]) {
      for (const auto& routes : from) {
        for (const Route& route : routes) {
          for (const std::uint32_t link : route.links) flow[link] += route.pcu_per_h;
        }
      }
    }
    for (std::size_t link = 0; link < links_; ++link) total_[link] += flow[link];
  }
}

void RouteSearch::price() {
  for (std::size_t link = 0; link < links_; ++link) {
    delay_[link] = delay(problem_.delays[link], total_[link]);
    slope_[link] = delay_slope(problem_.delays[link], total_[link]);
  }
}

void RouteSearch::look() {
  add_up();
  price();
  total_cost_ = 0.0;
  for (std::size_t k = 0; k < problem_.classes.size(); ++k) {
    for (std::size_t link = 0; link < links_; ++link) {
      total_cost_ +=
          by_class_[k * links_ + link] * (delay_[link] + own_cost(problem_.classes[k], link));
    }
  }
  std::vector<std::vector<double>> star;
  for (std::size_t k = 0; k < graphs_.size(); ++k) {
    star.push_back(star_costs(graphs_[k], problem_.classes[k], delay_));
  }
  const auto number = static_cast<std::ptrdiff_t>(origins_.size());
#pragma omp parallel for schedule(dynamic, 8) num_threads(threads_)
  for (std::ptrdiff_t i = 0; i < number; ++i) {
    Origin& from = origins_[static_cast<std::size_t>(i)];
    LeastCostTree tree(graphs_[from.vehicle_class]);
    look_from(from, tree, star[from.vehicle_class]);
  }
  least_cost_ = 0.0;
  for (const Origin& from : origins_) least_cost_ += from.least_cost;
}

void RouteSearch::look_from(Origin& from, LeastCostTree& tree, std::span<const double> star) {
  const VehicleClass& vehicles = problem_.classes[from.vehicle_class];
  const TripsFrom& trips = vehicles.trips[from.origin];
  auto& routes = routes_[from.vehicle_class][from.origin];
  from.least_cost = 0.0;
  from.unserved.clear();
  tree.grow(trips.origin, star);
  for (std::size_t d = 0; d < trips.to.size(); ++d) {
    const TripsFrom::To& to = trips.to[d];
    if (to.node == trips.origin || to.vehicles <= 0.0) continue;
    if (std::isinf(tree.cost()[to.node])) {
      from.unserved.push_back({from.vehicle_class, trips.origin, to.node, to.vehicles});
      continue;
    }
    const double pcu = vehicles.pcu * to.vehicles;
    from.least_cost += pcu * tree.cost()[to.node];
    add_cheapest(routes[d], tree, trips.origin, to.node, pcu, from.vehicle_class);
  }
}

void RouteSearch::add_cheapest(std::vector<Route>& routes, const LeastCostTree& tree,
                               std::uint32_t origin, std::uint32_t node, double pcu,
                               std::size_t vehicle_class) const {
  const double cheapest = tree.cost()[node];
  for (const Route& route : routes) {
    if (cost_of(route, vehicle_class) <= cheapest * (1.0 + kSameCost)) return;
  }
  Route added{.links = {}, .pcu_per_h = routes.empty() ? pcu : 0.0};
  for (std::uint32_t at = node; at != origin;) {
    added.links.push_back(tree.entered_by()[at]);
    at = problem_.graph.links()[added.links.back()].from;
  }
  std::ranges::reverse(added.links);
  const bool known =
      std::ranges::any_of(routes, [&](const Route& route) { return route.links == added.links; });
  if (!known) routes.push_back(std::move(added));
}

double RouteSearch::cost_of(const Route& route, std::size_t vehicle_class) const {
  const auto& fixed = problem_.classes[vehicle_class].fixed_cost;
  double cost = 0.0;
  for (const std::uint32_t link : route.links) {
    cost += delay_[link] + (fixed.empty() ? 0.0 : fixed[link]);
  }
  return cost;
}

void RouteSearch::sweep(double least_difference) {
  for (int sweep = 0; sweep < kSweeps; ++sweep) {
    for (const Origin& from : origins_) {
      for (auto& routes : routes_[from.vehicle_class][from.origin]) {
        if (routes.size() > 1) balance(routes, from.vehicle_class, least_difference);
      }
    }
  }
  for (const Origin& from : origins_) {
    for (auto& routes : routes_[from.vehicle_class][from.origin]) {
      if (routes.size() > 1)
        std::erase_if(routes, [](const Route& r) { return r.pcu_per_h <= 0.0; });
    }
  }
}

/// Brings the routes of one trip nearer to the same cost.
void RouteSearch::balance(std::vector<Route>& routes, std::size_t vehicle_class,
                          double least_difference) {
  std::size_t best = 0;
  double best_cost = std::numeric_limits<double>::infinity();
  for (std::size_t r = 0; r < routes.size(); ++r) {
    const double cost = cost_of(routes[r], vehicle_class);
    if (cost < best_cost) {
      best = r;
      best_cost = cost;
    }
  }
  for (std::size_t r = 0; r < routes.size(); ++r) {
    if (r == best || routes[r].pcu_per_h <= 0.0) continue;
    const double difference =
        cost_of(routes[r], vehicle_class) - cost_of(routes[best], vehicle_class);
    if (difference > least_difference * best_cost) move(routes[r], routes[best], difference);
  }
}

/// One Newton step on the links that only one of two routes uses.
void RouteSearch::move(Route& from, Route& to, double difference) {
  const std::uint64_t in_to = ++moves_;
  const std::uint64_t in_both = ++moves_;
  for (const std::uint32_t link : to.links) mark_[link] = in_to;
  double slope = 0.0;
  for (const std::uint32_t link : from.links) {
    if (mark_[link] == in_to) {
      mark_[link] = in_both;
    } else {
      slope += slope_[link];
    }
  }
  for (const std::uint32_t link : to.links) slope += mark_[link] == in_to ? slope_[link] : 0.0;
  double moved = from.pcu_per_h;
  if (slope > 0.0) moved = std::min(moved, difference / slope);
  from.pcu_per_h -= moved;
  to.pcu_per_h += moved;
  for (const std::uint32_t link : from.links) {
    if (mark_[link] != in_both) change(link, -moved);
  }
  for (const std::uint32_t link : to.links) {
    if (mark_[link] == in_to) change(link, moved);
  }
}

void RouteSearch::change(std::uint32_t link, double pcu) {
  total_[link] = std::max(0.0, total_[link] + pcu);
  delay_[link] = delay(problem_.delays[link], total_[link]);
  slope_[link] = delay_slope(problem_.delays[link], total_[link]);
}

Assignment RouteSearch::result() {
  Assignment found;
  tell_of_flows(problem_, by_class_, total_, found);
  found.least_cost = least_cost_;
  found.gap = gap();
  found.started_warm = started_warm_;
  for (const Origin& from : origins_) {
    found.unserved.insert(found.unserved.end(), from.unserved.begin(), from.unserved.end());
  }
  found.routes = std::move(routes_);
  return found;
}

}  // namespace

Assignment assign_by_routes(const AssignmentProblem& problem, const AssignmentOptions& options,
                            const Progress& progress) {
  RouteSearch search(problem, options);
  search.look();  // trips that have no route yet get their cheapest one
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
