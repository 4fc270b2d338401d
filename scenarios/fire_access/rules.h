#pragma once

#include <filesystem>
#include <vector>

namespace twin::fire {

/// The numbers of the fire rules that the answers use, read from data/rules/fire_vn.csv, where each
/// stands with its clause.
struct FireRules {
  double height_margin_m = 0.0;    ///< room wanted above a vehicle
  double dead_end_m = 0.0;         ///< a longer dead end needs a turning place
  double engine_source_m = 0.0;    ///< from a source that an engine can use
  double portable_source_m = 0.0;  ///< from a source with a portable pump
  double suction_lift_m = 0.0;
  double least_cistern_m3 = 0.0;
  double lane_water_m = 0.0;  ///< the plan's indicator: hydrant or cistern within this path
  double hose_length_m = 0.0;
  double hose_slack = 0.0;  ///< hose laid per metre of path
};

/// @throws InputError: unreadable, a key missing or no positive number.
FireRules load_rules(const std::filesystem::path& file);

/// Water a fire in a building takes, by floors and volume (QCVN 10:2025/BCA, table H.2).
class FireDemand {
 public:
  struct Row {
    int least_floors = 0;
    int most_floors = 0;
    double most_volume_m3 = 0.0;
    double flow_lps = 0.0;
  };
  explicit FireDemand(std::vector<Row> rows) : rows_(std::move(rows)) {}
  /// @throws InputError: unreadable, no rows, no numbers.
  static FireDemand load(const std::filesystem::path& file);

  /// Of the first row that fits; that of the last row where none does.
  double flow_lps(int floors, double volume_m3) const;

 private:
  std::vector<Row> rows_;
};

}  // namespace twin::fire
