#include "engine/water/surface_edges.h"

#include <gtest/gtest.h>

#include <array>
#include <memory>
#include <vector>

namespace twin::surface {
namespace {

using Kind = EdgeFace::Kind;

// A frame of 4 × 16 cells that is one patch, 1 m of water on level ground at 5 m.
class EdgesTest : public ::testing::Test {
 protected:
  static constexpr int kRows = 4, kCols = 16;
  static constexpr int kStride = kCols + 2 * kLanes;
  static constexpr int kEast = kFirst + kCols;  ///< the last face of a row

  EdgesTest() {
    fields_.stride = kStride;
    fields_.ground_m = ground_.data() + kHalo * kStride + kLanes;
    fields_.rows = kRows;
    fields_.cols = kCols;
    terms_.dt_s = 0.5F;
    terms_.cell_m = 2.0F;
    terms_.edges = &outside_;
    *faces_ = {};
    *x_ = {};
    *y_ = {};
    for (int k = 0; k < kWidth; ++k) x_->h_w[k] = x_->h_e[k] = y_->h[k] = 1.0F;
  }
  /// The faces of row 1 with the same edge in the west and the east.
  void set_x(Kind kind) {
    west_.fill({kind, 0, 0});
    east_.fill({kind, 0, 0});
    set_x_edges(place_, frame_, {west_.data(), east_.data(), nullptr, nullptr}, terms_, 1, *x_,
                *faces_);
  }

  std::vector<float> ground_ = std::vector<float>((kRows + 2 * kHalo) * kStride, 5.0F);
  Fields fields_;
  Place place_{fields_, -kFirst, kFirst + kCols + kReach};
  FrameInPatch frame_{kRows, kFirst, kEast};
  EdgeTerms outside_;
  StepTerms terms_;
  std::array<EdgeFace, kRows> west_, east_;
  std::array<EdgeFace, kCols> north_, south_;
  std::unique_ptr<SidesX> x_ = std::make_unique<SidesX>();
  std::unique_ptr<SidesY> y_ = std::make_unique<SidesY>();
  std::unique_ptr<FacesRow> faces_ = std::make_unique<FacesRow>();
};

TEST_F(EdgesTest, AWallLeavesTheFaceAsItIs) {
  faces_->water[kFirst] = 7;
  faces_->before[kEast] = 3.0F;
  set_x(Kind::wall);
  EXPECT_EQ(faces_->water[kFirst], 7);
  EXPECT_EQ(faces_->before[kEast], 3.0F);
}

TEST_F(EdgesTest, NothingCrossesToAnOutsideAtTheSameLevel) {
  outside_.level_m = 6.0F;
  set_x(Kind::level);
  for (const int k : {kFirst, kEast}) {
    EXPECT_EQ(faces_->water[k], 0);
    EXPECT_EQ(faces_->before[k], 0.0F);
    EXPECT_EQ(faces_->after[k], 0.0F);
  }
}

// Critical flow of 1 m: u = c = √9.81 m/s; 0.5 s over cells of 2 m are a quarter of the discharge.
TEST_F(EdgesTest, CriticalFlowLeavesFreelyOnBothSidesAlike) {
  const float c = std::sqrt(kGravity_mps2);
  for (int k = 0; k < kWidth; ++k) {
    x_->u_w[k] = -c;
    x_->u_e[k] = c;
    x_->v_w[k] = x_->v_e[k] = 0.25F;
  }
  set_x(Kind::free);
  EXPECT_NEAR(faces_->water[kEast], 0.25 * c * kQuantaPerMetre, 32.0);
  EXPECT_NEAR(faces_->before[kEast], c * c, 1e-5);
  EXPECT_NEAR(faces_->along[kEast], c * 0.25, 1e-6);
  EXPECT_EQ(faces_->water[kFirst], -faces_->water[kEast]);
  EXPECT_EQ(faces_->after[kFirst], faces_->before[kEast]);
  EXPECT_EQ(faces_->along[kFirst], -faces_->along[kEast]);
}

TEST_F(EdgesTest, AGivenDischargeEntersToTheQuantum) {
  outside_ = {.inflow_m2ps = 0.3F, .inflow = 12345};
  set_x(Kind::discharge);
  EXPECT_EQ(faces_->water[kFirst], 12345);
  EXPECT_EQ(faces_->water[kEast], -12345);
}

TEST_F(EdgesTest, RowsBeyondTheFrameHaveNoEdges) {
  outside_ = {.inflow_m2ps = 0.3F, .inflow = 12345};
  west_.fill({Kind::discharge, 0, 0});
  const EdgeFaces edges{west_.data(), nullptr, nullptr, nullptr};
  set_x_edges(place_, frame_, edges, terms_, -1, *x_, *faces_);
  set_x_edges(place_, frame_, edges, terms_, kRows, *x_, *faces_);
  EXPECT_EQ(faces_->water[kFirst], 0);
}

TEST_F(EdgesTest, NorthAndSouthDoWhatWestAndEastDo) {
  outside_.level_m = 5.25F;
  set_x(Kind::level);
  const std::int32_t through_east = faces_->water[kEast];
  EXPECT_GT(through_east, 0);

  north_.fill({Kind::level, 0, 0});
  south_.fill({Kind::level, 0, 0});
  const EdgeFaces edges{nullptr, nullptr, north_.data(), south_.data()};
  const auto first = std::make_unique<FacesRow>();
  const auto last = std::make_unique<FacesRow>();
  *first = *last = {};
  set_y_edges(place_, frame_, edges, terms_, 0, *y_, *y_, *first);
  set_y_edges(place_, frame_, edges, terms_, kRows, *y_, *y_, *last);
  set_y_edges(place_, frame_, edges, terms_, 2, *y_, *y_, *faces_);  // no side of the frame
  for (int k = kFirst; k < kEast; ++k) {
    ASSERT_EQ(first->water[k], -through_east);
    ASSERT_EQ(last->water[k], through_east);
  }
  EXPECT_EQ(faces_->water[kFirst + 1], 0);

  note_leaving(place_, frame_, edges, 0, *faces_, *first, *first);
  note_leaving(place_, frame_, edges, kRows - 1, *faces_, *first, *last);
  for (int col = 0; col < kCols; ++col) {
    ASSERT_EQ(north_[col].leaving, through_east);
    ASSERT_EQ(south_[col].leaving, through_east);
  }
}

TEST_F(EdgesTest, WhatLeavesIsAddedUpByFace) {
  set_x(Kind::free);
  faces_->water[kFirst] = -40;
  faces_->water[kEast] = 60;
  const EdgeFaces edges{west_.data(), east_.data(), nullptr, nullptr};
  note_leaving(place_, frame_, edges, 1, *faces_, *faces_, *faces_);
  note_leaving(place_, frame_, edges, 1, *faces_, *faces_, *faces_);
  EXPECT_EQ(west_[1].leaving, 80);
  EXPECT_EQ(east_[1].leaving, 120);
  EXPECT_EQ(west_[0].leaving, 0);
}

}  // namespace
}  // namespace twin::surface
