#include "engine/water/surface_kernel.h"

#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

#include <algorithm>
#include <cmath>
#include <type_traits>

#include "engine/water/surface_edges.h"
#include "engine/water/surface_exchange.h"
#include "engine/water/surface_lay.h"
#include "engine/water/surface_ring.h"

// Compiled for several instruction sets; the widest that the machine has is chosen at load time.
// Products and sums are joined where the code says so (fused) and nowhere else: all give the same
// bits, those without an instruction for it slowly.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define TWIN_VECTOR_CLONES __attribute__((target_clones("avx512f", "arch=x86-64-v3", "default")))
#else
#define TWIN_VECTOR_CLONES
#endif

namespace twin::surface {
namespace {

constexpr float kTwiceRootOfGravity = 6.2641839F;  ///< 2 √g
constexpr int kRowsAhead = 3;                      ///< asked for before they are used

/// Differences of depth are taken in quanta and those of level from differences, not from sums of
/// bed and depth: a thin film keeps its digits however high it lies.
TWIN_INLINE float quanta_between(std::int32_t from, std::int32_t to) {
  return static_cast<float>(to - from);
}

/// All bits where a cell is a wall. Choices are made by such masks: as conditions they would become
/// branches, of whose every outcome a vector does both sides and waits for what decides between
/// them.
TWIN_INLINE std::int32_t wall_mask(float ground_m) { return ground_m >= kWallFrom_m ? -1 : 0; }

TWIN_INLINE std::int32_t masked(std::int32_t mask, std::int32_t where_set, std::int32_t elsewhere) {
  return (where_set & mask) | (elsewhere & ~mask);
}

TWIN_INLINE float masked(std::int32_t mask, float where_set, float elsewhere) {
  return __builtin_bit_cast(float, masked(mask, __builtin_bit_cast(std::int32_t, where_set),
                                          __builtin_bit_cast(std::int32_t, elsewhere)));
}

TWIN_INLINE float where(std::int32_t mask, float value) {
  return __builtin_bit_cast(float, __builtin_bit_cast(std::int32_t, value) & mask);
}

/// The slope of a quantity in a cell from the differences on its two sides; a wall is replaced by
/// the other side.
TWIN_INLINE float slope(float before, float after, std::int32_t wall_before,
                        std::int32_t wall_after, std::int32_t sloped) {
  return where(sloped,
               minmod(masked(wall_before, after, before), masked(wall_after, before, after)));
}

/// Calls `body(k)` for the cells from `first` to before `end`, whole vectors at a time: up to 15
/// cells beyond `end` too, whose rows have room for them and whose values nobody reads. The bodies
/// are functions of values, since locals whose address is taken keep a loop from becoming vectors.
template <typename Body>
TWIN_INLINE void for_cells(int first, int end, const Body& body) {
  for (int k = first; k < end; k += kLanes) {
#pragma omp simd
    for (int lane = 0; lane < kLanes; ++lane) body(k + lane);
  }
}

/// The same for cells or faces of a row from at most kReach before a patch on, where the body is
/// told as a constant whether walls may be near: most vectors of streets and open land need no
/// care.
enum class Within { all_cells, open_cells };

template <Within kWithin = Within::all_cells, typename Body>
TWIN_INLINE void for_cells_and_walls(const Walls* around, int first, int end, const Body& body) {
  for (int k = first; k < end; k += kLanes) {
    const Walls walls = *around++;
    if (kWithin == Within::open_cells && walls == Walls::nothing_else) continue;
    if (walls != Walls::none) {
#pragma omp simd
      for (int lane = 0; lane < kLanes; ++lane) body(k + lane, std::true_type{});
    } else {
#pragma omp simd
      for (int lane = 0; lane < kLanes; ++lane) body(k + lane, std::false_type{});
    }
  }
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

/// Keeps the greatest depths of a row of the patch.
TWIN_INLINE void note_max_of_row(const Fields& f, const CellRange& range, int row) {
  const std::int32_t* depth = f.depth + row * f.stride;
  std::int32_t* max_depth = f.max_depth + row * f.stride;
  for_cells(
      range.col_begin, range.col_end, [ depth, max_depth ](int col) __attribute__((always_inline)) {
        max_depth[col] = greatest(max_depth[col], depth[col]);
      });
}

/// Keeps the greatest signals of a row of blocks, and begins the next row of them.
void keep_signals(const Fields& f, const CellRange& patch, int row, Row& signal) {
  float* kept = f.signal_mps + row / kSignalRows * f.signals_across + patch.col_begin / kSignalCols;
  for (int first = 0; first < patch.cols(); first += kSignalCols) {
    float* block = signal + kFirst + first;
    *kept++ = *std::max_element(block, block + kSignalCols);
    std::fill(block, block + kSignalCols, 0.0F);
  }
}

/// Asks for a row of a field ahead of its use: short stretches of many arrays come too late when
/// they are left to the machine. (Inlined, since a compiler may drop calls of a function that only
/// prefetches.)
template <typename Value>
TWIN_INLINE void fetch_row(const Value* field, const Fields& f, const CellRange& range, int row) {
  constexpr int kNotTheNearestCache = 2;
  if (row >= range.row_end) return;
  const Value* cells = field + row * f.stride;
  for (int col = range.col_begin; col < range.col_end; col += kLanes) {
    __builtin_prefetch(cells + col, 0, kNotTheNearestCache);
  }
}

/// Takes numbers too small for a normal float for zero while it lives: beside films that have all
/// but come to rest they would cost some processors a hundred times as much as others.
class FlushToZero {
 public:
#if defined(__SSE2__)
  FlushToZero() : before_(_mm_getcsr()) { _mm_setcsr(before_ | 0x8040U); }
  ~FlushToZero() { _mm_setcsr(before_); }
  FlushToZero(const FlushToZero&) = delete;
  FlushToZero& operator=(const FlushToZero&) = delete;

 private:
  unsigned before_;
#endif
};

TWIN_INLINE void begin(Workspace& w, int width) {
  std::fill(w.signal, w.signal + width, 0.0F);
  w.results = {};
  for (CellsRow& cells : w.cells) {
    std::fill(cells.pledged, cells.pledged + width, 0);
    std::fill(cells.finer, cells.finer + width, 0);
    cells.any_finer = false;
    cells.quiet_within = true;
  }
}

/// The faces west of the cells of row j.
template <SurfaceScheme kScheme>
TWIN_INLINE void faces_in_row(const Place& p, const StepTerms& terms, int j, Workspace& w) {
  FacesRow& x = w.x[slot(j)];
  if constexpr (kScheme == SurfaceScheme::second_order) {
    x_faces(p, j, quanta_through_a_face(terms), w.sides, x);
  } else if constexpr (kScheme == SurfaceScheme::first_order) {
    x_faces_of_cells(p, j, quanta_through_a_face(terms), w.cells_of(j), x);
  } else {
    x_faces_by_inertia(p, InertialStep(terms), j, w.cells_of(j), w.cells_of(j + 1), x);
  }
}

/// The faces between rows j − 1 and j.
template <SurfaceScheme kScheme>
TWIN_INLINE void faces_to_row(const Place& p, const StepTerms& terms, int j, Workspace& w) {
  FacesRow& y = w.y[slot(j)];
  if constexpr (kScheme == SurfaceScheme::second_order) {
    y_faces(p, j, quanta_through_a_face(terms), w.south_of(j - 1), w.north, y);
  } else if constexpr (kScheme == SurfaceScheme::first_order) {
    y_faces_of_cells(p, j, quanta_through_a_face(terms), w.cells_of(j - 1), w.cells_of(j), y);
  } else {
    y_faces_by_inertia(p, InertialStep(terms), j, w.cells_of(j - 1), w.cells_of(j),
                       w.cells_of(j + 1), y);
  }
}

/// The sides of row j, of which schemes without slopes need those on the frame's open edges.
template <SurfaceScheme kScheme>
TWIN_INLINE void sides_of_row(const Place& p, const FrameInPatch& frame, const EdgeFaces& edges,
                              const StepTerms& terms, int j, Workspace& w) {
  if constexpr (kScheme == SurfaceScheme::second_order) {
    reconstruct(p, terms, j, w.cells_of(j - 1), w.cells_of(j), w.cells_of(j + 1),
                {w.sides, w.north, w.south_of(j), w.push[slot(j)]});
  } else {
    const auto at_edges = kScheme == SurfaceScheme::inertial ? sides_by_inertia : sides_of_cells;
    at_edges(frame, edges, p.width, j, {w.cells_of(j), w.cells_of(j + 1)},
             {w.sides, w.north, w.south_of(j)});
  }
}

template <SurfaceScheme kScheme>
TWIN_INLINE PatchResult step_rows(const Fields& fields, const Ring& ring, const EdgeFaces& edges,
                                  const StepTerms& terms, const Patch& patch) {
  [[maybe_unused]] FlushToZero flushing;
  static thread_local Workspace workspace;
  Workspace& w = workspace;
  const CellRange& range = patch.range;
  const Place p{fields, range.col_begin - kFirst, kFirst + range.cols() + kReach};
  const int west = kFirst - range.col_begin;
  const FrameInPatch frame{fields.rows, west, west + fields.cols};
  begin(w, p.width + kLanes);
  const auto lay = [&](int row) __attribute__((always_inline)) {
    lay_cells(fields, ring, patch, terms.level, row, w.cells_of(row));
  };
  lay(range.row_begin - kReach);
  lay(range.row_begin - kReach + 1);

  // Row j is reconstructed, then its west faces and the faces north of it are known; with those
  // row j − 1 knows its outflow, and with that row j − 2 can be updated. One field is fetched ahead
  // between any two stages: all at once would hold up what waits for memory now.
  for (int j = range.row_begin - 2; j < range.row_end + 2; ++j) {
    const int here = slot(j);
    const int before = slot(j - 1);
    const int updated = slot(j - 2);
    const int ahead = j + 1 + kRowsAhead;
    fetch_row(fields.depth, fields, range, ahead);
    lay(j + 1);
    const CellsRow& cells_north = w.cells_of(j - 1);
    const CellsRow& cells = w.cells_of(j);
    fetch_row(fields.u, fields, range, ahead);
    sides_of_row<kScheme>(p, frame, edges, terms, j, w);
    fetch_row(fields.v, fields, range, ahead);
    faces_in_row<kScheme>(p, terms, j, w);
    set_x_edges(p, frame, edges, terms, j, w.sides, w.x[here]);
    if (cells.any_finer) hush(cells, cells, 1, p.width, w.x[here]);
    fetch_row(fields.ground_m, fields, range, ahead);
    if (j < range.row_begin - 1) continue;
    faces_to_row<kScheme>(p, terms, j, w);
    set_y_edges(p, frame, edges, terms, j, w.south_of(j - 1), w.north, w.y[here]);
    if (cells_north.any_finer || cells.any_finer) hush(cells_north, cells, 0, p.width, w.y[here]);
    fetch_row(fields.friction, fields, range, ahead);
    if (j < range.row_begin) continue;
    w.cut[before] =
        find_shares(p, j - 1, cells_north, w.x[before], w.y[before], w.y[here], w.keep[before]);
    if (w.cut[before]) cut_x(w.keep[before], w.x[before], p.width);
    if (j < range.row_begin + 1) continue;
    if (w.cut[before] || w.cut[updated]) {
      cut_y(w.keep[updated], w.keep[before], w.y[before], p.width);
    }
    if (j < range.row_begin + 2) continue;
    const int row = j - 2;
    if (patch.meets_levels) {
      exchange_x(p, terms, range, row, w.x[updated]);
      if (row == range.row_begin) exchange_y(p, terms, range, row, row - 1, w.y[updated]);
      if (row == range.row_end - 1) exchange_y(p, terms, range, row + 1, row + 1, w.y[before]);
    }
    const auto update_under = [&](const auto& rain) __attribute__((always_inline)) {
      update<kScheme>(p, terms, row, rain, w.cells_of(row), w.push[updated], w.x[updated],
                      w.y[updated], w.y[before], w.signal, w.results);
    };
    const RoofedInRow roofed(fields.roofs, range, row);
    if (terms.rain_of_zone == nullptr && !roofed.any()) {
      update_under(EvenRain{terms.rain});
    } else {
      lay_rain(p, terms, row, w.fallen);
      if (roofed.any()) w.results.shed += shed_roofs(p, terms, row, roofed, w.fallen);
      update_under(RainByCell{w.fallen});
    }
    if (terms.notes_max) {
      fetch_row(fields.max_depth, fields, range, row + kRowsAhead);
      note_max_of_row(fields, range, row);
    }
    if (patch.meets_levels) clear_pledged(fields, range, row);
    if ((row + 1) % kSignalRows == 0 || row == range.row_end - 1) {
      keep_signals(fields, range, row, w.signal);
    }
    note_leaving(p, frame, edges, row, w.x[updated], w.y[updated], w.y[before]);
  }
  return w.results.joined();
}

TWIN_VECTOR_CLONES
PatchResult step_in_second_order(const Fields& fields, const Ring& ring, const EdgeFaces& edges,
                                 const StepTerms& terms, const Patch& patch) {
  return step_rows<SurfaceScheme::second_order>(fields, ring, edges, terms, patch);
}

TWIN_VECTOR_CLONES
PatchResult step_in_first_order(const Fields& fields, const Ring& ring, const EdgeFaces& edges,
                                const StepTerms& terms, const Patch& patch) {
  return step_rows<SurfaceScheme::first_order>(fields, ring, edges, terms, patch);
}

TWIN_VECTOR_CLONES
PatchResult step_by_inertia(const Fields& fields, const Ring& ring, const EdgeFaces& edges,
                            const StepTerms& terms, const Patch& patch) {
  return step_rows<SurfaceScheme::inertial>(fields, ring, edges, terms, patch);
}

}  // namespace

TWIN_VECTOR_CLONES
void note_max(const Fields& fields, const CellRange& range) {
  for (int row = range.row_begin; row < range.row_end; ++row) note_max_of_row(fields, range, row);
}

TWIN_VECTOR_CLONES
std::int64_t soak_row(const Fields& fields, const CellRange& range, int row, const Soils& soils,
                      bool& dried) {
  const std::int32_t* capacity = soils.capacity;
  const std::uint16_t* soil = soils.of_cell + static_cast<std::int64_t>(row) * fields.cols;
  std::int32_t* depth = fields.depth + row * fields.stride;
  std::int64_t taken = 0;
  int emptied = 0;
#pragma omp simd reduction(+ : taken) reduction(| : emptied)
  for (int col = range.col_begin; col < range.col_end; ++col) {
    const std::int32_t lost = least(capacity[soil[col]], depth[col]);
    depth[col] -= lost;
    taken += lost;
    emptied |= (lost > 0) & (depth[col] == 0) ? 1 : 0;
  }
  dried = emptied != 0;
  return taken;
}

PatchResult step_patch(const Fields& fields, const Ring& ring, const EdgeFaces& edges,
                       const StepTerms& terms, const Patch& patch) {
  switch (terms.scheme) {
    case SurfaceScheme::first_order:
      return step_in_first_order(fields, ring, edges, terms, patch);
    case SurfaceScheme::inertial:
      return step_by_inertia(fields, ring, edges, terms, patch);
    default:
      return step_in_second_order(fields, ring, edges, terms, patch);
  }
}

}  // namespace twin::surface
