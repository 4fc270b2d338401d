#pragma once

#include "engine/water/surface_vectors.h"

// What crosses the faces of a row by each scheme, and how it is cut to what cells hold. For
// surface_kernel.cpp alone.

namespace twin::surface {

/// A side whose cell is a wall sees the water of the other side mirrored.
TWIN_INLINE FaceSide or_mirror(FaceSide side, FaceSide other, std::int32_t wall) {
  return {masked(wall, other.h, side.h), masked(wall, -other.un, side.un),
          masked(wall, other.ut, side.ut)};
}

TWIN_INLINE void set_face(FacesRow& faces, int k, FaceSide a, FaceSide b, float step,
                          std::int32_t wall_a, std::int32_t wall_b, float to_quanta) {
  const FaceFlux flux = face_flux(or_mirror(a, b, wall_a), or_mirror(b, a, wall_b),
                                  masked(wall_a | wall_b, 0.0F, step));
  faces.water[k] = rounded(flux.mass * to_quanta);
  faces.before[k] = flux.momentum_a;
  faces.after[k] = flux.momentum_b;
  faces.along[k] = flux.tangential;
}

TWIN_INLINE void set_x_face(const float* z, bool walls, const SidesX& sides, float to_quanta,
                            FacesRow& faces, int k) {
  const float step = fused(-0.5F, sides.twice_rise[k] + sides.twice_rise[k - 1], z[k] - z[k - 1]);
  set_face(faces, k, {sides.h_e[k - 1], sides.u_e[k - 1], sides.v_e[k - 1]},
           {sides.h_w[k], sides.u_w[k], sides.v_w[k]}, step, walls ? wall_mask(z[k - 1]) : 0,
           walls ? wall_mask(z[k]) : 0, to_quanta);
}

TWIN_INLINE void set_y_face(const float* z_n, const float* z_s, bool walls, const SidesY& north,
                            const SidesY& south, float to_quanta, FacesRow& faces, int k) {
  const float step = fused(-0.5F, south.twice_rise[k] + north.twice_rise[k], z_s[k] - z_n[k]);
  set_face(faces, k, {north.h[k], north.v[k], north.u[k]}, {south.h[k], south.v[k], south.u[k]},
           step, walls ? wall_mask(z_n[k]) : 0, walls ? wall_mask(z_s[k]) : 0, to_quanta);
}

/// A cell as all of it is taken to be.
TWIN_INLINE float depth_m(const CellsRow& cells, int k) {
  return static_cast<float>(cells.depth[k]) * kQuantum_m;
}

/// Faces between the cells of a row. Between walls nothing moves.
TWIN_INLINE void x_faces(const Place& p, int row, float to_quanta, const SidesX& sides,
                         FacesRow& faces) {
  const float* z = p.f.ground_m + p.at(row);
  for_cells_and_walls(
      p.walls(row), kFirst - 1, p.width - 1,
      [ =, &sides, &faces ](int k, auto walls)
          __attribute__((always_inline)) { set_x_face(z, walls, sides, to_quanta, faces, k); });
}

/// Faces between row − 1 and row.
TWIN_INLINE void y_faces(const Place& p, int row, float to_quanta, const SidesY& north,
                         const SidesY& south, FacesRow& faces) {
  const float* z_n = p.f.ground_m + p.at(row - 1);
  const float* z_s = p.f.ground_m + p.at(row);
  for_cells_and_walls(
      p.walls(row), kFirst - 1, p.width - 2,
      [ =, &north, &south, &faces ](int k, auto walls) __attribute__((always_inline)) {
        set_y_face(z_n, z_s, walls, north, south, to_quanta, faces, k);
      });
}

/// The same in first order: a cell is its own side.
TWIN_INLINE void x_faces_of_cells(const Place& p, int row, float to_quanta, const CellsRow& cells,
                                  FacesRow& faces) {
  const float* z = p.f.ground_m + p.at(row);
  for_cells_and_walls(
      p.walls(row), kFirst - 1, p.width - 1,
      [ =, &cells, &faces ](int k, auto walls) __attribute__((always_inline)) {
        set_face(faces, k, {depth_m(cells, k - 1), cells.u[k - 1], cells.v[k - 1]},
                 {depth_m(cells, k), cells.u[k], cells.v[k]}, z[k] - z[k - 1],
                 walls ? wall_mask(z[k - 1]) : 0, walls ? wall_mask(z[k]) : 0, to_quanta);
      });
}

TWIN_INLINE void y_faces_of_cells(const Place& p, int row, float to_quanta, const CellsRow& north,
                                  const CellsRow& south, FacesRow& faces) {
  const float* z_n = p.f.ground_m + p.at(row - 1);
  const float* z_s = p.f.ground_m + p.at(row);
  for_cells_and_walls(
      p.walls(row), kFirst - 1, p.width - 2,
      [ =, &north, &south, &faces ](int k, auto walls) __attribute__((always_inline)) {
        set_face(faces, k, {depth_m(north, k), north.v[k], north.u[k]},
                 {depth_m(south, k), south.v[k], south.u[k]}, z_s[k] - z_n[k],
                 walls ? wall_mask(z_n[k]) : 0, walls ? wall_mask(z_s[k]) : 0, to_quanta);
      });
}

/// What a step by local inertia does at any face.
struct InertialStep {
  float pull;  ///< g dt / cell
  float dt_s;
  float to_quanta;

