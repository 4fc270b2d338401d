#include "scenarios/flood/flood_record.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>

#include "engine/base/findings.h"
#include "scenarios/flood/hazard.h"

namespace twin {
namespace {

constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

/// Values one after another as bytes, for a checkpoint of this very program.
class Bytes {
 public:
  template <typename Value>
  void put(const Value* values, std::size_t count) {
    static_assert(std::is_trivially_copyable_v<Value>);
    text.append(reinterpret_cast<const char*>(values), count * sizeof(Value));
  }
  template <typename Value>
  void put(const std::vector<Value>& values) {
    const std::uint64_t count = values.size();
    put(&count, 1);
    put(values.data(), values.size());
  }
  void put(const Grid<float>& grid) {
    put(grid.values().data(), static_cast<std::size_t>(grid.values().size()));
  }

  std::string text;
};

class BytesBack {
 public:
  explicit BytesBack(std::string_view bytes) : rest_(bytes) {}

  template <typename Value>
  void take(Value* values, std::size_t count) {
    if (rest_.size() / sizeof(Value) < count) refuse();
    std::memcpy(values, rest_.data(), count * sizeof(Value));
    rest_.remove_prefix(count * sizeof(Value));
  }
  template <typename Value>
  void take(std::vector<Value>& values) {
    std::uint64_t count = 0;
    take(&count, 1);
    if (rest_.size() / sizeof(Value) < count) refuse();
    values.resize(count);
    take(values.data(), values.size());
  }
  void take(Grid<float>& grid) {
    take(grid.values().data(), static_cast<std::size_t>(grid.values().size()));
  }
  void end() const {
    if (!rest_.empty()) refuse();
  }

 private:
  [[noreturn]] static void refuse() {
    throw InputError(
        {.where = tr("saved state of the flood run", "trạng thái đã lưu của lần chạy"),
         .found = tr("a state of another ward, or cut off",
                     "trạng thái của phường khác hoặc bị cắt cụt"),
         .expected = tr("the state of this run", "trạng thái của chính lần chạy này"),
         .outcome = tr("run again without --resume", "hãy chạy lại không có --resume")});
  }

  std::string_view rest_;
};

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
      peak_s_(model.frame, kNone),
      deepest_look_m_(model.frame, 0.0F),
      ways_(model.way_cells.size()) {
  for (int row = 0; row < model.frame.rows; ++row) {
    for (int col = 0; col < model.frame.cols; ++col) {
      const Cell cell{row, col};
      if (model.in_ward(cell) == 0 || !counts_for_way(model, cell)) continue;
      cells_.push_back(cell);
      for (Grid<float>* grid : {&speed_mps_, &arr_, &defra_, &duration_s_}) (*grid)(cell) = 0.0F;
    }
  }
  for (Way& way : ways_) way.arrival_s = std::numeric_limits<double>::quiet_NaN();
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
  }
  for (std::size_t w = 0; w < ways_.size(); ++w) {
    Way& way = ways_[w];
    way.depth_m = 0.0;
    double worst_head_m = 0.0;
    for (const CellOnLine& on : model_.way_cells[w]) {
      if (!counts_for_way(model_, on.cell)) continue;
      const double depth = static_cast<double>(depth_m(on.cell));
      way.depth_m = std::max(way.depth_m, depth);
      worst_head_m = std::max(worst_head_m, head_m(depth, speed_at(on.cell)));
    }
    if (way.depth_m >= thresholds_.flooded_m && std::isnan(way.arrival_s)) way.arrival_s = time_s;
    if (way.depth_m >= thresholds_.motorbike_depth_m) way.motorbike_blocked_s += since_s;
    if (worst_head_m >= thresholds_.car_head_m) way.car_blocked_s += since_s;
    if (worst_head_m >= thresholds_.fire_engine_head_m) way.fire_engine_blocked_s += since_s;
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
       {&speed_mps_, &arr_, &defra_, &arrival_s_, &duration_s_, &peak_s_, &deepest_look_m_}) {
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
  for (Grid<float>* grid :
       {&speed_mps_, &arr_, &defra_, &arrival_s_, &duration_s_, &peak_s_, &deepest_look_m_}) {
    bytes.take(*grid);
  }
  bytes.take(ways_);
  bytes.take(kept_times_s_);
  bytes.take(kept_depths_m_);
  bytes.end();
}

}  // namespace twin
