#include "engine/water/surface_kernel.h"

#include <algorithm>
#include <cmath>

#include "engine/water/surface_faces.h"

// Compiled for several instruction sets; the widest that the machine has is chosen at load time.
// None of them joins multiplications and additions, so all give the same bits.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define TWIN_VECTOR_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define TWIN_VECTOR_CLONES
#endif

namespace twin::surface {
namespace {

constexpr float kThinnest_m = 1.0e-6F;  ///< thinner water does not move on
constexpr int kReach = 3;               ///< cells around the tile that its step looks at
constexpr int kWidth = kTileCols + 3 * kLanes;

using Row = float[kWidth];
using Quanta = std::int32_t[kWidth];

/// A row of cells half a step on, at the middle of each of their sides.
struct SidesRow {
  alignas(64) Row h_w, u_w, v_w;
  alignas(64) Row h_e, u_e, v_e;
  alignas(64) Row h_n, u_n, v_n;
  alignas(64) Row h_s, u_s, v_s;
  alignas(64) Row rise_x, rise_y;  ///< of the bed from the middle of the cell to its east, south
  alignas(64) Row push_x, push_y;  ///< g h Δlevel: what the cell's own surface slope does
};

/// A row of faces; face k lies before (west or north of) cell k.
struct FacesRow {
  alignas(64) Quanta water;
  alignas(64) Row before, after;  ///< momentum across for the cells on the two sides
  alignas(64) Row along;          ///< momentum along the face
};

/// Everything a tile needs besides the fields: rows on their way through the stages.
/// A row of index j lives in slot j mod 3.
struct Workspace {
  SidesRow sides[3];
  FacesRow x[3];
  FacesRow y[3];
  alignas(64) Row keep[3];  ///< share of its outflow that a cell can give
  bool cut[3];              ///< whether any share in the row is below 1
};

int slot(int row) { return (row + 3 * kHalo) % 3; }

/// The place of a tile in the fields. Local column k is column `first_col` + k of the frame.
struct Place {
  const Fields& f;
  int first_col;
  int width;  ///< local columns, the reach on both sides included

