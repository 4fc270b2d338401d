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

constexpr double kShortestStep_s = 1.0e-7;
constexpr std::int64_t kTooFewToShare = 20000;  ///< cells; waking threads would cost more
constexpr double kSecondsBetweenSoaking = 1.0;

[[noreturn]] void fail_at(double time_s, const Text& found) {
  throw NumericalError({.where = tr("surface water at ", "nước mặt lúc ") + shortest(time_s) + " s",
                        .found = found,
                        .expected = tr("depths of 0 to 31 m", "độ sâu từ 0 đến 31 m"),
                        .outcome = tr("stopped; check the ground, the inflows and the edges",
                                      "đã dừng; hãy kiểm tra địa hình, dòng vào và các cạnh")});
}

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

/// The greatest rise of still water by sources in a span, m/s.
double Surface::State::fastest_rise_mps(double within_s) const {
  const double end_s = time_s + within_s;
  double fastest = 0.0;
  const double rain_mps = rain_mm.greatest_rate(time_s, end_s) * kRainToMetres;
  fastest = std::max(fastest, rain_mps * most_rain);
  for (const Inflow& inflow : inflows) {
    const double m3ps = inflow.m3.greatest_rate(time_s, end_s);
    for (const SourceCell& cell : inflow.cells) {
      fastest = std::max(fastest, m3ps * cell.quanta * static_cast<double>(kQuantum_m));
    }
  }
  return fastest;
}

/// Signal speed that water entering by the edges may bring.
double Surface::State::fastest_outside() const {
  double fastest = 0.0;
  for (const EdgeRun& run : edge_runs) {
    if (run.kind == SurfaceEdge::Kind::discharge) {
      const double width_m = static_cast<double>(run.faces.size()) * frame.cell_m;
      const double m2ps = run.value.greatest_rate(time_s, time_s + longest_step_s) / width_m;
      if (m2ps > 0.0) fastest = std::max(fastest, 4.0 * std::cbrt(kGravity_mps2 * m2ps));
    } else if (run.kind == SurfaceEdge::Kind::level) {
      const double level_m = run.value.greatest_rate(time_s, time_s + longest_step_s);
      for (const int face : run.faces) {
        const std::int64_t at = inside_of(run.side, face).first;
        const double ground = static_cast<double>(ground_m.origin()[at]);
        const double depth_m = std::max(0.0, level_m - ground);
        fastest = std::max(fastest, 2.0 * std::sqrt(kGravity_mps2 * depth_m));
      }
    }
  }
  return fastest;
}

double Surface::State::step_length(double until_s) const {
  double dt_s = longest_step_s;
  const double fastest = std::max(fastest_mps, fastest_outside());
  if (fastest > 0.0) dt_s = std::min(dt_s, cfl * frame.cell_m / fastest);
  const double rise_mps = fastest_rise_mps(dt_s);
  if (rise_mps > 0.0) {  // dt · 2 √(g rise dt) ≤ cfl · cell, for a cell that was dry
    const double reach_m = cfl * frame.cell_m / (2.0 * std::sqrt(kGravity_mps2 * rise_mps));
    dt_s = std::min(dt_s, std::cbrt(reach_m * reach_m));
  }
  if (!(dt_s > kShortestStep_s)) {
    fail_at(time_s, tr("a step of ", "bước thời gian ") + shortest(dt_s) + " s");
  }
  const double left_s = until_s - time_s;
  // Equal steps to the asked time: a last one much shorter than those before would jolt the flow.
  const double steps = std::ceil(left_s / dt_s);
  return steps <= 1.0 ? left_s : left_s / steps;
}

/// Tiles with water in them or beside them, or rain on them. The others stay as they are: empty.
void Surface::State::list_active_tiles(bool raining) {
  active.clear();
  const bool edges_give = std::ranges::any_of(
      edge_runs, [](const EdgeRun& run) { return run.kind != SurfaceEdge::Kind::free; });
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    Tile& tile = tiles[i];
    const bool moves = raining || (edges_give && tile.on_frame) ||
                       std::ranges::any_of(tile.beside, [&](int beside) {
                         return tiles[static_cast<std::size_t>(beside)].wet;
                       });
    if (moves) {
      active.push_back(static_cast<int>(i));
      tile.clear = false;
    } else if (!tile.clear) {
      for (int row = tile.range.row_begin; row < tile.range.row_end; ++row) {
        const auto blank = [&](auto* values) {
          std::fill(values + tile.range.col_begin, values + tile.range.col_end, 0);
        };
        blank(next.depth.row(row));
        blank(next.u.row(row));
        blank(next.v.row(row));
      }
      tile.clear = true;
    }
  }
}

void Surface::State::set_edges(double dt_s, double end_s) {
  for (const EdgeRun& run : edge_runs) {
    auto& faces = edge_faces[static_cast<std::size_t>(run.side)];
    const double count = static_cast<double>(run.faces.size());
    const double begin_s = end_s - dt_s;
    EdgeFace set;
    if (run.kind == SurfaceEdge::Kind::level) {
      set.level_m = static_cast<float>(run.value.rate_at(begin_s + 0.5 * dt_s));
    } else if (run.kind == SurfaceEdge::Kind::discharge) {
      const double quanta_per_m3 = static_cast<double>(kQuantaPerMetre) / (cell_area_m2() * count);
      const double m3_before = run.value.until(time_s);
      const double m3_after = run.value.until(end_s);
      set.inflow_m2ps = static_cast<float>((m3_after - m3_before) / (dt_s * count * frame.cell_m));
      set.inflow = between(m3_before * quanta_per_m3, m3_after * quanta_per_m3);
    }
    for (const int i : run.faces) {
      EdgeFace& face = faces[static_cast<std::size_t>(i)];
      face.level_m = set.level_m;
      face.inflow_m2ps = set.inflow_m2ps;
      face.inflow = set.inflow;
      face.leaving = 0;
      if (run.kind != SurfaceEdge::Kind::free) continue;
      const auto [at, inwards] = inside_of(run.side, i);  // the same water flows on outside
      now.depth.origin()[at - inwards] = now.depth.origin()[at];
      now.u.origin()[at - inwards] = now.u.origin()[at];
      now.v.origin()[at - inwards] = now.v.origin()[at];
    }
  }
}

