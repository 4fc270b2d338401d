#include "engine/water/surface_exchange.h"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

namespace twin::surface {
namespace {

// A frame of four tiles; the one in the north-west moves with longer steps.
class ExchangeTest : public ::testing::Test {
 protected:
  static constexpr std::size_t kRows = 2 * kTileRows;
  static constexpr std::size_t kCols = 2 * kTileCols;

  ExchangeTest() {
    fields_.stride = kCols;
    fields_.pledged = pledged_.data();
    fields_.rows = kRows;
    fields_.cols = kCols;
    fields_.level = level_.data();
    fields_.tiles_across = 2;
    fields_.west_sums = west_sums_.data();
    fields_.north_sums = north_sums_.data();
    *faces_ = {};
  }
  static StepTerms step(std::int8_t level, float dt_s) {
    StepTerms terms;
    terms.level = level;
    terms.dt_s = dt_s;
    return terms;
  }
  Place place(const CellRange& patch) const {
    return {fields_, patch.col_begin - kFirst, kFirst + patch.cols() + kReach};
  }
  void set_face(int k, std::int32_t water, float before, float after, float along) {
    faces_->water[k] = water;
    faces_->before[k] = before;
    faces_->after[k] = after;
    faces_->along[k] = along;
  }
  std::int32_t pledged(int row, int col) const {
    return pledged_[static_cast<std::size_t>(row) * kCols + static_cast<std::size_t>(col)];
  }

  const CellRange coarse_{0, kTileRows, 0, kTileCols};
  const CellRange east_{0, kTileRows, kTileCols, 2 * kTileCols};
  const CellRange south_{kTileRows, 2 * kTileRows, 0, kTileCols};
  std::vector<std::int8_t> level_ = {1, 0, 0, 0};
  std::vector<std::int32_t> pledged_ = std::vector<std::int32_t>(kRows * kCols);
  std::vector<FaceSum> west_sums_ = std::vector<FaceSum>(2 * kRows);
  std::vector<FaceSum> north_sums_ = std::vector<FaceSum>(2 * kCols);
  Fields fields_;
  std::unique_ptr<FacesRow> faces_ = std::make_unique<FacesRow>();
};

// Two steps of 0.25 s and 0.75 s in the east, then one of 1 s in the west: the west feels
// 0.25 × 4 + 0.75 × 8 = 7 across and 0.25 × 2 + 0.75 × 6 = 5 along, and owes all of the water.
TEST_F(ExchangeTest, TheCoarserSideOfAWestFaceTakesWhatTheFinerHasSummedUp) {
  constexpr int kRow = 5;
  set_face(kFirst, 100, 4.0F, -1.0F, 2.0F);
  exchange_x(place(east_), step(0, 0.25F), east_, kRow, *faces_);
  set_face(kFirst, -30, 8.0F, -1.0F, 6.0F);
  exchange_x(place(east_), step(0, 0.75F), east_, kRow, *faces_);
  EXPECT_EQ(pledged(kRow, kTileCols - 1), 70);
  EXPECT_EQ(pledged(kRow, kTileCols), 0);
  EXPECT_EQ(faces_->before[kFirst], 8.0F);  // its own face stays as it was computed

  const int face = kFirst + coarse_.cols();
  set_face(face, 0, 11.0F, 12.0F, 13.0F);
  exchange_x(place(coarse_), step(1, 1.0F), coarse_, kRow, *faces_);
  EXPECT_EQ(faces_->before[face], 7.0F);
  EXPECT_EQ(faces_->along[face], 5.0F);
  EXPECT_EQ(faces_->after[face], 12.0F);
  EXPECT_EQ(west_sums_[kRows + kRow].across, 0.0F);
  EXPECT_EQ(west_sums_[kRows + kRow].along, 0.0F);
}

TEST_F(ExchangeTest, TheCoarserSideOfANorthFaceTakesWhatTheFinerHasSummedUp) {
  constexpr int kCol = 9;
  const int k = kFirst + kCol;
  set_face(k, 12, 4.0F, -1.0F, 2.0F);
  exchange_y(place(south_), step(0, 0.5F), south_, kTileRows, kTileRows - 1, *faces_);
  exchange_y(place(south_), step(0, 0.5F), south_, kTileRows, kTileRows - 1, *faces_);
  EXPECT_EQ(pledged(kTileRows - 1, kCol), 24);

  set_face(k, 0, 11.0F, 12.0F, 13.0F);
  exchange_y(place(coarse_), step(1, 1.0F), coarse_, kTileRows, kTileRows, *faces_);
  EXPECT_EQ(faces_->before[k], 4.0F);
  EXPECT_EQ(faces_->along[k], 2.0F);
}

TEST_F(ExchangeTest, WaterThatComesFromTheFinerSideIsOwedToTheCoarser) {
  level_ = {0, 1, 1, 1};
  const CellRange fine = coarse_;
  set_face(kFirst + kTileCols, 100, 1.0F, 3.0F, 0.0F);  // eastwards, out of the fine tile
  exchange_x(place(fine), step(0, 0.5F), fine, 7, *faces_);
  EXPECT_EQ(pledged(7, kTileCols), -100);  // less than nothing left the coarse cell
  EXPECT_EQ(west_sums_[kRows + 7].across, 1.5F);
}

TEST_F(ExchangeTest, TilesOfTheSameLevelAndStillOnesExchangeNothing) {
  level_ = {0, 0, kStill, 0};
  set_face(kFirst, 100, 4.0F, 5.0F, 2.0F);
  exchange_x(place(east_), step(0, 0.25F), east_, 5, *faces_);
  exchange_y(place(coarse_), step(0, 0.25F), coarse_, kTileRows, kTileRows, *faces_);
  exchange_y(place(coarse_), step(0, 0.25F), coarse_, 0, -1, *faces_);  // the frame ends there
  for (const std::int32_t owed : pledged_) ASSERT_EQ(owed, 0);
  for (const FaceSum& sum : west_sums_) ASSERT_EQ(sum.across, 0.0F);
  for (const FaceSum& sum : north_sums_) ASSERT_EQ(sum.across, 0.0F);
  EXPECT_EQ(faces_->before[kFirst], 4.0F);
}

}  // namespace
}  // namespace twin::surface
