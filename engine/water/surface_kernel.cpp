#include "engine/water/surface_kernel.h"

#include <algorithm>
#include <atomic>
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
constexpr int kRowsAhead = 3;           ///< asked for before they are used
constexpr int kWidth = kPatchCols + 3 * kLanes;

using Row = float[kWidth];
using Quanta = std::int32_t[kWidth];

/// A row of cells as they are before the step.
struct CellsRow {
  alignas(64) Quanta depth;
  alignas(64) Row u, v;
  alignas(64) Quanta pledged;
  alignas(64) Quanta finer;  ///< 1: its tile is of a finer level and has gone on already
  bool any_finer = false;
};

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

/// Everything a patch needs besides the fields: rows on their way through the stages.
/// A row of index j lives in slot j mod 3, its cells in slot j mod 4.
struct Workspace {
  CellsRow cells[4];
  SidesRow sides[3];
  FacesRow x[3];
  FacesRow y[3];
  alignas(64) Row keep[3];  ///< share of its outflow that a cell can give
  bool cut[3];              ///< whether any share in the row is below 1
  alignas(64) Row signal;   ///< greatest in each column of the rows since the last block's end

  CellsRow& cells_of(int row) { return cells[(row + 4 * kHalo) % 4]; }
};

int slot(int row) { return (row + 3 * kHalo) % 3; }

