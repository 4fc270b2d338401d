#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <numeric>

#include "engine/water/surface_faces.h"
#include "engine/water/surface_kernel.h"

// The rows of a patch on their way through the stages of a step.

namespace twin::surface {

/// Local column of the first cell of a patch: its vectors are whole lines of the cache.
constexpr int kFirst = kLanes;
constexpr int kWidth = kFirst + kPatchCols + 2 * kLanes;

using Row = float[kWidth];
using Quanta = std::int32_t[kWidth];

/// A row of cells as they are before the step.
struct CellsRow {
  alignas(64) Quanta depth;
  alignas(64) Row u, v;
  alignas(64) Quanta pledged;
  alignas(64) Quanta finer;  ///< 1: its tile is of a finer level and has gone on already
  bool any_finer = false;
  bool quiet_within = true;  ///< nothing pledged or finer but at the patch's sides
};

/// A row of cells half a step on, in the middle of their west and east sides.
struct SidesX {
  alignas(64) Row h_w, u_w, v_w;
  alignas(64) Row h_e, u_e, v_e;
  alignas(64) Row twice_rise;  ///< of the bed from the middle of the cell to its east
};

/// The same in the middle of their north or south sides.
struct SidesY {
  alignas(64) Row h, u, v;
  alignas(64) Row twice_rise;  ///< of the bed from the middle of the cell to its south
};

/// g h Δlevel: what the surface slope within a cell does.
struct PushRow {
  alignas(64) Row x, y;
};

/// What the half step gives for a row. Each part lives only until its faces are known, so that what
/// follows is written over it while it is still in the nearest cache.
struct HalfStep {
  SidesX& x;
  SidesY& north;
  SidesY& south;
  PushRow& push;
};

/// A row of faces; face k lies before (west or north of) cell k.
struct FacesRow {
  alignas(64) Quanta water;
  alignas(64) Row before, after;  ///< momentum across for the cells on the two sides
  alignas(64) Row along;          ///< momentum along the face
};

/// The result of a patch as its vectors' lanes have it.
struct LaneResults {
  alignas(64) std::int32_t least[kLanes];
  alignas(64) std::int32_t greatest[kLanes];
  alignas(64) std::int32_t wet_cells[kLanes];
  std::int64_t shed;  ///< by roofs

  PatchResult joined() const {
    return {*std::ranges::min_element(least), *std::ranges::max_element(greatest),
            std::accumulate(std::begin(wet_cells), std::end(wet_cells), std::int64_t{0}), shed};
  }
};

/// Everything a patch needs besides the fields: rows on their way through the stages.
/// A row of index j lives in slot j mod 3, its cells in slot j mod 4, its south sides in j mod 2.
struct Workspace {
  CellsRow cells[4];
  SidesX sides;
  SidesY north;
  SidesY south[2];
  PushRow push[3];
  FacesRow x[3];
  FacesRow y[3];
  alignas(64) Row keep[3];    ///< share of its outflow that a cell can give
  bool cut[3];                ///< whether any share in the row is below 1
  alignas(64) Quanta fallen;  ///< rain on the row that is updated, where it differs by cell
  alignas(64) Row signal;     ///< greatest in each column of the rows since the last block's end
  LaneResults results;

  CellsRow& cells_of(int row) { return cells[(row + 4 * kHalo) % 4]; }
  SidesY& south_of(int row) { return south[(row + 2 * kHalo) % 2]; }
};

inline int slot(int row) { return (row + 3 * kHalo) % 3; }

/// The place of a patch in the fields. Local column k is column `first_col` + k of the frame.
struct Place {
  const Fields& f;
  int first_col;
  int width;  ///< local columns to the end of the reach on the east side

  std::int64_t at(int row) const { return row * f.stride + first_col; }
  /// Of the vectors of a row from the patch's first one on.
  const Walls* walls(int row) const {
    return f.walls + row * f.vectors_across + (first_col + kFirst) / kLanes;
  }
};

/// Quanta for a cell of what crosses a face at one m²/s during a step.
TWIN_INLINE float quanta_through_a_face(const StepTerms& terms) {
  return terms.dt_s / terms.cell_m * kQuantaPerMetre;
}

/// The level of the tile of a cell; kStill beyond the frame.
inline std::int8_t level_at(const Fields& f, int row, int col) {
  if (row < 0 || row >= f.rows || col < 0 || col >= f.cols) return kStill;
  return f.level[row / kTileRows * f.tiles_across + col / kTileCols];
}

}  // namespace twin::surface
