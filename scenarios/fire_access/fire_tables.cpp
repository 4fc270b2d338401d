#include "scenarios/fire_access/fire_tables.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "scenarios/fire_access/reason_words.h"
#include "scenarios/fire_access/reversing.h"

namespace twin::fire {
namespace {

/// Why a place is served as it is, for each house and each way.
struct Reasons {
  std::vector<std::optional<Reason>> of_house;
  std::vector<std::optional<Reason>> of_way;
};

/// The place of a way that is served worst; its stretch ends and middles are looked at.
struct WorstPlace {
  ReasonPlace place;
  double hose_m = kInfinity;
  bool there = false;  ///< the way has a place at all
};

WorstPlace worst_place(const FireRun& run, std::uint32_t way) {
  WorstPlace worst;
  for (const std::uint32_t s : run.streets().along(way)) {
    const double length_m = run.streets().segments()[s].length_m;
    for (const double at_m : {0.0, length_m / 2.0, length_m}) {
      const BestStop best = run.best_stop(s, at_m);
      if (worst.there && best.ready_s <= worst.place.ready_s) continue;
      worst = {.place = {s, at_m, best.ready_s},
               .hose_m = best.reached() ? best.hose_m : kInfinity,
               .there = true};
    }
  }
  return worst;
}

std::vector<WorstPlace> worst_places(const FireRun& run) {
  std::vector<WorstPlace> all;
  for (std::uint32_t way = 0; way < run.streets().ways().size(); ++way) {
    all.push_back(worst_place(run, way));
  }
  return all;
}

Reasons reasons_of(const FireOutcome& outcome, const std::vector<WorstPlace>& ways) {
  const FireRun& run = outcome.run;
  const Ward& ward = outcome.access.ward();
  std::vector<ReasonPlace> places;
  std::vector<std::size_t> house_of;
  for (std::size_t b = 0; b < outcome.answers.houses.size(); ++b) {
    const HouseAnswer& house = outcome.answers.houses[b];
    if (!ward.doors()[b] || house.hose_m <= run.model().near_m) continue;
    places.push_back({ward.doors()[b]->segment, ward.doors()[b]->along_m, house.ready_s});
    house_of.push_back(b);
  }
  const std::size_t houses = places.size();
  std::vector<std::size_t> way_of;
  for (std::size_t way = 0; way < ways.size(); ++way) {
    if (!ways[way].there || ways[way].hose_m <= run.model().near_m) continue;
    places.push_back(ways[way].place);
    way_of.push_back(way);
  }
  std::vector<std::optional<Reason>> found = binding_reasons(run, outcome.dry, places);
  Reasons reasons{.of_house = std::vector<std::optional<Reason>>(outcome.answers.houses.size()),
                  .of_way = std::vector<std::optional<Reason>>(ways.size())};
  for (std::size_t i = 0; i < found.size(); ++i) {
    auto& reason = i < houses ? reasons.of_house[house_of[i]] : reasons.of_way[way_of[i - houses]];
    reason = std::move(found[i]);
  }
  return reasons;
}

/// Columns of one table, written by what each row holds.
template <typename Row>
class Columns {
 public:
  Columns(Output& out, std::string table, const std::vector<Row>& rows)
      : out_(out), table_(std::move(table)), rows_(rows) {}

  template <typename Of>
  void number(std::string_view name, const Of& of) const {
    std::vector<double> values;
    values.reserve(rows_.size());
    for (const Row& row : rows_) values.push_back(static_cast<double>(of(row)));
    out_.column(table_, name, values);
  }
  template <typename Of>
  void text(std::string_view name, const Of& of) const {
    std::vector<std::string> values;
    values.reserve(rows_.size());
    for (const Row& row : rows_) values.push_back(of(row));
    out_.texts(table_, name, values);
  }

