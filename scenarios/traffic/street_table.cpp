#include "scenarios/traffic/street_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

#include "engine/base/numbers.h"
#include "scenarios/traffic/junction_delays.h"

namespace twin::traffic {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// The stretches: each segment once, the one with the lower index for both directions.
std::vector<std::uint32_t> stretches_of(const StreetNetwork& streets) {
  std::vector<std::uint32_t> stretches;
  for (std::uint32_t s = 0; s < streets.segments().size(); ++s) {
    const std::uint32_t opposite = streets.segments()[s].opposite;
    if (opposite == Segment::kNone || s < opposite) stretches.push_back(s);
  }
  return stretches;
}

std::string assumed_of(const Provenance& provenance) {
  std::string words;
  for (const std::string& column : provenance.assumed) words += (words.empty() ? "" : " ") + column;
  return words;
}

FeatureTable rows_of(const Ward& ward, const StreetLinks& links,
                     const std::vector<std::uint32_t>& stretches) {
  FeatureTable table("traffic", "streets",
                     {{"id", ColumnKind::text},
                      {"way_id", ColumnKind::text},
                      {"name", ColumnKind::text},
                      {"kind", ColumnKind::text},
                      {"clear_width_m", ColumnKind::number},
                      {"source", ColumnKind::text},
                      {"assumed", ColumnKind::text}});
  std::map<std::uint32_t, int> parts;
  std::int64_t fid = 0;
  for (const std::uint32_t s : stretches) {
    const std::uint32_t way = ward.streets().segments()[s].way;
    const WayRef ref = ward.way(way);
    const auto& layers = ward.layers();
    const Provenance& provenance =
        ref.is_lane ? layers.lanes[ref.index].provenance : layers.roads[ref.index].provenance;
    table.add(
        ++fid, ward.streets().line(s),
        {ward.way_id(way) + "/" + std::to_string(++parts[way]), ward.way_id(way),
         ward.way_name(way),
         ref.is_lane ? layers.lanes[ref.index].kind : layers.roads[ref.index].road_class,
         links.least_width_m[s], std::string(word_of(provenance.source)), assumed_of(provenance)});
  }
  return table;
}

/// Why a vehicle cannot enter a stretch; empty where it can.
std::string reason_shut(const Ward& ward, const Conditions& conditions, const StreetLinks& links,
                        const Vehicle& vehicle, std::uint32_t s) {
  const std::uint32_t way = ward.streets().segments()[s].way;
  if (!conditions.closed.empty() && conditions.closed[way]) return "đường đóng";
  if (vehicle.roads_only && ward.way(way).is_lane) return "không vào ngõ";
  if (links.least_width_m[s] < vehicle.least_width_m) {
    return "chỗ hẹp " + shown(links.least_width_m[s], 1).vi + " m, cần " +
           shown(vehicle.least_width_m, 1).vi + " m";
  }
  return "ngập " + shown(conditions.water.greatest_m(s), 2).vi + " m";
}

/// "xe máy, ô tô con; xe buýt không: chỗ hẹp 4,0 m, cần 5,5 m"
std::string open_to(const Ward& ward, const Model& model, const Conditions& conditions,
                    const StreetLinks& links, const std::array<std::uint32_t, 2>& directions) {
  std::string open;
  std::string shut;
  for (std::size_t k = 0; k < model.tables().vehicles.size(); ++k) {
    const Vehicle& vehicle = model.tables().vehicles[k];
    const bool enters = std::ranges::any_of(directions, [&](std::uint32_t s) {
      return s != Segment::kNone && std::isfinite(links.own_cost_s[k][s]);
    });
    if (enters) {
      open += (open.empty() ? "" : ", ") + vehicle.title.vi;
    } else {
      shut += "; " + vehicle.title.vi +
              " không: " + reason_shut(ward, conditions, links, vehicle, directions[0]);
    }
  }
  return (open.empty() ? "không xe nào" : open) + shut;
}

/// One value a stretch, for each column.
struct Columns {
  std::vector<double> load, flow_pcu, speed_kmh, delay_s, level, depth_m;
  std::map<std::string, std::vector<double>> by_vehicle;
  std::vector<std::string> open_to;
};

/// Both directions of a stretch.
class Stretch {
 public:
  Stretch(const Ward& ward, const Outcome& outcome, const StreetLinks& links, std::uint32_t s)
      : outcome_(outcome),
        links_(links),
        length_m_(ward.streets().segments()[s].length_m),
        directions_{s, ward.streets().segments()[s].opposite} {}

  const std::array<std::uint32_t, 2>& directions() const { return directions_; }
  double length_m() const { return length_m_; }

  bool is_open(std::uint32_t s) const {
    return s != Segment::kNone && std::ranges::any_of(links_.own_cost_s, [s](const auto& cost) {
             return std::isfinite(cost[s]);
           });
  }
  bool is_shut() const { return !is_open(directions_[0]) && !is_open(directions_[1]); }

