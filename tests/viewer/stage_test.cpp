#include "viewer/scene/stage.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>

#include "tests/support/tiny_times.h"
#include "tests/viewer/gauges_run.h"
#include "tests/viewer/has_egl.h"
#include "tests/viewer/opened_ward.h"
#include "viewer/app/studio.h"

namespace twin {
namespace {

/// Runs of several days over the tiny ward, drawn without a window.
class StageTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!has_egl()) GTEST_SKIP() << "no EGL here: pictures can't be drawn";
  }
  std::size_t add(const char* name, const TinyTimes& times) {
    write_tiny_times(opened_.file(name), opened_.file("ward"), times);
    return opened_.session.open(opened_.file(name));
  }
  Choice choice(std::size_t run, const std::string& field, const std::string& table = {}) const {
    return *std::ranges::find_if(opened_.session.choices(), [&](const Choice& one) {
      return one.run == run && one.field->name == field && one.field->table == table;
    });
  }
  double start_s(std::size_t run) const { return opened_.session.runs()[run]->start_s(); }
  /// Shows these and nothing else, at their start.
  void show(Stage& stage, const std::vector<Choice>& choices) const {
    for (const Slot slot : {Slot::grid, Slot::lines, Slot::buildings, Slot::points}) {
      stage.clear(slot);
    }
    stage.set_wall_time_s(start_s(choices.front().run));
    for (const Choice& one : choices) stage.choose(one);
  }
  static ShotOrder from_above() {
    return {.width = 640, .height = 360, .bookmark = "top", .samples = 0};
  }
  /// The part of a picture over which nothing is written.
  static QImage middle(Studio& studio) { return studio.picture().copy(180, 100, 360, 180); }
  static std::vector<std::string> notes(Studio& studio) {
    update_overlay(studio.overlay(), studio.stage());
    return studio.overlay().notes;
  }

  OpenedWard opened_;  // run 0: 30/9/2025, 11:30–12:30
};

TEST_F(StageTest, TwoRunsWithoutARampAreComparedByOneLegend) {
  const std::size_t cheap = add("cheap", {.cost = 1.0});
  const std::size_t dear = add("dear", {.cost = 4.0});
  Studio studio(opened_.session, from_above());
  Stage& stage = studio.stage();
  show(stage, {choice(cheap, "cost", "lanes")});
  stage.compare({.run = dear, .how = CompareAs::swipe});
  const auto bounds = [&](std::size_t side) {
    std::vector<double> from;
    for (const LegendClass& one : stage.side(side).legend(*stage.side(side).shown(Slot::lines))) {
      from.push_back(one.from);
    }
    return from;
  };
  // 1 and 10 beside 4 and 40: (40 − 1) / 6 = 6.5, so steps of ten.
  EXPECT_EQ(bounds(0), (std::vector<double>{0, 10, 20, 30, 40}));
  EXPECT_EQ(bounds(0), bounds(1));
}

TEST_F(StageTest, BeyondItsSpanARunIsHatchedAndThePictureSaysSo) {
  const std::size_t noon = add("noon", {});  // 11:30–11:50
  Studio studio(opened_.session, from_above());
  Stage& stage = studio.stage();
  show(stage, {choice(0, "depth_m"), choice(noon, "flow", "lanes")});
  stage.set_wall_time_s(start_s(0) + 1200.0);
  EXPECT_TRUE(notes(studio).empty());
  EXPECT_EQ(stage.side(0).value_now(Slot::lines, 0), 30.0F);
  const QImage known = middle(studio);
  stage.set_wall_time_s(start_s(0) + 1500.0);
  EXPECT_TRUE(std::isnan(stage.side(0).value_now(Slot::lines, 0)));
  EXPECT_NE(stage.water_now(), nullptr);  // the other run goes on
  ASSERT_EQ(notes(studio).size(), 1U);
  EXPECT_EQ(notes(studio).front(),
            "Không có kết quả vào lúc này: Chạy thử noon (chỉ tính 11:30–11:50)");
  EXPECT_NE(middle(studio), known);

  stage.set_wall_time_s(start_s(0) + 3700.0);
  EXPECT_EQ(stage.water_now(), nullptr);
  EXPECT_EQ(notes(studio).size(), 2U);
  const auto& rows = studio.overlay().legends.front().rows;
  EXPECT_EQ(rows.back().text, "không có kết quả vào lúc này");
  stage.set_wall_time_s(start_s(0));
  EXPECT_NE(stage.water_now(), nullptr);
}

