#include "engine/water/surface_ring.h"

#include <gtest/gtest.h>

#include <memory>
#include <numeric>

#include "engine/water/surface_lay.h"

namespace twin::surface {
namespace {

// A frame of four tiles with room around it; the patch is the one in the north-west corner. Every
// cell holds its own number.
class RingTest : public ::testing::Test {
 protected:
  static constexpr int kRows = kTileRows + 16;
  static constexpr int kCols = 2 * kTileCols;
  static constexpr std::int64_t kStride = kCols + 2 * kLanes;

  RingTest() {
    std::iota(depth_.begin(), depth_.end(), 1);
    std::iota(u_.begin(), u_.end(), 1.0F);
    std::iota(v_.begin(), v_.end(), 1.0F);
    fields_.stride = kStride;
    fields_.depth = depth_.data() + kOrigin;
    fields_.u = u_.data() + kOrigin;
    fields_.v = v_.data() + kOrigin;
    fields_.pledged = pledged_.data() + kOrigin;
    fields_.rows = kRows;
    fields_.cols = kCols;
    fields_.level = level_.data();
    fields_.tiles_across = 2;
  }
  static std::int32_t number(int row, int col) {
    return static_cast<std::int32_t>(kOrigin + row * kStride + col) + 1;
  }

  static constexpr std::int64_t kOrigin = kHalo * kStride + kLanes;
  static constexpr std::size_t kSize = (kRows + 2 * kHalo + 1) * kStride;
  std::vector<std::int32_t> depth_ = std::vector<std::int32_t>(kSize);
  std::vector<std::int32_t> pledged_ = std::vector<std::int32_t>(kSize);
  std::vector<float> u_ = std::vector<float>(kSize);
  std::vector<float> v_ = std::vector<float>(kSize);
  std::vector<std::int8_t> level_ = {1, 0, 0, 1};  // finer east and south of the patch
  Fields fields_;
  Ring ring_;
  Patch patch_{{0, kTileRows, 0, kTileCols}, true};
};

TEST_F(RingTest, KeepsWhatLayAroundThePatchBeforeItsNeighboursMoved) {
  fill_ring(fields_, patch_, ring_);
  for (int row = -kHalo; row < kRows + kHalo; ++row) {
    for (int col = -kHalo; col < kCols + kHalo; ++col) {
      const bool within = row >= 0 && row < kTileRows && col >= 0 && col < kTileCols;
      if (!within) fields_.depth[row * kStride + col] = -1;
    }
  }

  const auto cells = std::make_unique<CellsRow>();
  for (int row = -kReach; row < kTileRows + kReach; ++row) {
    lay_cells(fields_, ring_, patch_, 1, row, *cells);
    for (int col = -kReach; col < kTileCols + kReach; ++col) {
      EXPECT_EQ(cells->depth[kFirst + col], number(row, col)) << row << " " << col;
    }
  }
}

TEST_F(RingTest, TellsWhatWasPledgedAndWhichCellsAreFiner) {
  fields_.pledged[10 * kStride + kTileCols - 1] = 7;  // to the finer tile in the east
  fill_ring(fields_, patch_, ring_);
  const auto cells = std::make_unique<CellsRow>();
  *cells = {};

  // The row beyond the patch leaves marks in the slot that the next rows must not keep.
  for (const int row : {kTileRows, 10, 11}) {
    const bool beyond = row == kTileRows;
    lay_cells(fields_, ring_, patch_, 1, row, *cells);
    EXPECT_TRUE(cells->any_finer);
    EXPECT_EQ(cells->pledged[kFirst + kTileCols - 1], row == 10 ? 7 : 0);
    EXPECT_EQ(cells->pledged[kFirst + 30], 0);
    EXPECT_EQ(cells->finer[kFirst + 30], beyond ? 1 : 0);
    EXPECT_EQ(cells->finer[kFirst + kTileCols], beyond ? 0 : 1);
  }

  clear_pledged(fields_, patch_.range, 10);
  EXPECT_EQ(fields_.pledged[10 * kStride + kTileCols - 1], 0);
}

}  // namespace
}  // namespace twin::surface