  explicit InertialStep(const StepTerms& terms)
      : pull(kGravity_mps2 * (terms.dt_s / terms.cell_m)),
        dt_s(terms.dt_s),
        to_quanta(quanta_through_a_face(terms)) {}
};

/// The discharge of a face by local inertia stands in `before`, so that it is cut with its water.
TWIN_INLINE void set_inertial_face(const InertialStep& step, const float* z_a, const float* z_b,
                                   const float* friction_a, const float* friction_b,
                                   const CellsRow& a, int k_a, const CellsRow& b, int k_b,
                                   InertialMotion motion, FacesRow& faces) {
  const float rise_m = z_b[k_b] - z_a[k_a];
  const float drop_m = -fused(quanta_between(a.depth[k_a], b.depth[k_b]), kQuantum_m, rise_m);
  const float q = inertial_discharge({depth_m(a, k_a), depth_m(b, k_b), rise_m, drop_m,
                                      0.5F * (friction_a[k_a] + friction_b[k_b])},
                                     motion, step.pull, step.dt_s);
  faces.water[k_b] = rounded(q * step.to_quanta);
  faces.before[k_b] = q;
}

/// Faces of a row by local inertia. A wall needs no question: it stands above all water.
TWIN_INLINE void x_faces_by_inertia(const Place& p, const InertialStep& step, int row,
                                    const CellsRow& cells, const CellsRow& south, FacesRow& faces) {
  const float* z = p.f.ground_m + p.at(row);
  const float* friction = p.f.friction + p.at(row);
  for_cells(
      kFirst - 1, p.width - 1, [ =, &cells, &south, &faces ](int k) __attribute__((always_inline)) {
        const float along = (cells.v[k - 1] + cells.v[k]) + (south.v[k - 1] + south.v[k]);
        set_inertial_face(step, z, z, friction, friction, cells, k - 1, cells, k,
                          {cells.u[k], cells.u[k - 1] + cells.u[k + 1], 0.25F * along}, faces);
      });
}

TWIN_INLINE void y_faces_by_inertia(const Place& p, const InertialStep& step, int row,
                                    const CellsRow& north, const CellsRow& cells,
                                    const CellsRow& south, FacesRow& faces) {
  const float* z_n = p.f.ground_m + p.at(row - 1);
  const float* z_s = p.f.ground_m + p.at(row);
  const float* friction_n = p.f.friction + p.at(row - 1);
  const float* friction_s = p.f.friction + p.at(row);
  for_cells(
      kFirst - 1, p.width - 2,
      [ =, &north, &cells, &south, &faces ](int k) __attribute__((always_inline)) {
        const float along = (north.u[k] + north.u[k + 1]) + (cells.u[k] + cells.u[k + 1]);
        set_inertial_face(step, z_n, z_s, friction_n, friction_s, north, k, cells, k,
                          {cells.v[k], north.v[k] + south.v[k], 0.25F * along}, faces);
      });
}

/// Stops the water of faces beside finer cells: it has gone through already.
TWIN_INLINE void hush(const CellsRow& before, const CellsRow& after, int shift, int width,
                      FacesRow& faces) {
  for_cells(
      kFirst - 1, width - 1,
      [&before, &after, &faces, shift ](int k) __attribute__((always_inline)) {
        faces.water[k] = (before.finer[k - shift] | after.finer[k]) != 0 ? 0 : faces.water[k];
      });
}

/// What share of its outflow each cell of a row can give; true where some cannot give all.
TWIN_INLINE bool find_shares(const Place& p, int row, const CellsRow& cells, const FacesRow& x,
                             const FacesRow& north, const FacesRow& south, Row& keep) {
  const float* z = p.f.ground_m + p.at(row);
  const int end = p.width - 2;
  int short_of = 0;
  for (int first = kFirst - 1; first < end; first += kLanes) {
#pragma omp simd reduction(| : short_of)
    for (int lane = 0; lane < kLanes; ++lane) {
      const int k = first + lane;
      const std::int32_t has = cells.depth[k] - cells.pledged[k];
      const std::int32_t out = (greatest(-x.water[k], 0) + greatest(x.water[k + 1], 0)) +
                               (greatest(-north.water[k], 0) + greatest(south.water[k], 0));
      // Edges may give any amount.
      const bool too_much = (out > has) & (z[k] < kWallFrom_m) & (k < end);
      // The share is rounded down a little, so that rounded outflows stay within the depth.
      const float share = static_cast<float>(has) / static_cast<float>(greatest(out, 1)) *
                          (1.0F - 1.0F / 2097152.0F);
      keep[k] = too_much ? share : 1.0F;
      short_of |= too_much ? 1 : 0;
    }
  }
  return short_of != 0;
}

/// Cuts a face by the share that the cell it takes water from can give.
TWIN_INLINE void cut_face(FacesRow& faces, int k, float keep_before, float keep_after) {
  const std::int32_t water = faces.water[k];
  const float keep = water > 0 ? keep_before : keep_after;
  const auto less = static_cast<std::int32_t>(static_cast<float>(water) * keep);
  faces.water[k] = keep < 1.0F ? less : water;  // a float may not hold all its quanta
  faces.before[k] *= keep;
  faces.after[k] *= keep;
  faces.along[k] *= keep;
}

TWIN_INLINE void cut_x(const Row& keep, FacesRow& faces, int width) {
  for_cells(
      kFirst, width - 2, [&keep, &faces ](int k) __attribute__((always_inline)) {
        cut_face(faces, k, keep[k - 1], keep[k]);
      });
}

TWIN_INLINE void cut_y(const Row& keep_north, const Row& keep_south, FacesRow& faces, int width) {
  for_cells(
      kFirst, width - 3, [&keep_north, &keep_south, &faces ](int k) __attribute__((always_inline)) {
        cut_face(faces, k, keep_north[k], keep_south[k]);
      });
}

}  // namespace twin::surface
