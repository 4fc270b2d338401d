#include "engine/space/cells_on_line.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <numbers>

#include "engine/space/geometry.h"

namespace twin {
namespace {

const GridFrame kFrame{.north_west = {0, 20}, .cell_m = 2.0, .rows = 10, .cols = 10};

TEST(CellsOnLine, AStraightLineHasTwoMetresInEachCell) {
  const auto cells = cells_along(kFrame, {{1, 19}, {7, 19}});
  const std::vector<double> expected_m{1.0, 2.0, 2.0, 1.0};
  ASSERT_EQ(cells.size(), expected_m.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    EXPECT_EQ(cells[i].cell, (Cell{0, static_cast<int>(i)}));
    EXPECT_NEAR(cells[i].length_m, expected_m[i], 1e-12);
  }
}

TEST(CellsOnLine, ALineThroughCornersStaysConnected) {
  const auto cells = cells_along(kFrame, {{1, 19}, {5, 15}});  // down the diagonal
  ASSERT_EQ(cells.size(), 5U);
  EXPECT_EQ(cells[1].length_m, 0.0);
  EXPECT_EQ(cells[3].length_m, 0.0);
  EXPECT_NEAR(cells[2].length_m, 2.0 * std::numbers::sqrt2, 1e-12);
}

TEST(CellsOnLine, WhatLiesOutsideIsLeftOut) {
  const auto cells = cells_along(kFrame, {{-3, 19}, {3, 19}});
  ASSERT_EQ(cells.size(), 2U);
  EXPECT_DOUBLE_EQ(cells[0].length_m, 2.0);
  EXPECT_DOUBLE_EQ(cells[1].length_m, 1.0);
}

TEST(CellsOnLine, LengthsAddUpAndEachCellTouchesTheNext) {
  std::uint32_t state = 7;
  const auto random = [&] {
    state = state * 1664525U + 1013904223U;
    return 0.05 + 19.9 * static_cast<double>(state >> 8U) / 16777216.0;
  };
  for (int i = 0; i < 200; ++i) {
    const Polyline line{{random(), random()}, {random(), random()}, {random(), random()}};
    double sum_m = 0.0;
    const auto cells = cells_along(kFrame, line);
    for (std::size_t k = 0; k < cells.size(); ++k) {
      sum_m += cells[k].length_m;
      if (k == 0) continue;
      const int apart = std::abs(cells[k].cell.row - cells[k - 1].cell.row) +
                        std::abs(cells[k].cell.col - cells[k - 1].cell.col);
      EXPECT_EQ(apart, 1);
    }
    EXPECT_NEAR(sum_m, length_m(line), 1e-9);
  }
}

// A line of 4 m along y = 2.5 and half a metre to each side: the middles in its row.
TEST(ForCellsNear, VisitsTheMiddlesWithinReach) {
  const GridFrame frame{.north_west = {0, 5}, .cell_m = 1.0, .rows = 5, .cols = 6};
  std::vector<Cell> cells;
  for_cells_near(frame, {{0, 2.5}, {4, 2.5}}, 0.5, [&](Cell cell) { cells.push_back(cell); });
  EXPECT_EQ(cells, (std::vector<Cell>{{2, 0}, {2, 1}, {2, 2}, {2, 3}, {2, 4}}));  // 4.5 is in reach
  cells.clear();
  for_cells_near(frame, {{0, 2.5}, {4, 2.5}}, 0.4, [&](Cell cell) { cells.push_back(cell); });
  EXPECT_EQ(cells.size(), 4U);
}

}  // namespace
}  // namespace twin