TEST_F(StageTest, RunsOfOtherDaysAreLaidOverTheFirstFromTheirStartsOn) {
  const std::size_t august = add("august", {.start = "2024-08-05T08:00:00+07:00"});
  Studio studio(opened_.session, from_above());
  Stage& stage = studio.stage();
  show(stage, {choice(0, "depth_m"), choice(august, "flow", "lanes")});
  EXPECT_EQ(stage.wall_times_s().front(), start_s(0));
  EXPECT_EQ(stage.wall_times_s().back(), start_s(0) + 3600.0);  // no gap of a year
  stage.set_wall_time_s(start_s(0) + 600.0);
  EXPECT_EQ(stage.side(0).value_now(Slot::lines, 0), 20.0F);
  ASSERT_EQ(notes(studio).size(), 1U);
  EXPECT_EQ(notes(studio).front(),
            "Chạy thử august: khác ngày, tính từ lúc bắt đầu, 08:10 · 05/08/2024");
  // Without the flood the other run leads the clock, as long after its start.
  stage.clear(Slot::grid);
  EXPECT_EQ(stage.wall_time_s(), start_s(august) + 600.0);
  EXPECT_EQ(stage.side(0).value_now(Slot::lines, 0), 20.0F);
  EXPECT_TRUE(notes(studio).empty());
}

TEST_F(StageTest, ARunWithoutAStartTimeTellsHoursSinceItsStartOnly) {
  const std::size_t run = add("clockless", {.start = ""});
  Studio studio(opened_.session, from_above());
  show(studio.stage(), {choice(run, "depth_m")});
  studio.stage().set_wall_time_s(600.0);
  EXPECT_TRUE(notes(studio).empty());
  EXPECT_EQ(studio.overlay().clock, "0 giờ 10 phút từ lúc bắt đầu");
  EXPECT_TRUE(studio.overlay().elapsed.empty());
}

TEST_F(StageTest, ALegendHasRowsForWhatHasNoValueAndForWhatNeverHappened) {
  const std::size_t run = add("times", {});
  Studio studio(opened_.session, from_above());
  show(studio.stage(), {choice(run, "arrival_s", "lanes"), choice(run, "arrival_s", "buildings")});
  update_overlay(studio.overlay(), studio.stage());
  const auto tells = [&](std::size_t legend, const char* text) {
    return std::ranges::any_of(studio.overlay().legends[legend].rows,
                               [&](const auto& row) { return row.text == text; });
  };
  EXPECT_TRUE(tells(0, "không xảy ra"));  // lane L2
  EXPECT_FALSE(tells(0, "không có giá trị"));
  EXPECT_TRUE(tells(1, "không xảy ra"));  // house B2
  EXPECT_TRUE(tells(1, "không có giá trị"));
}

TEST_F(StageTest, LegendsThatReadAlikeTellTheirLayers) {
  const std::size_t run = add("times", {});
  Studio studio(opened_.session, from_above());
  const auto titles = [&] {
    update_overlay(studio.overlay(), studio.stage());
    std::vector<std::string> all;
    for (const OverlayLegend& one : studio.overlay().legends) all.push_back(one.title);
    return all;
  };
  using Titles = std::vector<std::string>;
  show(studio.stage(), {choice(run, "arrival_s"), choice(run, "cost", "lanes")});
  EXPECT_EQ(titles(), (Titles{"Lúc bắt đầu ngập", "Cost (đồng)"}));
  show(studio.stage(), {choice(run, "arrival_s"), choice(run, "arrival_s", "lanes"),
                        choice(run, "arrival_s", "buildings")});
  EXPECT_EQ(titles(), (Titles{"Lúc bắt đầu ngập (mặt đất)", "Lúc bắt đầu ngập (ngõ, ngách)",
                              "Lúc bắt đầu ngập (nhà, công trình)"}));
}

TEST_F(StageTest, TheRiverStandsAsTheRunShownTells) {
  const std::size_t run = add("times", {});
  Studio studio(opened_.session, from_above());
  Stage& stage = studio.stage();
  const auto level_m = [&](double since_s) {
    stage.set_wall_time_s(start_s(run) + since_s);
    return stage.side(0).river_levels_m().front();
  };
  show(stage, {choice(run, "depth_m")});
  EXPECT_FLOAT_EQ(level_m(0.0), 4.0F);  // 3 m over the bed at 1 m
  EXPECT_FLOAT_EQ(level_m(700.0), 3.5F);
  EXPECT_FLOAT_EQ(level_m(1200.0), 3.0F);
  EXPECT_FLOAT_EQ(level_m(1300.0), 3.3F);  // not known: as on a usual day
  EXPECT_FLOAT_EQ(level_m(0.0), 4.0F);
  stage.clear(Slot::grid);
  EXPECT_FLOAT_EQ(stage.side(0).river_levels_m().front(), 3.3F);
  show(stage, {choice(0, "depth_m")});
  EXPECT_FLOAT_EQ(level_m(600.0), 3.3F);
}

TEST_F(StageTest, AStopWithoutACaptionHasNoBand) {
  Studio studio(opened_.session, from_above());
  studio.picture();  // the first of a process has slanted names a little otherwise
  const QImage without = studio.picture();
  studio.overlay().counter = "2 / 3";
  EXPECT_EQ(studio.picture(), without);
  studio.overlay().caption = "Ngập cao nhất";
  EXPECT_NE(studio.picture(), without);
}

