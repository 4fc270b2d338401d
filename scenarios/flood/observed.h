#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/results/output.h"
#include "layers/ward/grid_model.h"
#include "scenarios/scenario.h"

// What people saw beside what a run says: known flood spots and citizens' reports.
//
// An observation says "water" (at least `flooded_m` deep, or a flood spot without a depth) or "no
// water" (less). A place is compared on the cells within its uncertainty, those of streets where
// there are any: where water was seen the run may have it on any of them (their greatest depth);
// where none was seen it must have it on fewer than half (their median). A report is compared with
// the water around its time, the instant that agrees best; a flood spot of the day of the run with
// the greatest depth of the run.
//
// |            | run: water   | run: none         |
// |------------|--------------|-------------------|
// | seen       | hit          | miss              |
// | none seen  | false alarm  | correct negative  |
//
// POD = hits / (hits + misses), FAR = false alarms / (hits + false alarms), CSI = hits / (hits +
// misses + false alarms): Wilks, Statistical Methods in the Atmospheric Sciences, 3rd edition,
// 2011, 8.2.2; Schaefer, Weather and Forecasting 5 (1990).
//
// Where the ward's terrain is assumed nothing is scored: agreement would be chance.

namespace twin {

/// What comparing an observation gave; the code that the column `verdict` holds.
enum class Verdict { not_compared, qualitative, correct_negative, hit, false_alarm, miss };

/// How people's observations are compared.
struct ObservedSettings {
  double flooded_m = 0.15;     ///< from this depth on it counts as water
  double reach_m = 25.0;       ///< of places that tell no uncertainty
  double tolerance_s = 900.0;  ///< between a report's time and the water compared with it
};

/// The verdicts of a run, counted.
struct ObservedScore {
  int hits = 0;
  int misses = 0;
  int false_alarms = 0;
  int correct_negatives = 0;

  // Nothing where nobody could have told: no place with (without) water seen.
  std::optional<double> pod() const;
  std::optional<double> far() const;
  std::optional<double> csi() const;
};

/// The observations in a ward, and the water that a run has at each of them.
class Observed {
 public:
  Observed(const Request& request, const GridModel& model, const ObservedSettings& settings,
           double run_s);

  /// Takes the water of one instant into account.
  void look(double time_s, const Grid<float>& depth_m);

  /// Tables of the flood spots and the reports with verdicts, and the measures; findings say what
  /// is not scored and why.
  void write(const Grid<float>& max_depth_m, Output& out) const;

  std::string save_state() const;
  /// @throws InputError where the bytes are of other observations.
  void load_state(std::string_view bytes);

 private:
  /// A spot or a report.
  struct Seen {
    std::vector<Cell> cells;
    std::optional<double> depth_m;
    std::optional<bool> water;     ///< whether there was; nothing: nobody can tell
    std::optional<double> time_s;  ///< of the run; nothing: all of it
    Text why_not = {};             ///< it is not compared; empty: it is
  };
  struct Outcome {
    std::vector<double> simulated_m;
    std::vector<double> verdict;
    std::vector<std::string> why_vi, why_en;  ///< it is not scored
  };

  Seen seen_at(Point place, double uncertain_m) const;
  Seen spot(std::size_t index) const;
  Seen report(std::size_t index) const;
  Text out_of_run(double time_s) const;
  Verdict verdict_of(const Seen& seen, double simulated_m) const;
  Outcome outcome_of(const std::vector<Seen>& all, const std::vector<double>& simulated_m,
                     ObservedScore& score) const;
  std::vector<double> simulated_at_spots(const Grid<float>& max_depth_m) const;
  void write_score(const ObservedScore& score, Output& out) const;

  const Request& request_;
  const GridModel& model_;
  ObservedSettings settings_;
  double run_s_;
  bool scored_;  ///< the terrain is no assumption
  Grid<std::uint8_t> on_street_;
  std::vector<Seen> spots_;
  std::vector<Seen> reports_;
  std::vector<double> at_spots_m_;  ///< around the time of those that have one; NaN: never looked
  std::vector<double> at_reports_m_;
};

}  // namespace twin
