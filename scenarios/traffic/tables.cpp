#include "scenarios/traffic/tables.h"

#include <cmath>

#include "engine/base/numbers.h"
#include "engine/base/toml_file.h"

namespace twin::traffic {
namespace {

[[noreturn]] void refuse(const TomlTable& table, std::string_view key, const Text& found,
                         const Text& expected) {
  throw InputError({.where = table.where(key),
                    .found = found,
                    .expected = expected,
                    .outcome = tr("mend it there", "hãy sửa ở đó")});
}

double share(const TomlTable& table, std::string_view key) {
  return table.need_number(key, 0.0, 1.0);
}

TomlTable part(const TomlTable& file, std::string_view name) {
  if (auto table = file.table(name)) return *table;
  refuse(file, {}, tr("no table [", "không có bảng [") + std::string(name) + "]",
         tr("one, as in the file of the program's data folder",
            "một bảng như trong tệp của thư mục dữ liệu đi kèm"));
}

Vehicle vehicle(const TomlTable& t) {
  t.allow_only({"name", "vi", "pcu", "persons", "person_share", "through_share", "least_width_m",
                "road_kmh", "lane_kmh", "access_kmh", "roads_only", "flood_stop_m", "source",
                "assumed"});
  const std::string name = t.need_text("name");
  return {.name = name,
          .title = Text(name, t.text("vi").value_or(name)),
          .pcu = t.need_number("pcu", 0.01, 20.0),
          .persons = t.need_number("persons", 0.1, 200.0),
          .person_share = share(t, "person_share"),
          .through_share = share(t, "through_share"),
          .least_width_m = t.need_number("least_width_m", 0.0, 20.0),
          .road_kmh = t.need_number("road_kmh", 1.0, 150.0),
          .lane_kmh = t.need_number("lane_kmh", 1.0, 150.0),
          .access_kmh = t.need_number("access_kmh", 1.0, 50.0),
          .roads_only = t.flag("roads_only").value_or(false),
          .flood_stop_m = t.need_number("flood_stop_m", 0.0, 5.0)};
}

LaneKind lane_kind(const TomlTable& t) {
  t.allow_only({"free_kmh", "motorbikes_per_h_a_metre", "share_let_through", "unknown_width_m",
                "source", "assumed"});
  return {.free_kmh = t.need_number("free_kmh", 1.0, 100.0),
          .motorbikes_per_h_a_metre = t.need_number("motorbikes_per_h_a_metre", 1.0, 10000.0),
          .share_let_through = t.need_number("share_let_through", 0.01, 1.0),
          .unknown_width_m = t.need_number("unknown_width_m", 0.1, 20.0)};
}

JunctionKind junction_kind(const TomlTable& t) {
  t.allow_only({"reach_m", "inside_m", "cycle_s", "green_share", "lost_share",
                "saturation_pcu_per_h_a_lane", "give_way_s", "give_way_pcu_per_h_a_lane",
                "period_h", "source", "assumed"});
  return {
      .reach_m = t.need_number("reach_m", 0.0, 200.0),
      .inside_m = t.need_number("inside_m", 0.0, 200.0),
      .cycle_s = t.need_number("cycle_s", 10.0, 600.0),
      .green_share = t.need_number("green_share", 0.05, 1.0),
      .lost_share = t.need_number("lost_share", 0.0, 0.9),
      .saturation_pcu_per_h_a_lane = t.need_number("saturation_pcu_per_h_a_lane", 100.0, 5000.0),
      .give_way_s = t.need_number("give_way_s", 0.0, 600.0),
      .give_way_pcu_per_h_a_lane = t.need_number("give_way_pcu_per_h_a_lane", 10.0, 5000.0),
      .period_h = t.need_number("period_h", 0.05, 24.0)};
}

}  // namespace

const RoadKind& StreetTable::road(std::string_view road_class) const {
  const auto it = roads.find(road_class.substr(0, road_class.find("_link")));
  return it == roads.end() ? roads.find("residential")->second : it->second;
}

double DemandTable::arrivals_per_m2(std::string_view use) const {
  const auto it = uses.find(use);
  if (it == uses.end()) return 0.0;
  const FloorUse& floor = it->second;
  return (floor.jobs * jobs_share + floor.pupils * pupils_share + floor.visits) / 100.0;
}

std::vector<Vehicle> load_vehicles(const std::filesystem::path& path) {
  const TomlTable file = TomlTable::read(path);
  file.allow_only({"vehicle"});
  std::vector<Vehicle> vehicles;
  double persons = 0.0;
  for (const TomlTable& table : file.tables("vehicle")) {
    vehicles.push_back(vehicle(table));
    persons += vehicles.back().person_share;
  }
  if (vehicles.empty() || persons <= 0.0 || persons > 1.0 + 1e-9) {
    refuse(file, {},
           tr("shares of all trips that add up to ", "tỷ lệ chuyến đi cộng lại bằng ") +
               shortest(persons),
           tr("vehicles whose person_share add up to more than 0 and no more than 1",
              "các loại xe có person_share cộng lại lớn hơn 0 và không quá 1"));
  }
  return vehicles;
}

StreetTable load_street_table(const std::filesystem::path& path) {
  const TomlTable file = TomlTable::read(path);
  file.allow_only({"volume_delay", "road", "lane", "junction"});
  const TomlTable volume_delay = part(file, "volume_delay");
  volume_delay.allow_only({"b", "power", "source", "assumed"});
  StreetTable streets{.b = volume_delay.need_number("b", 0.0, 10.0),
                      .power = volume_delay.need_number("power", 1.0, 12.0),
                      .roads = {},
                      .lane = lane_kind(part(file, "lane")),
                      .junction = junction_kind(part(file, "junction"))};
  for (const TomlTable& road : file.tables("road")) {
    road.allow_only({"class", "free_kmh", "pcu_per_h_a_lane", "source", "assumed"});
    streets.roads[road.need_text("class")] = {
        .free_kmh = road.need_number("free_kmh", 1.0, 150.0),
        .pcu_per_h_a_lane = road.need_number("pcu_per_h_a_lane", 1.0, 5000.0)};
  }
  if (!streets.roads.contains("residential")) {
    refuse(file, {},
           tr("no [[road]] of class 'residential'", "không có [[road]] loại 'residential'"),
           tr("one, as it stands for every other class",
              "một mục như vậy, vì nó thay cho mọi loại khác"));
  }
  return streets;
}

DemandTable load_demand_table(const std::filesystem::path& path) {
  const TomlTable file = TomlTable::read(path);
  file.allow_only({"residents", "arrivals", "gates", "use"});
  const TomlTable residents = part(file, "residents");
  residents.allow_only(
      {"trips_a_day", "peak_share", "within_ward_share", "mean_trip_m", "source", "assumed"});
  const TomlTable arrivals = part(file, "arrivals");
  arrivals.allow_only({"jobs_share", "pupils_share", "source", "assumed"});
  const TomlTable gates = part(file, "gates");
  gates.allow_only({"through_share", "greatest_class", "reach_m", "join_m", "source", "assumed"});
  DemandTable demand{.trips_a_day = residents.need_number("trips_a_day", 0.0, 20.0),
                     .peak_share = share(residents, "peak_share"),
                     .within_ward_share = share(residents, "within_ward_share"),
                     .mean_trip_m = residents.need_number("mean_trip_m", 1.0, 100000.0),
                     .jobs_share = share(arrivals, "jobs_share"),
                     .pupils_share = share(arrivals, "pupils_share"),
                     .through_share = gates.need_number("through_share", 0.0, 2.0),
                     .greatest_class = gates.need_text("greatest_class"),
                     .reach_m = gates.need_number("reach_m", 0.0, 5000.0),
                     .join_m = gates.need_number("join_m", 0.0, 1000.0),
                     .uses = {}};
  for (const TomlTable& use : file.tables("use")) {
    use.allow_only({"name", "jobs", "pupils", "visits", "source", "assumed"});
    demand.uses[use.need_text("name")] = {.jobs = use.need_number("jobs", 0.0, 1000.0),
                                          .pupils = use.need_number("pupils", 0.0, 1000.0),
                                          .visits = use.need_number("visits", 0.0, 1000.0)};
  }
  return demand;
}

}  // namespace twin::traffic
