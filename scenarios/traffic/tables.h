#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/text.h"

namespace twin::traffic {

/// One kind of vehicle (data/traffic/vehicles.toml).
struct Vehicle {
  std::string name;  ///< "motorbike"
  Text title;        ///< "xe máy"
  double pcu = 1.0;
  double persons = 1.0;  ///< in one vehicle
  double person_share = 0.0;
  double through_share = 0.0;
  double least_width_m = 0.0;
  double road_kmh = 0.0;
  double lane_kmh = 0.0;
  double access_kmh = 0.0;
  bool roads_only = false;
  double flood_stop_m = 0.0;
};

struct RoadKind {
  double free_kmh = 0.0;
  double pcu_per_h_a_lane = 0.0;
};
struct LaneKind {
  double free_kmh = 0.0;
  double motorbikes_per_h_a_metre = 0.0;
  double share_let_through = 0.0;
  double unknown_width_m = 0.0;
};
struct JunctionKind {
  double reach_m = 0.0;
  double inside_m = 0.0;
  double cycle_s = 0.0;
  double green_share = 0.0;
  double lost_share = 0.0;
  double saturation_pcu_per_h_a_lane = 0.0;
  double give_way_s = 0.0;
  double give_way_pcu_per_h_a_lane = 0.0;
  double period_h = 1.0;
};

/// What streets and junctions do (data/traffic/streets.toml).
struct StreetTable {
  double b = 0.0;
  double power = 0.0;
  std::map<std::string, RoadKind, std::less<>> roads;  ///< by class
  LaneKind lane;
  JunctionKind junction;

  /// Of a class, or of the one it is a link of, or of residential streets.
  const RoadKind& road(std::string_view road_class) const;
};

/// Per 100 m² of floor.
struct FloorUse {
  double jobs = 0.0;
  double pupils = 0.0;
  double visits = 0.0;
};
/// Who travels in the peak hour (data/traffic/demand.toml).
struct DemandTable {
  double trips_a_day = 0.0;
  double peak_share = 0.0;
  double within_ward_share = 0.0;
  double mean_trip_m = 0.0;
  double jobs_share = 0.0;
  double pupils_share = 0.0;
  double through_share = 0.0;
  std::string greatest_class;
  double reach_m = 0.0;
  double join_m = 0.0;
  std::map<std::string, FloorUse, std::less<>> uses;

  /// Arrivals in the peak hour per m² of floor of such a building.
  double arrivals_per_m2(std::string_view use) const;
};

// @throws InputError: unreadable, a misspelt key, one that is missing, a number that cannot be.
std::vector<Vehicle> load_vehicles(const std::filesystem::path& path);
StreetTable load_street_table(const std::filesystem::path& path);
DemandTable load_demand_table(const std::filesystem::path& path);

}  // namespace twin::traffic
