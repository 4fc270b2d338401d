#include "scenarios/flood/flood_tables.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <utility>

#include "engine/space/geometry.h"
#include "scenarios/flood/flood.h"

namespace twin {
namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

/// Residents by how deep the water stands at their door.
struct People {
  double residents = 0.0;
  double affected = 0.0;
  double over_30cm = 0.0;
  double over_50cm = 0.0;

  void add(double people, double depth_m, double flooded_m) {
    residents += people;
    if (depth_m >= flooded_m) affected += people;
    if (depth_m >= 0.30) over_30cm += people;
    if (depth_m >= 0.50) over_50cm += people;
  }
};

/// What is told of one way of the streets.
struct WayWater {
  double max_depth_m = 0.0;
  double mean_depth_m = 0.0;
  double flooded_share = 0.0;
  double flooded_length_m = 0.0;
};

bool is_bridge(const Ward& ward, std::size_t way) {
  const WayRef ref = ward.way(static_cast<std::uint32_t>(way));
  return !ref.is_lane && ward.layers().roads[ref.index].bridge;
}

WayWater water_along(const FloodOutcome& outcome, std::size_t way) {
  if (is_bridge(outcome.ward, way)) return {};
  WayWater water;
  double length_m = 0.0;
  for (const CellOnLine& on : outcome.model.way_cells[way]) {
    if (!counts_for_way(outcome.model, on.cell)) continue;
    const auto depth_m = static_cast<double>(outcome.max_depth_m(on.cell));
    water.max_depth_m = std::max(water.max_depth_m, depth_m);
    water.mean_depth_m += depth_m * on.length_m;
    if (depth_m >= outcome.flooded_m) water.flooded_length_m += on.length_m;
    length_m += on.length_m;
  }
  if (length_m <= 0.0) return {kNoValue, kNoValue, kNoValue, 0.0};
  water.mean_depth_m /= length_m;
  water.flooded_share = water.flooded_length_m / length_m;
  return water;
}

std::string consequence(double depth_m) {
  return std::isnan(depth_m) ? std::string() : consequence_of_depth(depth_m).vi;
}

/// When each traveller could pass along the ways `first` to `first + count`.
void write_passages(const FloodRecord& record, const std::string& table, std::size_t first,
                    std::size_t count, Output& out) {
  constexpr std::array<std::pair<Traveller, const char*>, kTravellers> kAll{
      {{Traveller::pedestrian, "pedestrian"},
       {Traveller::motorbike, "motorbike"},
       {Traveller::car, "car"},
       {Traveller::fire_engine, "fire_engine"}}};
  for (const auto& [who, name] : kAll) {
    std::vector<double> last, blocked, again;
    for (std::size_t way = first; way < first + count; ++way) {
      const FloodRecord::Passage& passage = record.ways()[way].of(who);
      last.push_back(passage.last_pass_s);
      blocked.push_back(passage.blocked_s);
      again.push_back(passage.open_again_s);
    }
    out.column(table, std::string(name) + "_last_pass_s", last);
    out.column(table, std::string(name) + "_blocked_s", blocked);
    out.column(table, std::string(name) + "_open_again_s", again);
  }
}

/// Writes the roads or the lanes: ways `first` to `first + table.size()`.
void write_way_table(const FloodOutcome& outcome, const FeatureTable& table, std::size_t first,
                     const char* length_measure, Output& out) {
  const std::size_t count = table.size();
  std::vector<double> max_m, mean_m, share, arrival;
  std::vector<std::string> words;
  double flooded_m = 0.0;
  for (std::size_t way = first; way < first + count; ++way) {
    const WayWater water = water_along(outcome, way);
    const FloodRecord::Way& seen = outcome.record.ways()[way];
    max_m.push_back(water.max_depth_m);
    mean_m.push_back(water.mean_depth_m);
    share.push_back(water.flooded_share);
    arrival.push_back(seen.arrival_s);
    words.push_back(consequence(water.max_depth_m));
    flooded_m += water.flooded_length_m;
  }
  out.measure(length_measure, flooded_m);
  if (count == 0) return;
  const std::string& name = table.layer();
  out.table(table);
  out.column(name, "max_depth_m", max_m);
  out.column(name, "mean_depth_m", mean_m);
  out.column(name, "flooded_share", share);
  out.column(name, "arrival_s", arrival);
  write_passages(outcome.record, name, first, count, out);
  out.texts(name, "consequence", words);

  const std::vector<double>& times_s = outcome.record.kept_times_s();
  const std::vector<float>& kept_m = outcome.record.kept_depths_m();
  const std::size_t ways = outcome.record.ways().size();
  std::vector<float> series_m;
  series_m.reserve(times_s.size() * count);
  for (std::size_t t = 0; t < times_s.size(); ++t) {
    const auto begin = kept_m.begin() + static_cast<std::ptrdiff_t>(t * ways + first);
    series_m.insert(series_m.end(), begin, begin + static_cast<std::ptrdiff_t>(count));
  }
  out.series(name, "depth_m", times_s, series_m);
}

}  // namespace

std::vector<DoorWater> door_water(const GridModel& model, const Grid<float>& max_depth_m) {
  std::vector<DoorWater> doors;
  doors.reserve(model.facade.size());
  for (const std::vector<Cell>& facade : model.facade) {
    DoorWater& door = doors.emplace_back();
    door.depth_m = facade.empty() ? kNoValue : -1.0;
    for (const Cell& cell : facade) {
      const auto depth_m = static_cast<double>(max_depth_m(cell));
      if (depth_m <= door.depth_m) continue;
      door.depth_m = depth_m;
      door.cell = cell;
    }
  }
  return doors;
}

