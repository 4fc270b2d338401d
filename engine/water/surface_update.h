#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "engine/water/surface_vectors.h"

// Rain and the new state of a row of cells. For surface_kernel.cpp alone.

namespace twin::surface {

constexpr float kTwiceRootOfGravity = 6.2641839F;  ///< 2 √g

/// A cell's velocity after the step, and how fast a signal leaves it: |u| + |v| + 2c.
struct Motion {
  float u, v, signal;
};

/// Friction implicit: w = s / (1 + dt K w), w the new and s the frictionless speed, by discharges:
/// K s = friction |q| h^(-7/3).
TWIN_INLINE Motion slowed(float qu, float qv, float h, float friction, float four_dt) {
  const float safe_h = greatest(h, kThinnest_m);
  const float root = inverse_sixth_root(safe_h);
  const float root2 = root * root;
  const float root4 = root2 * root2;
  const float drag = four_dt * friction * std::sqrt(qu * qu + qv * qv);
  const float to_speed =
      2.0F / fused(safe_h, std::sqrt(fused(drag, (root4 * root4) * (root4 * root2), 1.0F)), safe_h);
  const bool wet = h > kThinnest_m;
  const float u = wet ? qu * to_speed : 0.0F;
  const float v = wet ? qv * to_speed : 0.0F;
  return {u, v, fused(kTwiceRootOfGravity, h * (root2 * root), std::fabs(u) + std::fabs(v))};
}

/// Rain of a step on the cells of a row: the same on all, or by cell.
struct EvenRain {
  std::int32_t quanta;
  std::int32_t operator[](int) const { return quanta; }
};
struct RainByCell {
  const std::int32_t* quanta;
  std::int32_t operator[](int k) const { return quanta[k]; }
};

/// Which of the roofed cells lie in a row of a patch.
struct RoofedInRow {
  std::ptrdiff_t first = 0;
  std::ptrdiff_t end = 0;

  RoofedInRow(const RoofedCells* roofs, const CellRange& range, int row) {
    if (roofs == nullptr) return;
    const auto* cols = roofs->col.data();
    const auto* row_end = cols + roofs->row_begin[static_cast<std::size_t>(row) + 1];
    const auto* west = std::lower_bound(cols + roofs->row_begin[static_cast<std::size_t>(row)],
                                        row_end, range.col_begin);
    first = west - cols;
    end = std::lower_bound(west, row_end, range.col_end) - cols;
  }
  bool any() const { return first < end; }
};

/// Lays the rain on the cells of a row, before the loop that needs it: looking it up there would
/// keep that loop from becoming vectors.
TWIN_INLINE void lay_rain(const Place& p, const StepTerms& terms, int row, Quanta& fallen) {
  if (terms.rain_of_zone == nullptr) {
    std::fill(fallen + kFirst, fallen + p.width, terms.rain);
    return;
  }
  const std::uint16_t* zone = p.f.rain_zone + p.at(row);
  const std::int32_t* rain_of_zone = terms.rain_of_zone;
  for (int k = kFirst; k < p.width; ++k) fallen[k] = rain_of_zone[zone[k]];
}

/// Adds to it what roofs shed, as whole quanta by its exact integral, and says how much that was.
TWIN_INLINE std::int64_t shed_roofs(const Place& p, const StepTerms& terms, int row,
                                    const RoofedInRow& cells, Quanta& fallen) {
  const RoofedCells& roofs = *p.f.roofs;
  const std::int32_t* col = roofs.col.data();
  const double* share = roofs.share.data();
  const std::uint16_t* zone = terms.rain_of_zone ? p.f.rain_zone + row * p.f.stride : nullptr;
  std::int64_t shed = 0;
  for (std::ptrdiff_t i = cells.first; i < cells.end; ++i) {
    const Rain& rain = terms.roof_rain[zone ? zone[col[i]] : 0];
    const auto quanta = static_cast<std::int32_t>(std::floor(share[i] * rain.after) -
                                                  std::floor(share[i] * rain.before));
    fallen[col[i] - p.first_col] += quanta;
    shed += quanta;
  }
  return shed;
}

/// The new state of a row of cells.
template <SurfaceScheme kScheme, typename RainOnRow>
TWIN_INLINE void update(const Place& p, const StepTerms& terms, int row, const RainOnRow& fallen,
                        const CellsRow& cells, const PushRow& push, const FacesRow& x,
                        const FacesRow& north, const FacesRow& south, Row& signal,
                        LaneResults& results) {
  const std::int64_t at = p.at(row);
  const float* z = p.f.ground_m + at;
  const float* friction = p.f.friction + at;
  const std::int32_t* depth = cells.depth;
  const float* u = cells.u;
  const float* v = cells.v;
  std::int32_t* next_depth = p.f.depth + at;
  float* next_u = p.f.u + at;
  float* next_v = p.f.v + at;
  const float ratio = terms.dt_s / terms.cell_m;
  const float four_dt = 4.0F * terms.dt_s;
  const int end = p.width - kReach;
  const Walls* walls = p.walls(row);
  for (int first = kFirst; first < end; first += kLanes) {
    if (*walls++ == Walls::nothing_else) continue;
#pragma omp simd
    for (int lane = 0; lane < kLanes; ++lane) {
      const int k = first + lane;
      const bool inside = k < end;  // the last vector may reach past the east side of the frame
      const std::int32_t rain = z[k] >= kWallFrom_m ? 0 : fallen[k];
      const std::int32_t moved =
          depth[k] - ((x.water[k + 1] - x.water[k]) + (south.water[k] - north.water[k])) +
          (rain - cells.pledged[k]);
      const std::int32_t quanta = inside ? moved : 0;
      const float h_old = static_cast<float>(depth[k]) * kQuantum_m;
      const float h = static_cast<float>(quanta) * kQuantum_m;
      Motion next;
      if constexpr (kScheme == SurfaceScheme::inertial) {
        next = {inside ? x.before[k] : 0.0F, inside ? north.before[k] : 0.0F,
                kInertialSignals * std::sqrt(kGravity_mps2 * h)};
      } else {
        constexpr bool kPushed = kScheme == SurfaceScheme::second_order;
        const float push_x = kPushed ? push.x[k] : 0.0F;
        const float push_y = kPushed ? push.y[k] : 0.0F;
        const float lost_u =
            ((x.before[k + 1] - x.after[k]) + push_x) + (south.along[k] - north.along[k]);
        const float lost_v =
            ((south.before[k] - north.after[k]) + push_y) + (x.along[k + 1] - x.along[k]);
        next = slowed(fused(-ratio, lost_u, h_old * u[k]), fused(-ratio, lost_v, h_old * v[k]), h,
                      friction[k], four_dt);
      }
      next_depth[k] = quanta;
      next_u[k] = next.u;
      next_v[k] = next.v;
      signal[k] = greatest(signal[k], next.signal);
      results.least[lane] = least(results.least[lane], quanta);
      results.greatest[lane] = greatest(results.greatest[lane], quanta);
      results.wet_cells[lane] += inside & ((quanta | depth[k]) != 0) ? 1 : 0;
    }
  }
}

}  // namespace twin::surface
