#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/base/findings.h"
#include "engine/base/numbers.h"
#include "engine/water/surface_state.h"

// A round: the steps between two times at which all cells are at the same time.

namespace twin {

using namespace surface;

namespace {

constexpr double kShortestStep_s = 1.0e-7;
constexpr std::size_t kPatchesPerThread = 4;  ///< so that none waits long for the other

[[noreturn]] void fail_at(double time_s, const Text& found) {
  throw NumericalError({.where = tr("surface water at ", "nước mặt lúc ") + shortest(time_s) + " s",
                        .found = found,
                        .expected = tr("depths of 0 to 31 m", "độ sâu từ 0 đến 31 m"),
                        .outcome = tr("stopped; check the ground, the inflows and the edges",
                                      "đã dừng; hãy kiểm tra địa hình, dòng vào và các cạnh")});
}

}  // namespace

/// The greatest rise of still water by sources in a span, m/s.
double Surface::State::fastest_rise_mps(double within_s) const {
  const double end_s = time_s + within_s;
  double fastest = 0.0;
  for (const RainZone& rain : rain_zones) {
    const double rain_mps = rain.mm.greatest_rate(time_s, end_s) * kRainToMetres;
    fastest = std::max(fastest, rain_mps * most_rain);
  }
  for (const Inflow& inflow : inflows) {
    const double m3ps = inflow.m3.greatest_rate(time_s, end_s);
    fastest = std::max(fastest, m3ps * inflow.most_quanta * static_cast<double>(kQuantum_m));
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

/// The greatest signal of the blocks of a tile and of those around it, from where water may come in
/// during a round.
float Surface::State::fastest_around(int tile) const {
  const CellRange& range = tiles[static_cast<std::size_t>(tile)].range;
  const int signals_down = static_cast<int>(signal_mps.size()) / signals_across;
  const int row_end = std::min((range.row_end - 1) / kSignalRows + 2, signals_down);
  const int col_end = std::min((range.col_end - 1) / kSignalCols + 2, signals_across);
  float fastest = 0.0F;
  for (int row = std::max(0, range.row_begin / kSignalRows - 1); row < row_end; ++row) {
    for (int col = std::max(0, range.col_begin / kSignalCols - 1); col < col_end; ++col) {
      fastest = std::max(fastest, signal_mps[static_cast<std::size_t>(row * signals_across + col)]);
    }
  }
  return fastest;
}

/// Tiles with water in them or beside them, or something that gives them water. The others stay as
/// they are: empty.
std::vector<bool> Surface::State::moving_tiles() const {
  const std::vector<Rain> rain = rain_in(Span{time_s, time_s + longest_step_s});
  const auto rains_on = [&](const Tile& tile) {
    return std::ranges::any_of(tile.zones, [&](const CellsInZone& cells) {
      return rain[static_cast<std::size_t>(cells.zone)].falls();
    });
  };
  const bool edges_give = std::ranges::any_of(
      edge_runs, [](const EdgeRun& run) { return run.kind != SurfaceEdge::Kind::free; });
  std::vector<bool> moving(tiles.size(), false);
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    const Tile& tile = tiles[i];
    if (tile.open_cells == 0) continue;
    moving[i] = rains_on(tile) || tile.is_fed() || (edges_give && tile.on_frame) ||
                fastest_around(static_cast<int>(i)) > 0.0F;
  }
  return moving;
}

/// The longest step of each tile; 0 where it stays still.
std::vector<double> Surface::State::allowed_steps() const {
  const double outside_mps = fastest_outside();
  const std::vector<bool> moving = moving_tiles();
  std::vector<double> allowed_s(tiles.size(), 0.0);
  for (std::size_t i = 0; i < tiles.size(); ++i) {
    if (!moving[i]) continue;
    const auto around_mps = static_cast<double>(fastest_around(static_cast<int>(i)));
    const double fastest = std::max(around_mps, tiles[i].on_frame ? outside_mps : 0.0);
    allowed_s[i] =
        fastest > 0.0 ? cfl * frame.cell_m / fastest : std::numeric_limits<double>::infinity();
    if (!(allowed_s[i] > kShortestStep_s)) {
      fail_at(time_s, tr("a step of ", "bước thời gian ") + shortest(allowed_s[i]) + " s");
    }
  }
  return allowed_s;
}

/// How many of the tiles of a level may go together: no more than leaves each thread some patches.
int Surface::State::most_tiles_together(std::size_t tiles_of_level) const {
  if (!share_work()) return lattice.count();
  const std::size_t patches = kPatchesPerThread * static_cast<std::size_t>(threads);
  return std::max(1, static_cast<int>(tiles_of_level / patches));
}

/// Lays out the patches of each level, afresh where some tile has changed its own.
void Surface::State::set_levels(const RoundPlan& plan) {
  const bool as_before =
      plan.level == level_of_tile && levels.size() == static_cast<std::size_t>(plan.levels());
  if (!as_before) lay_out(plan);
  for (Level& level : levels) level.stepped_until_s = level.noted_until_s = time_s;
}

void Surface::State::lay_out(const RoundPlan& plan) {
  level_of_tile = plan.level;
  levels.assign(static_cast<std::size_t>(plan.levels()), {});
  std::size_t most_patches = 0;
  for (std::size_t l = 0; l < levels.size(); ++l) {
    Level& level = levels[l];
    for (std::size_t i = 0; i < tiles.size(); ++i) {
      if (level_of_tile[i] != static_cast<std::int8_t>(l)) continue;
      level.tiles.push_back(static_cast<int>(i));
      level.open_cells += tiles[i].open_cells;
    }
    level.patches = patches_of(lattice, level_of_tile, static_cast<std::int8_t>(l),
                               most_tiles_together(level.tiles.size()));
    most_patches = std::max(most_patches, level.patches.size());
  }
  if (rings.size() < most_patches) rings.resize(most_patches);
}

/// The same water outside free edges as inside.
void Surface::State::continue_beyond_free_edges() {
  for (const EdgeRun& run : edge_runs) {
    if (run.kind != SurfaceEdge::Kind::free) continue;
    for (const int i : run.faces) {
      const auto [at, inwards] = inside_of(run.side, i);
      depth.origin()[at - inwards] = depth.origin()[at];
      u.origin()[at - inwards] = u.origin()[at];
      v.origin()[at - inwards] = v.origin()[at];
    }
  }
}

std::vector<EdgeTerms> Surface::State::edge_terms(Span span) const {
  std::vector<EdgeTerms> all;
  for (const EdgeRun& run : edge_runs) {
    const double count = static_cast<double>(run.faces.size());
    EdgeTerms& terms = all.emplace_back();
    if (run.kind == SurfaceEdge::Kind::level) {
      terms.level_m = static_cast<float>(run.value.rate_at(span.begin_s + 0.5 * span.length_s()));
    } else if (run.kind == SurfaceEdge::Kind::discharge) {
      const double quanta_per_m3 = static_cast<double>(kQuantaPerMetre) / (cell_area_m2() * count);
      const double m3_before = run.value.until(span.begin_s);
      const double m3_after = run.value.until(span.end_s);
      terms.inflow_m2ps =
          static_cast<float>((m3_after - m3_before) / (span.length_s() * count * frame.cell_m));
      terms.inflow = between(m3_before * quanta_per_m3, m3_after * quanta_per_m3);
    }
  }
  return all;
}

EdgeFaces Surface::State::edge_sides() {
  const auto side = [&](Side which) {
    auto& faces = edge_faces[static_cast<std::size_t>(which)];
    return faces.empty() ? nullptr : faces.data();
  };
  return {side(Side::west), side(Side::east), side(Side::north), side(Side::south)};
}

Fields Surface::State::fields() {
  return {.stride = ground_m.stride(),
          .ground_m = ground_m.origin(),
          .friction = friction.origin(),
          .rain_zone = has_zones() ? zone_of_cell.origin() : nullptr,
          .roofs = roofs.col.empty() ? nullptr : &roofs,
          .depth = depth.origin(),
          .u = u.origin(),
          .v = v.origin(),
          .max_depth = max_depth.origin(),
          .pledged = pledged.origin(),
          .walls = walls.data() + kHalo * vectors_across,
          .vectors_across = vectors_across,
          .signal_mps = signal_mps.data(),
          .signals_across = signals_across,
          .rows = frame.rows,
          .cols = frame.cols,
          .level = level_of_tile.data(),
          .tiles_across = lattice.across(),
          .west_sums = west_sums.data(),
          .north_sums = north_sums.data()};
}

/// Steps a patch and lets its rivers, inflows and inlets go on.
PatchOutcome Surface::State::move_patch(const Patch& patch, const Ring& ring,
                                        const StepTerms& terms, Span span) {
  PatchOutcome outcome{.result = step_patch(fields(), ring, edge_sides(), terms, patch)};
  const CellRange& range = patch.range;
  for (int row = range.row_begin; row < range.row_end; row += kTileRows) {
    for (int col = range.col_begin; col < range.col_end; col += kTileCols) {
      const Tile& tile = tile_of({row, col});
      if (tile.is_fed() || !tile.inlets.empty()) outcome.flows += feed_and_drain(tile, span);
    }
  }
  return outcome;
}

/// Steps the tiles of a level from where they are to `end_s`. Greatest depths are those at the ends
/// of rounds, when all cells are at the same time.
void Surface::State::step_level(Level& level, double end_s, bool ends_round) {
  const Span span{std::exchange(level.stepped_until_s, end_s), end_s};
  const std::vector<Rain> rain_of_zone = rain_in(span);
  std::vector<std::int32_t> fallen;  // by zone
  for (const Rain& rain : rain_of_zone) fallen.push_back(between(rain.before, rain.after));
  const std::vector<EdgeTerms> edges = edge_terms(span);
  const StepTerms terms{.dt_s = static_cast<float>(span.length_s()),
                        .cell_m = static_cast<float>(frame.cell_m),
                        .rain = fallen.front(),
                        .rain_of_zone = has_zones() ? fallen.data() : nullptr,
                        .roof_rain = rain_of_zone.data(),
                        .film = film,
                        .scheme = scheme,
                        .level = static_cast<std::int8_t>(&level - levels.data()),
                        .notes_max = ends_round,
                        .edges = edges.data()};
  continue_beyond_free_edges();
  for (const int tile : level.tiles) {
    for (const CellsInZone& cells : tiles[static_cast<std::size_t>(tile)].zones) {
      ledger.rain += fallen[static_cast<std::size_t>(cells.zone)] * cells.open_cells;
    }
  }
  const std::size_t count = level.patches.size();
  std::vector<PatchOutcome> outcomes(count);
  const Fields all = fields();
#pragma omp parallel num_threads(threads) if (share_work() && count > 1)
  {
#pragma omp for schedule(dynamic, 1)
    for (std::size_t i = 0; i < count; ++i) fill_ring(all, level.patches[i], rings[i]);
#pragma omp for schedule(dynamic, 1)
    for (std::size_t i = 0; i < count; ++i) {
      outcomes[i] = move_patch(level.patches[i], rings[i], terms, span);
    }
  }
  if (ends_round) level.noted_until_s = end_s;
  settle(level, outcomes, end_s);
}

/// Notes the greatest depths of levels that had stepped before the others were called to meet them.
void Surface::State::note_max_of_early() {
  for (const Level& level : levels) {
    if (level.noted_until_s == time_s) continue;
    for (const int tile : level.tiles) {
      surface::note_max(fields(), tiles[static_cast<std::size_t>(tile)].range);
    }
  }
}

void Surface::State::settle(Level& level, const std::vector<PatchOutcome>& outcomes, double end_s) {
  for (const PatchOutcome& outcome : outcomes) {
    const PatchResult& result = outcome.result;
    if (result.least < 0 || result.greatest > kDeepest_m * static_cast<double>(kQuantaPerMetre)) {
      const std::int32_t wrong = result.least < 0 ? result.least : result.greatest;
      fail_at(end_s, tr("a depth of ", "độ sâu ") +
                         shown(static_cast<double>(wrong) * static_cast<double>(kQuantum_m), 3) +
                         " m");
    }
    ledger += outcome.flows;
    ledger.rain += result.shed;
    work.cell_updates += result.wet_cells;
  }
  level.fastest_mps = 0.0F;
  for (const int tile : level.tiles) {
    level.fastest_mps = std::max(level.fastest_mps, fastest_around(tile));
  }
}

void Surface::State::count_edges() {
  for (auto& side : edge_faces) {
    for (EdgeFace& face : side) {
      if (face.leaving > 0) ledger.outflow += face.leaving;
      if (face.leaving < 0) ledger.inflow -= face.leaving;
    }
  }
}

/// The next round, at most to `until_s`.
RoundPlan Surface::State::next_round(double until_s) const {
  const std::vector<double> allowed_s = allowed_steps();
  double longest_s = longest_step_s;
  const double horizon_s =
      std::min(longest_s, shortest_of(allowed_s) * (local_steps ? kMostSubsteps : 1));
  const double rise_mps = fastest_rise_mps(horizon_s);
  if (rise_mps > 0.0) {  // dt · 2 √(g rise dt) ≤ cfl · cell, for a cell that was dry
    const double reach_m = cfl * frame.cell_m / (2.0 * std::sqrt(kGravity_mps2 * rise_mps));
    longest_s = std::min(longest_s, std::cbrt(reach_m * reach_m));
  }
  return plan_round(allowed_s, longest_s, until_s - time_s, local_steps);
}

/// Steps the levels whose turn it is at the end of substep `n`, finer ones first. True where the
/// water has outgrown the step of one of them: then all meet at once, to be planned afresh.
bool Surface::State::step_levels(int n, double end_s, bool all, double substep_s) {
  bool meet = all;
  for (std::size_t l = 0; l < levels.size(); ++l) {
    const int substeps = 1 << l;
    if (!meet && n % substeps != 0) continue;
    step_level(levels[l], end_s, meet);
    const double crossed_m = static_cast<double>(levels[l].fastest_mps) * substep_s * substeps;
    meet = meet || crossed_m > frame.cell_m;
  }
  return meet;
}

void Surface::State::go_round(double until_s) {
  const RoundPlan plan = next_round(until_s);
  set_levels(plan);
  for (auto& side : edge_faces) {
    for (EdgeFace& face : side) face.leaving = 0;
  }
  const double begin_s = time_s;
  const bool lands = plan.length_s >= until_s - begin_s;  // whatever their sum rounds to
  const double round_end_s = lands ? until_s : begin_s + plan.length_s;
  bool met = false;
  for (int n = 1; !met; ++n) {
    const bool last = n == plan.substeps;
    const double end_s = last ? round_end_s : begin_s + (round_end_s - begin_s) * n / plan.substeps;
    met = step_levels(n, end_s, last, plan.length_s / plan.substeps);
    time_s = end_s;
    ++work.steps;
  }
  note_max_of_early();
  last_round_s = time_s - begin_s;
  count_edges();
}

}  // namespace twin
