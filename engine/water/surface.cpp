#include "engine/water/surface.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "engine/base/findings.h"
#include "engine/base/numbers.h"
#include "engine/water/surface_state.h"

namespace twin {

using namespace surface;

namespace {

constexpr double kSecondsBetweenSoaking = 2.0;

}  // namespace

double WaterLedger::error_m3() const {
  return (initial_m3 + rain_m3 + inflow_m3) -
         (infiltration_m3 + drains_m3 + outflow_m3 + stored_m3);
}

double WaterLedger::error_relative() const {
  const double came_m3 = initial_m3 + rain_m3 + inflow_m3;
  return came_m3 > 0.0 ? error_m3() / came_m3 : 0.0;
}

double Surface::State::m3_of(std::int64_t quanta) const {
  return static_cast<double>(quanta) * static_cast<double>(kQuantum_m) * cell_area_m2();
}

/// The mean of the discharges of a cell's two sides in a direction, over its depth. An open edge
/// after the cell does not keep its own: the other side stands for both.
Velocity Surface::State::velocity(int row, int col) const {
  const std::int64_t at = u.at({row, col});
  if (!keeps_discharges()) return {u.origin()[at], v.origin()[at]};
  const float depth_m = static_cast<float>(depth.origin()[at]) * kQuantum_m;
  if (depth_m <= kThinnest_m) return {};
  const auto mean = [&](const Padded<float>& discharge, std::int64_t to_next, bool next_is_kept) {
    const float before = discharge.origin()[at];
    return 0.5F * (before + (next_is_kept ? discharge.origin()[at + to_next] : before)) / depth_m;
  };
  const bool east_is_open = col == frame.cols - 1 && opens_at(Side::east, row);
  const bool south_is_open = row == frame.rows - 1 && opens_at(Side::south, col);
  return {mean(u, 1, !east_is_open), mean(v, u.stride(), !south_is_open)};
}

bool Surface::State::opens_at(Side side, int face) const {
  const auto& faces = edge_faces.at(static_cast<std::size_t>(side));
  return !faces.empty() && faces[static_cast<std::size_t>(face)].kind != EdgeFace::Kind::wall;
}

Surface::Surface(const SurfaceSetup& setup) : state_(std::make_unique<State>(setup)) {}
Surface::~Surface() = default;
Surface::Surface(Surface&&) noexcept = default;
Surface& Surface::operator=(Surface&&) noexcept = default;

void Surface::advance(double time_s, const Progress& progress) {
  State& s = *state_;
  const double from_s = s.time_s;
  const Text doing = tr("surface water", "nước mặt");
  while (s.time_s < time_s) {
    if (s.work.rounds++ % 16 == 0) {
      progress.checkpoint((s.time_s - from_s) / (time_s - from_s), doing);
    }
    s.go_round(time_s);
    const bool last = s.time_s >= time_s;
    if (last || s.time_s - s.soaked_until_s >= kSecondsBetweenSoaking) s.infiltrate(s.time_s);
    s.record();
  }
  progress.checkpoint(1.0, doing);
}

double Surface::time_s() const { return state_->time_s; }
const GridFrame& Surface::frame() const { return state_->frame; }

bool Surface::is_open(Cell cell) const { return state_->is_open(state_->ground_m.at(cell)); }

double Surface::depth_m(Cell cell) const {
  const State& s = *state_;
  return s.depth.origin()[s.depth.at(cell)] * static_cast<double>(kQuantum_m);
}

double Surface::level_m(Cell cell) const {
  const State& s = *state_;
  return static_cast<double>(s.ground_m.origin()[s.ground_m.at(cell)]) + depth_m(cell);
}

double Surface::u_mps(Cell cell) const {
  return static_cast<double>(state_->velocity(cell.row, cell.col).u);
}

double Surface::v_mps(Cell cell) const {
  return 0.0 - static_cast<double>(state_->velocity(cell.row, cell.col).v);
}

namespace {

/// A whole grid, NaN where there is no ground.
template <typename Read>
Grid<float> grid_of(const Grid<std::uint8_t>& has_ground, const Read& read) {
  Grid<float> grid(has_ground.frame(), std::numeric_limits<float>::quiet_NaN());
  for (int row = 0; row < has_ground.frame().rows; ++row) {
    for (int col = 0; col < has_ground.frame().cols; ++col) {
      if (has_ground({row, col}) != 0) grid({row, col}) = read(row, col);
    }
  }
  return grid;
}

}  // namespace

Grid<float> Surface::depth_m() const {
  return grid_of(state_->has_ground, [&](int row, int col) {
    return static_cast<float>(state_->depth.row(row)[col]) * kQuantum_m;
  });
}

Grid<float> Surface::u_mps() const {
  return grid_of(state_->has_ground,
                 [&](int row, int col) { return state_->velocity(row, col).u; });
}

Grid<float> Surface::v_mps() const {
  return grid_of(state_->has_ground,
                 [&](int row, int col) { return 0.0F - state_->velocity(row, col).v; });
}

SurfaceMaxima Surface::maxima() const {
  const State& s = *state_;
  const auto recorded = [&](const std::vector<float>& values, float otherwise) {
    return grid_of(s.has_ground, [&](int row, int col) {
      return values.empty() ? otherwise : values[s.flat(row, col)];
    });
  };
  return {.depth_m = grid_of(s.has_ground,
                             [&](int row, int col) {
                               return static_cast<float>(s.max_depth.row(row)[col]) * kQuantum_m;
                             }),
          .speed_mps = recorded(s.records.speed_mps, 0.0F),
          .hazard_m2ps = recorded(s.records.hazard_m2ps, 0.0F),
          .arrival_s = recorded(s.records.arrival_s, std::numeric_limits<float>::quiet_NaN()),
          .duration_s = recorded(s.records.duration_s, 0.0F)};
}

WaterLedger Surface::ledger() const {
  const State& s = *state_;
  std::int64_t stored = 0;
  for (int row = 0; row < s.frame.rows; ++row) {
    const std::int32_t* depth = s.depth.row(row);
    for (int col = 0; col < s.frame.cols; ++col) stored += depth[col];
  }
  return {.initial_m3 = s.m3_of(s.ledger.initial),
          .rain_m3 = s.m3_of(s.ledger.rain),
          .inflow_m3 = s.m3_of(s.ledger.inflow),
          .infiltration_m3 = s.m3_of(s.ledger.infiltration),
          .drains_m3 = s.m3_of(s.ledger.drains),
          .outflow_m3 = s.m3_of(s.ledger.outflow),
          .stored_m3 = s.m3_of(stored)};
}

std::vector<double> Surface::inlet_m3() const {
  std::vector<double> taken;
  for (const Inlet& inlet : state_->inlets) taken.push_back(state_->m3_of(inlet.taken));
  return taken;
}

void Surface::set_inlet_capacities(std::span<const double> m3ps) {
  for (std::size_t i = 0; i < state_->inlets.size() && i < m3ps.size(); ++i) {
    state_->inlets[i].capacity_m3ps = m3ps[i];
  }
}

std::array<double, 4> Surface::leaving_m3ps() const {
  const State& s = *state_;
  std::array<double, 4> leaving{};
  for (const EdgeRun& run : s.edge_runs) {
    const auto side = static_cast<std::size_t>(run.side);
    if (run.kind == SurfaceEdge::Kind::discharge && run.value.rate_at(s.time_s) >= 0.0) {
      leaving[side] -= run.value.rate_at(s.time_s);
      continue;
    }
    if (s.last_round_s <= 0.0) continue;
    std::int64_t quanta = 0;
    for (const int i : run.faces) quanta += s.edge_faces[side][static_cast<std::size_t>(i)].leaving;
    leaving[side] += s.m3_of(quanta) / s.last_round_s;
  }
  return leaving;
}

SurfaceWork Surface::work() const { return state_->work; }

}  // namespace twin