/// Of the points with values: what is written beside each, or how it is painted without one.
std::vector<std::string> points_on(Studio& studio) {
  update_overlay(studio.overlay(), studio.stage());
  std::vector<std::string> told;
  for (const ValuedPoint& point : studio.overlay().sides[0].points) {
    const std::string id = (*point.table)[point.row].text("id").value_or("");
    const bool striped = point.swatch.colour.empty() && !point.swatch.plain;
    told.push_back(id + " " + (striped ? "striped" : point.swatch.plain ? "plain" : point.text));
  }
  return told;
}

TEST_F(StageTest, APointWithoutAValueIsHatchedAndOneWhereNothingHappenedIsPlain) {
  write_gauges_run(opened_.file("gauges"), opened_.file("ward"));
  const std::size_t run = opened_.session.open(opened_.file("gauges"));
  Studio studio(opened_.session, from_above());
  Stage& stage = studio.stage();
  const auto last_row = [&] { return studio.overlay().legends.front().rows.back().text; };
  using Told = std::vector<std::string>;

  show(stage, {choice(run, "level_m", "gauges")});
  EXPECT_EQ(points_on(studio), (Told{"G2 striped", "G3 striped", "G1 5,0\u00a0m"}));
  EXPECT_EQ(last_row(), "không có giá trị");
  stage.set_wall_time_s(start_s(run) + 600.0);
  EXPECT_EQ(points_on(studio), (Told{"G3 striped", "G1 6,0\u00a0m", "G2 4,0\u00a0m"}));
  stage.set_wall_time_s(start_s(run) + 700.0);  // the run has ended
  EXPECT_EQ(points_on(studio), (Told{"G1 striped", "G2 striped", "G3 striped"}));
  EXPECT_EQ(last_row(), "không có kết quả vào lúc này");
  studio.picture();  // the first of a process has slanted names a little otherwise
  const QImage striped = middle(studio);
  studio.overlay().sides[0].points.clear();
  EXPECT_NE(middle(studio), striped);

  show(stage, {choice(run, "arrival_s", "gauges")});
  EXPECT_EQ(points_on(studio), (Told{"G2 plain", "G3 striped", "G1 600,0\u00a0giây"}));
  const auto& rows = studio.overlay().legends.front().rows;
  EXPECT_EQ(rows[rows.size() - 2].text, "không xảy ra");
  EXPECT_EQ(rows.back().text, "không có giá trị");
}

TEST_F(StageTest, ValuesThroughMoreInstantsThanATextureHasRowsAreAllShown) {
  const std::size_t few = add("few", {});
  const std::size_t many = add("many", {.instants = 4200});
  const auto at_end = [&](std::size_t run) {
    Studio studio(opened_.session, from_above());
    show(studio.stage(), {choice(run, "flow", "lanes")});
    studio.picture();  // the first of a process has slanted names a little otherwise
    const QImage start = middle(studio);
    studio.stage().set_wall_time_s(start_s(run) + 1200.0);
    const QImage end = middle(studio);
    EXPECT_NE(start, end);
    return end;
  };
  EXPECT_EQ(at_end(few), at_end(many));
}

TEST_F(StageTest, ARunOfAnotherVersionOfTheWardIsTold) {
  const std::size_t before = add("before", {});
  std::ofstream(opened_.file("ward") / "ward.toml", std::ios::app) << "# surveyed since\n";
  const std::size_t after = add("after", {});
  Studio studio(opened_.session, from_above());
  show(studio.stage(), {choice(after, "cost", "lanes")});
  EXPECT_TRUE(notes(studio).empty());
  show(studio.stage(), {choice(before, "cost", "lanes")});
  const std::vector<std::string> told = notes(studio);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_TRUE(told.front().ends_with(": tính trên bản khác của dữ liệu phường (ward.toml)"));
}

TEST_F(StageTest, AChangeBeyondTheFirstClassOfItsLegendIsPainted) {
  write_tiny_run(opened_.file("lower"), opened_.file("ward"), 5.2);  // 0.7 m lower at its height
  const std::size_t lower = opened_.session.open(opened_.file("lower"));
  Studio studio(opened_.session, from_above());
  show(studio.stage(), {choice(0, "max_depth_m")});
  studio.stage().compare({.run = lower, .how = CompareAs::change});
  const QImage change = middle(studio);
  int blue = 0;  // "30 cm shallower and more": #08519c
  for (int y = 0; y < change.height(); ++y) {
    for (int x = 0; x < change.width(); ++x) {
      const QRgb pixel = change.pixel(x, y);
      if (qBlue(pixel) > qRed(pixel) + 60) ++blue;
    }
  }
  EXPECT_GT(blue, 20);
}

}  // namespace
}  // namespace twin
