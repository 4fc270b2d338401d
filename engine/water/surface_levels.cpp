#include "engine/water/surface_levels.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace twin::surface {

double shortest_of(std::span<const double> allowed_s) {
  double shortest = std::numeric_limits<double>::infinity();
  for (const double allowed : allowed_s) {
    if (allowed > 0.0) shortest = std::min(shortest, allowed);
  }
  return shortest;
}

namespace {

constexpr double kSlack = 1.0 + 1e-12;  ///< for lengths that are quotients of one another
constexpr int kLengthsTried = 13;       ///< from once to eight times the shortest step

/// How many equal steps a tile takes in a round, a power of two.
int substeps_of(double allowed_s, double length_s) {
  int count = 1;
  while (length_s > allowed_s * count * kSlack) count *= 2;
  return count;
}

/// Tile steps in a round; going round a level once costs about as much as one of them.
double work_of(std::span<const double> allowed_s, double length_s) {
  double tile_steps = 0.0;
  int most = 1;
  for (const double allowed : allowed_s) {
    if (allowed <= 0.0) continue;
    const int count = substeps_of(allowed, length_s);
    tile_steps += count;
    most = std::max(most, count);
  }
  return tile_steps + (2 * most - 1);
}

double cheapest_length_s(std::span<const double> allowed_s, double longest_s) {
  const double shortest = shortest_of(allowed_s);
  double best_s = std::min(shortest, longest_s);
  double least = std::numeric_limits<double>::infinity();
  for (int i = 0; i < kLengthsTried; ++i) {
    const double length_s = std::min(shortest * std::exp2(i / 4.0), longest_s);
    const double cost = work_of(allowed_s, length_s) / length_s;
    if (cost < least) {
      least = cost;
      best_s = length_s;
    }
    if (length_s >= longest_s) break;
  }
  return best_s;
}

}  // namespace

int RoundPlan::levels() const { return std::bit_width(static_cast<unsigned>(substeps)); }

RoundPlan plan_round(std::span<const double> allowed_s, double longest_s, double left_s,
                     bool local) {
  const double aimed_s = local ? cheapest_length_s(allowed_s, std::min(longest_s, left_s))
                               : std::min(shortest_of(allowed_s), longest_s);
  // Equal rounds to the asked time: a last one much shorter than those before would jolt the flow.
  const double rounds = std::ceil(left_s / aimed_s);
  RoundPlan plan;
  plan.length_s = rounds <= 1.0 ? left_s : left_s / rounds;
  plan.level.assign(allowed_s.size(), kStill);
  for (const double allowed : allowed_s) {
    if (allowed > 0.0) plan.substeps = std::max(plan.substeps, substeps_of(allowed, plan.length_s));
  }
  for (std::size_t i = 0; i < allowed_s.size(); ++i) {
    if (allowed_s[i] <= 0.0) continue;
    const int count = local ? substeps_of(allowed_s[i], plan.length_s) : 1;
    plan.level[i] = static_cast<std::int8_t>(plan.levels() - std::bit_width(unsigned(count)));
  }
  return plan;
}

CellRange TileLattice::range(int tile) const {
  const int row = tile / across() * kTileRows;
  const int col = tile % across() * kTileCols;
  return {row, std::min(row + kTileRows, rows), col, std::min(col + kTileCols, cols)};
}

namespace {

/// Tiles from (row, col) on: `down` rows of `across`.
struct TileBlock {
  int row = 0;
  int col = 0;
  int down = 1;
  int across = 1;
};

/// The tiles of one level that no patch has taken yet.
class FreeTiles {
 public:
  FreeTiles(const TileLattice& lattice, std::span<const std::int8_t> levels, std::int8_t level)
      : lattice_(lattice), free_(levels.size()) {
    for (std::size_t i = 0; i < levels.size(); ++i) free_[i] = levels[i] == level;
  }

  bool are_free(const TileBlock& block) const {
    if (block.row + block.down > lattice_.down() || block.col + block.across > lattice_.across()) {
      return false;
    }
    for (int row = block.row; row < block.row + block.down; ++row) {
      for (int col = block.col; col < block.col + block.across; ++col) {
        if (!free_[index(row, col)]) return false;
      }
    }
    return true;
  }

  /// The largest block from a free tile on: as far across as may be, then down.
  TileBlock take_from(int row, int col, int most_tiles) {
    constexpr int kMostAcross = kPatchCols / kTileCols;
    constexpr int kMostDown = kPatchRows / kTileRows;
    TileBlock block{.row = row, .col = col};
    while (block.across < std::min(kMostAcross, most_tiles) &&
           are_free({row, col + block.across, 1, 1})) {
      ++block.across;
    }
    while (block.down < kMostDown && (block.down + 1) * block.across <= most_tiles &&
           are_free({row + block.down, col, 1, block.across})) {
      ++block.down;
    }
    for (int r = row; r < row + block.down; ++r) {
      for (int c = col; c < col + block.across; ++c) free_[index(r, c)] = false;
    }
    return block;
  }

 private:
  std::size_t index(int row, int col) const {
    return static_cast<std::size_t>(row * lattice_.across() + col);
  }

  const TileLattice& lattice_;
  std::vector<bool> free_;
};

/// Whether some tile in or around a block is of another level.
bool meets_levels(const TileLattice& lattice, std::span<const std::int8_t> levels,
                  const TileBlock& block, std::int8_t level) {
  const int row_end = std::min(block.row + block.down + 1, lattice.down());
  const int col_end = std::min(block.col + block.across + 1, lattice.across());
  for (int row = std::max(0, block.row - 1); row < row_end; ++row) {
    for (int col = std::max(0, block.col - 1); col < col_end; ++col) {
      const std::int8_t found = levels[static_cast<std::size_t>(row * lattice.across() + col)];
      if (found != level && found != kStill) return true;
    }
  }
  return false;
}

}  // namespace

std::vector<Patch> patches_of(const TileLattice& lattice, std::span<const std::int8_t> levels,
                              std::int8_t level, int most_tiles) {
  std::vector<Patch> patches;
  FreeTiles tiles(lattice, levels, level);
  for (int row = 0; row < lattice.down(); ++row) {
    for (int col = 0; col < lattice.across(); ++col) {
      if (!tiles.are_free({row, col, 1, 1})) continue;
      const TileBlock block = tiles.take_from(row, col, most_tiles);
      const CellRange first = lattice.range(row * lattice.across() + col);
      const CellRange last =
          lattice.range((row + block.down - 1) * lattice.across() + col + block.across - 1);
      patches.push_back({{first.row_begin, last.row_end, first.col_begin, last.col_end},
                         meets_levels(lattice, levels, block, level)});
    }
  }
  return patches;
}

}  // namespace twin::surface