void write_buildings(const FloodOutcome& outcome, std::span<const DoorWater> doors, Output& out) {
  const std::vector<Building>& buildings = outcome.ward.layers().buildings;
  std::vector<double> depth, ground, arrival, duration, peak;
  std::vector<std::string> words;
  People people;
  double affected = 0.0;
  for (std::size_t b = 0; b < doors.size(); ++b) {
    const DoorWater& door = doors[b];
    const auto at_door = [&](const Grid<float>& grid) {
      return door.cell ? static_cast<double>(grid(*door.cell)) : kNoValue;
    };
    depth.push_back(door.depth_m);
    ground.push_back(at_door(outcome.model.ground_m));
    arrival.push_back(at_door(outcome.record.arrival_s()));
    duration.push_back(at_door(outcome.record.duration_s()));
    peak.push_back(at_door(outcome.record.peak_s()));
    words.push_back(consequence(door.depth_m));
    people.add(buildings[b].residents, door.depth_m, outcome.flooded_m);
    if (door.depth_m >= outcome.flooded_m) affected += 1.0;
  }
  out.measure("people_affected", people.affected);
  out.measure("people_over_30cm", people.over_30cm);
  out.measure("people_over_50cm", people.over_50cm);
  out.measure("buildings_affected", affected);
  if (buildings.empty()) return;
  out.table(buildings_table(buildings));
  out.column("buildings", "door_depth_m", depth);
  out.column("buildings", "door_ground_m", ground);
  out.column("buildings", "arrival_s", arrival);
  out.column("buildings", "duration_s", duration);
  out.column("buildings", "peak_s", peak);
  out.texts("buildings", "consequence", words);
}

void write_ways(const FloodOutcome& outcome, Output& out) {
  const WardLayers& layers = outcome.ward.layers();
  write_way_table(outcome, roads_table(layers.roads), outcome.ward.way_of_road(0),
                  "roads_flooded_m", out);
  write_way_table(outcome, lanes_table(layers.lanes), outcome.ward.way_of_lane(0),
                  "lanes_flooded_m", out);
  const auto lanes = std::span(outcome.record.ways()).last(layers.lanes.size());
  out.measure("lanes_blocked",
              static_cast<double>(std::ranges::count_if(lanes, [](const FloodRecord::Way& lane) {
                return lane.of(Traveller::motorbike).blocked_s > 0.0;
              })));
}

void write_groups(const FloodOutcome& outcome, std::span<const DoorWater> doors, Output& out) {
  const WardLayers& layers = outcome.ward.layers();
  if (layers.residential_groups.empty()) return;
  std::vector<People> groups(layers.residential_groups.size());
  for (std::size_t b = 0; b < doors.size(); ++b) {
    const auto group = outcome.ward.group_of_building(b);
    if (!group) continue;
    groups[*group].add(layers.buildings[b].residents, doors[b].depth_m, outcome.flooded_m);
  }
  const auto column = [&](std::string_view name, auto value) {
    std::vector<double> values;
    for (const People& people : groups) values.push_back(value(people));
    out.column("residential_groups", name, values);
  };
  out.table(residential_groups_table(layers.residential_groups));
  column("residents", [](const People& p) { return p.residents; });
  column("people_affected", [](const People& p) { return p.affected; });
  column("people_over_30cm", [](const People& p) { return p.over_30cm; });
  column("people_over_50cm", [](const People& p) { return p.over_50cm; });
  column("affected_share",
         [](const People& p) { return p.residents > 0.0 ? p.affected / p.residents : kNoValue; });
}

void write_inlets(const Ward& ward, const FloodSetup& setup, std::span<const double> limits_m3ps,
                  std::span<const double> taken_m3, Output& out) {
  const std::vector<DrainInlet>& inlets = ward.layers().drain_inlets;
  if (inlets.empty()) return;
  std::vector<double> taken(inlets.size(), 0.0);
  std::vector<double> limit(inlets.size(), 0.0);
  for (std::size_t i = 0; i < setup.inlet_of.size(); ++i) {
    taken[setup.inlet_of[i]] = taken_m3[i];
    limit[setup.inlet_of[i]] = limits_m3ps[i];
  }
  out.table(drain_inlets_table(inlets));
  out.column("drain_inlets", "taken_m3", taken);
  out.column("drain_inlets", "limit_m3ps", limit);
}

void write_areas(const FloodOutcome& outcome, Output& out) {
  const GridModel& model = outcome.model;
  double deepest_m = 0.0;
  std::int64_t over_15cm = 0;
  std::int64_t over_30cm = 0;
  std::int64_t over_50cm = 0;
  for (int row = 0; row < model.frame.rows; ++row) {
    for (int col = 0; col < model.frame.cols; ++col) {
      const Cell cell{row, col};
      if (model.in_ward(cell) == 0 || !counts_for_way(model, cell)) continue;
      const auto depth_m = static_cast<double>(outcome.max_depth_m(cell));
      deepest_m = std::max(deepest_m, depth_m);
      over_15cm += depth_m >= 0.15 ? 1 : 0;
      over_30cm += depth_m >= 0.30 ? 1 : 0;
      over_50cm += depth_m >= 0.50 ? 1 : 0;
    }
  }
  const double cell_m2 = model.frame.cell_m * model.frame.cell_m;
  out.measure("max_depth_m", deepest_m);
  out.measure("flooded_area_15cm_m2", static_cast<double>(over_15cm) * cell_m2);
  out.measure("flooded_area_30cm_m2", static_cast<double>(over_30cm) * cell_m2);
  out.measure("flooded_area_50cm_m2", static_cast<double>(over_50cm) * cell_m2);
}

}  // namespace twin
