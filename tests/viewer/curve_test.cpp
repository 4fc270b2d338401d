#include "viewer/model/curve.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/viewer/opened_ward.h"
#include "viewer/look/ticks.h"
#include "viewer/model/profile.h"

namespace twin {
namespace {

class PlaceInTinyWard : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    opened_ = std::make_unique<OpenedWard>();
    write_tiny_run(opened_->file("more"), opened_->file("ward"), 5.6);
    opened_->session.open(opened_->file("more"));
  }
  static void TearDownTestSuite() { opened_.reset(); }
  static std::vector<Moving> moving_at(const AskedPlace& spot) {
    return twin::moving_at(opened_->session, spot, all_runs(opened_->session, 0.0));
  }
  static Point at(double x_m, double y_m) { return {kTinyWest_m + x_m, kTinySouth_m + y_m}; }

  static inline std::unique_ptr<OpenedWard> opened_;
};

TEST_F(PlaceInTinyWard, TheCurveOfALaneIsWhatTheFramesHoldThere) {
  const AskedPlace lane{.layer = "lanes", .id = "L1", .at = at(60.2, 110.0)};
  const auto moving = moving_at(lane);
  ASSERT_EQ(moving.size(), 1U);
  EXPECT_EQ(moving[0].title.vi, "độ sâu ngập (tại điểm bấm)");
  ASSERT_EQ(moving[0].places.size(), 2U);  // both runs
  for (std::size_t run = 0; run < 2; ++run) {
    const Bundle& bundle = opened_->session.runs()[run]->bundle();
    const Curve curve = curve_of(opened_->session, moving[0].places[run]);
    ASSERT_EQ(curve.values.size(), 5U);
    // Both are titled alike, so their folders tell them apart.
    EXPECT_EQ(name_of_run(opened_->session, run).vi,
              run == 0 ? "Mưa thử nghiệm một giờ [run]" : "Mưa thử nghiệm một giờ [more]");
    for (std::size_t i = 0; i < 5; ++i) {
      const Grid<float> depth_m = bundle.frame("depth_m", i);
      EXPECT_EQ(curve.values[i], depth_m(*depth_m.frame().cell_at(lane.at)));
    }
    EXPECT_GT(curve.values[2], 0.2F);  // water stands there at its height
    EXPECT_EQ(clock_text(curve.wall_s[4]), "12:30 · 30/09/2025");
  }
}

TEST_F(PlaceInTinyWard, AStreetTellsItsSpeedBeforeTheGrid) {
  const auto moving = moving_at({.layer = "roads", .id = "R1", .at = at(60, 42)});
  ASSERT_EQ(moving.size(), 2U);
  const Curve speed = curve_of(opened_->session, moving[0].places.front());
  EXPECT_EQ(speed.values, (std::vector<float>{32.0F, 18.0F, 6.0F, 12.0F, 25.0F}));
  EXPECT_EQ(value_at(speed, speed.wall_s[1] + 899.0), 18.0F);
  EXPECT_EQ(value_at(speed, speed.wall_s[2]), 6.0F);
  EXPECT_TRUE(std::isnan(value_at(speed, speed.wall_s[0] - 1.0)));
  EXPECT_EQ(value_at(speed, speed.wall_s[4]), 25.0F);
  EXPECT_TRUE(std::isnan(value_at(speed, speed.wall_s[4] + 1.0)));  // it has ended
}

TEST_F(PlaceInTinyWard, OfAHouseTheWaterOutsideItsLowestWallIsTold) {
  const AskedPlace house{.layer = "buildings", .id = "B1", .at = at(50, 56), .in_building = true};
  const auto moving = moving_at(house);
  ASSERT_EQ(moving.size(), 1U);
  EXPECT_EQ(moving[0].field().name, "depth_m");
  const World& world = opened_->session.world();
  const GridFrame& frame = world.ground.frame();
  const Cell cell = *frame.cell_at(
      opened_->session.runs().front()->grid_frame()->centre(moving[0].places.front().cell));
  EXPECT_EQ(world.roof_m(cell), 0.0F);
  const FeatureTable& buildings = *opened_->session.ward().layer("buildings");
  Polyline walls = buildings[*opened_->session.rows_of(buildings).with_id("B1")].polygon().outer;
  walls.push_back(walls.front());
  const auto near = [&](Cell one) {
    return distance_m(nearest_on(walls, frame.centre(one)).at, frame.centre(one)) <= frame.cell_m;
  };
  EXPECT_TRUE(near(cell));
  for (int row = 0; row < frame.rows; ++row) {
    for (int col = 0; col < frame.cols; ++col) {
      const Cell other{row, col};
      if (!near(other) || world.roof_m(other) > 0.0F) continue;
      EXPECT_GE(world.ground.ground_m()(other), world.ground.ground_m()(cell));
    }
  }
}