void Surface::State::count_edges() {
  for (const auto& side : edge_faces) {
    for (const EdgeFace& face : side) {
      if (face.leaving > 0) ledger.outflow += face.leaving;
      if (face.leaving < 0) ledger.inflow -= face.leaving;
    }
  }
}

void Surface::State::take_results(const std::vector<TileResult>& results) {
  fastest_mps = 0.0;
  for (std::size_t i = 0; i < active.size(); ++i) {
    const TileResult& result = results[i];
    if (result.least < 0 || result.greatest > kDeepest_m * static_cast<double>(kQuantaPerMetre)) {
      const std::int32_t wrong = result.least < 0 ? result.least : result.greatest;
      fail_at(time_s, tr("a depth of ", "độ sâu ") +
                          shown(static_cast<double>(wrong) * static_cast<double>(kQuantum_m), 3) +
                          " m");
    }
    fastest_mps = std::max(fastest_mps, static_cast<double>(result.fastest_mps));
    work.cell_updates += result.wet_cells;
    ledger.rain += result.shed;
    tiles[static_cast<std::size_t>(active[i])].wet = result.greatest > 0;
  }
}

void Surface::State::step(double dt_s, double end_s) {
  const Rain rain = rain_between(time_s, end_s);
  const std::int32_t fallen = between(rain.before, rain.after);
  list_active_tiles(rain.falls());
  set_edges(dt_s, end_s);
  const Fields fields{.stride = ground_m.stride(),
                      .ground_m = ground_m.origin(),
                      .friction = friction.origin(),
                      .depth = now.depth.origin(),
                      .u = now.u.origin(),
                      .v = now.v.origin(),
                      .next_depth = next.depth.origin(),
                      .next_u = next.u.origin(),
                      .next_v = next.v.origin(),
                      .max_depth = max_depth.origin()};
  const auto side = [&](Side which) {
    auto& faces = edge_faces[static_cast<std::size_t>(which)];
    return faces.empty() ? nullptr : faces.data();
  };
  const EdgeFaces edges{side(Side::west), side(Side::east), side(Side::north), side(Side::south)};
  const StepTerms terms{.dt_s = static_cast<float>(dt_s),
                        .cell_m = static_cast<float>(frame.cell_m),
                        .rain = fallen,
                        .film = film};
  std::vector<TileResult> results(active.size());
  const int count = static_cast<int>(active.size());
  const bool in_parallel = count > 1 && threads > 1 && open_cells > kTooFewToShare;
#pragma omp parallel for num_threads(threads) schedule(dynamic, 1) if (in_parallel)
  for (int i = 0; i < count; ++i) {
    const auto at = static_cast<std::size_t>(i);
    const Tile& tile = tiles[static_cast<std::size_t>(active[at])];
    results[at] = step_tile(fields, edges, terms, tile.range, frame.rows, frame.cols);
    if (rain.falls()) shed_roofs(tile, rain, results[at]);
  }
  std::swap(now, next);
  const double begin_s = std::exchange(time_s, end_s);
  last_dt_s = dt_s;
  ledger.rain += fallen * open_cells;
  count_edges();
  take_results(results);
  add_sources(begin_s, end_s);
  ++work.steps;
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
    if (s.work.steps % 16 == 0) progress.checkpoint((s.time_s - from_s) / (time_s - from_s), doing);
    const double dt_s = s.step_length(time_s);
    const bool last = s.time_s + dt_s >= time_s;
    s.step(dt_s, last ? time_s : s.time_s + dt_s);
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
  return s.now.depth.origin()[s.now.depth.at(cell)] * static_cast<double>(kQuantum_m);
}

double Surface::level_m(Cell cell) const {
  const State& s = *state_;
  return static_cast<double>(s.ground_m.origin()[s.ground_m.at(cell)]) + depth_m(cell);
}

double Surface::u_mps(Cell cell) const {
  return static_cast<double>(state_->now.u.origin()[state_->now.u.at(cell)]);
}

double Surface::v_mps(Cell cell) const {
  return 0.0 - static_cast<double>(state_->now.v.origin()[state_->now.v.at(cell)]);
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
    return static_cast<float>(state_->now.depth.row(row)[col]) * kQuantum_m;
  });
}

Grid<float> Surface::u_mps() const {
  return grid_of(state_->has_ground, [&](int row, int col) { return state_->now.u.row(row)[col]; });
}

Grid<float> Surface::v_mps() const {
  return grid_of(state_->has_ground,
                 [&](int row, int col) { return 0.0F - state_->now.v.row(row)[col]; });
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
    const std::int32_t* depth = s.now.depth.row(row);
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
    if (s.last_dt_s <= 0.0) continue;
    std::int64_t quanta = 0;
    for (const int i : run.faces) quanta += s.edge_faces[side][static_cast<std::size_t>(i)].leaving;
    leaving[side] += s.m3_of(quanta) / s.last_dt_s;
  }
  return leaving;
}

SurfaceWork Surface::work() const { return state_->work; }

}  // namespace twin
