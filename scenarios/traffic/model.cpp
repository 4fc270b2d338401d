#include "scenarios/traffic/model.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "engine/space/geometry.h"
#include "engine/traffic/strong_component.h"
#include "scenarios/traffic/connectors.h"

namespace twin::traffic {
namespace {

constexpr double kNever_s = std::numeric_limits<double>::infinity();

/// The nodes that can be reached from a set over links, or that lead to it where `backwards`.
std::vector<bool> spread(std::vector<bool> reached, const std::vector<TrafficLink>& links,
                         const std::vector<double>& cost, bool backwards) {
  // Few rounds do, as all but blind ends and one-way ramps are in the set already.
  for (bool grew = true; grew;) {
    grew = false;
    for (std::size_t i = 0; i < links.size(); ++i) {
      const std::uint32_t from = backwards ? links[i].to : links[i].from;
      const std::uint32_t to = backwards ? links[i].from : links[i].to;
      if (!reached[from] || reached[to] || std::isinf(cost[i])) continue;
      reached[to] = grew = true;
    }
  }
  return reached;
}

std::vector<double> column_of(const std::vector<Gate>& gates, double Gate::*field) {
  std::vector<double> values;
  for (const Gate& gate : gates) values.push_back(gate.*field);
  return values;
}

std::vector<double> column_of(const std::vector<Zone>& zones, double Zone::*field, double factor) {
  std::vector<double> values;
  for (const Zone& zone : zones) values.push_back(factor * zone.*field);
  return values;
}

double sum_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

std::vector<double> scaled(std::vector<double> values, double factor) {
  for (double& value : values) value *= factor;
  return values;
}

/// Copies a block into a greater matrix.
void put(TripMatrix& whole, const TripMatrix& block, std::size_t row, std::size_t column) {
  for (std::size_t r = 0; r < block.rows(); ++r) {
    for (std::size_t c = 0; c < block.columns(); ++c) whole(row + r, column + c) = block(r, c);
  }
}

}  // namespace

Model::Model(const Ward& ward, Tables tables, double hour, int zones, double demand_factor,
             int threads)
    : tables_(std::move(tables)),
      hour_(hour),
      segments_(ward.streets().segments().size()),
      zones_(zones_of(ward, tables_.demand, zones)) {
  const StreetLinks links = street_links(ward, tables_.vehicles, tables_.streets,
                                         {.hour = hour, .closed = {}, .water = {}});
  const std::vector<Reach> reach = reaches(ward, links);
  find_gates(ward, links, reach.front());
  connect(ward, reach);
  find_served(reach);
  make_persons(ward, demand_factor, threads);
  make_through(demand_factor);
}

LinkGraph Model::junction_graph(const Ward& ward) const {
  std::vector<TrafficLink> links;
  links.reserve(segments_);
  for (const Segment& segment : ward.streets().segments())
    links.push_back({segment.from, segment.to});
  return {static_cast<std::uint32_t>(ward.streets().junctions().size()), 0, std::move(links)};
}

std::vector<Model::Reach> Model::reaches(const Ward& ward, const StreetLinks& links) const {
  const LinkGraph graph = junction_graph(ward);
  std::vector<Reach> all;
  for (const std::vector<double>& cost : links.own_cost_s) {
    const auto open = [&cost](std::uint32_t link) { return std::isfinite(cost[link]); };
    auto core = largest_strong_component(graph, open);
    // Where no street is open to it, one junction by itself is nowhere to drive.
    if (std::ranges::none_of(cost, [](double s) { return std::isfinite(s); })) {
      core.assign(core.size(), false);
    }
    all.push_back({.core = core,
                   .into = spread(core, graph.links(), cost, true),
                   .out_of = spread(core, graph.links(), cost, false)});
  }
  return all;
}

void Model::find_gates(const Ward& ward, const StreetLinks& links, const Reach& reach) {
  std::vector<double> capacity;
  for (const LinkDelay& delay : links.delays) capacity.push_back(delay.capacity);
  gates_ = gates_of(ward, tables_.demand, capacity);
  const auto any = [](const Gate& gate, const std::vector<bool>& set) {
    return std::ranges::any_of(gate.junctions, [&](std::uint32_t j) { return set[j]; });
  };
  for (Gate& gate : gates_) {
    if (!any(gate, reach.into)) gate.in_pcu_per_h = 0.0;
    if (!any(gate, reach.out_of)) gate.out_pcu_per_h = 0.0;
  }
  std::erase_if(gates_, [](const Gate& gate) {
    return gate.in_pcu_per_h <= 0.0 && gate.out_pcu_per_h <= 0.0;
  });
}

void Model::connect(const Ward& ward, const std::vector<Reach>& reaches) {
  std::vector<std::vector<bool>> cores;
  for (const Reach& reach : reaches) cores.push_back(reach.core);
  for (std::uint32_t z = 0; z < zones_.size(); ++z) {
    for (const Access& access : accesses_of(ward, zones_[z], cores)) {
      connectors_.push_back({.place = z, .junction = access.junction, .access_m = access.length_m});
    }
  }
  for (std::uint32_t g = 0; g < gates_.size(); ++g) {
    const auto place = static_cast<std::uint32_t>(zones_.size() + g);
    for (const std::uint32_t j : gates_[g].junctions) {
      connectors_.push_back({.place = place, .junction = j, .access_m = 0.0});
    }
  }
}

void Model::find_served(const std::vector<Reach>& reaches) {
  for (const Reach& reach : reaches) {
    Served served{.leaving = std::vector<bool>(places(), false),
                  .arriving = std::vector<bool>(places(), false)};
    for (const Connector& connector : connectors_) {
      const bool gate = connector.place >= zones_.size();
      const bool in_core = reach.core[connector.junction];
      if (in_core || (gate && reach.into[connector.junction]))
        served.leaving[connector.place] = true;
      if (in_core || (gate && reach.out_of[connector.junction]))
        served.arriving[connector.place] = true;
    }
    served_.push_back(std::move(served));
  }
}

TripMatrix Model::street_lengths_m(const Ward& ward, int threads) const {
  AssignmentProblem lengths = network(ward, {.hour = hour_, .closed = {}, .water = {}});
  VehicleClass& first = lengths.classes.front();
  std::vector<double> length_m(lengths.delays.size(), 0.0);
  for (std::size_t link = 0; link < length_m.size(); ++link) {
    const double walked =
        link < segments_ ? 0.0 : connectors_[(link - segments_) % connectors_.size()].access_m;
    length_m[link] = link < segments_ ? ward.streets().segments()[link].length_m : walked;
    if (std::isfinite(first.fixed_cost[link])) first.fixed_cost[link] = 0.0;
  }
  first.trips.clear();
  const auto zones = static_cast<std::uint32_t>(zones_.size());
  for (std::uint32_t from = 0; from < zones; ++from) {
    first.trips.push_back({.origin = from, .to = {}});
    for (std::uint32_t to = 0; to < zones; ++to) first.trips.back().to.push_back({to, 1.0});
  }
  const auto rows = least_costs_of_trips(lengths, 0, length_m, threads);
  TripMatrix matrix(zones, zones);
  for (std::size_t from = 0; from < zones; ++from) {
    // Trips within a zone do not reach the streets that are modelled.
    for (std::size_t to = 0; to < zones; ++to)
      matrix(from, to) = from == to ? kNever_s : rows[from][to];
  }
  return matrix;
}

void Model::make_persons(const Ward& ward, double demand_factor, int threads) {
  persons_ = TripMatrix(places(), places());
  const DemandTable& table = tables_.demand;
  const std::vector<double> leaving = column_of(zones_, &Zone::leaving, demand_factor);
  const std::vector<double> arriving = column_of(zones_, &Zone::arriving, demand_factor);
  const std::vector<double> out_by = column_of(gates_, &Gate::out_pcu_per_h);
  const std::vector<double> in_by = column_of(gates_, &Gate::in_pcu_per_h);
  const double all_leaving = sum_of(leaving);
  const double all_arriving = sum_of(arriving);
  if (all_leaving <= 0.0 && all_arriving <= 0.0) return;
  const double share = sum_of(out_by) > 0.0 ? table.within_ward_share : 1.0;
  const double within = std::min(share * all_leaving, all_arriving);
  if (within > 0.0) {
    const Gravity inner =
        gravity(street_lengths_m(ward, threads), scaled(leaving, within / all_leaving), arriving,
                table.mean_trip_m);
    mean_trip_m_ = inner.mean_cost;
    put(persons_, inner.trips, 0, 0);
  }
  const std::size_t zones = zones_.size();
  const std::size_t gates = gates_.size();
  if (all_leaving > within) {
    put(persons_,
        furness(TripMatrix(zones, gates, 1.0), scaled(leaving, 1.0 - within / all_leaving), out_by),
        0, zones);
  }
  if (all_arriving > within && sum_of(in_by) > 0.0) {
    const std::vector<double> wanted = scaled(arriving, 1.0 - within / all_arriving);
    put(persons_,
        furness(TripMatrix(gates, zones, 1.0), scaled(in_by, sum_of(wanted) / sum_of(in_by)),
                wanted),
        zones, 0);
  }
}

void Model::make_through(double demand_factor) {
  const std::size_t gates = gates_.size();
  double mix_pcu = 0.0;
  double mix = 0.0;
  for (const Vehicle& vehicle : tables_.vehicles) {
    mix += vehicle.through_share;
    mix_pcu += vehicle.through_share * vehicle.pcu;
  }
  through_ = TripMatrix(gates, gates);
  if (mix_pcu <= 0.0) return;
  const double vehicles_a_pcu = demand_factor * tables_.demand.through_share * mix / mix_pcu;
  TripMatrix seed(gates, gates, 1.0);
  for (std::size_t g = 0; g < gates; ++g) seed(g, g) = 0.0;
  through_ =
      furness(std::move(seed), scaled(column_of(gates_, &Gate::in_pcu_per_h), vehicles_a_pcu),
              column_of(gates_, &Gate::out_pcu_per_h));
}

std::vector<TripsFrom> Model::trips_of(std::size_t k) const {
  const auto& vehicles = tables_.vehicles;
  double persons_all = 0.0;
  for (const Vehicle& vehicle : vehicles) persons_all += vehicle.person_share;
  // Those who cannot go by bus or car at all (no wide street leads there) take what can.
  const auto share = [&](double Vehicle::*of, std::size_t from, std::size_t to) {
    double all = 0.0;
    for (std::size_t other = 0; other < vehicles.size(); ++other) {
      if (served_[other].leaving[from] && served_[other].arriving[to]) all += vehicles[other].*of;
    }
    if (all <= 0.0) return k == 0 ? 1.0 : 0.0;
    const bool served = served_[k].leaving[from] && served_[k].arriving[to];
    return served ? vehicles[k].*of / all : 0.0;
  };
  std::vector<TripsFrom> trips;
  for (std::uint32_t from = 0; from < places(); ++from) {
    TripsFrom row{.origin = from, .to = {}};
    for (std::uint32_t to = 0; to < places(); ++to) {
      double number = persons_(from, to) * persons_all * share(&Vehicle::person_share, from, to) /
                      vehicles[k].persons;
      if (from >= zones_.size() && to >= zones_.size()) {
        number += through_(from - zones_.size(), to - zones_.size()) *
                  share(&Vehicle::through_share, from, to);
      }
      if (number > 0.0) row.to.push_back({to, number});
    }
    if (!row.to.empty()) trips.push_back(std::move(row));
  }
  return trips;
}

AssignmentProblem Model::problem(const Ward& variant, const Conditions& conditions) const {
  AssignmentProblem made = network(variant, conditions);
  for (std::size_t k = 0; k < made.classes.size(); ++k) made.classes[k].trips = trips_of(k);
  return made;
}

AssignmentProblem Model::network(const Ward& variant, const Conditions& conditions) const {
  assert(variant.streets().segments().size() == segments_);
  const auto& vehicles = tables_.vehicles;
  StreetLinks links = street_links(variant, vehicles, tables_.streets, conditions);
  const StreetLinks open = street_links(variant, vehicles, tables_.streets,
                                        {.hour = conditions.hour, .closed = {}, .water = {}});
  const std::vector<Reach> reach = reaches(variant, open);
  std::vector<TrafficLink> all;
  for (const Segment& segment : variant.streets().segments()) {
    all.push_back({places() + segment.from, places() + segment.to});
  }
  for (const Connector& c : connectors_) all.push_back({c.place, places() + c.junction});
  for (const Connector& c : connectors_) all.push_back({places() + c.junction, c.place});
  links.delays.resize(all.size(), LinkDelay{.free = 0.0, .b = 0.0, .capacity = 1.0, .power = 1.0});
  const auto nodes = places() + static_cast<std::uint32_t>(variant.streets().junctions().size());
  AssignmentProblem made{.graph = LinkGraph(nodes, places(), std::move(all)),
                         .delays = std::move(links.delays),
                         .classes = {}};
  for (std::size_t k = 0; k < vehicles.size(); ++k) {
    std::vector<double> cost = std::move(links.own_cost_s[k]);
    for (int direction = 0; direction < 2; ++direction) {
      for (const Connector& c : connectors_) {
        const bool usable = c.place >= zones_.size() || reach[k].core[c.junction];
        cost.push_back(usable ? 3.6 * c.access_m / vehicles[k].access_kmh : kNever_s);
      }
    }
    made.classes.push_back({.pcu = vehicles[k].pcu, .fixed_cost = std::move(cost), .trips = {}});
  }
  return made;
}

}  // namespace twin::traffic
