#include <algorithm>
#include <cmath>

#include "engine/water/surface_state.h"

// What enters and leaves cells besides through their faces, counted in whole quanta by between().

namespace twin {

using namespace surface;

Rain Surface::State::rain_between(double begin_s, double end_s) const {
  const double quanta_per_mm_per_h_s = kRainToMetres * static_cast<double>(kQuantaPerMetre);
  return {rain_mm.until(begin_s) * quanta_per_mm_per_h_s,
          rain_mm.until(end_s) * quanta_per_mm_per_h_s};
}

/// Adds what roofs give to the new water of a tile.
void Surface::State::shed_roofs(const Tile& tile, Rain rain, TileResult& result) {
  std::int32_t* depths = next.depth.origin();
  std::int32_t* deepest = max_depth.origin();
  const float* u = next.u.origin();
  const float* v = next.v.origin();
  for (const SourceCell& roof : tile.roofs) {
    const std::int32_t shed = between(roof.quanta * rain.before, roof.quanta * rain.after);
    const std::int32_t depth = depths[roof.at] += shed;
    deepest[roof.at] = std::max(deepest[roof.at], depth);
    const float signal = (std::fabs(u[roof.at]) + std::fabs(v[roof.at])) +
                         2.0F * std::sqrt(kGravity_mps2 * (static_cast<float>(depth) * kQuantum_m));
    result.fastest_mps = std::max(result.fastest_mps, signal);
    result.greatest = std::max(result.greatest, depth);
    result.shed += shed;
  }
}

void Surface::State::add_to(const SourceCell& cell, std::int32_t quanta) {
  std::int32_t& depth = now.depth.origin()[cell.at];
  depth += quanta;
  if (depth <= 0) {
    now.u.origin()[cell.at] = now.v.origin()[cell.at] = 0.0F;
    return;
  }
  std::int32_t& deepest = max_depth.origin()[cell.at];
  deepest = std::max(deepest, depth);
  tiles[static_cast<std::size_t>(cell.tile)].wet = true;
  tiles[static_cast<std::size_t>(cell.tile)].clear = false;
  const double depth_m = static_cast<double>(depth) * static_cast<double>(kQuantum_m);
  const double signal = std::fabs(now.u.origin()[cell.at]) + std::fabs(now.v.origin()[cell.at]) +
                        2.0 * std::sqrt(kGravity_mps2 * depth_m);
  fastest_mps = std::max(fastest_mps, signal);
}

void Surface::State::add_sources(double begin_s, double end_s) {
  for (const Inflow& inflow : inflows) {
    const double before_m3 = inflow.m3.until(begin_s);
    const double after_m3 = inflow.m3.until(end_s);
    for (const SourceCell& cell : inflow.cells) {
      const std::int32_t added = between(cell.quanta * before_m3, cell.quanta * after_m3);
      add_to(cell, added);
      ledger.inflow += added;
    }
  }
  for (Inlet& inlet : inlets) {
    const double wanted =
        inlet.capacity_m3ps * (end_s - begin_s) * inlet.cell.quanta + inlet.carried;
    const std::int64_t can = now.depth.origin()[inlet.cell.at];
    const std::int64_t taken = std::min(whole(wanted), can);
    inlet.carried = wanted - static_cast<double>(whole(wanted));
    if (taken == 0) continue;
    add_to(inlet.cell, static_cast<std::int32_t>(-taken));
    inlet.taken += taken;
    ledger.drains += taken;
  }
  for (const Held& water : held) {
    const double level_m = water.level_m.rate_at(end_s);
    for (const SourceCell& cell : water.cells) {
      const double ground = static_cast<double>(ground_m.origin()[cell.at]);
      const double depth_m = std::clamp(level_m - ground, 0.0, kDeepest_m);
      const auto wanted =
          static_cast<std::int32_t>(std::lround(depth_m * static_cast<double>(kQuantaPerMetre)));
      const std::int32_t change = wanted - now.depth.origin()[cell.at];
      now.u.origin()[cell.at] = now.v.origin()[cell.at] = 0.0F;
      add_to(cell, change);
      (change > 0 ? ledger.inflow : ledger.outflow) += std::abs(change);
    }
  }
}

void Surface::State::infiltrate(double end_s) {
  if (soils.empty() || end_s <= soaked_until_s) return;
  const double rain_before_m = rain_mm.until(soaked_until_s) * kRainToMetres;
  const double rain_after_m = rain_mm.until(end_s) * kRainToMetres;
  std::vector<std::int32_t> capacity(soils.size());
  for (std::size_t i = 0; i < soils.size(); ++i) {
    const double q = static_cast<double>(kQuantaPerMetre);
    capacity[i] =
        between(q * cumulative_capacity_m(soils[i], soaked_until_s, wet_from_s, rain_before_m),
                q * cumulative_capacity_m(soils[i], end_s, wet_from_s, rain_after_m));
  }
  const double dt_s = end_s - soaked_until_s;
  std::int64_t taken = 0;
#pragma omp parallel for num_threads(threads) schedule(static) reduction(+ : taken)
  for (int row = 0; row < frame.rows; ++row) {
    std::int32_t* depth = now.depth.row(row);
    const std::uint16_t* soil = soil_of_cell.data() + flat(row, 0);
    std::int64_t row_taken = 0;
    for (int col = 0; col < frame.cols; ++col) {
      std::int32_t can = capacity[soil[col]];
      if (depth[col] <= 0) continue;
      if (!soaked_m.empty()) {
        if (const auto* ground = std::get_if<GreenAmptLoss>(&soils[soil[col]])) {
          float& soaked = soaked_m[flat(row, col)];
          const double m =
              std::min(green_ampt_m(*ground, static_cast<double>(soaked), dt_s), kDeepest_m);
          can = static_cast<std::int32_t>(whole(m * static_cast<double>(kQuantaPerMetre)));
          soaked += static_cast<float>(std::min(can, depth[col])) * kQuantum_m;
        }
      }
      const std::int32_t lost = std::min(can, depth[col]);
      depth[col] -= lost;
      row_taken += lost;
      if (depth[col] == 0) now.u.row(row)[col] = now.v.row(row)[col] = 0.0F;
    }
    taken += row_taken;
  }
  ledger.infiltration += taken;
  soaked_until_s = end_s;
}

void Surface::State::record() {
  if (records.every_s <= 0.0 || time_s < records.next_s) return;
  const auto elapsed_s = static_cast<float>(time_s - records.last_s);
  const auto clock_s = static_cast<float>(time_s);
#pragma omp parallel for num_threads(threads) schedule(static)
  for (int row = 0; row < frame.rows; ++row) {
    const std::int32_t* depth = now.depth.row(row);
    const float* u = now.u.row(row);
    const float* v = now.v.row(row);
    const std::size_t first = flat(row, 0);
    for (int col = 0; col < frame.cols; ++col) {
      if (depth[col] == 0) continue;
      const std::size_t at = first + static_cast<std::size_t>(col);
      const float depth_m = static_cast<float>(depth[col]) * kQuantum_m;
      const float speed = std::sqrt(u[col] * u[col] + v[col] * v[col]);
      records.speed_mps[at] = std::max(records.speed_mps[at], speed);
      records.hazard_m2ps[at] = std::max(records.hazard_m2ps[at], depth_m * speed);
      if (depth_m < records.flooded_m) continue;
      if (std::isnan(records.arrival_s[at])) records.arrival_s[at] = clock_s;
      records.duration_s[at] += elapsed_s;
    }
  }
  records.last_s = time_s;
  while (records.next_s <= time_s) records.next_s += records.every_s;
}

}  // namespace twin
