#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/water/surface_kernel.h"

// Local time stepping: tiles of the grid take steps of their own. Private to engine/water.
//
// All tiles meet at the end of a round. Within it a tile of level 0 takes 2^top steps, one of level
// 1 half as many, one of the top level a single one (after Osher and Sanders 1983; Dazzi, Vacondio,
// Dal Palù, Mignosa 2018). Finer levels go first.

namespace twin::surface {

constexpr int kMostSubsteps = 8;  ///< water crosses a cell a step: less than a tile in a round
static_assert(kMostSubsteps < kTileRows && kMostSubsteps < kTileCols);

struct RoundPlan {
  double length_s = 0.0;
  int substeps = 1;                ///< of level 0; a power of two
  std::vector<std::int8_t> level;  ///< of each tile; kStill: it does not move

  int levels() const;
};

/// The shortest step of tiles that move; infinite where none does.
double shortest_of(std::span<const double> allowed_s);

/// The round that costs the fewest tile steps for each second of it, such that no tile takes a step
/// longer than it allows and equal rounds end at `left_s`.
/// `allowed_s`: the longest step of each tile, above 0, infinite where nothing moves yet; 0: the
/// tile stays still. `local`: false gives every tile the same step.
RoundPlan plan_round(std::span<const double> allowed_s, double longest_s, double left_s,
                     bool local);

/// Where tiles lie: rows of `across` tiles over a frame of rows × cols cells.
struct TileLattice {
  int rows = 0;
  int cols = 0;

  int down() const { return (rows + kTileRows - 1) / kTileRows; }
  int across() const { return (cols + kTileCols - 1) / kTileCols; }
  int count() const { return down() * across(); }
  int tile_at(int row, int col) const { return row / kTileRows * across() + col / kTileCols; }
  CellRange range(int tile) const;
};

/// Rectangles of no more than `most_tiles` tiles that together are the tiles of a level.
std::vector<Patch> patches_of(const TileLattice& lattice, std::span<const std::int8_t> levels,
                              std::int8_t level, int most_tiles);

}  // namespace twin::surface
