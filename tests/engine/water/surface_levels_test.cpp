#include "engine/water/surface_levels.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace twin::surface {
namespace {

constexpr double kAnyTime = 1e9;

TEST(PlanRound, TheSameStepForAllIsTheShortestOneInEqualRounds) {
  const std::vector<double> allowed_s{0.4, 0.3, 5.0};

  const RoundPlan plan = plan_round(allowed_s, 10.0, 1.0, false);

  EXPECT_DOUBLE_EQ(plan.length_s, 0.25);  // four of them reach 1 s, three of 0.3 s do not
  EXPECT_EQ(plan.substeps, 1);
  EXPECT_EQ(plan.level, (std::vector<std::int8_t>{0, 0, 0}));
}

TEST(PlanRound, OneFastTileStepsFourTimesWhileTheOthersStepOnce) {
  std::vector<double> allowed_s(100, 2.0);
  allowed_s[7] = 0.5;

  const RoundPlan plan = plan_round(allowed_s, 10.0, kAnyTime, true);

  // 99 + 4 tile steps and 7 goings round in 2 s; in a round of 4 s there would be 198 + 8 and 15
  EXPECT_NEAR(plan.length_s, 2.0, 1e-6);
  EXPECT_EQ(plan.substeps, 4);
  EXPECT_EQ(plan.levels(), 3);
  EXPECT_EQ(plan.level[7], 0);
  EXPECT_EQ(plan.level[8], 2);
}

TEST(PlanRound, StillTilesStayStillAndEmptyOnesGoTheWholeRound) {
  const std::vector<double> allowed_s{0.0, 1.0, std::numeric_limits<double>::infinity()};

  const RoundPlan plan = plan_round(allowed_s, 4.0, kAnyTime, true);

  EXPECT_EQ(plan.level[0], kStill);
  EXPECT_EQ(plan.level[1], 0);
  EXPECT_EQ(plan.level[2], plan.levels() - 1);
}

TEST(PlanRound, NoTileStepsLongerThanItMayWhateverTheyAllow) {
  std::mt19937 random(4);
  std::uniform_real_distribution<double> exponent(-2.0, 3.0);
  for (int trial = 0; trial < 200; ++trial) {
    std::vector<double> allowed_s(30);
    for (double& allowed : allowed_s) allowed = std::exp2(exponent(random));
    const double left_s = std::exp2(exponent(random));

    const RoundPlan plan = plan_round(allowed_s, 3.0, left_s, true);

    EXPECT_LE(plan.length_s, std::min(3.0, left_s) * (1.0 + 1e-9));
    EXPECT_LE(plan.substeps, kMostSubsteps);
    const double rounds = left_s / plan.length_s;
    EXPECT_NEAR(rounds, std::round(rounds), 1e-9);
    for (std::size_t i = 0; i < allowed_s.size(); ++i) {
      const double step_s = plan.length_s / plan.substeps * std::exp2(plan.level[i]);
      EXPECT_LE(step_s, allowed_s[i] * (1.0 + 1e-9));
      const bool could_be_longer = 2.0 * step_s <= std::min(allowed_s[i], plan.length_s) * 0.999;
      EXPECT_FALSE(could_be_longer) << "tile " << i;
    }
  }
}

TEST(PatchesOf, AreTheTilesOfALevelOnceEachWithinTheirBounds) {
  std::mt19937 random(9);
  const TileLattice lattice{.rows = 10 * kTileRows - 20, .cols = 11 * kTileCols - 4};
  ASSERT_EQ(lattice.down(), 10);
  ASSERT_EQ(lattice.across(), 11);
  for (int trial = 0; trial < 20; ++trial) {
    std::vector<std::int8_t> levels(static_cast<std::size_t>(lattice.count()));
    for (auto& level : levels) level = static_cast<std::int8_t>(static_cast<int>(random() % 3) - 1);
    std::vector<int> covered(levels.size(), 0);

    for (const Patch& patch : patches_of(lattice, levels, 1, 4)) {
      const CellRange& range = patch.range;
      EXPECT_LE(range.rows(), kPatchRows);
      EXPECT_LE(range.cols(), kPatchCols);
      bool meets = false;  // looked at cell by cell, one beyond the patch
      for (int row = range.row_begin - 1; row <= range.row_end; ++row) {
        for (int col = range.col_begin - 1; col <= range.col_end; ++col) {
          if (row < 0 || row >= lattice.rows || col < 0 || col >= lattice.cols) continue;
          const auto tile = static_cast<std::size_t>(lattice.tile_at(row, col));
          meets = meets || levels[tile] == 0;
          const bool inside = row >= range.row_begin && row < range.row_end &&
                              col >= range.col_begin && col < range.col_end;
          if (inside && row % kTileRows == 0 && col % kTileCols == 0) ++covered[tile];
        }
      }
      EXPECT_EQ(patch.meets_levels, meets);
    }

    for (std::size_t i = 0; i < levels.size(); ++i) EXPECT_EQ(covered[i], levels[i] == 1 ? 1 : 0);
  }
}

TEST(TileLattice, TheLastTilesEndWithTheFrame) {
  const TileLattice lattice{.rows = kTileRows + 8, .cols = kTileCols + 6};

  EXPECT_EQ(lattice.range(3), (CellRange{kTileRows, kTileRows + 8, kTileCols, kTileCols + 6}));
  EXPECT_EQ(lattice.tile_at(kTileRows + 7, kTileCols + 5), 3);
}

}  // namespace
}  // namespace twin::surface