  std::int64_t at(int row) const { return row * f.stride + first_col; }
};

/// Differences of depth are taken in quanta and those of level from differences, not from sums of
/// bed and depth: a thin film keeps its digits however high it lies.
TWIN_INLINE float depth_difference(std::int32_t from, std::int32_t to) {
  return static_cast<float>(to - from) * kQuantum_m;
}

/// The slope of a quantity in a cell from the differences on its two sides; a wall is replaced by
/// the other side.
TWIN_INLINE float slope(float before, float after, bool wall_before, bool wall_after) {
  return minmod(wall_before ? after : before, wall_after ? before : after);
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

/// Slopes of a row of cells, and half a step of the equations inside each.
TWIN_INLINE void reconstruct(const Place& p, const StepTerms& terms, int row, SidesRow& sides) {
  const std::int32_t* d_n = p.f.depth + p.at(row - 1);
  const std::int32_t* d = p.f.depth + p.at(row);
  const std::int32_t* d_s = p.f.depth + p.at(row + 1);
  const float* z_n = p.f.ground_m + p.at(row - 1);
  const float* z = p.f.ground_m + p.at(row);
  const float* z_s = p.f.ground_m + p.at(row + 1);
  const float* u_n = p.f.u + p.at(row - 1);
  const float* u = p.f.u + p.at(row);
  const float* u_s = p.f.u + p.at(row + 1);
  const float* v_n = p.f.v + p.at(row - 1);
  const float* v = p.f.v + p.at(row);
  const float* v_s = p.f.v + p.at(row + 1);
  const float* friction = p.f.friction + p.at(row);
  const float half_dt = 0.5F * terms.dt_s;
  const float half_ratio = 0.5F * (terms.dt_s / terms.cell_m);
  const std::int32_t film = terms.film;
  for_cells(
      1, p.width - 1, [ =, &sides ](int k) __attribute__((always_inline)) {
        const bool wall_w = z[k - 1] >= kWallFrom_m;
        const bool wall_e = z[k + 1] >= kWallFrom_m;
        const bool wall_n = z_n[k] >= kWallFrom_m;
        const bool wall_s = z_s[k] >= kWallFrom_m;
        const bool wet = d[k] > film;
        const bool sloped_x =
            wet & (wall_w | (d[k - 1] > film)) & (wall_e | (d[k + 1] > film)) & !(wall_w & wall_e);
        const bool sloped_y =
            wet & (wall_n | (d_n[k] > film)) & (wall_s | (d_s[k] > film)) & !(wall_n & wall_s);
        const float h = static_cast<float>(d[k]) * kQuantum_m;
        const float h_to_w = depth_difference(d[k - 1], d[k]);
        const float h_to_e = depth_difference(d[k], d[k + 1]);
        const float h_to_n = depth_difference(d_n[k], d[k]);
        const float h_to_s = depth_difference(d[k], d_s[k]);
        const float level_x0 =
            slope(h_to_w + (z[k] - z[k - 1]), h_to_e + (z[k + 1] - z[k]), wall_w, wall_e);
        const float level_y0 =
            slope(h_to_n + (z[k] - z_n[k]), h_to_s + (z_s[k] - z[k]), wall_n, wall_s);
        const float h_x0 = slope(h_to_w, h_to_e, wall_w, wall_e);
        const float h_y0 = slope(h_to_n, h_to_s, wall_n, wall_s);
        const float u_x0 = slope(u[k] - u[k - 1], u[k + 1] - u[k], wall_w, wall_e);
        const float v_x0 = slope(v[k] - v[k - 1], v[k + 1] - v[k], wall_w, wall_e);
        const float u_y0 = slope(u[k] - u_n[k], u_s[k] - u[k], wall_n, wall_s);
        const float v_y0 = slope(v[k] - v_n[k], v_s[k] - v[k], wall_n, wall_s);
        const float level_x = sloped_x ? level_x0 : 0.0F;
        const float h_x = sloped_x ? h_x0 : 0.0F;
        const float u_x = sloped_x ? u_x0 : 0.0F;
        const float v_x = sloped_x ? v_x0 : 0.0F;
        const float level_y = sloped_y ? level_y0 : 0.0F;
        const float h_y = sloped_y ? h_y0 : 0.0F;
        const float u_y = sloped_y ? u_y0 : 0.0F;
        const float v_y = sloped_y ? v_y0 : 0.0F;

        // Half a step: h_t = −(u h_x + h u_x + …), u_t = −(u u_x + v u_y + g level_x) − friction.
        const float safe_h = greatest(h, kThinnest_m);
        const float root = rough_inverse_cube_root(safe_h);
        const float root2 = root * root;
        const float speed = std::sqrt(u[k] * u[k] + v[k] * v[k]);
        const float slowed = 1.0F / (1.0F + half_dt * friction[k] * speed * (root2 * root2));
        const float h_mid = h - half_ratio * ((u[k] * h_x + h * u_x) + (v[k] * h_y + h * v_y));
        const float u_mid0 =
            (u[k] - half_ratio * ((u[k] * u_x + v[k] * u_y) + kGravity_mps2 * level_x)) * slowed;
        const float v_mid0 =
            (v[k] - half_ratio * ((v[k] * v_y + u[k] * v_x) + kGravity_mps2 * level_y)) * slowed;
        const float u_mid = sloped_x ? u_mid0 : u[k];
        const float v_mid = sloped_y ? v_mid0 : v[k];

        sides.rise_x[k] = 0.5F * (level_x - h_x);
        sides.rise_y[k] = 0.5F * (level_y - h_y);
        sides.h_w[k] = greatest(0.0F, h_mid - 0.5F * h_x);
        sides.h_e[k] = greatest(0.0F, h_mid + 0.5F * h_x);
        sides.h_n[k] = greatest(0.0F, h_mid - 0.5F * h_y);
        sides.h_s[k] = greatest(0.0F, h_mid + 0.5F * h_y);
        sides.u_w[k] = u_mid - 0.5F * u_x;
        sides.u_e[k] = u_mid + 0.5F * u_x;
        sides.v_w[k] = v_mid - 0.5F * v_x;
        sides.v_e[k] = v_mid + 0.5F * v_x;
        sides.u_n[k] = u_mid - 0.5F * u_y;
        sides.u_s[k] = u_mid + 0.5F * u_y;
        sides.v_n[k] = v_mid - 0.5F * v_y;
        sides.v_s[k] = v_mid + 0.5F * v_y;
        sides.push_x[k] = kGravity_mps2 * (0.5F * (sides.h_w[k] + sides.h_e[k])) * level_x;
        sides.push_y[k] = kGravity_mps2 * (0.5F * (sides.h_n[k] + sides.h_s[k])) * level_y;
      });
}

/// A side whose neighbour is a wall sees its own water mirrored, on the same bed.
TWIN_INLINE FaceSide or_mirror(FaceSide side, FaceSide other, bool wall) {
  return {wall ? other.h : side.h, wall ? -other.un : side.un, wall ? other.ut : side.ut};
}

TWIN_INLINE void set_face(FacesRow& faces, int k, FaceSide a, FaceSide b, float step, bool wall_a,
                          bool wall_b, float to_quanta) {
  const FaceFlux flux =
      face_flux(or_mirror(a, b, wall_a), or_mirror(b, a, wall_b), wall_a | wall_b ? 0.0F : step);
  faces.water[k] = rounded(flux.mass * to_quanta);
  faces.before[k] = flux.momentum_a;
  faces.after[k] = flux.momentum_b;
  faces.along[k] = flux.tangential;
}

TWIN_INLINE void set_x_face(const float* z, const SidesRow& sides, float to_quanta, FacesRow& faces,
                            int k) {
  const float step = (z[k] - z[k - 1]) - (sides.rise_x[k] + sides.rise_x[k - 1]);
  set_face(faces, k, {sides.h_e[k - 1], sides.u_e[k - 1], sides.v_e[k - 1]},
           {sides.h_w[k], sides.u_w[k], sides.v_w[k]}, step, z[k - 1] >= kWallFrom_m,
           z[k] >= kWallFrom_m, to_quanta);
}

TWIN_INLINE void set_y_face(const float* z_n, const float* z_s, const SidesRow& north,
                            const SidesRow& south, float to_quanta, FacesRow& faces, int k) {
  const float step = (z_s[k] - z_n[k]) - (south.rise_y[k] + north.rise_y[k]);
  set_face(faces, k, {north.h_s[k], north.v_s[k], north.u_s[k]},
           {south.h_n[k], south.v_n[k], south.u_n[k]}, step, z_n[k] >= kWallFrom_m,
           z_s[k] >= kWallFrom_m, to_quanta);
}

/// Faces between the cells of a row. Between walls nothing moves.
TWIN_INLINE void x_faces(const Place& p, int row, float to_quanta, const SidesRow& sides,
                         FacesRow& faces) {
  const float* z = p.f.ground_m + p.at(row);
  for_cells(
      2, p.width - 1, [ =, &sides, &faces ](int k) __attribute__((always_inline)) {
        set_x_face(z, sides, to_quanta, faces, k);
      });
}

/// Faces between row − 1 and row.
TWIN_INLINE void y_faces(const Place& p, int row, float to_quanta, const SidesRow& north,
                         const SidesRow& south, FacesRow& faces) {
  const float* z_n = p.f.ground_m + p.at(row - 1);
  const float* z_s = p.f.ground_m + p.at(row);
  for_cells(
      2, p.width - 2, [ =, &north, &south, &faces ](int k) __attribute__((always_inline)) {
        set_y_face(z_n, z_s, north, south, to_quanta, faces, k);
      });
}

/// Replaces a face on the frame by what its edge does. `outwards` is +1 where the outside lies
/// after the face and −1 where it lies before.
void set_edge_face(FaceSide inside, EdgeBed bed, const EdgeFace& edge, float outwards,
                   float to_quanta, FacesRow& faces, int k) {
  if (edge.kind == EdgeFace::Kind::wall) return;
  inside.un *= outwards;
  const FaceFlux flux = edge_flux(inside, bed, edge);
  const bool given = edge.kind == EdgeFace::Kind::discharge;
  const std::int32_t leaving = given ? -edge.inflow : rounded(flux.mass * to_quanta);
  faces.water[k] = outwards > 0.0F ? leaving : -leaving;
  faces.before[k] = flux.momentum_a;  // a force along the axis has no sign to turn
  faces.after[k] = flux.momentum_a;
  faces.along[k] = outwards * flux.tangential;
}

/// The bed at a face from the ground of the cells inside and beyond it.
EdgeBed edge_bed(float inside_m, float rise_m, float beyond_m) {
  return {inside_m + rise_m, (beyond_m - inside_m) - rise_m};
}

/// The frame as a tile sees it: local columns of its first cell and of the face after its last.
struct FrameInTile {
  int rows, west, east;
};

/// Faces of a row on the west and east sides of the frame.
void set_x_edges(const Place& p, const FrameInTile& frame, const EdgeFaces& edges, int row,
                 float to_quanta, const SidesRow& s, FacesRow& faces) {
  if (row < 0 || row >= frame.rows) return;
  const float* ground_m = p.f.ground_m + p.at(row);
  if (edges.west != nullptr && frame.west >= 2) {
    const int k = frame.west;
    set_edge_face({s.h_w[k], s.u_w[k], s.v_w[k]},
                  edge_bed(ground_m[k], -s.rise_x[k], ground_m[k - 1]), edges.west[row], -1.0F,
                  to_quanta, faces, k);
  }
  if (edges.east != nullptr && frame.east < p.width - 1) {
    const int k = frame.east - 1;
    set_edge_face({s.h_e[k], s.u_e[k], s.v_e[k]},
                  edge_bed(ground_m[k], s.rise_x[k], ground_m[k + 1]), edges.east[row], 1.0F,
                  to_quanta, faces, k + 1);
  }
}

/// Faces north of a row where that is the north or the south side of the frame.
void set_y_edges(const Place& p, const FrameInTile& frame, const EdgeFaces& edges, int row,
                 float to_quanta, const SidesRow& north, const SidesRow& south, FacesRow& faces) {
  const int begin = std::max(2, frame.west);
  const int end = std::min(p.width - 2, frame.east);
  if (edges.north != nullptr && row == 0) {
    const float* ground_m = p.f.ground_m + p.at(row);
    const float* beyond_m = p.f.ground_m + p.at(row - 1);
    for (int k = begin; k < end; ++k) {
      set_edge_face({south.h_n[k], south.v_n[k], south.u_n[k]},
                    edge_bed(ground_m[k], -south.rise_y[k], beyond_m[k]),
                    edges.north[k - frame.west], -1.0F, to_quanta, faces, k);
    }
  }
  if (edges.south != nullptr && row == frame.rows) {
    const float* ground_m = p.f.ground_m + p.at(row - 1);
    const float* beyond_m = p.f.ground_m + p.at(row);
    for (int k = begin; k < end; ++k) {
      set_edge_face({north.h_s[k], north.v_s[k], north.u_s[k]},
                    edge_bed(ground_m[k], north.rise_y[k], beyond_m[k]),
                    edges.south[k - frame.west], 1.0F, to_quanta, faces, k);
    }
  }
}

/// Notes what left through the faces of a row of the tile on the frame.
void note_leaving(const Place& p, const FrameInTile& frame, EdgeFaces edges, int row,
                  const FacesRow& x, const FacesRow& north, const FacesRow& south) {
  const bool has_west = frame.west == kReach;
  const bool has_east = frame.east == p.width - kReach;
  if (edges.west != nullptr && has_west) edges.west[row].leaving = -x.water[frame.west];
  if (edges.east != nullptr && has_east) edges.east[row].leaving = x.water[frame.east];
  for (int k = kReach; k < p.width - kReach; ++k) {
    if (edges.north != nullptr && row == 0) edges.north[k - frame.west].leaving = -north.water[k];
    if (edges.south != nullptr && row == frame.rows - 1) {
      edges.south[k - frame.west].leaving = south.water[k];
    }
  }
}

/// What share of its outflow each cell of a row can give; true where some cannot give all.
TWIN_INLINE bool find_shares(const Place& p, int row, const FacesRow& x, const FacesRow& north,
                             const FacesRow& south, Row& keep) {
  const std::int32_t* depth = p.f.depth + p.at(row);
  const float* z = p.f.ground_m + p.at(row);
  const int end = p.width - 2;
  int short_of = 0;
  for (int first = 2; first < end; first += kLanes) {
#pragma omp simd reduction(| : short_of)
    for (int lane = 0; lane < kLanes; ++lane) {
      const int k = first + lane;
      const std::int32_t out = (greatest(-x.water[k], 0) + greatest(x.water[k + 1], 0)) +
                               (greatest(-north.water[k], 0) + greatest(south.water[k], 0));
      // Edges may give any amount.
      const bool too_much = (out > depth[k]) & (z[k] < kWallFrom_m) & (k < end);
      // The share is rounded down a little, so that rounded outflows stay within the depth.
      const float share = static_cast<float>(depth[k]) / static_cast<float>(greatest(out, 1)) *
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
      3, width - 2, [&keep, &faces ](int k) __attribute__((always_inline)) {
        cut_face(faces, k, keep[k - 1], keep[k]);
      });
}

TWIN_INLINE void cut_y(const Row& keep_north, const Row& keep_south, FacesRow& faces, int width) {
  for_cells(
      3, width - 3, [&keep_north, &keep_south, &faces ](int k) __attribute__((always_inline)) {
        cut_face(faces, k, keep_north[k], keep_south[k]);
      });
}

/// The new state of a row of cells.
TWIN_INLINE void update(const Place& p, const StepTerms& terms, int row, const SidesRow& sides,
                        const FacesRow& x, const FacesRow& north, const FacesRow& south,
                        TileResult& result) {
  const std::int64_t at = p.at(row);
  const float* z = p.f.ground_m + at;
  const float* friction = p.f.friction + at;
  const std::int32_t* depth = p.f.depth + at;
  const float* u = p.f.u + at;
  const float* v = p.f.v + at;
  std::int32_t* next_depth = p.f.next_depth + at;
  float* next_u = p.f.next_u + at;
  float* next_v = p.f.next_v + at;
  std::int32_t* max_depth = p.f.max_depth + at;
  const float ratio = terms.dt_s / terms.cell_m;
  const float four_dt = 4.0F * terms.dt_s;
  const std::int32_t fallen = terms.rain;
  const int end = p.width - kReach;
  float fastest = result.fastest_mps;
  std::int32_t low = result.least;
  std::int32_t high = result.greatest;
  std::int32_t wet_cells = 0;
  for (int first = kReach; first < end; first += kLanes) {
#pragma omp simd reduction(max : fastest, high) reduction(min : low) reduction(+ : wet_cells)
    for (int lane = 0; lane < kLanes; ++lane) {
      const int k = first + lane;
      const bool inside = k < end;  // the last vector may reach past the east side of the frame
      const std::int32_t rain = z[k] >= kWallFrom_m ? 0 : fallen;
      const std::int32_t moved =
          depth[k] - ((x.water[k + 1] - x.water[k]) + (south.water[k] - north.water[k])) + rain;
      const std::int32_t quanta = inside ? moved : 0;
      const float h_old = static_cast<float>(depth[k]) * kQuantum_m;
      const float h = static_cast<float>(quanta) * kQuantum_m;
      const float qu = h_old * u[k] - ratio * (((x.before[k + 1] - x.after[k]) + sides.push_x[k]) +
                                               (south.along[k] - north.along[k]));
      const float qv =
          h_old * v[k] - ratio * (((south.before[k] - north.after[k]) + sides.push_y[k]) +
                                  (x.along[k + 1] - x.along[k]));
      // Friction implicit: w = s / (1 + dt K w), w the new and s the frictionless speed.
      const float safe_h = greatest(h, kThinnest_m);
      const float inverse_h = 1.0F / safe_h;
      const float fu = qu * inverse_h;
      const float fv = qv * inverse_h;
      const float speed = std::sqrt(fu * fu + fv * fv);
      const float drag = four_dt * friction[k] * speed * (inverse_h * inverse_cube_root(safe_h));
      const float slowed = 2.0F / (1.0F + std::sqrt(1.0F + drag));
      const bool wet = h > kThinnest_m;
      const float u_new = wet ? fu * slowed : 0.0F;
      const float v_new = wet ? fv * slowed : 0.0F;
      next_depth[k] = quanta;
      next_u[k] = u_new;
      next_v[k] = v_new;
      max_depth[k] = greatest(max_depth[k], quanta);
      const float signal =
          (std::fabs(u_new) + std::fabs(v_new)) + 2.0F * std::sqrt(kGravity_mps2 * h);
      fastest = greatest(fastest, signal);
      low = least(low, quanta);
      high = greatest(high, quanta);
      wet_cells += inside & ((quanta | depth[k]) != 0) ? 1 : 0;
    }
  }
  result.fastest_mps = fastest;
  result.least = low;
  result.greatest = high;
  result.wet_cells += wet_cells;
}

}  // namespace

TWIN_VECTOR_CLONES
TileResult step_tile(const Fields& fields, const EdgeFaces& edges, const StepTerms& terms,
                     const TileRange& tile, int rows, int cols) {
  static thread_local Workspace workspace;
  Workspace& w = workspace;
  const Place p{fields, tile.col_begin - kReach, tile.col_end - tile.col_begin + 2 * kReach};
  const float to_quanta = terms.dt_s / terms.cell_m * kQuantaPerMetre;
  const FrameInTile frame{rows, kReach - tile.col_begin, kReach - tile.col_begin + cols};
  TileResult result;

  // Row j is reconstructed, then its west faces and the faces north of it are known; with those
  // row j − 1 knows its outflow, and with that row j − 2 can be updated.
  for (int j = tile.row_begin - 2; j < tile.row_end + 2; ++j) {
    const int here = slot(j);
    const int before = slot(j - 1);
    const int updated = slot(j - 2);
    reconstruct(p, terms, j, w.sides[here]);
    x_faces(p, j, to_quanta, w.sides[here], w.x[here]);
    set_x_edges(p, frame, edges, j, to_quanta, w.sides[here], w.x[here]);
    if (j < tile.row_begin - 1) continue;
    y_faces(p, j, to_quanta, w.sides[before], w.sides[here], w.y[here]);
    set_y_edges(p, frame, edges, j, to_quanta, w.sides[before], w.sides[here], w.y[here]);
    if (j < tile.row_begin) continue;
    w.cut[before] = find_shares(p, j - 1, w.x[before], w.y[before], w.y[here], w.keep[before]);
    if (w.cut[before]) cut_x(w.keep[before], w.x[before], p.width);
    if (j < tile.row_begin + 1) continue;
    if (w.cut[before] || w.cut[updated]) {
      cut_y(w.keep[updated], w.keep[before], w.y[before], p.width);
    }
    if (j < tile.row_begin + 2) continue;
    update(p, terms, j - 2, w.sides[updated], w.x[updated], w.y[updated], w.y[before], result);
    note_leaving(p, frame, edges, j - 2, w.x[updated], w.y[updated], w.y[before]);
  }
  return result;
}

}  // namespace twin::surface