/// The place of a patch in the fields. Local column k is column `first_col` + k of the frame.
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
TWIN_INLINE void reconstruct(const Place& p, const StepTerms& terms, int row, const CellsRow& north,
                             const CellsRow& here, const CellsRow& south, SidesRow& sides) {
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

/// Quanta for a cell of what crosses a face at one m²/s during a step.
TWIN_INLINE float quanta_through_a_face(const StepTerms& terms) {
  return terms.dt_s / terms.cell_m * kQuantaPerMetre;
}

/// Replaces a face on the frame by what its edge does. `outwards` is +1 where the outside lies
/// after the face and −1 where it lies before.
void set_edge_face(FaceSide inside, EdgeBed bed, const EdgeFace& edge, const StepTerms& terms,
                   float outwards, FacesRow& faces, int k) {
  if (edge.kind == EdgeFace::Kind::wall) return;
  inside.un *= outwards;
  const EdgeTerms& outside = terms.edges[edge.run];
  const FaceFlux flux = edge_flux(inside, bed, edge.kind, outside);
  const bool given = edge.kind == EdgeFace::Kind::discharge;
  const float to_quanta = quanta_through_a_face(terms);
  const std::int32_t leaving = given ? -outside.inflow : rounded(flux.mass * to_quanta);
  faces.water[k] = outwards > 0.0F ? leaving : -leaving;
  faces.before[k] = flux.momentum_a;  // a force along the axis has no sign to turn
  faces.after[k] = flux.momentum_a;
  faces.along[k] = outwards * flux.tangential;
}

/// The bed at a face from the ground of the cells inside and beyond it.
EdgeBed edge_bed(float inside_m, float rise_m, float beyond_m) {
  return {inside_m + rise_m, (beyond_m - inside_m) - rise_m};
}

/// The frame as a patch sees it: local columns of its first cell and of the face after its last.
struct FrameInPatch {
  int rows, west, east;
};

/// Faces of a row on the west and east sides of the frame.
void set_x_edges(const Place& p, const FrameInPatch& frame, const EdgeFaces& edges,
                 const StepTerms& terms, int row, const SidesRow& s, FacesRow& faces) {
  if (row < 0 || row >= frame.rows) return;
  const float* ground_m = p.f.ground_m + p.at(row);
  if (edges.west != nullptr && frame.west >= 2) {
    const int k = frame.west;
    set_edge_face({s.h_w[k], s.u_w[k], s.v_w[k]},
                  edge_bed(ground_m[k], -s.rise_x[k], ground_m[k - 1]), edges.west[row], terms,
                  -1.0F, faces, k);
  }
  if (edges.east != nullptr && frame.east < p.width - 1) {
    const int k = frame.east - 1;
    set_edge_face({s.h_e[k], s.u_e[k], s.v_e[k]},
                  edge_bed(ground_m[k], s.rise_x[k], ground_m[k + 1]), edges.east[row], terms, 1.0F,
                  faces, k + 1);
  }
}

/// Faces north of a row where that is the north or the south side of the frame.
void set_y_edges(const Place& p, const FrameInPatch& frame, const EdgeFaces& edges,
                 const StepTerms& terms, int row, const SidesRow& north, const SidesRow& south,
                 FacesRow& faces) {
  const int begin = std::max(2, frame.west);
  const int end = std::min(p.width - 2, frame.east);
  if (edges.north != nullptr && row == 0) {
    const float* ground_m = p.f.ground_m + p.at(row);
    const float* beyond_m = p.f.ground_m + p.at(row - 1);
    for (int k = begin; k < end; ++k) {
      set_edge_face({south.h_n[k], south.v_n[k], south.u_n[k]},
                    edge_bed(ground_m[k], -south.rise_y[k], beyond_m[k]),
                    edges.north[k - frame.west], terms, -1.0F, faces, k);
    }
  }
  if (edges.south != nullptr && row == frame.rows) {
    const float* ground_m = p.f.ground_m + p.at(row - 1);
    const float* beyond_m = p.f.ground_m + p.at(row);
    for (int k = begin; k < end; ++k) {
      set_edge_face({north.h_s[k], north.v_s[k], north.u_s[k]},
                    edge_bed(ground_m[k], north.rise_y[k], beyond_m[k]),
                    edges.south[k - frame.west], terms, 1.0F, faces, k);
    }
  }
}

/// Notes what left through the faces of a row of the patch on the frame.
void note_leaving(const Place& p, const FrameInPatch& frame, const EdgeFaces& edges, int row,
                  const FacesRow& x, const FacesRow& north, const FacesRow& south) {
  const bool has_west = frame.west == kReach;
  const bool has_east = frame.east == p.width - kReach;
  if (edges.west != nullptr && has_west) edges.west[row].leaving -= x.water[frame.west];
  if (edges.east != nullptr && has_east) edges.east[row].leaving += x.water[frame.east];
  for (int k = kReach; k < p.width - kReach; ++k) {
    if (edges.north != nullptr && row == 0) edges.north[k - frame.west].leaving -= north.water[k];
    if (edges.south != nullptr && row == frame.rows - 1) {
      edges.south[k - frame.west].leaving += south.water[k];
    }
  }
}

/// The level of the tile of a cell; kStill beyond the frame.
std::int8_t level_at(const Fields& f, int row, int col) {
  if (row < 0 || row >= f.rows || col < 0 || col >= f.cols) return kStill;
  return f.level[row / kTileRows * f.tiles_across + col / kTileCols];
}

bool is_finer(std::int8_t level, std::int8_t than) { return level != kStill && level < than; }

/// The end of the tiles of a column, where a row of cells may change its level.
int tile_end(int col) { return col < 0 ? 0 : (col / kTileCols + 1) * kTileCols; }

/// Marks the cells of a row that are of finer tiles than the patch.
void mark_finer(const Fields& f, const CellRange& patch, std::int8_t level, int row,
                CellsRow& cells) {
  cells.any_finer = false;
  const int first = patch.col_begin - kReach;
  const int end = patch.col_end + kReach;
  for (int col = first; col < end;) {
    const int next = std::min(tile_end(col), end);
    const bool finer = is_finer(level_at(f, row, col), level);
    std::fill(cells.finer + (col - first), cells.finer + (next - first), finer ? 1 : 0);
    cells.any_finer = cells.any_finer || finer;
    col = next;
  }
}

/// Stops the water of faces beside finer cells: it has gone through already.
TWIN_INLINE void hush(const CellsRow& before, const CellsRow& after, int shift, int width,
                      FacesRow& faces) {
  for_cells(
      2, width - 1, [&before, &after, &faces, shift ](int k) __attribute__((always_inline)) {
        faces.water[k] = (before.finer[k - shift] | after.finer[k]) != 0 ? 0 : faces.water[k];
      });
}

/// What share of its outflow each cell of a row can give; true where some cannot give all.
TWIN_INLINE bool find_shares(const Place& p, int row, const CellsRow& cells, const FacesRow& x,
                             const FacesRow& north, const FacesRow& south, Row& keep) {
  const float* z = p.f.ground_m + p.at(row);
  const int end = p.width - 2;
  int short_of = 0;
  for (int first = 2; first < end; first += kLanes) {
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

/// Where a face between two levels lies: the cell beyond it, and whether that is the one before
/// (west or north of) the face.
struct Border {
  std::int64_t beyond_at;
  std::int8_t beyond_level;
  bool beyond_is_before;
};

/// Takes from a face what a finer neighbour has summed up, or adds to that for a coarser one.
void exchange(const Fields& f, const StepTerms& terms, const Border& border, FaceSum& sum,
              FacesRow& faces, int k) {
  if (border.beyond_level == kStill || border.beyond_level == terms.level) return;
  if (border.beyond_level < terms.level) {
    (border.beyond_is_before ? faces.after : faces.before)[k] = sum.across / terms.dt_s;
    faces.along[k] = sum.along / terms.dt_s;
    sum = {};
    return;
  }
  sum.across += (border.beyond_is_before ? faces.before : faces.after)[k] * terms.dt_s;
  sum.along += faces.along[k] * terms.dt_s;
  const std::int32_t left = border.beyond_is_before ? faces.water[k] : -faces.water[k];
  // Another patch may touch the same cell beyond; whole numbers add up in any order.
  std::atomic_ref(f.pledged[border.beyond_at]).fetch_add(left, std::memory_order_relaxed);
}

/// The exchange of a row of the patch with tiles west and east of it.
void exchange_x(const Place& p, const StepTerms& terms, const CellRange& patch, int row,
                FacesRow& faces) {
  const auto side = [&](int face_col, int beyond_col, int k) {
    const Border border{row * p.f.stride + beyond_col, level_at(p.f, row, beyond_col),
                        beyond_col < face_col};
    exchange(p.f, terms, border, p.f.west_sums[face_col / kTileCols * p.f.rows + row], faces, k);
  };
  if (patch.col_begin > 0) side(patch.col_begin, patch.col_begin - 1, kReach);
  if (patch.col_end < p.f.cols) side(patch.col_end, patch.col_end, p.width - kReach);
}

/// The exchange of a patch with the tiles north or south of it through its first or last faces.
void exchange_y(const Place& p, const StepTerms& terms, const CellRange& patch, int face_row,
                int beyond_row, FacesRow& faces) {
  if (beyond_row < 0 || beyond_row >= p.f.rows) return;
  FaceSum* sums = p.f.north_sums + static_cast<std::int64_t>(face_row / kTileRows) * p.f.cols;
  for (int col = patch.col_begin; col < patch.col_end; ++col) {
    const Border border{beyond_row * p.f.stride + col, level_at(p.f, beyond_row, col),
                        beyond_row < face_row};
    exchange(p.f, terms, border, sums[col], faces, col - p.first_col);
  }
}

/// The new state of a row of cells.
TWIN_INLINE void update(const Place& p, const StepTerms& terms, int row, const CellsRow& cells,
                        const SidesRow& sides, const FacesRow& x, const FacesRow& north,
                        const FacesRow& south, Row& signal, PatchResult& result) {
  const std::int64_t at = p.at(row);
  const float* z = p.f.ground_m + at;
  const float* friction = p.f.friction + at;
  const std::int32_t* depth = cells.depth;
  const float* u = cells.u;
  const float* v = cells.v;
  std::int32_t* next_depth = p.f.depth + at;
  float* next_u = p.f.u + at;
  float* next_v = p.f.v + at;
  std::int32_t* max_depth = p.f.max_depth + at;
  const float ratio = terms.dt_s / terms.cell_m;
  const float four_dt = 4.0F * terms.dt_s;
  const std::int32_t fallen = terms.rain;
  const int end = p.width - kReach;
  std::int32_t low = result.least;
  std::int32_t high = result.greatest;
  std::int32_t wet_cells = 0;
  for (int first = kReach; first < end; first += kLanes) {
#pragma omp simd reduction(max : high) reduction(min : low) reduction(+ : wet_cells)
    for (int lane = 0; lane < kLanes; ++lane) {
      const int k = first + lane;
      const bool inside = k < end;  // the last vector may reach past the east side of the frame
      const std::int32_t rain = z[k] >= kWallFrom_m ? 0 : fallen;
      const std::int32_t moved =
          depth[k] - ((x.water[k + 1] - x.water[k]) + (south.water[k] - north.water[k])) +
          (rain - cells.pledged[k]);
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
      signal[k] = greatest(
          signal[k], (std::fabs(u_new) + std::fabs(v_new)) + 2.0F * std::sqrt(kGravity_mps2 * h));
      low = least(low, quanta);
      high = greatest(high, quanta);
      wet_cells += inside & ((quanta | depth[k]) != 0) ? 1 : 0;
    }
  }
  result.least = low;
  result.greatest = high;
  result.wet_cells += wet_cells;
}

/// Keeps the greatest signals of a row of blocks, and begins the next row of them.
void keep_signals(const Fields& f, const CellRange& patch, int row, Row& signal) {
  float* kept = f.signal_mps + row / kSignalRows * f.signals_across + patch.col_begin / kSignalCols;
  for (int first = 0; first < patch.cols(); first += kSignalCols) {
    float* block = signal + kReach + first;
    *kept++ = *std::max_element(block, block + kSignalCols);
    std::fill(block, block + kSignalCols, 0.0F);
  }
}

template <typename Value>
void fill_around(const Value* field, std::int64_t stride, const CellRange& range,
                 Ring::Around<Value>& around) {
  const auto width = static_cast<std::size_t>(range.cols() + 2 * kReach);
  around.north.resize(kReach * width);
  around.south.resize(kReach * width);
  around.sides.resize(static_cast<std::size_t>(range.rows()) * 2 * kReach);
  const Value* first = field + range.col_begin - kReach;
  for (int i = 0; i < kReach; ++i) {
    const std::size_t to = static_cast<std::size_t>(i) * width;
    std::copy_n(first + (range.row_begin - kReach + i) * stride, width, around.north.data() + to);
    std::copy_n(first + (range.row_end + i) * stride, width, around.south.data() + to);
  }
  Value* side = around.sides.data();
  for (int row = range.row_begin; row < range.row_end; ++row) {
    const Value* cells = field + row * stride;
    for (int i = 0; i < kReach; ++i) {
      side[i] = cells[range.col_begin - kReach + i];
      side[kReach + i] = cells[range.col_end + i];
    }
    side += 2 * kReach;
  }
}

/// A row of the patch with the cells beside it, or a row beyond it, as before the step.
template <typename Value>
void lay_row(const Value* field, std::int64_t stride, const CellRange& range,
             const Ring::Around<Value>& around, int row, Value* to) {
  const int width = range.cols() + 2 * kReach;
  if (row < range.row_begin) {
    std::copy_n(around.north.data() + (row - range.row_begin + kReach) * width, width, to);
  } else if (row >= range.row_end) {
    std::copy_n(around.south.data() + (row - range.row_end) * width, width, to);
  } else {
    const Value* side = around.sides.data() + (row - range.row_begin) * 2 * kReach;
    std::copy_n(side, kReach, to);
    std::copy_n(field + row * stride + range.col_begin, range.cols(), to + kReach);
    std::copy_n(side + kReach, kReach, to + width - kReach);
  }
}

/// The same of what was pledged. Within the patch only cells along its border can have pledged.
void lay_pledged(const Fields& f, const CellRange& range, const Ring::Around<std::int32_t>& around,
                 int row, Quanta& to) {
  if (row <= range.row_begin || row >= range.row_end - 1) {
    lay_row(f.pledged, f.stride, range, around, row, to);
    return;
  }
  const std::int32_t* cells = f.pledged + row * f.stride;
  const std::int32_t* side = around.sides.data() + (row - range.row_begin) * 2 * kReach;
  const int end = kReach + range.cols();
  std::copy_n(side, kReach, to);
  std::fill(to + kReach, to + end, 0);
  to[kReach] = cells[range.col_begin];
  to[end - 1] = cells[range.col_end - 1];
  std::copy_n(side + kReach, kReach, to + end);
}

/// Settles the pledges of a row of the patch.
void clear_pledged(const Fields& f, const CellRange& range, int row) {
  std::int32_t* cells = f.pledged + row * f.stride;
  if (row == range.row_begin || row == range.row_end - 1) {
    std::fill(cells + range.col_begin, cells + range.col_end, 0);
  } else {
    cells[range.col_begin] = cells[range.col_end - 1] = 0;
  }
}

void lay_cells(const Fields& f, const Ring& ring, const Patch& patch, std::int8_t level, int row,
               CellsRow& cells) {
  const CellRange& range = patch.range;
  lay_row(f.depth, f.stride, range, ring.depth, row, cells.depth);
  lay_row(f.u, f.stride, range, ring.u, row, cells.u);
  lay_row(f.v, f.stride, range, ring.v, row, cells.v);
  if (!patch.meets_levels) return;
  lay_pledged(f, range, ring.pledged, row, cells.pledged);
  mark_finer(f, range, level, row, cells);
}

/// Asks for a row of the patch ahead of its use: its short stretches of many arrays come too late
/// when they are left to the machine. (Inlined, since a compiler may drop calls of a function that
/// only prefetches.)
TWIN_INLINE void fetch_ahead(const Fields& f, const CellRange& range, int row) {
  constexpr int kCellsPerLine = 16;
  if (row >= range.row_end) return;
  const std::int64_t first = row * f.stride;
  for (std::int64_t at = first + range.col_begin; at < first + range.col_end; at += kCellsPerLine) {
    __builtin_prefetch(f.depth + at, 1);
    __builtin_prefetch(f.u + at, 1);
    __builtin_prefetch(f.v + at, 1);
    __builtin_prefetch(f.max_depth + at, 1);
    __builtin_prefetch(f.ground_m + at);
    __builtin_prefetch(f.friction + at);
  }
}

void begin(const Patch& patch, Workspace& w) {
  std::fill(std::begin(w.signal), std::end(w.signal), 0.0F);
  if (patch.meets_levels) return;
  for (CellsRow& cells : w.cells) {
    std::fill(std::begin(cells.pledged), std::end(cells.pledged), 0);
    cells.any_finer = false;
  }
}

}  // namespace

void fill_ring(const Fields& fields, const Patch& patch, Ring& ring) {
  fill_around(fields.depth, fields.stride, patch.range, ring.depth);
  fill_around(fields.u, fields.stride, patch.range, ring.u);
  fill_around(fields.v, fields.stride, patch.range, ring.v);
  if (patch.meets_levels) {
    fill_around(fields.pledged, fields.stride, patch.range, ring.pledged);
  }
}

TWIN_VECTOR_CLONES
PatchResult step_patch(const Fields& fields, const Ring& ring, const EdgeFaces& edges,
                       const StepTerms& terms, const Patch& patch) {
  static thread_local Workspace workspace;
  Workspace& w = workspace;
  const CellRange& range = patch.range;
  const Place p{fields, range.col_begin - kReach, range.cols() + 2 * kReach};
  const float to_quanta = quanta_through_a_face(terms);
  const int west = kReach - range.col_begin;
  const FrameInPatch frame{fields.rows, west, west + fields.cols};
  PatchResult result;
  begin(patch, w);
  const auto lay = [&](int row) {
    lay_cells(fields, ring, patch, terms.level, row, w.cells_of(row));
  };
  lay(range.row_begin - kReach);
  lay(range.row_begin - kReach + 1);

  // Row j is reconstructed, then its west faces and the faces north of it are known; with those
  // row j − 1 knows its outflow, and with that row j − 2 can be updated.
  for (int j = range.row_begin - 2; j < range.row_end + 2; ++j) {
    const int here = slot(j);
    const int before = slot(j - 1);
    const int updated = slot(j - 2);
    fetch_ahead(fields, range, j + 1 + kRowsAhead);
    lay(j + 1);
    const CellsRow& cells_north = w.cells_of(j - 1);
    const CellsRow& cells = w.cells_of(j);
    reconstruct(p, terms, j, cells_north, cells, w.cells_of(j + 1), w.sides[here]);
    x_faces(p, j, to_quanta, w.sides[here], w.x[here]);
    set_x_edges(p, frame, edges, terms, j, w.sides[here], w.x[here]);
    if (cells.any_finer) hush(cells, cells, 1, p.width, w.x[here]);
    if (j < range.row_begin - 1) continue;
    y_faces(p, j, to_quanta, w.sides[before], w.sides[here], w.y[here]);
    set_y_edges(p, frame, edges, terms, j, w.sides[before], w.sides[here], w.y[here]);
    if (cells_north.any_finer || cells.any_finer) hush(cells_north, cells, 0, p.width, w.y[here]);
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
    update(p, terms, row, w.cells_of(row), w.sides[updated], w.x[updated], w.y[updated],
           w.y[before], w.signal, result);
    if (patch.meets_levels) clear_pledged(fields, range, row);
    if ((row + 1) % kSignalRows == 0 || row == range.row_end - 1) {
      keep_signals(fields, range, row, w.signal);
    }
    note_leaving(p, frame, edges, row, w.x[updated], w.y[updated], w.y[before]);
  }
  return result;
}

}  // namespace twin::surface