  /// The greatest of a value over the open directions; NaN where none is.
  template <typename ValueOf>
  double worst(ValueOf value_of) const {
    double worst = kNone;
    for (const std::uint32_t s : directions_) {
      if (is_open(s)) worst = std::fmax(worst, value_of(s));
    }
    return worst;
  }
  /// The sum of flows over both directions.
  double sum(const std::vector<double>& flow) const {
    double sum = 0.0;
    for (const std::uint32_t s : directions_) sum += s == Segment::kNone ? 0.0 : flow[s];
    return sum;
  }
  double load() const {
    return worst([&](std::uint32_t s) {
      return outcome_.assignment.pcu_flow[s] / outcome_.problem.delays[s].capacity;
    });
  }
  double time_s() const {
    return worst([&](std::uint32_t s) { return outcome_.assignment.delay[s]; });
  }
  double delay_s() const {
    return worst([&](std::uint32_t s) {
      return std::max(0.0, outcome_.assignment.delay[s] - links_.dry_free_s[s]);
    });
  }
  double level() const {
    return worst([&](std::uint32_t s) {
      const double delay_s = outcome_.assignment.delay[s] - links_.dry_free_s[s];
      return level_of_service(delay_s, ends_at_signal(outcome_.problem.delays[s]));
    });
  }

 private:
  const Outcome& outcome_;
  const StreetLinks& links_;
  double length_m_;
  std::array<std::uint32_t, 2> directions_;
};

void add_sums(const Stretch& stretch, const Outcome& outcome, StreetSums& sums) {
  for (std::size_t k = 0; k < outcome.assignment.flows.size(); ++k) {
    const std::vector<double>& flow = outcome.assignment.flows[k];
    sums.vehicle_km += stretch.sum(flow) * stretch.length_m() / 1000.0;
    for (const std::uint32_t s : stretch.directions()) {
      if (s == Segment::kNone || flow[s] <= 0.0) continue;
      sums.vehicle_h += flow[s] *
                        (outcome.assignment.delay[s] + outcome.problem.classes[k].fixed_cost[s]) /
                        3600.0;
    }
  }
  if (stretch.load() > 1.0) sums.over_capacity_m += stretch.length_m();
}

void write(const Columns& columns, Output& out) {
  out.column("streets", "v_over_c", columns.load);
  out.column("streets", "flow_pcu_per_h", columns.flow_pcu);
  for (const char* name : {"motorbike", "car", "bus"}) {
    const auto it = columns.by_vehicle.find(name);
    if (it != columns.by_vehicle.end()) {
      out.column("streets", std::string(name) + "_per_h", it->second);
    }
  }
  out.column("streets", "speed_kmh", columns.speed_kmh);
  out.column("streets", "delay_s", columns.delay_s);
  out.column("streets", "level", columns.level);
  out.column("streets", "depth_m", columns.depth_m);
  out.texts("streets", "open_to", columns.open_to);
}

}  // namespace

int level_of_service(double delay_s, bool at_signal) {
  constexpr std::array<double, 5> kSignal_s = {10, 20, 35, 55, 80};
  constexpr std::array<double, 5> kElsewhere_s = {10, 15, 25, 35, 50};
  const auto& limits = at_signal ? kSignal_s : kElsewhere_s;
  return 1 + static_cast<int>(std::ranges::count_if(
                 limits, [delay_s](double limit) { return delay_s > limit; }));
}

StreetSums write_streets(const Ward& ward, const Model& model, const Conditions& conditions,
                         const Outcome& outcome, Output& out) {
  const auto& vehicles = model.tables().vehicles;
  const StreetLinks links = street_links(ward, vehicles, model.tables().streets, conditions);
  const StreetLinks dry = street_links(ward, vehicles, model.tables().streets,
                                       {.hour = conditions.hour, .closed = {}, .water = {}});
  const auto stretches = stretches_of(ward.streets());
  Columns columns;
  StreetSums sums;
  for (const std::uint32_t s : stretches) {
    const Stretch stretch(ward, outcome, links, s);
    columns.load.push_back(stretch.load());
    columns.flow_pcu.push_back(stretch.sum(outcome.assignment.pcu_flow));
    for (std::size_t k = 0; k < vehicles.size(); ++k) {
      columns.by_vehicle[vehicles[k].name].push_back(stretch.sum(outcome.assignment.flows[k]));
    }
    columns.speed_kmh.push_back(3.6 * stretch.length_m() / stretch.time_s());
    columns.delay_s.push_back(stretch.delay_s());
    columns.level.push_back(stretch.level());
    columns.depth_m.push_back(conditions.water.greatest_m(s));
    columns.open_to.push_back(open_to(ward, model, conditions, links, stretch.directions()));
    add_sums(stretch, outcome, sums);
    if (stretch.is_shut() && !Stretch(ward, outcome, dry, s).is_shut()) {
      sums.shut_m += stretch.length_m();
    }
  }
  out.table(rows_of(ward, links, stretches));
  write(columns, out);
  return sums;
}

}  // namespace twin::traffic
