#include "engine/water/surface_kernel.h"

#if defined(__SSE2__)
#include <xmmintrin.h>
#endif

#include <algorithm>

#include "engine/water/surface_edges.h"
#include "engine/water/surface_exchange.h"
#include "engine/water/surface_face_rows.h"
#include "engine/water/surface_lay.h"
#include "engine/water/surface_ring.h"
#include "engine/water/surface_slopes.h"
#include "engine/water/surface_update.h"

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

constexpr int kRowsAhead = 3;  ///< asked for before they are used

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
