// What is known at which time and place, and what is not: never a frozen state, never 0.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/tiny_times.h"
#include "tests/viewer/opened_ward.h"
#include "viewer/look/words.h"
#include "viewer/model/click.h"
#include "viewer/model/facts.h"
#include "viewer/model/grid_instant.h"
#include "viewer/model/listing.h"
#include "viewer/model/row_values.h"
#include "viewer/model/time_marks.h"

namespace twin {
namespace {

constexpr double kHour_s = 3600.0;

/// The tiny ward under runs of several days.
class KnownTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    opened_ = std::make_unique<OpenedWard>();  // run 0: a flood of one hour on 30/9, from 11:30
    const auto add = [](const char* name, const TinyTimes& times) {
      write_tiny_times(opened_->file(name), opened_->file("ward"), times);
      return opened_->session.open(opened_->file(name));
    };
    noon_ = add("noon", {.start = "2025-09-30T12:20:00+07:00"});
    evening_ = add("evening", {.start = "2025-09-30T18:00:00+07:00"});
    other_day_ = add("other_day", {.start = "2024-08-05T08:00:00+07:00", .cost = 4.0});
    clockless_ = add("clockless", {.start = ""});
  }
  static void TearDownTestSuite() { opened_.reset(); }

  static const Session& session() { return opened_->session; }
  static Choice choice(std::size_t run, const std::string& field, const std::string& table = {}) {
    const auto it = std::ranges::find_if(session().choices(), [&](const Choice& one) {
      return one.run == run && one.field->name == field && one.field->table == table;
    });
    EXPECT_NE(it, session().choices().end()) << field;
    return *it;
  }
  static double start_s(std::size_t run) { return session().runs()[run]->start_s(); }
  static GridSource source(const Choice& of) {
    const twin::Run& run = *session().runs()[of.run];
    return {.bundle = &run.bundle(),
            .field = of.field,
            .times_s = run.times_s(*of.field),
            .areas = {},
            .computed = run.computed_field(*of.field)};
  }
  static Cell cell(double x_m, double y_m) {
    return *session().world().ground.frame().cell_at({kTinyWest_m + x_m, kTinySouth_m + y_m});
  }
  static float texel(const GridInstant& grid, Cell cell) {
    return grid.drawn.texels[static_cast<std::size_t>(cell.row * grid.drawn.frame.cols + cell.col)];
  }
  static std::string told(const std::vector<FactSection>& sections, const Text& run,
                          const std::string& what) {
    for (const FactSection& section : sections) {
      if (!section.title.vi.starts_with(run.vi)) continue;
      for (const Fact& fact : section.facts) {
        if (fact.what.vi == what) return fact.value.vi;
      }
    }
    return "not told";
  }

  static inline std::unique_ptr<OpenedWard> opened_;
  static inline std::size_t noon_ = 0, evening_ = 0, other_day_ = 0, clockless_ = 0;
};

TEST(InstantAt, IsTheLastOneNotAfterATimeWithinTheSpan) {
  const std::vector<double> times_s = {100.0, 200.0, 400.0};
  EXPECT_EQ(instant_at(times_s, 100.0), 0U);
  EXPECT_EQ(instant_at(times_s, 399.0), 1U);
  EXPECT_EQ(instant_at(times_s, 400.3), 2U);  // sums of wall clocks are rounded
  EXPECT_FALSE(instant_at(times_s, 99.0));
  EXPECT_FALSE(instant_at(times_s, 401.0));
  EXPECT_FALSE(instant_at({}, 0.0));
}

TEST(TellApart, OnlyWhatReadsAlikeIsTold) {
  std::vector<Text> titles = {"depth", "speed", "depth", "speed"};
  tell_apart(titles, {"lanes", "lanes", "houses", "lanes"});
  EXPECT_EQ(titles, (std::vector<Text>{"depth (lanes)", "speed", "depth (houses)", "speed"}));
  tell_apart(titles, {"A", "A", "A", "B"});
  EXPECT_EQ(titles,
            (std::vector<Text>{"depth (lanes)", "speed (A)", "depth (houses)", "speed (B)"}));
}

