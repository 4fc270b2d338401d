#pragma once

#include <algorithm>
#include <vector>

#include "engine/water/surface_ring.h"

// Lays the rows of a patch as they are before its step, for the kernel alone: compiled with it for
// each kind of vectors.

namespace twin::surface {

/// `count` cells and up to the end of the last vector of them.
template <typename Value>
TWIN_INLINE void copy_vectors(const Value* from, int count, Value* to) {
  for (int first = 0; first < count; first += kLanes) {
    for (int lane = 0; lane < kLanes; ++lane) to[first + lane] = from[first + lane];
  }
}

/// The kReach cells on one side.
template <typename Value>
TWIN_INLINE void copy_side(const Value* from, Value* to) {
  for (int i = 0; i < kReach; ++i) to[i] = from[i];
}

/// A row of the patch with the cells beside it, or a row beyond it, as before the step.
template <typename Value>
TWIN_INLINE void lay_row(const Value* field, std::int64_t stride, const CellRange& range,
                         const Ring::Around<Value>& around, int row, Value* local) {
  const int width = range.cols() + 2 * kReach;
  if (row < range.row_begin) {
    const int north = row - range.row_begin + kReach;
    copy_vectors(around.north.data() + north * width, width, local + kFirst - kReach);
  } else if (row >= range.row_end) {
    const int south = row - range.row_end;
    copy_vectors(around.south.data() + south * width, width, local + kFirst - kReach);
  } else {
    copy_vectors(field + row * stride + range.col_begin, range.cols(), local + kFirst);
    const Value* side = around.sides.data() + (row - range.row_begin) * 2 * kReach;
    copy_side(side, local + kFirst - kReach);
    copy_side(side + kReach, local + kFirst + range.cols());
  }
}

inline bool is_within(const CellRange& patch, int row) {
  return row >= patch.row_begin && row < patch.row_end;
}

/// Whether some cells of a row of the patch between its first and last columns can have pledged.
inline bool is_border(const CellRange& patch, int row) {
  return row <= patch.row_begin || row >= patch.row_end - 1;
}

/// The same of what was pledged. Within the patch only cells along its border can have pledged.
TWIN_INLINE void lay_pledged(const Fields& f, const CellRange& range,
                             const Ring::Around<std::int32_t>& around, int row, Quanta& to) {
  if (is_border(range, row)) {
    lay_row(f.pledged, f.stride, range, around, row, to);
    return;
  }
  const std::int32_t* cells = f.pledged + row * f.stride;
  const std::int32_t* side = around.sides.data() + (row - range.row_begin) * 2 * kReach;
  const int end = kFirst + range.cols();
  copy_side(side, to + kFirst - kReach);
  to[kFirst] = cells[range.col_begin];
  to[end - 1] = cells[range.col_end - 1];
  copy_side(side + kReach, to + end);
}

inline bool is_finer(std::int8_t level, std::int8_t than) {
  return level != kStill && level < than;
}

/// The end of the tiles of a column, where a row of cells may change its level.
inline int tile_end(int col) { return col < 0 ? 0 : (col / kTileCols + 1) * kTileCols; }

/// Marks the cells of a row that are of finer tiles than the patch; of a row of the patch those
/// beside it alone can be.
TWIN_INLINE void mark_finer(const Fields& f, const CellRange& patch, std::int8_t level, int row,
                            CellsRow& cells) {
  cells.any_finer = false;
  const int first_col = patch.col_begin - kFirst;
  const auto mark = [&](int col, int end) {
    const bool finer = is_finer(level_at(f, row, col), level);
    std::fill(cells.finer + (col - first_col), cells.finer + (end - first_col), finer ? 1 : 0);
    cells.any_finer = cells.any_finer || finer;
  };
  const int end = patch.col_end + kReach;
  if (is_within(patch, row)) {
    mark(patch.col_begin - kReach, patch.col_begin);
    mark(patch.col_end, end);
    return;
  }
  for (int col = patch.col_begin - kReach; col < end; col = tile_end(col)) {
    mark(col, std::min(tile_end(col), end));
  }
}

/// What meets other levels in a row.
TWIN_INLINE void lay_borders(const Fields& f, const Ring& ring, const CellRange& patch,
                             std::int8_t level, int row, CellsRow& cells) {
  if (!cells.quiet_within) {
    const int end = kFirst + patch.cols() + kReach;
    std::fill(cells.pledged, cells.pledged + end, 0);
    std::fill(cells.finer, cells.finer + end, 0);
  }
  lay_pledged(f, patch, ring.pledged, row, cells.pledged);
  mark_finer(f, patch, level, row, cells);
  cells.quiet_within = !is_border(patch, row);
}

/// A row of a patch of a level, or one of the kReach rows beyond it, as before the step.
TWIN_INLINE void lay_cells(const Fields& f, const Ring& ring, const Patch& patch, std::int8_t level,
                           int row, CellsRow& cells) {
  const CellRange& range = patch.range;
  lay_row(f.depth, f.stride, range, ring.depth, row, cells.depth);
  lay_row(f.u, f.stride, range, ring.u, row, cells.u);
  lay_row(f.v, f.stride, range, ring.v, row, cells.v);
  if (patch.meets_levels) lay_borders(f, ring, range, level, row, cells);
}

/// Settles the pledges of a row of the patch.
TWIN_INLINE void clear_pledged(const Fields& f, const CellRange& range, int row) {
  std::int32_t* cells = f.pledged + row * f.stride;
  if (is_border(range, row)) {
    std::fill(cells + range.col_begin, cells + range.col_end, 0);
  } else {
    cells[range.col_begin] = cells[range.col_end - 1] = 0;
  }
}

}  // namespace twin::surface
