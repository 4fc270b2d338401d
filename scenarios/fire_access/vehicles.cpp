#include "scenarios/fire_access/vehicles.h"

#include <algorithm>
#include <sstream>

#include "engine/base/numbers.h"
#include "engine/base/toml_file.h"

namespace twin::fire {
namespace {

VehicleClass vehicle_class(const TomlTable& table) {
  table.allow_only({"name",
                    "en",
                    "vi",
                    "leads",
                    "width_m",
                    "height_m",
                    "length_m",
                    "wheelbase_m",
                    "front_overhang_m",
                    "inner_radius_m",
                    "turns_on_the_spot",
                    "weight_t",
                    "tank_m3",
                    "fording_m",
                    "side_clearance_m",
                    "pump_head_m",
                    "pump_flow_lps",
                    "setup_s",
                    "top_kmh",
                    "lane_kmh",
                    "carried_by",
                    "source",
                    "assumed"});
  return {.name = table.need_text("name"),
          .title = {table.need_text("en"), table.need_text("vi")},
          .leads = table.flag("leads").value_or(false),
          .width_m = table.need_number("width_m", 0.1, 5.0),
          .height_m = table.need_number("height_m", 0.1, 6.0),
          .length_m = table.need_number("length_m", 0.1, 30.0),
          .wheelbase_m = table.need_number("wheelbase_m", 0.0, 15.0),
          .front_overhang_m = table.need_number("front_overhang_m", 0.0, 5.0),
          .inner_radius_m = table.need_number("inner_radius_m", 0.0, 30.0),
          .turns_on_the_spot = table.flag("turns_on_the_spot").value_or(false),
          .weight_t = table.need_number("weight_t", 0.0, 80.0),
          .tank_m3 = table.need_number("tank_m3", 0.0, 40.0),
          .fording_m = table.need_number("fording_m", 0.0, 3.0),
          .side_clearance_m = table.need_number("side_clearance_m", 0.0, 2.0),
          .pump_head_m = table.need_number("pump_head_m", 0.0, 300.0),
          .pump_flow_lps = table.need_number("pump_flow_lps", 0.0, 500.0),
          .setup_s = table.need_number("setup_s", 0.0, 3600.0),
          .top_kmh = table.need_number("top_kmh", 0.1, 150.0),
          .lane_kmh = table.need_number("lane_kmh", 0.1, 150.0),
          .carried_by = table.texts("carried_by").value_or(std::vector<std::string>{})};
}

void check_carriers(const TomlTable& file, const std::vector<VehicleClass>& classes) {
  for (const VehicleClass& one : classes) {
    for (const std::string& carrier : one.carried_by) {
      const auto index = class_named(classes, carrier);
      if (index && !classes[*index].by_hand()) continue;
      throw InputError(
          {.where = file.where("class") + tr(", class '", ", loại '") + one.name + "'",
           .found = tr("carried_by '", "carried_by '") + carrier + "'",
           .expected = tr("the name of a class that drives", "tên một loại xe tự chạy"),
           .outcome = tr("correct it there", "hãy sửa tại đó")});
    }
  }
}

}  // namespace

std::vector<VehicleClass> load_vehicles(const std::filesystem::path& file) {
  const TomlTable table = TomlTable::read(file);
  table.allow_only({"version", "source", "class"});
  std::vector<VehicleClass> classes;
  for (const TomlTable& one : table.tables("class")) classes.push_back(vehicle_class(one));
  check_carriers(table, classes);
  const auto leads = [](const VehicleClass& one) { return one.leads && !one.by_hand(); };
  if (std::ranges::none_of(classes, leads)) {
    throw InputError({.where = table.where("class"),
                      .found = tr("no class with leads = true", "không có loại nào leads = true"),
                      .expected = tr("at least one fire engine", "ít nhất một loại xe chữa cháy"),
                      .outcome = tr("mark the engines in that file", "hãy đánh dấu trong tệp đó")});
  }
  return classes;
}

std::optional<std::size_t> class_named(const std::vector<VehicleClass>& classes,
                                       std::string_view name) {
  const auto it = std::ranges::find(classes, name, &VehicleClass::name);
  if (it == classes.end()) return std::nullopt;
  return static_cast<std::size_t>(it - classes.begin());
}

std::vector<Stationed> stationed_vehicles(std::string_view text) {
  std::vector<Stationed> all;
  std::istringstream words{std::string(text)};
  for (std::string word; words >> word;) {
    const std::size_t colon = word.find(':');
    Stationed one{.name = word.substr(0, colon)};
    if (colon != std::string::npos) {
      one.number = static_cast<int>(parsed_number(word.substr(colon + 1)).value_or(1.0));
    }
    all.push_back(one);
  }
  return all;
}

}  // namespace twin::fire