TEST_F(KnownTest, RunsOfOneDayShareTheClockOthersAreLaidOverEachOther) {
  EXPECT_TRUE(session().share_clock(0, noon_));     // 11:30–12:30 and 12:20–12:40
  EXPECT_TRUE(session().share_clock(0, evening_));  // the same day, hours apart
  EXPECT_FALSE(session().share_clock(0, other_day_));
  EXPECT_FALSE(session().share_clock(0, clockless_));
  EXPECT_TRUE(session().share_clock(clockless_, clockless_));
  EXPECT_EQ(session().start_on_clock_of_s(0, evening_), start_s(evening_));
  EXPECT_EQ(session().start_on_clock_of_s(0, other_day_), start_s(0));
  EXPECT_EQ(session().start_on_clock_of_s(0, clockless_), start_s(0));
}

TEST_F(KnownTest, ARunIsAskedAboutItsOwnTimeAndNeverBeyond) {
  EXPECT_EQ(session().since_start_s(noon_, start_s(noon_) + 300.0), 300.0);
  // At 12:00 the flood goes on, and the run of noon of that day has not begun.
  EXPECT_FALSE(session().since_start_s(noon_, start_s(0) + 1800.0));
  EXPECT_EQ(session().since_start_s(other_day_, start_s(0) + 900.0), 900.0);
  EXPECT_FALSE(session().since_start_s(other_day_, start_s(0) + 1800.0));  // it ended at 1200 s
}

TEST_F(KnownTest, TheFirstChoiceThatMovesLeadsTheClock) {
  const Choice still = choice(0, "max_depth_m");
  const Choice moving = choice(other_day_, "flow", "lanes");
  const std::vector<Choice> both = {still, moving};
  EXPECT_EQ(session().leading(both), moving);
  EXPECT_EQ(session().leading(std::vector{still}), still);
  EXPECT_FALSE(session().leading({}));
}

TEST_F(KnownTest, TheRiverDoesNotMakeThePeak) {
  const Choice water = choice(noon_, "depth_m");
  EXPECT_EQ(session().wall_peak_s(water), start_s(noon_) + 1200.0);  // 3.0 m of river before
  EXPECT_EQ(session().wall_peak_if_found_s(water), start_s(noon_) + 1200.0);
  EXPECT_FALSE(session().searches_peaks());
}

TEST_F(KnownTest, MarksLieOnTheClockOfWhatIsShownAtTheirExactTimes) {
  const std::vector<Choice> shown = {choice(0, "depth_m"), choice(other_day_, "flow", "lanes")};
  for (const Choice& one : shown) session().wall_peak_s(one);
  const std::vector<TimeMark> marks = time_marks(session(), shown);
  ASSERT_EQ(marks.size(), 4U);
  EXPECT_EQ(marks[0].kind, MarkKind::first);  // lane L1 at 600 s of another day
  EXPECT_EQ(marks[0].wall_s, start_s(0) + 600.0);
  EXPECT_EQ(marks[0].what.vi, "sớm nhất: lúc bắt đầu ngập (ngõ, ngách)");
  EXPECT_EQ(marks[1].wall_s, start_s(0) + 600.0);  // house B3
  EXPECT_EQ(marks[2].kind, MarkKind::peak);        // of the flow, at its last instant
  EXPECT_EQ(marks[2].wall_s, start_s(0) + 1200.0);
  EXPECT_EQ(marks[3].wall_s, start_s(0) + 1800.0);  // of the flood
  EXPECT_EQ(exact_clock_text(marks[0].wall_s + 30.0), "11:40:30 · 30/09/2025");
  EXPECT_EQ(elapsed_text(5400.0).vi, "1 giờ 30 phút từ lúc bắt đầu");
}

TEST_F(KnownTest, TheWaterOfARiverIsNoFloodAndNotMissing) {
  const GridInstant water = grid_instant(
      session().world(),
      {.of = source(choice(noon_, "depth_m")), .as = ShownAs::water, .of_water = true}, 2);
  EXPECT_LE(texel(water, cell(224, 60)), 0.0F);
  EXPECT_GT(texel(water, cell(224, 60)), kNothing);
  EXPECT_FLOAT_EQ(texel(water, cell(20, 20)), 0.3F);
  EXPECT_EQ(texel(water, cell(20, 140)), kNotComputed);
  EXPECT_LE(texel(water, cell(224, 140)), 0.0F);  // in the river nothing is missing either
  EXPECT_GT(texel(water, cell(224, 140)), kNothing);
}

