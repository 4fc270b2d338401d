#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "layers/ward/grid_model.h"
#include "layers/ward/ward.h"

namespace twin {

/// Who wants to pass along a street.
enum class Traveller { pedestrian, motorbike, car, fire_engine };
inline constexpr std::size_t kTravellers = 4;

/// From which depths and heads the record counts.
struct FloodThresholds {
  double flooded_m = 0.15;           ///< a place is flooded
  int pedestrian_hazard = 3;         ///< class of ARR 2019 that stops people on foot
  double motorbike_depth_m = 0.30;   ///< stops a motorbike
  double car_head_m = 0.30;          ///< stops a car
  double fire_engine_head_m = 0.60;  ///< stops a fire engine
};

/// What the water did in the ward's cells and along its streets, looked at again and again.
/// A look stands for the time since the last one.
class FloodRecord {
 public:
  FloodRecord(const GridModel& model, const FloodThresholds& thresholds);

  /// Takes the water of one instant into account; instants come in order.
  void look(double time_s, const Grid<float>& depth_m, const Grid<float>& u_mps,
            const Grid<float>& v_mps);
  /// Keeps the depths of the streets at this look for the series.
  void keep_ways(double time_s);

  // On the model's frame; NaN in cells of the ward that hold no water and outside the ward.
  const Grid<float>& speed_mps() const { return speed_mps_; }
  const Grid<float>& arr() const { return arr_; }                          ///< class 0 to 6
  const Grid<float>& defra() const { return defra_; }                      ///< rating
  const Grid<float>& arrival_s() const { return arrival_s_; }              ///< NaN: never flooded
  const Grid<float>& duration_s() const { return duration_s_; }            ///< time flooded
  const Grid<float>& duration_30cm_s() const { return duration_30cm_s_; }  ///< time at 0.30 m
  const Grid<float>& duration_50cm_s() const { return duration_50cm_s_; }  ///< time at 0.50 m
  const Grid<float>& peak_s() const { return peak_s_; }  ///< of the deepest look; NaN: always dry

  /// Whether and when someone could pass along a way, to the time between two looks.
  struct Passage {
    /// The last look before the first at which it was blocked; 0 where it was so from the start,
    /// NaN where it never was.
    double last_pass_s = std::numeric_limits<double>::quiet_NaN();
    double blocked_s = 0.0;
    /// From when on it stayed open; NaN: never blocked, or still so at the last look.
    double open_again_s = std::numeric_limits<double>::quiet_NaN();

    void look(bool blocked, double time_s, double since_s);
  };

  /// What happened along one way.
  struct Way {
    double depth_m = 0.0;  ///< deepest along it at the last look; 0 on bridges
    double arrival_s = std::numeric_limits<double>::quiet_NaN();  ///< NaN: never flooded
    std::array<Passage, kTravellers> passages = {};               ///< by Traveller

    Passage& of(Traveller who) { return passages[static_cast<std::size_t>(who)]; }
    const Passage& of(Traveller who) const { return passages[static_cast<std::size_t>(who)]; }
  };
  const std::vector<Way>& ways() const { return ways_; }
  const std::vector<double>& kept_times_s() const { return kept_times_s_; }
  const std::vector<float>& kept_depths_m() const { return kept_depths_m_; }  ///< [time][way]

  std::string save_state() const;
  /// @throws InputError where the bytes are of another ward or cut off.
  void load_state(std::string_view bytes);

 private:
  const GridModel& model_;
  FloodThresholds thresholds_;
  std::vector<Cell> cells_;  // of the ward that hold water, but rivers
  double last_look_s_ = 0.0;
  Grid<float> speed_mps_, arr_, defra_, arrival_s_, duration_s_;
  Grid<float> duration_30cm_s_, duration_50cm_s_, peak_s_;
  Grid<float> deepest_look_m_;
  std::vector<Way> ways_;
  std::vector<double> kept_times_s_;
  std::vector<float> kept_depths_m_;
};

/// Whether a cell counts as a street's: open ground, not a river under it.
bool counts_for_way(const GridModel& model, Cell cell);

}  // namespace twin
