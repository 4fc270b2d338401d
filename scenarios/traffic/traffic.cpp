#include "scenarios/traffic/traffic.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include "scenarios/traffic/asked.h"
#include "scenarios/traffic/outcome.h"
#include "scenarios/traffic/street_table.h"

namespace twin {
namespace traffic {
namespace {

using TripTimes = std::vector<std::vector<std::vector<double>>>;

bool differs_from_dry(const Conditions& conditions) {
  return !conditions.closed.empty() ||
         std::ranges::any_of(conditions.water.depth_m, [](const auto& d) { return !d.empty(); });
}

double sum_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

/// What became of the trips of each place.
struct PlaceSums {
  std::vector<double> leaving;
  std::vector<double> lost_to_traffic;
  std::vector<double> lost_to_closures;
  std::vector<double> unserved;

  explicit PlaceSums(std::size_t places)
      : leaving(places), lost_to_traffic(places), lost_to_closures(places), unserved(places) {}
};

PlaceSums sums_by_place(const Model& model, const Outcome& now, const TripTimes& empty_s,
                        const TripTimes& dry_s) {
  PlaceSums sums(now.problem.graph.first_through());
  for (std::size_t k = 0; k < now.problem.classes.size(); ++k) {
    for (const TripsFrom& trips : now.problem.classes[k].trips) {
      for (const TripsFrom::To& to : trips.to) {
        sums.leaving[trips.origin] += to.vehicles * model.tables().vehicles[k].persons;
      }
    }
  }
  sums.lost_to_traffic = lost_person_min(model, now, empty_s);
  sums.lost_to_closures = lost_person_min(model, now, dry_s);
  sums.unserved = unserved_persons(model, now);
  return sums;
}

void write_columns(std::string_view table, const PlaceSums& sums, Output& out) {
  std::vector<double> each(sums.leaving.size());
  for (std::size_t i = 0; i < each.size(); ++i) {
    const double served = sums.leaving[i] - sums.unserved[i];
    each[i] =
        served > 0.0 ? sums.lost_to_traffic[i] / served : std::numeric_limits<double>::quiet_NaN();
  }
  out.column(table, "leaving_persons", sums.leaving);
  out.column(table, "lost_to_traffic_person_min", sums.lost_to_traffic);
  out.column(table, "lost_min_each", each);
  out.column(table, "lost_to_closures_person_min", sums.lost_to_closures);
  out.column(table, "unserved_persons", sums.unserved);
}

void write_groups(const Ward& ward, const Model& model, const PlaceSums& places, Output& out) {
  PlaceSums groups(ward.layers().residential_groups.size());
  for (std::size_t z = 0; z < model.zones().size(); ++z) {
    const auto group = model.zones()[z].group;
    if (!group) continue;
    groups.leaving[*group] += places.leaving[z];
    groups.lost_to_traffic[*group] += places.lost_to_traffic[z];
    groups.lost_to_closures[*group] += places.lost_to_closures[z];
    groups.unserved[*group] += places.unserved[z];
  }
  out.table(residential_groups_table(ward.layers().residential_groups));
  write_columns("residential_groups", groups, out);
}

void write_zones(const Ward& ward, const Model& model, const PlaceSums& places, Output& out) {
  FeatureTable table("traffic", "zones",
                     {{"id", ColumnKind::text},
                      {"name", ColumnKind::text},
                      {"kind", ColumnKind::text},
                      {"residents", ColumnKind::number},
                      {"arriving_persons", ColumnKind::number},
                      {"source", ColumnKind::text}});
  const std::string assumed(word_of(Source::assumed));
  std::int64_t fid = 0;
  for (const Zone& zone : model.zones()) {
    const std::string name =
        zone.group ? ward.layers().residential_groups[*zone.group].name : std::string();
    ++fid;
    table.add(fid, zone.centre,
              {"Z" + std::to_string(fid), name, std::string("zone"), zone.residents, zone.arriving,
               assumed});
  }
  for (const Gate& gate : model.gates()) {
    ++fid;
    table.add(fid, gate.centre,
              {"G" + std::to_string(fid - static_cast<std::int64_t>(model.zones().size())),
               gate.name, std::string("gate"), Value{}, Value{}, assumed});
  }
  out.table(table);
  write_columns("zones", places, out);
}

void write_measures(const Model& model, const Outcome& now, const StreetSums& streets,
                    const PlaceSums& places, Output& out) {
  const TravelTime travel = travel_time(model, now);
  const Ledger sums = ledger(model, now);
  out.measure("travel_person_min", travel.person_min);
  out.measure("travel_person_min_error", travel.error_person_min);
  out.measure("lost_to_traffic_person_min", sum_of(places.lost_to_traffic));
  out.measure("lost_to_closures_person_min", sum_of(places.lost_to_closures));
  out.measure("trips", sums.trips);
  out.measure("trips_unserved", sums.unserved);
  out.measure("persons_unserved", sums.unserved_persons);
  out.measure("ledger_error_trips", sums.error);
  out.measure("vehicle_km", streets.vehicle_km);
  out.measure("mean_speed_kmh",
              streets.vehicle_h > 0.0 ? streets.vehicle_km / streets.vehicle_h : 0.0);
  out.measure("over_capacity_m", streets.over_capacity_m);
  out.measure("shut_m", streets.shut_m);
  out.measure("mean_trip_m", model.mean_trip_m());
  out.measure("zones", static_cast<double>(model.zones().size()));
  out.measure("gates", static_cast<double>(model.gates().size()));
  out.measure("gap", now.assignment.gap);
  out.measure("iterations", now.assignment.iterations);
}

void tell_of_gates(const Model& model, Output& out) {
  if (!model.gates().empty()) return;
  out.finding({.where = tr("the streets of the ward", "mạng đường của phường"),
               .found = tr("no street that leaves the ward", "không có đường nào ra khỏi phường"),
               .expected = tr("gates by which people and goods come and go",
                              "các cửa ngõ để người và hàng ra vào"),
               .outcome = tr("all trips stay within the ward", "mọi chuyến đi nằm trong phường"),
               .layer = "roads"});
}

void run(const Request& request, Output& out, const Progress& progress) {
  const double hour = hour_of(request);
  progress.checkpoint(0.0, tr("counting trips", "tính số chuyến đi"));
  const Model model = model_of(request);
  tell_of_gates(model, out);
  const Conditions conditions = conditions_of(request);
  const Solving solving{.gap = request.settings.number("gap"), .threads = request.threads};
  const bool differs = differs_from_dry(conditions);
  Outcome now = solved(model, request.ward, {.hour = hour, .closed = {}, .water = {}}, solving,
                       progress.part(0.2, differs ? 0.5 : 0.9));
  const TripTimes empty_s = empty_street_times_s(now.problem, request.threads);
  TripTimes dry_s = now.trip_s;
  if (differs) {
    const OriginFlows dry_flows = std::move(now.assignment.origins);
    now = solved(model, request.ward, conditions,
                 {.gap = solving.gap, .threads = solving.threads, .start = &dry_flows},
                 progress.part(0.5, 0.9));
  }
  const PlaceSums places = sums_by_place(model, now, empty_s, dry_s);
  const StreetSums streets = write_streets(request.ward, model, conditions, now, out);
  write_groups(request.ward, model, places, out);
  write_zones(request.ward, model, places, out);
  write_measures(model, now, streets, places, out);
}

}  // namespace
}  // namespace traffic

const Scenario kTraffic{
    .name = "traffic",
    .title_en = "Traffic of the peak hour",
    .title_vi = "Giao thông giờ cao điểm",
    .question_en =
        "Where does traffic flow in the peak hour, where does it stand, and what do closed or "
        "flooded streets cost whom?",
    .question_vi =
        "Giờ cao điểm xe đi đường nào, ùn ở đâu, đường đóng hoặc ngập làm ai mất bao nhiêu thời "
        "gian?",
    .settings = traffic::settings(),
    .needs = traffic::needs(),
    .results = traffic::fields(),
    .run = traffic::run};

}  // namespace twin