TEST_F(KnownTest, WhatNeverHappenedIsPlainAndWhatWasNotComputedIsMissing) {
  const GridInstant arrival =
      grid_instant(session().world(), {.of = source(choice(noon_, "arrival_s"))}, 0);
  EXPECT_EQ(texel(arrival, cell(20, 20)), 600.0F);
  EXPECT_EQ(texel(arrival, cell(180, 80)), kNothing);
  EXPECT_EQ(texel(arrival, cell(180, 140)), kNotComputed);
  const twin::Run& run = *session().runs()[noon_];
  const FeatureValues lanes = drawn_rows(run, *choice(noon_, "arrival_s", "lanes").field);
  EXPECT_EQ(lanes.values[0], 600.0F);
  EXPECT_TRUE(never_happened(lanes.values[1]));
  const ManifestField* houses = run.manifest().field("arrival_s", "buildings");
  const FeatureValues drawn = drawn_rows(run, *houses);
  EXPECT_TRUE(std::isnan(drawn.values[0]));
  EXPECT_TRUE(never_happened(drawn.values[1]));
}

TEST_F(KnownTest, FactsTellItInWords) {
  const twin::Run& run = *session().runs()[noon_];
  const Text title = name_of_run(session(), noon_);
  const auto asked = [&](double x_m, double y_m) {
    const Picked there{.at = {kTinyWest_m + x_m, kTinySouth_m + y_m}, .z_m = 5.0, .building = {}};
    const Target target = target_at(session(), there, 0.0, {});
    return inspected(session(), target, all_runs(session(), run.start_s() + 1200.0)).sections;
  };
  EXPECT_EQ(told(asked(180, 80), title, "lúc bắt đầu ngập"), "không xảy ra");
  EXPECT_EQ(told(asked(180, 140), title, "lúc bắt đầu ngập"), "không tính ở đây");
  EXPECT_EQ(told(asked(20, 20), title, "lúc bắt đầu ngập"), "12:30 · 30/09/2025");
  // On lane L1 the lane tells it too.
  EXPECT_EQ(told(asked(60, 80), title, "lúc bắt đầu ngập (ngõ, ngách)"), "12:30 · 30/09/2025");
  EXPECT_EQ(told(asked(60, 80), title, "lúc bắt đầu ngập (mặt đất)"), "12:30 · 30/09/2025");
  EXPECT_EQ(told(asked(224, 60), title, "depth_m (lúc đang xem)"),
            "2,0\u00a0m (nước thường xuyên, không phải ngập)");
  EXPECT_EQ(told(asked(224, 60), title, "mực nước sông (lúc đang xem)"), "3,00 m");
  // Of the flood there is no depth in the river.
  EXPECT_EQ(told(asked(224, 60), name_of_run(session(), 0), "mực nước sông (lúc đang xem)"),
            "kết quả không cho biết; đang vẽ ở mức thường ngày");
}

TEST_F(KnownTest, ListsTellItInWords) {
  const Listing lanes =
      listing_of(session(), {.run = noon_, .table = "lanes"}, start_s(noon_), Language::vietnamese);
  const auto arrival = std::ranges::find(lanes.columns, "arrival_s", &ListColumn::name);
  EXPECT_EQ(arrival->shown(0, Language::vietnamese), "12:30 · 30/09/2025");
  EXPECT_EQ(arrival->shown(1, Language::vietnamese), "không xảy ra");
}

TEST_F(KnownTest, AChangeIsTakenOffTheSameTimeAndIsNotKnownBeyondTheRunBefore) {
  const GridOrder order{.of = source(choice(0, "depth_m")),               // 0 … 3600 s
                        .before = source(choice(other_day_, "depth_m")),  // 0 … 1200 s
                        .of_water = true};
  const Cell street = cell(20, 20);
  // At 900 s the run before stands at its instant of 600 s: 0.1 m.
  EXPECT_NEAR(grid_instant(session().world(), order, 1).values(street), -0.1, 1e-6);
  EXPECT_TRUE(std::isnan(grid_instant(session().world(), order, 2).values(street)));
}

TEST(ChangeDrawn, OfWhatNeverHappenedIsNoNumber) {
  EXPECT_FLOAT_EQ(change_drawn(1.0F, 3.0F), 2.0F);
  EXPECT_TRUE(never_happened(change_drawn(kNothing, kNothing)));
  EXPECT_TRUE(std::isnan(change_drawn(kNothing, 3.0F)));
  EXPECT_TRUE(std::isnan(change_drawn(1.0F, kNothing)));
}

}  // namespace
}  // namespace twin
