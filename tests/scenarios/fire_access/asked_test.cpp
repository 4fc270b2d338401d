#include "scenarios/fire_access/asked.h"

#include <gtest/gtest.h>

#include <array>
#include <memory>

#include "engine/results/collected.h"
#include "tests/scenarios/fire_access/fire_town.h"

namespace twin::fire {
namespace {

constexpr std::array<ResultField, 2> kDepths{
    {{.name = "depth_m", .unit = "m", .kind = FieldKind::frames},
     {.name = "max_depth_m", .unit = "m", .kind = FieldKind::grid}}};

/// A flood from 6 o'clock that is 10, 20 and 30 cm deep everywhere after 0, 30 and 60 minutes.
std::shared_ptr<const Collected> rising(const std::string& start) {
  auto flood = std::make_shared<Collected>(kDepths, "flood", start);
  const GridFrame frame{.north_west = {-10, 310}, .cell_m = 20.0, .rows = 17, .cols = 22};
  flood->frame("depth_m", 0.0, Grid<float>(frame, 0.1F));
  flood->frame("depth_m", 1800.0, Grid<float>(frame, 0.2F));
  flood->frame("depth_m", 3600.0, Grid<float>(frame, 0.3F));
  flood->grid("max_depth_m", Grid<float>(frame, 0.35F));
  return flood;
}

/// Depth on the street in a run that begins at `start` and asks for `minute` of the flood.
float depth_m(const std::string& start, double minute,
              const std::string& flood_start = "2026-03-02T06:00:00+07:00") {
  const Ward ward(test::one_lane());
  Settings settings(fire_settings());
  settings.put("flood_at_min", minute);
  const Needs needs = {{"flood", rising(flood_start)}};
  const FloodHeads heads =
      heads_of({.ward = ward, .settings = settings, .needs = needs, .start = start});
  return heads[ward.streets().along(0)[0]].front();
}

double hour(const std::string& start, double clock_h) {
  const Ward ward(test::one_lane());
  Settings settings(fire_settings());
  settings.put("clock_h", clock_h);
  const Needs needs;
  return model_of({.ward = ward, .settings = settings, .needs = needs, .start = start}).travel.hour;
}

TEST(FireAccessAsked, TheHourIsTheSettingsElseTheStartsElseNoon) {
  EXPECT_DOUBLE_EQ(hour("2026-03-02T18:30:00+07:00", 5.0), 5.0);
  EXPECT_DOUBLE_EQ(hour("2026-03-02T18:30:00+07:00", -1.0), 18.5);
  EXPECT_DOUBLE_EQ(hour("", -1.0), 12.0);
}

TEST(FireAccessAsked, TheDeepestOfTheFloodCountsUnlessAMinuteIsAskedFor) {
  EXPECT_EQ(depth_m("2026-03-02T06:00:00+07:00", -1.0), 0.35F);
  EXPECT_EQ(depth_m("2026-03-02T06:00:00+07:00", 30.0), 0.2F);
}

TEST(FireAccessAsked, MinutesCountFromTheRunsOwnStart) {
  // A fire at 6:25 in the flood of 6:00: after 10 minutes, 35 of the flood, its frame at 30.
  EXPECT_EQ(depth_m("2026-03-02T06:25:00+07:00", 10.0), 0.2F);
  EXPECT_EQ(depth_m("2026-03-02T06:25:00+07:00", 25.0), 0.3F);
  EXPECT_EQ(depth_m("2026-03-01T23:30:00+00:00", 0.0), 0.2F);   // 6:30 in Hà Nội
  EXPECT_EQ(depth_m("2026-03-02T05:00:00+07:00", 10.0), 0.1F);  // not yet: its first frame
}

TEST(FireAccessAsked, MinutesCountFromTheFloodsStartWhereEitherHasNone) {
  EXPECT_EQ(depth_m("", 30.0), 0.2F);
  EXPECT_EQ(depth_m("2026-03-02T18:00:00+07:00", 30.0, ""), 0.2F);
}

TEST(FireAccessAsked, WithoutAFloodAllIsDry) {
  const Ward ward(test::one_lane());
  const Settings settings(fire_settings());
  const Needs needs;
  EXPECT_TRUE(heads_of({.ward = ward, .settings = settings, .needs = needs}).empty());
}

}  // namespace
}  // namespace twin::fire
