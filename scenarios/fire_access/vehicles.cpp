#include "scenarios/fire_access/vehicles.h"

#include <algorithm>
#include <sstream>

#include "engine/base/numbers.h"
#include "engine/base/toml_file.h"

namespace twin::fire {
namespace {

/// A number that must be there and lie between two others.
double number_in(const TomlTable& table, const char* key, double least, double most) {
  const double value = table.need_number(key);
  if (value >= least && value <= most) return value;
  throw InputError({.where = table.where(key),
                    .found = shortest(value),
                    .expected = tr("a number from ", "một số từ ") + shortest(least) +
                                tr(" to ", " đến ") + shortest(most),
                    .outcome = tr("correct it there", "hãy sửa tại đó")});
}

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
          .width_m = number_in(table, "width_m", 0.1, 5.0),
          .height_m = number_in(table, "height_m", 0.1, 6.0),
          .length_m = number_in(table, "length_m", 0.1, 30.0),
          .wheelbase_m = number_in(table, "wheelbase_m", 0.0, 15.0),
          .front_overhang_m = number_in(table, "front_overhang_m", 0.0, 5.0),
          .inner_radius_m = number_in(table, "inner_radius_m", 0.0, 30.0),
          .turns_on_the_spot = table.flag("turns_on_the_spot").value_or(false),
          .weight_t = number_in(table, "weight_t", 0.0, 80.0),
          .tank_m3 = number_in(table, "tank_m3", 0.0, 40.0),
          .fording_m = number_in(table, "fording_m", 0.0, 3.0),
          .side_clearance_m = number_in(table, "side_clearance_m", 0.0, 2.0),
          .pump_head_m = number_in(table, "pump_head_m", 0.0, 300.0),
          .pump_flow_lps = number_in(table, "pump_flow_lps", 0.0, 500.0),
          .setup_s = number_in(table, "setup_s", 0.0, 3600.0),
          .top_kmh = number_in(table, "top_kmh", 0.1, 150.0),
          .lane_kmh = number_in(table, "lane_kmh", 0.1, 150.0),
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
