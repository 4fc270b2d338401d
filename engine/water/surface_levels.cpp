#include "engine/water/surface_levels.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
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

  int tiles() const { return down * across; }
};

/// What a block saves against a patch for each tile, in vectors of cells: a step looks at some rows
/// and at most a vector beside its patch too.
int saved_by(const TileBlock& block) {
  const auto work = [](int down, int across) {
    return (down * kTileRows + kReach) * (across * kTileCols / kLanes + 1);
  };
  return block.tiles() * work(1, 1) - work(block.down, block.across);
}

/// All shapes that blocks of at most `most_tiles` may have, the most saving ones first.
std::vector<TileBlock> block_shapes(int most_tiles) {
  std::vector<TileBlock> shapes;
  for (int down = 1; down <= kPatchRows / kTileRows; ++down) {
    for (int across = 1; across <= kPatchCols / kTileCols; ++across) {
      const TileBlock shape{.down = down, .across = across};
      if (shape.tiles() <= std::max(1, most_tiles)) shapes.push_back(shape);
    }
  }
  std::ranges::stable_sort(shapes, std::ranges::greater{}, saved_by);
  return shapes;
}

/// The tiles of one level that no patch has taken yet.
class FreeTiles {
 public:
  FreeTiles(const TileLattice& lattice, std::span<const std::int8_t> levels, std::int8_t level)
      : lattice_(lattice), free_(levels.size()) {
    for (std::size_t i = 0; i < levels.size(); ++i) free_[i] = levels[i] == level;
  }

  /// Takes a block where all of its tiles are free.
  bool take(const TileBlock& block) {
    if (!are_free(block)) return false;
    for (int row = block.row; row < block.row + block.down; ++row) {
      for (int col = block.col; col < block.col + block.across; ++col) free_[index(row, col)] = 0;
    }
    return true;
  }

 private:
  std::size_t index(int row, int col) const {
    return static_cast<std::size_t>(row * lattice_.across() + col);
  }

  bool are_free(const TileBlock& block) const {
    for (int row = block.row; row < block.row + block.down; ++row) {
      for (int col = block.col; col < block.col + block.across; ++col) {
        if (free_[index(row, col)] == 0) return false;
      }
    }
    return true;
  }

  const TileLattice& lattice_;
  std::vector<std::uint8_t> free_;
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
  for (TileBlock block : block_shapes(most_tiles)) {
    for (block.row = 0; block.row + block.down <= lattice.down(); ++block.row) {
      for (block.col = 0; block.col + block.across <= lattice.across(); ++block.col) {
        if (!tiles.take(block)) continue;
        const CellRange first = lattice.range(block.row * lattice.across() + block.col);
        const CellRange last = lattice.range((block.row + block.down - 1) * lattice.across() +
                                             block.col + block.across - 1);
        patches.push_back({{first.row_begin, last.row_end, first.col_begin, last.col_end},
                           meets_levels(lattice, levels, block, level)});
      }
    }
  }
  return patches;
}

}  // namespace twin::surface
