#pragma once

#include <algorithm>
#include <cmath>

#include "engine/water/surface_vectors.h"

// What cells do by themselves: slopes and half a step. For surface_kernel.cpp alone.

namespace twin::surface {

/// The slope of a quantity in a cell from the differences on its two sides; a wall is replaced by
/// the other side.
TWIN_INLINE float slope(float before, float after, std::int32_t wall_before,
                        std::int32_t wall_after, std::int32_t sloped) {
  return where(sloped,
               minmod(masked(wall_before, after, before), masked(wall_after, before, after)));
}

/// The sides of cells among nothing but walls: no water, which is what they have of themselves.
TWIN_INLINE void leave_walls_out(const Walls* around, int first, int end, const HalfStep& half) {
  for (int k = first; k < end; k += kLanes) {
    if (*around++ != Walls::nothing_else) continue;
    for (float* side :
         {half.x.h_w, half.x.u_w, half.x.v_w, half.x.h_e, half.x.u_e, half.x.v_e, half.x.twice_rise,
          half.north.h, half.north.u, half.north.v, half.north.twice_rise, half.south.h,
          half.south.u, half.south.v, half.south.twice_rise, half.push.x, half.push.y}) {
      std::fill_n(side + k, kLanes, 0.0F);
    }
  }
}

/// Slopes of a row of cells, and half a step of the equations inside each.
TWIN_INLINE void reconstruct(const Place& p, const StepTerms& terms, int row, const CellsRow& north,
                             const CellsRow& here, const CellsRow& south, const HalfStep& half) {
  const std::int32_t* d_n = north.depth;
  const std::int32_t* d = here.depth;
  const std::int32_t* d_s = south.depth;
  const float* z_n = p.f.ground_m + p.at(row - 1);
  const float* z = p.f.ground_m + p.at(row);
  const float* z_s = p.f.ground_m + p.at(row + 1);
  const float* u_n = north.u;
  const float* u = here.u;
  const float* u_s = south.u;
  const float* v_n = north.v;
  const float* v = here.v;
  const float* v_s = south.v;
  const float* friction = p.f.friction + p.at(row);
  const float half_dt = 0.5F * terms.dt_s;
  const float half_ratio = 0.5F * (terms.dt_s / terms.cell_m);
  const std::int32_t film = terms.film;
  constexpr float half_gravity = 0.5F * kGravity_mps2;
  leave_walls_out(p.walls(row), kFirst - 2, p.width - 1, half);
  for_cells_and_walls<Within::open_cells>(
      p.walls(row), kFirst - 2, p.width - 1,
      [ =, &half ](int k, auto walls) __attribute__((always_inline)) {
        const float h = static_cast<float>(d[k]) * kQuantum_m;
        const float safe_h = greatest(h, kThinnest_m);
        const float root = rough_inverse_cube_root(safe_h);
        const float root2 = root * root;
        const float speed = std::sqrt(u[k] * u[k] + v[k] * v[k]);
        const float slowed = 1.0F / fused(half_dt * friction[k] * speed, root2 * root2, 1.0F);
        const std::int32_t wall_w = walls ? wall_mask(z[k - 1]) : 0;
        const std::int32_t wall_e = walls ? wall_mask(z[k + 1]) : 0;
        const std::int32_t wall_n = walls ? wall_mask(z_n[k]) : 0;
        const std::int32_t wall_s = walls ? wall_mask(z_s[k]) : 0;
        // Walls hold no water, so a cell between two of them has no slope either.
        const std::int32_t d_beside_x =
            least(masked(wall_w, d[k + 1], d[k - 1]), masked(wall_e, d[k - 1], d[k + 1]));
        const std::int32_t d_beside_y =
            least(masked(wall_n, d_s[k], d_n[k]), masked(wall_s, d_n[k], d_s[k]));
        const std::int32_t sloped_x = least(d[k], d_beside_x) > film ? -1 : 0;
        const std::int32_t sloped_y = least(d[k], d_beside_y) > film ? -1 : 0;
        const float d_to_w = quanta_between(d[k - 1], d[k]);
        const float d_to_e = quanta_between(d[k], d[k + 1]);
        const float d_to_n = quanta_between(d_n[k], d[k]);
        const float d_to_s = quanta_between(d[k], d_s[k]);
        const auto slope_x = [=](float before, float after) __attribute__((always_inline)) {
          return slope(before, after, wall_w, wall_e, sloped_x);
        };
        const auto slope_y = [=](float before, float after) __attribute__((always_inline)) {
          return slope(before, after, wall_n, wall_s, sloped_y);
        };
        const float level_x = slope_x(fused(d_to_w, kQuantum_m, z[k] - z[k - 1]),
                                      fused(d_to_e, kQuantum_m, z[k + 1] - z[k]));
        const float level_y = slope_y(fused(d_to_n, kQuantum_m, z[k] - z_n[k]),
                                      fused(d_to_s, kQuantum_m, z_s[k] - z[k]));
        const float h_x = slope_x(d_to_w, d_to_e) * kQuantum_m;
        const float h_y = slope_y(d_to_n, d_to_s) * kQuantum_m;
        const float u_x = slope_x(u[k] - u[k - 1], u[k + 1] - u[k]);
        const float v_x = slope_x(v[k] - v[k - 1], v[k + 1] - v[k]);
        const float u_y = slope_y(u[k] - u_n[k], u_s[k] - u[k]);
        const float v_y = slope_y(v[k] - v_n[k], v_s[k] - v[k]);

        // Half a step: h_t = −(u h_x + h u_x + …), u_t = −(u u_x + v u_y + g level_x) − friction.
        const float h_change = fused(u[k], h_x, h * u_x) + fused(v[k], h_y, h * v_y);
        const float u_change = fused(kGravity_mps2, level_x, fused(u[k], u_x, v[k] * u_y));
        const float v_change = fused(kGravity_mps2, level_y, fused(v[k], v_y, u[k] * v_x));
        const float h_mid = fused(-half_ratio, h_change, h);
        const float u_mid0 = fused(-half_ratio, u_change, u[k]) * slowed;
        const float v_mid0 = fused(-half_ratio, v_change, v[k]) * slowed;
        const float u_mid = masked(sloped_x, u_mid0, u[k]);
        const float v_mid = masked(sloped_y, v_mid0, v[k]);

        half.x.twice_rise[k] = level_x - h_x;
        half.x.h_w[k] = greatest(0.0F, fused(-0.5F, h_x, h_mid));
        half.x.h_e[k] = greatest(0.0F, fused(0.5F, h_x, h_mid));
        half.x.u_w[k] = fused(-0.5F, u_x, u_mid);
        half.x.u_e[k] = fused(0.5F, u_x, u_mid);
        half.x.v_w[k] = fused(-0.5F, v_x, v_mid);
        half.x.v_e[k] = fused(0.5F, v_x, v_mid);
        half.push.x[k] = half_gravity * (half.x.h_w[k] + half.x.h_e[k]) * level_x;
        half.north.h[k] = greatest(0.0F, fused(-0.5F, h_y, h_mid));
        half.south.h[k] = greatest(0.0F, fused(0.5F, h_y, h_mid));
        half.north.u[k] = fused(-0.5F, u_y, u_mid);
        half.south.u[k] = fused(0.5F, u_y, u_mid);
        half.north.v[k] = fused(-0.5F, v_y, v_mid);
        half.south.v[k] = fused(0.5F, v_y, v_mid);
        half.north.twice_rise[k] = half.south.twice_rise[k] = level_y - h_y;
        half.push.y[k] = half_gravity * (half.north.h[k] + half.south.h[k]) * level_y;
      });
}

}  // namespace twin::surface
