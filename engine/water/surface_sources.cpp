#include <algorithm>
#include <cmath>

#include "engine/water/surface_state.h"

// What enters and leaves cells besides through their faces, counted in whole quanta by between().

namespace twin {

using namespace surface;

QuantaLedger& QuantaLedger::operator+=(const QuantaLedger& other) {
  initial += other.initial;
  rain += other.rain;
  inflow += other.inflow;
  infiltration += other.infiltration;
  drains += other.drains;
  outflow += other.outflow;
  return *this;
}

int Surface::State::zone_at(Cell cell) const {
  return has_zones() ? zone_of_cell.origin()[zone_of_cell.at(cell)] : 0;
}

/// By zone.
std::vector<Rain> Surface::State::rain_in(Span span) const {
  const double quanta_per_mm_per_h_s = kRainToMetres * static_cast<double>(kQuantaPerMetre);
  std::vector<Rain> rain;
  rain.reserve(rain_zones.size());
  for (const RainZone& zone : rain_zones) {
    rain.push_back({zone.mm.until(span.begin_s) * quanta_per_mm_per_h_s,
                    zone.mm.until(span.end_s) * quanta_per_mm_per_h_s});
  }
  return rain;
}

float Surface::State::signal_of(std::int64_t at) const {
  const float depth_m = static_cast<float>(depth.origin()[at]) * kQuantum_m;
  if (keeps_discharges()) return kInertialSignals * std::sqrt(kGravity_mps2 * depth_m);
  return (std::fabs(u.origin()[at]) + std::fabs(v.origin()[at])) +
         2.0F * std::sqrt(kGravity_mps2 * depth_m);
}

/// Water that came to rest in a cell. Discharges belong to faces, whose other cells may flow on.
void Surface::State::calm(std::int64_t at) {
  if (!keeps_discharges()) u.origin()[at] = v.origin()[at] = 0.0F;
}

void Surface::State::add_to(const SourceCell& cell, std::int32_t quanta) {
  std::int32_t& now = depth.origin()[cell.at];
  now += quanta;
  if (now <= 0) {
    calm(cell.at);
    return;
  }
  std::int32_t& deepest = max_depth.origin()[cell.at];
  deepest = std::max(deepest, now);
  float& signal = signal_mps[static_cast<std::size_t>(cell.signal_at)];
  signal = std::max(signal, signal_of(cell.at));
}

/// Pours the inflows of a tile, holds its held water and drains it by its inlets, and says how much
/// that was.
QuantaLedger Surface::State::feed_and_drain(const Tile& tile, Span span) {
  QuantaLedger flows;
  flows.inflow = pour_inflows(tile, span);
  hold(tile, span.end_s, flows);
  flows.drains = take_by_inlets(tile, span);
  return flows;
}

std::int64_t Surface::State::pour_inflows(const Tile& tile, Span span) {
  std::int64_t poured = 0;
  for (const PartOfSource& part : tile.inflows) {
    const SeriesIntegral& m3 = inflows[static_cast<std::size_t>(part.source)].m3;
    const std::int32_t added =
        between(part.cell.quanta * m3.until(span.begin_s), part.cell.quanta * m3.until(span.end_s));
    add_to(part.cell, added);
    poured += added;
  }
  return poured;
}

std::int64_t Surface::State::take_by_inlets(const Tile& tile, Span span) {
  std::int64_t drained = 0;
  for (const int i : tile.inlets) {
    Inlet& inlet = inlets[static_cast<std::size_t>(i)];
    const double wanted = inlet.capacity_m3ps * span.length_s() * inlet.cell.quanta + inlet.carried;
    const std::int64_t can = depth.origin()[inlet.cell.at];
    const std::int64_t taken = std::min(whole(wanted), can);
    inlet.carried = wanted - static_cast<double>(whole(wanted));
    if (taken == 0) continue;
    add_to(inlet.cell, static_cast<std::int32_t>(-taken));
    inlet.taken += taken;
    drained += taken;
  }
  return drained;
}

void Surface::State::hold(const Tile& tile, double end_s, QuantaLedger& flows) {
  for (const PartOfSource& part : tile.held) {
    const double level_m = held_level_m[static_cast<std::size_t>(part.source)].rate_at(end_s);
    const double ground = static_cast<double>(ground_m.origin()[part.cell.at]);
    const double depth_m = std::clamp(level_m - ground, 0.0, kDeepest_m);
    const auto wanted =
        static_cast<std::int32_t>(std::lround(depth_m * static_cast<double>(kQuantaPerMetre)));
    const std::int32_t change = wanted - depth.origin()[part.cell.at];
    calm(part.cell.at);
    add_to(part.cell, change);
    (change > 0 ? flows.inflow : flows.outflow) += std::abs(change);
  }
}

void Surface::State::infiltrate(double end_s) {
  if (soils.empty() || end_s <= soaked_until_s) return;
  std::vector<std::int32_t> capacity(soils.size());
  for (std::size_t i = 0; i < soils.size(); ++i) {
    const RainZone& rain = rain_zones[soils[i].zone];
    const auto quanta_until = [&](double until_s) {
      return static_cast<double>(kQuantaPerMetre) *
             cumulative_capacity_m(soils[i].kind, until_s, rain.wet_from_s,
                                   rain.mm.until(until_s) * kRainToMetres);
    };
    capacity[i] = between(quanta_until(soaked_until_s), quanta_until(end_s));
  }
  const double dt_s = end_s - soaked_until_s;
  std::int64_t taken = 0;
#pragma omp parallel for num_threads(threads) schedule(dynamic, 16) \
    reduction(+ : taken) if (share_work())
  for (const Tile& tile : tiles) taken += soak_tile(tile, capacity, dt_s);
  ledger.infiltration += taken;
  soaked_until_s = end_s;
}

/// What soaks into the ground of a tile, at most the capacity of each soil.
std::int64_t Surface::State::soak_tile(const Tile& tile, const std::vector<std::int32_t>& capacity,
                                       double dt_s) {
  if (tile.open_cells == 0) return 0;
  const Fields all = fields();
  const Soils known{soil_of_cell.data(), capacity.data()};
  std::int64_t taken = 0;
  for (int row = tile.range.row_begin; row < tile.range.row_end; ++row) {
    bool dried = false;
    taken += soaked_m.empty() ? soak_row(all, tile.range, row, known, dried)
                              : soak_row_by_cell(tile.range, row, capacity, dt_s, dried);
    for (int col = tile.range.col_begin; dried && col < tile.range.col_end; ++col) {
      if (depth.row(row)[col] == 0) calm(depth.at({row, col}));
    }
  }
  return taken;
}

/// The same for a row where some soils ask what has soaked into each cell already.
std::int64_t Surface::State::soak_row_by_cell(const CellRange& range, int row,
                                              const std::vector<std::int32_t>& capacity,
                                              double dt_s, bool& dried) {
  std::int64_t taken = 0;
  std::int32_t* depths = depth.row(row);
  for (int col = range.col_begin; col < range.col_end; ++col) {
    if (depths[col] <= 0) continue;
    const std::uint16_t soil = soil_of_cell[flat(row, col)];
    std::int32_t can = capacity[soil];
    if (const auto* ground = std::get_if<GreenAmptLoss>(&soils[soil].kind)) {
      float& soaked = soaked_m[flat(row, col)];
      const double m =
          std::min(green_ampt_m(*ground, static_cast<double>(soaked), dt_s), kDeepest_m);
      can = static_cast<std::int32_t>(whole(m * static_cast<double>(kQuantaPerMetre)));
      soaked += static_cast<float>(std::min(can, depths[col])) * kQuantum_m;
    }
    const std::int32_t lost = std::min(can, depths[col]);
    depths[col] -= lost;
    taken += lost;
    dried = dried || depths[col] == 0;
  }
  return taken;
}

void Surface::State::record() {
  if (records.every_s <= 0.0 || time_s < records.next_s) return;
  const auto elapsed_s = static_cast<float>(time_s - records.last_s);
  const auto clock_s = static_cast<float>(time_s);
#pragma omp parallel for num_threads(threads) schedule(static)
  for (int row = 0; row < frame.rows; ++row) {
    const std::int32_t* depths = depth.row(row);
    const std::size_t first = flat(row, 0);
    for (int col = 0; col < frame.cols; ++col) {
      if (depths[col] == 0) continue;
      const std::size_t at = first + static_cast<std::size_t>(col);
      const float depth_m = static_cast<float>(depths[col]) * kQuantum_m;
      const Velocity flow = velocity(row, col);
      const float speed = std::sqrt(flow.u * flow.u + flow.v * flow.v);
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
