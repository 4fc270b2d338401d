#include "scenarios/traffic/outcome.h"

#include <algorithm>
#include <cmath>

#include "engine/base/numbers.h"

namespace twin::traffic {
namespace {

std::vector<std::vector<std::vector<double>>> times_s(const AssignmentProblem& problem,
                                                      std::span<const double> delay, int threads) {
  std::vector<std::vector<std::vector<double>>> times;
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    times.push_back(least_costs_of_trips(problem, k, delay, threads));
  }
  return times;
}

/// Calls `visit(vehicle class, origin's place in its trips, destination's place)` for each trip.
template <typename Visit>
void for_each_trip(const AssignmentProblem& problem, Visit visit) {
  for (std::size_t k = 0; k < problem.classes.size(); ++k) {
    for (std::size_t o = 0; o < problem.classes[k].trips.size(); ++o) {
      for (std::size_t d = 0; d < problem.classes[k].trips[o].to.size(); ++d) visit(k, o, d);
    }
  }
}

}  // namespace

Outcome solved(const Model& model, const Ward& variant, const Conditions& conditions,
               const Solving& solving, const Progress& progress) {
  Outcome outcome{.problem = model.problem(variant, conditions), .assignment = {}, .trip_s = {}};
  outcome.assignment = assign_by_bushes(
      outcome.problem,
      {.gap = solving.gap, .threads = solving.threads, .start_origins = solving.start}, progress);
  if (!outcome.assignment.reached_gap) {
    throw NumericalError(
        {.where = tr("traffic assignment", "phân bổ giao thông"),
         .found = tr("a relative gap of ", "khoảng cách tương đối ") +
                  shortest(outcome.assignment.gap) + tr(" after ", " sau ") +
                  std::to_string(outcome.assignment.iterations) + tr(" iterations", " bước lặp"),
         .expected = shortest(solving.gap) + tr(" or less", " trở xuống"),
         .outcome = tr("stopped; ask for a wider gap", "đã dừng; hãy chọn gap lớn hơn")});
  }
  outcome.trip_s = std::move(outcome.assignment.trip_cost);
  return outcome;
}

std::vector<std::vector<std::vector<double>>> empty_street_times_s(const AssignmentProblem& problem,
                                                                   int threads) {
  std::vector<double> delays;
  for (const LinkDelay& link : problem.delays) delays.push_back(delay(link, 0.0));
  return times_s(problem, delays, threads);
}

TravelTime travel_time(const Model& model, const Outcome& outcome) {
  const auto& vehicles = model.tables().vehicles;
  double on_the_way_s = 0.0;
  double quickest_s = 0.0;
  std::vector<double> persons(outcome.assignment.delay.size(), 0.0);
  for (std::size_t k = 0; k < vehicles.size(); ++k) {
    const std::vector<double>& flow = outcome.assignment.flows[k];
    for (std::size_t link = 0; link < flow.size(); ++link) {
      if (flow[link] <= 0.0) continue;
      persons[link] += vehicles[k].persons * flow[link];
      on_the_way_s +=
          vehicles[k].persons * flow[link] *
          (outcome.assignment.delay[link] + outcome.problem.classes[k].fixed_cost[link]);
    }
  }
  for_each_trip(outcome.problem, [&](std::size_t k, std::size_t o, std::size_t d) {
    const double time_s = outcome.trip_s[k][o][d];
    if (std::isinf(time_s)) return;
    quickest_s += vehicles[k].persons * outcome.problem.classes[k].trips[o].to[d].vehicles * time_s;
  });
  double steepness = 0.0;
  for (std::size_t link = 0; link < persons.size(); ++link) {
    steepness += persons[link] * persons[link] *
                 delay_slope(outcome.problem.delays[link], outcome.assignment.pcu_flow[link]);
  }
  const double excess =
      std::max(0.0, outcome.assignment.total_cost - outcome.assignment.least_cost);
  const double error_s = std::abs(on_the_way_s - quickest_s) + std::sqrt(excess * steepness);
  return {.person_min = on_the_way_s / 60.0, .error_person_min = error_s / 60.0};
}

Ledger ledger(const Model& model, const Outcome& outcome) {
  Ledger sums;
  const std::uint32_t places = outcome.problem.graph.first_through();
  for_each_trip(outcome.problem, [&](std::size_t k, std::size_t o, std::size_t d) {
    sums.trips += outcome.problem.classes[k].trips[o].to[d].vehicles;
  });
  for (const std::vector<double>& flow : outcome.assignment.flows) {
    for (std::size_t link = 0; link < flow.size(); ++link) {
      if (outcome.problem.graph.links()[link].from < places) sums.assigned += flow[link];
    }
  }
  for (const Unserved& trip : outcome.assignment.unserved) {
    sums.unserved += trip.vehicles;
    sums.unserved_persons += trip.vehicles * model.tables().vehicles[trip.vehicle_class].persons;
  }
  sums.error = std::abs(sums.trips - sums.assigned - sums.unserved);
  return sums;
}

std::vector<double> lost_person_min(const Model& model, const Outcome& now,
                                    const std::vector<std::vector<std::vector<double>>>& before_s) {
  std::vector<double> lost(now.problem.graph.first_through(), 0.0);
  for_each_trip(now.problem, [&](std::size_t k, std::size_t o, std::size_t d) {
    const double longer_s = now.trip_s[k][o][d] - before_s[k][o][d];
    if (!std::isfinite(longer_s)) return;
    const TripsFrom& trips = now.problem.classes[k].trips[o];
    lost[trips.origin] +=
        model.tables().vehicles[k].persons * trips.to[d].vehicles * longer_s / 60.0;
  });
  return lost;
}

std::vector<double> unserved_persons(const Model& model, const Outcome& outcome) {
  std::vector<double> persons(outcome.problem.graph.first_through(), 0.0);
  for (const Unserved& trip : outcome.assignment.unserved) {
    persons[trip.origin] += trip.vehicles * model.tables().vehicles[trip.vehicle_class].persons;
  }
  return persons;
}

}  // namespace twin::traffic
