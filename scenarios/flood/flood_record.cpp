#include "scenarios/flood/flood_record.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "scenarios/flood/hazard.h"
#include "scenarios/flood/state_bytes.h"

namespace twin {
namespace {

constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

}  // namespace

bool counts_for_way(const GridModel& model, Cell cell) {
  return model.holds_water(cell) && model.cover_at(cell) != LandCover::water;
}

FloodRecord::FloodRecord(const GridModel& model, const FloodThresholds& thresholds)
    : model_(model),
      thresholds_(thresholds),
      speed_mps_(model.frame, kNone),
      arr_(model.frame, kNone),
      defra_(model.frame, kNone),
      arrival_s_(model.frame, kNone),
      duration_s_(model.frame, kNone),
      duration_30cm_s_(model.frame, kNone),
      duration_50cm_s_(model.frame, kNone),
      peak_s_(model.frame, kNone),
      deepest_look_m_(model.frame, 0.0F),
      ways_(model.way_cells.size()) {
  for (int row = 0; row < model.frame.rows; ++row) {
    for (int col = 0; col < model.frame.cols; ++col) {
      const Cell cell{row, col};
      if (model.in_ward(cell) == 0 || !counts_for_way(model, cell)) continue;
      cells_.push_back(cell);
      for (Grid<float>* grid :
           {&speed_mps_, &arr_, &defra_, &duration_s_, &duration_30cm_s_, &duration_50cm_s_}) {
        (*grid)(cell) = 0.0F;
      }
    }
  }
}

void FloodRecord::Passage::look(bool blocked, double time_s, double since_s) {
  if (blocked) {
    if (std::isnan(last_pass_s)) last_pass_s = time_s - since_s;
    blocked_s += since_s;
    open_again_s = std::numeric_limits<double>::quiet_NaN();
  } else if (!std::isnan(last_pass_s) && std::isnan(open_again_s)) {
    open_again_s = time_s;
  }
}

void FloodRecord::look(double time_s, const Grid<float>& depth_m, const Grid<float>& u_mps,
                       const Grid<float>& v_mps) {
  const double since_s = time_s - last_look_s_;
  last_look_s_ = time_s;
  const auto speed_at = [&](Cell cell) {
    const auto u = static_cast<double>(u_mps(cell));
    const auto v = static_cast<double>(v_mps(cell));
    return std::sqrt(u * u + v * v);
  };
  for (const Cell& cell : cells_) {
    const double depth = static_cast<double>(depth_m(cell));
    if (depth <= 0.0) continue;
    const double speed = speed_at(cell);
    speed_mps_(cell) = std::max(speed_mps_(cell), static_cast<float>(speed));
    arr_(cell) = std::max(arr_(cell), static_cast<float>(arr_class(depth, speed)));
    defra_(cell) = std::max(defra_(cell), static_cast<float>(defra_rating(depth, speed)));
    if (depth_m(cell) > deepest_look_m_(cell)) {
      deepest_look_m_(cell) = depth_m(cell);
      peak_s_(cell) = static_cast<float>(time_s);
    }
    if (depth < thresholds_.flooded_m) continue;
    if (std::isnan(arrival_s_(cell))) arrival_s_(cell) = static_cast<float>(time_s);
    duration_s_(cell) += static_cast<float>(since_s);
    if (depth >= 0.30) duration_30cm_s_(cell) += static_cast<float>(since_s);
    if (depth >= 0.50) duration_50cm_s_(cell) += static_cast<float>(since_s);
  }
  for (std::size_t w = 0; w < ways_.size(); ++w) {
    Way& way = ways_[w];
    way.depth_m = 0.0;
    double worst_head_m = 0.0;
    int worst_hazard = 0;
    for (const CellOnLine& on : model_.way_cells[w]) {
      if (!counts_for_way(model_, on.cell)) continue;
      const double depth = static_cast<double>(depth_m(on.cell));
      way.depth_m = std::max(way.depth_m, depth);
      const double speed = speed_at(on.cell);
      worst_head_m = std::max(worst_head_m, head_m(depth, speed));
      worst_hazard = std::max(worst_hazard, arr_class(depth, speed));
    }
    if (way.depth_m >= thresholds_.flooded_m && std::isnan(way.arrival_s)) way.arrival_s = time_s;
    const auto note = [&](Traveller who, bool blocked) {
      way.of(who).look(blocked, time_s, since_s);
    };
    note(Traveller::pedestrian, worst_hazard >= thresholds_.pedestrian_hazard);
    note(Traveller::motorbike, way.depth_m >= thresholds_.motorbike_depth_m);
    note(Traveller::car, worst_head_m >= thresholds_.car_head_m);
    note(Traveller::fire_engine, worst_head_m >= thresholds_.fire_engine_head_m);
  }
}

void FloodRecord::keep_ways(double time_s) {
  kept_times_s_.push_back(time_s);
  for (const Way& way : ways_) kept_depths_m_.push_back(static_cast<float>(way.depth_m));
}

std::string FloodRecord::save_state() const {
  Bytes bytes;
  bytes.put(&last_look_s_, 1);
  for (const Grid<float>* grid :
       {&speed_mps_, &arr_, &defra_, &arrival_s_, &duration_s_, &duration_30cm_s_,
        &duration_50cm_s_, &peak_s_, &deepest_look_m_}) {
    bytes.put(*grid);
  }
  bytes.put(ways_);
  bytes.put(kept_times_s_);
  bytes.put(kept_depths_m_);
  return std::move(bytes.text);
}

void FloodRecord::load_state(std::string_view saved) {
  BytesBack bytes(saved);
  bytes.take(&last_look_s_, 1);
  for (Grid<float>* grid : {&speed_mps_, &arr_, &defra_, &arrival_s_, &duration_s_,
                            &duration_30cm_s_, &duration_50cm_s_, &peak_s_, &deepest_look_m_}) {
    bytes.take(*grid);
  }
  bytes.take(ways_);
  bytes.take(kept_times_s_);
  bytes.take(kept_depths_m_);
  bytes.end();
}

}  // namespace twin