TEST_F(PlaceInTinyWard, OnlyTheRunsThatAreAskedTellInTheirOrder) {
  const AskedPlace lane{.layer = "lanes", .id = "L1", .at = at(60.2, 110.0)};
  const auto runs_of = [&](const AskedRuns& asked) {
    std::vector<std::size_t> runs;
    for (const Moving& moving : twin::moving_at(opened_->session, lane, asked)) {
      for (const CurvePlace& place : moving.places) runs.push_back(place.run);
    }
    return runs;
  };
  EXPECT_EQ(runs_of({{.run = 1}}), (std::vector<std::size_t>{1}));
  EXPECT_EQ(runs_of({{.run = 1}, {.run = 0}}), (std::vector<std::size_t>{1, 0}));
}

TEST_F(PlaceInTinyWard, OfAHouseThatIsNotThereNothingIsTold) {
  EXPECT_TRUE(
      moving_at({.layer = "buildings", .id = "B0", .at = at(50, 56), .in_building = true}).empty());
}

TEST_F(PlaceInTinyWard, AProfileAcrossTheLaneMeetsAHouseOnEitherSide) {
  const GridFrame& frame = opened_->session.world().ground.frame();
  const Grid<float> depth_m =
      values_onto(frame, opened_->session.runs().front()->bundle().frame("depth_m", 2));
  const Profile profile = profile_along(opened_->session, {at(40, 110), at(80, 110)}, &depth_m);
  EXPECT_DOUBLE_EQ(profile.length_m, 40.0);
  ASSERT_EQ(profile.points.size(), 81U);  // every half metre
  // Houses lie 44 to 58 m and 62 to 76 m east; the twelfth of each row is at 109 to 113.8 m.
  ASSERT_EQ(profile.buildings.size(), 2U);
  EXPECT_EQ(profile.buildings[0].id, "B12");
  EXPECT_NEAR(profile.buildings[0].from_m, 4.0, 1e-6);
  EXPECT_NEAR(profile.buildings[0].to_m, 18.0, 1e-6);
  EXPECT_EQ(profile.buildings[1].id, "B30");
  EXPECT_NEAR(profile.buildings[1].from_m, 22.0, 1e-6);
  const ProfilePoint& lane = profile.points[40];  // 60 m east: the middle of the lane
  EXPECT_FALSE(lane.in_building);
  EXPECT_NEAR(lane.ground_m, tiny_ground_m(lane.at.x_m, lane.at.y_m), 0.02);
  EXPECT_NEAR(lane.ground_m + lane.depth_m, 5.9, 0.03);  // the water is level
  EXPECT_TRUE(profile.points[20].in_building);
  EXPECT_TRUE(std::isnan(profile.points[20].depth_m));
}

TEST_F(PlaceInTinyWard, AProfileGoesRoundCorners) {
  const Profile profile =
      profile_along(opened_->session, {at(90, 20), at(93, 24), at(93, 30)}, nullptr, 2.5);
  EXPECT_DOUBLE_EQ(profile.length_m, 11.0);  // 5 m and 6 m
  ASSERT_EQ(profile.points.size(), 6U);      // 0, 2.5, 5, 7, 9, 11
  EXPECT_DOUBLE_EQ(profile.points[2].along_m, 5.0);
  EXPECT_EQ(profile.points[2].at, at(93, 24));
  EXPECT_DOUBLE_EQ(profile.points[3].along_m, 7.0);
  EXPECT_TRUE(std::isnan(profile.points[3].depth_m));  // no water is shown
  EXPECT_TRUE(profile_along(opened_->session, {at(90, 20)}, nullptr).points.empty());
}

TEST(Ticks, AreRoundNumbersAndRoundInstants) {
  EXPECT_EQ(round_ticks(0.0, 1.0, 5), (std::vector<double>{0.0, 0.2, 0.4, 0.2 * 3, 0.8, 1.0}));
  EXPECT_EQ(round_ticks(5.2, 6.9, 4), (std::vector<double>{5.5, 6.0, 6.5}));
  EXPECT_EQ(round_ticks(3.0, 3.0, 4), std::vector<double>{3.0});
  EXPECT_EQ(decimals_of(round_ticks(0.0, 1.0, 5)), 1);
  EXPECT_EQ(decimals_of({0.0, 50.0}), 0);
  const double start_s = *wall_clock_s("2025-09-30T11:30:00");
  std::vector<std::string> texts;
  for (const double s : clock_ticks(start_s, start_s + 3600.0, 4)) texts.push_back(tick_text(s));
  EXPECT_EQ(texts, (std::vector<std::string>{"11:30", "11:45", "12:00", "12:15", "12:30"}));
  EXPECT_EQ(tick_text(*wall_clock_s("2025-10-01T00:00:00")), "01/10");
}

}  // namespace
}  // namespace twin
