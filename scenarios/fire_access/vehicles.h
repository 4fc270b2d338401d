#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/text.h"

namespace twin::fire {

/// What the brigade brings, of one kind (data/vehicles/fire_vehicles.toml).
struct VehicleClass {
  std::string name;    ///< "medium"
  Text title;          ///< "xe chữa cháy trung bình"
  bool leads = false;  ///< counts as a fire engine: its hose is the answer for a house
  double width_m = 0.0;
  double height_m = 0.0;
  double length_m = 0.0;
  double wheelbase_m = 0.0;
  double front_overhang_m = 0.0;
  double inner_radius_m = 0.0;     ///< least radius of the inner rear wheel's turn
  bool turns_on_the_spot = false;  ///< can go back wherever it stands
  double weight_t = 0.0;
  double tank_m3 = 0.0;
  double fording_m = 0.0;         ///< deepest total head h + v²/2g it drives through
  double side_clearance_m = 0.0;  ///< room wanted on each side
  double pump_head_m = 0.0;       ///< metres of water
  double pump_flow_lps = 0.0;
  double setup_s = 0.0;  ///< from its stop until the first hose is coupled
  double top_kmh = 0.0;
  double lane_kmh = 0.0;                ///< in lanes
  std::vector<std::string> carried_by;  ///< brought by these classes, then carried on foot

  /// Clear width below which it does not pass.
  double needs_width_m() const { return width_m + 2.0 * side_clearance_m; }
  bool by_hand() const { return !carried_by.empty(); }
};

/// Reads the classes in the order of the file.
/// @throws InputError: unreadable, a misspelt key, a number that cannot be, no class that leads.
std::vector<VehicleClass> load_vehicles(const std::filesystem::path& file);

/// Index of the class of that name; nothing where there is none.
std::optional<std::size_t> class_named(const std::vector<VehicleClass>& classes,
                                       std::string_view name);

/// One entry of a station's list: "medium:2".
struct Stationed {
  std::string name;
  int number = 1;

  bool operator==(const Stationed&) const = default;
};
/// Reads "medium:2 pickup:1"; a name without a number counts once, an unreadable number too.
std::vector<Stationed> stationed_vehicles(std::string_view text);

}  // namespace twin::fire
