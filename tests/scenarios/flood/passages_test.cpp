// When who can pass along a lane, on depths laid out by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "layers/ward/land_cover.h"
#include "scenarios/flood/flood_record.h"
#include "tests/scenarios/flood/flood_ward.h"

namespace twin {
namespace {

/// The lane between houses, looked at once a minute.
class Lane {
 public:
  /// All of it this deep and this fast, in the minute that begins now.
  void next(double depth_m, double speed_mps = 0.0) {
    const GridFrame& frame = model_.frame;
    record_.look(time_s_, Grid<float>(frame, static_cast<float>(depth_m)),
                 Grid<float>(frame, static_cast<float>(speed_mps)), Grid<float>(frame, 0.0F));
    time_s_ += 60.0;
  }
  const FloodRecord::Passage& of(Traveller who) const { return record_.ways()[0].of(who); }
  FloodRecord& record() { return record_; }
  const GridModel& model() const { return model_; }

 private:
  Settings settings_{flood_settings()};
  Ward ward_{lane_between_houses(5.0)};
  GridModel model_ = grid_model(ward_, 2.0, 0.0, read_land_cover(*settings_.file("land_cover")));
  FloodRecord record_{model_, {}};
  double time_s_ = 0.0;
};

// Minutes 0 to 8.
TEST(Passages, TheLastMinuteIsTheOneBeforeTheFirstBlocked) {
  Lane lane;
  for (const double depth_m : {0.0, 0.2, 0.35, 0.55, 0.65, 0.35, 0.2, 0.32, 0.1})
    lane.next(depth_m);
  const auto expect = [&](Traveller who, double last_min, double blocked_min, double again_min) {
    EXPECT_EQ(lane.of(who).last_pass_s, 60.0 * last_min);
    EXPECT_EQ(lane.of(who).blocked_s, 60.0 * blocked_min);
    EXPECT_EQ(lane.of(who).open_again_s, 60.0 * again_min);
  };
  expect(Traveller::pedestrian, 2, 2, 5);   // deeper than 0.50 m is H3: minutes 3 and 4
  expect(Traveller::motorbike, 1, 5, 8);    // from 0.30 m: minutes 2 to 5, and 7
  expect(Traveller::car, 1, 5, 8);          // the head of still water is its depth
  expect(Traveller::fire_engine, 3, 1, 5);  // from 0.60 m: minute 4
}

TEST(Passages, ALaneThatStaysOpenHasNoLastMinute) {
  Lane lane;
  for (const double depth_m : {0.0, 0.1, 0.29}) lane.next(depth_m);
  for (const Traveller who : {Traveller::pedestrian, Traveller::motorbike, Traveller::car}) {
    EXPECT_TRUE(std::isnan(lane.of(who).last_pass_s));
    EXPECT_TRUE(std::isnan(lane.of(who).open_again_s));
    EXPECT_EQ(lane.of(who).blocked_s, 0.0);
  }
}

TEST(Passages, ALaneBlockedFromTheStartToTheEndNeverOpens) {
  Lane lane;
  lane.next(0.4);
  lane.next(0.4);
  EXPECT_EQ(lane.of(Traveller::motorbike).last_pass_s, 0.0);
  EXPECT_EQ(lane.of(Traveller::motorbike).blocked_s, 60.0);
  EXPECT_TRUE(std::isnan(lane.of(Traveller::motorbike).open_again_s));
}

// 0.10 m at 2.5 m/s: faster than the 2 m/s of H1 to H4, and a head of 0.10 + 0.32 m.
TEST(Passages, FastWaterStopsPeopleAndCarsBeforeMotorbikes) {
  Lane lane;
  lane.next(0.0);
  lane.next(0.1, 2.5);
  EXPECT_EQ(lane.of(Traveller::pedestrian).last_pass_s, 0.0);
  EXPECT_EQ(lane.of(Traveller::car).last_pass_s, 0.0);
  EXPECT_TRUE(std::isnan(lane.of(Traveller::motorbike).last_pass_s));
}

// 0.35 m for two minutes, 0.55 m for one.
TEST(Passages, DurationsAreKeptForThreeDepths) {
  Lane lane;
  for (const double depth_m : {0.0, 0.35, 0.35, 0.55, 0.2}) lane.next(depth_m);
  const auto cell = lane.model().frame.cell_at({21, 9});
  ASSERT_TRUE(cell);
  EXPECT_EQ(lane.record().duration_s()(*cell), 240.0F);  // from 0.15 m
  EXPECT_EQ(lane.record().duration_30cm_s()(*cell), 180.0F);
  EXPECT_EQ(lane.record().duration_50cm_s()(*cell), 60.0F);
  EXPECT_EQ(lane.record().peak_s()(*cell), 180.0F);
}

TEST(Passages, ASavedRecordGoesOnAlike) {
  Lane whole;
  Lane resumed;
  for (const double depth_m : {0.0, 0.4}) whole.next(depth_m);
  for (int i = 0; i < 2; ++i) resumed.next(0.0);
  resumed.record().load_state(whole.record().save_state());
  for (const double depth_m : {0.4, 0.1}) {
    whole.next(depth_m);
    resumed.next(depth_m);
  }
  EXPECT_EQ(resumed.of(Traveller::car).last_pass_s, 0.0);
  EXPECT_EQ(resumed.of(Traveller::car).open_again_s, 180.0);
  EXPECT_EQ(resumed.record().save_state(), whole.record().save_state());
}

}  // namespace
}  // namespace twin