 private:
  Output& out_;
  std::string table_;
  const std::vector<Row>& rows_;
};

std::string first_water_by(const FireModel& model, const HouseAnswer& house) {
  if (std::isnan(house.first_water_s)) return {};
  return house.by_portable ? "máy bơm khiêng tay" : model.classes[house.stop.vehicle].title.vi;
}

void write_houses(const FireOutcome& outcome, const Reasons& reasons, Output& out) {
  const Ward& ward = outcome.access.ward();
  if (ward.layers().buildings.empty()) return;
  struct Row {
    const HouseAnswer& house;
    Text reason;
  };
  std::vector<Row> rows;
  for (std::size_t b = 0; b < outcome.answers.houses.size(); ++b) {
    const HouseAnswer& house = outcome.answers.houses[b];
    rows.push_back({house, house_words(outcome.run, reasons.of_house[b], house, ward.doors()[b])});
  }
  const FireModel& model = outcome.run.model();
  out.table(buildings_table(ward.layers().buildings));
  const Columns<Row> columns(out, "buildings", rows);
  columns.number("served", [](const Row& r) { return static_cast<int>(r.house.served); });
  columns.number("arrival_s", [](const Row& r) { return r.house.arrival_s; });
  columns.number("first_water_s", [](const Row& r) { return r.house.first_water_s; });
  columns.number("hose_m", [](const Row& r) { return r.house.hose_m; });
  columns.number("hoses", [](const Row& r) { return r.house.hoses; });
  columns.number("flow_lps", [](const Row& r) { return r.house.flow_lps; });
  columns.number("demand_lps", [](const Row& r) { return r.house.demand_lps; });
  columns.number("source_m", [](const Row& r) { return r.house.source_m; });
  columns.number("fire_water_m", [](const Row& r) { return r.house.fire_water_m; });
  columns.number("reverse_m", [](const Row& r) { return r.house.reverse_m; });
  columns.text("reason", [](const Row& r) { return r.reason.vi; });
  columns.text("reason_en", [](const Row& r) { return r.reason.en; });
  columns.text("engine", [&](const Row& r) {
    const bool reached = r.house.stop.vehicle != Segment::kNone;
    return reached ? model.classes[r.house.stop.vehicle].title.vi : std::string();
  });
  columns.text("stop", [&](const Row& r) { return stop_words(ward, r.house.stop).vi; });
  columns.text("at_door", [&](const Row& r) { return class_words(model, r.house.at_door).vi; });
  columns.text("water_source", [&](const Row& r) {
    const bool has = r.house.source != Segment::kNone;
    return has ? outcome.answers.sources[r.house.source].id : std::string();
  });
  columns.text("first_water_by", [&](const Row& r) { return first_water_by(model, r.house); });
}

/// What a way's houses add up to.
struct WayRow {
  int served = 0;
  std::vector<double> arrival_s;
  std::vector<double> water_s;
  double longest_hose_m = 0.0;
  double driven_share = 0.0;
  double reverse_m = 0.0;
  bool every_house_has_water = true;
  double residents = 0.0;
  double not_reached = 0.0;
  std::uint32_t passes = 0;
  Text reason;
  int houses = 0;
};

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

/// The greatest, or nothing where a house has none: the worst is then worse than any number.
double worst_of(const std::vector<double>& values) {
  double worst = values.empty() ? kNothing : 0.0;
  for (const double value : values) {
    if (std::isnan(value)) return kNothing;
    worst = std::max(worst, value);
  }
  return worst;
}

/// The lower median, houses without a value last.
double median_of(std::vector<double> values) {
  if (values.empty()) return kNothing;
  for (double& value : values) value = std::isnan(value) ? kInfinity : value;
  std::ranges::sort(values);
  const double median = values[(values.size() - 1) / 2];
  return median < kInfinity ? median : kNothing;
}

/// How much of each stretch engines drive, and how far they must back out of it.
void add_driving(const FireRun& run, std::vector<WayRow>& rows) {
  const StreetNetwork& streets = run.streets();
  std::vector<double> driven_m(streets.segments().size(), 0.0);
  for (std::size_t v = 0; v < run.model().classes.size(); ++v) {
    if (!run.leads(v) || !run.has_class(v)) continue;
    std::vector<double> by_this_m(streets.segments().size(), 0.0);
    const Reversing reversing(run, v);
    const std::vector<Stop> stops = reached_stops(run, v);
    const std::vector<PlaceStart>& starts = run.drive(v).starts();
    for (std::size_t i = 0; i < stops.size(); ++i) {
      const double from_m = i < starts.size() ? starts[i].along_m : 0.0;
      by_this_m[run.passages().stretch(stops[i].segment)] += stops[i].along_m - from_m;
      WayRow& row = rows[streets.segments()[stops[i].segment].way];
      row.reverse_m = std::max(row.reverse_m, reversing.from_m(stops[i].segment, stops[i].along_m));
    }
    for (std::size_t s = 0; s < driven_m.size(); ++s) {
      driven_m[s] = std::max(driven_m[s], std::min(by_this_m[s], streets.segments()[s].length_m));
    }
  }
  for (std::uint32_t way = 0; way < rows.size(); ++way) {
    double length_m = 0.0;
    for (const std::uint32_t s : streets.along(way)) {
      rows[way].driven_share += driven_m[s];
      length_m += streets.segments()[s].length_m;
    }
    if (length_m > 0.0) rows[way].driven_share /= length_m;
  }
}

/// The classes that can drive the whole of a way, in one direction at least.
std::uint32_t passing(const FireRun& run, std::uint32_t way) {
  std::uint32_t mask = 0;
  for (std::size_t v = 0; v < run.model().classes.size(); ++v) {
    const std::vector<double>& stop_m = run.passages().costs(v).stop_m;
    const auto& along = run.streets().along(way);
    const bool there =
        std::ranges::all_of(along, [&](std::uint32_t s) { return stop_m[s] == kInfinity; });
    const bool back = std::ranges::all_of(along, [&](std::uint32_t s) {
      return stop_m[run.streets().segments()[s].opposite] == kInfinity;
    });
    if (!along.empty() && (there || back)) mask |= 1U << v;
  }
  return mask;
}

Text way_reason(const FireRun& run, const std::optional<Reason>& reason, const WorstPlace& worst) {
  if (reason) return reason_words(run, *reason, tr("its farthest place", "chỗ xa nhất"));
  if (worst.hose_m <= run.model().near_m) {
    return tr("Fire engines drive its whole length", "Xe chữa cháy vào được toàn tuyến");
  }
  if (worst.hose_m == kInfinity) {
    return tr("No way leads here from any fire station",
              "Không có đường nối từ trạm chữa cháy tới");
  }
  return tr("No single obstacle keeps engines out",
            "Không do một chướng ngại riêng lẻ, xe không vào được");
}

std::vector<WayRow> way_rows(const FireOutcome& outcome, const Reasons& reasons,
                             const std::vector<WorstPlace>& worst) {
  const FireRun& run = outcome.run;
  const Ward& ward = outcome.access.ward();
  std::vector<WayRow> rows(worst.size());
  for (std::uint32_t way = 0; way < rows.size(); ++way) {
    WayRow& row = rows[way];
    row.passes = passing(run, way);
    row.reason = way_reason(run, reasons.of_way[way], worst[way]);
    row.longest_hose_m = worst[way].hose_m;
    const Served end = worst[way].hose_m <= run.model().near_m         ? Served::at_door
                       : worst[way].hose_m <= run.model().hose_reach_m ? Served::by_hose
                                                                       : Served::not_reached;
    row.served = static_cast<int>(end);
  }
  for (std::size_t b = 0; b < outcome.answers.houses.size(); ++b) {
    if (!ward.doors()[b]) continue;
    const HouseAnswer& house = outcome.answers.houses[b];
    WayRow& row = rows[run.streets().segments()[ward.doors()[b]->segment].way];
    const double people = ward.layers().buildings[b].residents;
    const bool first = row.houses == 0;
    row.served = first ? static_cast<int>(house.served)
                       : std::max(row.served, static_cast<int>(house.served));
    ++row.houses;
    row.arrival_s.push_back(house.arrival_s);
    row.water_s.push_back(house.first_water_s);
    row.longest_hose_m =
        std::max(row.longest_hose_m, std::isnan(house.hose_m) ? kInfinity : house.hose_m);
    row.every_house_has_water &= house.fire_water_m <= run.model().rules.lane_water_m;
    row.residents += people;
    if (house.served == Served::not_reached) row.not_reached += people;
  }
  add_driving(run, rows);
  return rows;
}

void write_ways(const FireModel& model, const FeatureTable& table, const std::vector<WayRow>& rows,
                Output& out) {
  if (rows.empty()) return;
  out.table(table);
  const Columns<WayRow> columns(out, table.layer(), rows);
  columns.number("served", [](const WayRow& r) { return r.served; });
  columns.number("arrival_worst_s", [](const WayRow& r) { return worst_of(r.arrival_s); });
  columns.number("arrival_median_s", [](const WayRow& r) { return median_of(r.arrival_s); });
  columns.number("first_water_worst_s", [](const WayRow& r) { return worst_of(r.water_s); });
  columns.number("first_water_median_s", [](const WayRow& r) { return median_of(r.water_s); });
  columns.number("longest_hose_m", [](const WayRow& r) {
    return r.longest_hose_m < kInfinity ? r.longest_hose_m : kNothing;
  });
  columns.number("driven_share", [](const WayRow& r) { return r.driven_share; });
  columns.number("reverse_m", [](const WayRow& r) { return r.reverse_m; });
  columns.number("has_fire_water", [](const WayRow& r) {
    return r.houses == 0 ? kNothing : r.every_house_has_water ? 1.0 : 0.0;
  });
  columns.number("houses", [](const WayRow& r) { return r.houses; });
  columns.number("residents", [](const WayRow& r) { return r.residents; });
  columns.number("residents_not_reached", [](const WayRow& r) { return r.not_reached; });
  columns.text("reason", [](const WayRow& r) { return r.reason.vi; });
  columns.text("reason_en", [](const WayRow& r) { return r.reason.en; });
  columns.text("passes", [&](const WayRow& r) { return class_words(model, r.passes).vi; });
}

void write_groups(const FireOutcome& outcome, Output& out) {
  const Ward& ward = outcome.access.ward();
  if (ward.layers().residential_groups.empty()) return;
  struct Row {
    double residents = 0.0;
    double in_time = 0.0;
    double within_150 = 0.0;
    double near_water = 0.0;
    double not_reached = 0.0;
  };
  const FireModel& model = outcome.run.model();
  std::vector<Row> rows(ward.layers().residential_groups.size());
  for (std::size_t b = 0; b < outcome.answers.houses.size(); ++b) {
    const auto group = ward.group_of_building(b);
    if (!group) continue;
    const HouseAnswer& house = outcome.answers.houses[b];
    const double people = ward.layers().buildings[b].residents;
    Row& row = rows[*group];
    row.residents += people;
    if (house.first_water_s <= model.target_s) row.in_time += people;
    if (house.hose_m <= 150.0) row.within_150 += people;
    if (house.fire_water_m <= model.rules.lane_water_m) row.near_water += people;
    if (house.served == Served::not_reached) row.not_reached += people;
  }
  const auto share = [](double part, const Row& r) {
    return r.residents > 0.0 ? part / r.residents : kNothing;
  };
  out.table(residential_groups_table(ward.layers().residential_groups));
  const Columns<Row> columns(out, "residential_groups", rows);
  columns.number("residents", [](const Row& r) { return r.residents; });
  columns.number("in_time_share", [&](const Row& r) { return share(r.in_time, r); });
  columns.number("hose_150_share", [&](const Row& r) { return share(r.within_150, r); });
  columns.number("near_water_share", [&](const Row& r) { return share(r.near_water, r); });
  columns.number("residents_not_reached", [](const Row& r) { return r.not_reached; });
}

}  // namespace

void write_measures(const FireOutcome& outcome, Output& out) {
  const FireMeasures m = outcome.access.measures(outcome.answers);
  double cut = 0.0;
  if (outcome.dry_answers != nullptr) {
    for (std::size_t b = 0; b < outcome.answers.houses.size(); ++b) {
      const bool now = outcome.answers.houses[b].served == Served::not_reached;
      const bool dry = outcome.dry_answers->houses[b].served == Served::not_reached;
      if (now && !dry) cut += outcome.access.ward().layers().buildings[b].residents;
    }
  }
  out.measure("residents_in_time", m.residents_in_time());
  out.measure("residents_in_time_share", m.served_in_time);
  out.measure("hose_150_share", m.hose_within_150);
  out.measure("hose_200_share", m.hose_within_200);
  out.measure("buildings_not_reached", m.houses_not_reached);
  out.measure("residents_not_reached", m.people_not_reached);
  out.measure("residents_cut_by_flood", cut);
  out.measure("residents_near_water", m.residents_near_water());
  out.measure("residents_without_water", m.people_without_fire_water);
  out.measure("lanes_with_water_share", m.lanes_with_fire_water);
  out.measure("first_water_median_s", m.median_first_water_s);
  out.measure("first_water_person_min", m.person_minutes_to_water);
}

void write_tables(const FireOutcome& outcome, Output& out, const Progress& progress) {
  progress.checkpoint(0.0, tr("what stands in the way", "tìm vật cản của từng nhà, từng ngõ"));
  const std::vector<WorstPlace> worst = worst_places(outcome.run);
  const Reasons reasons = reasons_of(outcome, worst);
  progress.checkpoint(0.8, tr("writing the tables", "ghi các bảng kết quả"));
  write_houses(outcome, reasons, out);
  std::vector<WayRow> rows = way_rows(outcome, reasons, worst);
  const WardLayers& layers = outcome.access.ward().layers();
  const auto lanes = rows.begin() + static_cast<std::ptrdiff_t>(layers.roads.size());
  const FireModel& model = outcome.run.model();
  write_ways(model, lanes_table(layers.lanes), std::vector<WayRow>(lanes, rows.end()), out);
  write_ways(model, roads_table(layers.roads), std::vector<WayRow>(rows.begin(), lanes), out);
  write_groups(outcome, out);
}

}  // namespace twin::fire
