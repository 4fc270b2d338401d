// What people saw beside what a run says, worked out by hand on the lane between houses: without
// losses 30 mm/h raise it by 5 mm a minute, to 0.15 m after 30 minutes and 0.30 m after 60.
#include "scenarios/flood/observed.h"

#include <gtest/gtest.h>

#include <cmath>

#include "layers/ward/land_cover.h"
#include "tests/scenarios/flood/flood_ward.h"

namespace twin {
namespace {

constexpr const char* kStart = "2025-09-30T11:30:00+07:00";

FloodReport report(const std::string& id, double x_m, const std::string& time,
                   std::optional<double> depth_m) {
  FloodReport made;
  made.id = id;
  made.place = {x_m, 9};
  made.time = time;
  made.depth_m = depth_m;
  made.uncertain_m = 3.0;
  return made;
}

FloodSpot spot(const std::string& id, const std::string& seen, std::optional<double> depth_m) {
  FloodSpot made;
  made.id = id;
  made.place = {20, 9};
  made.seen = seen;
  made.depth_m = depth_m;
  made.uncertain_m = 5.0;
  return made;
}

/// The lane at 5 m in the west, its east half a metre higher and so dry: all water runs west.
WardLayers surveyed_ward() {
  WardLayers layers = lane_between_houses(6.0);
  layers.terrain.provenance.source = Source::surveyed;
  return layers;
}

/// An hour of 30 mm/h from 11:30, and half an hour more.
FloodOf flood(const WardLayers& layers, const std::string& start = kStart) {
  Settings settings = closed_box(written("hour.csv", "time_s,mm_per_h\n0,30\n3600,0\n"), 5400.0);
  settings.put("observed_tolerance_s", 120.0);
  return FloodOf(layers, settings, 1, start);
}

std::vector<Verdict> verdicts(const FloodOf& run, const char* table) {
  std::vector<Verdict> all;
  for (const double code : run.column(table, "verdict")) {
    all.push_back(static_cast<Verdict>(static_cast<int>(code)));
  }
  return all;
}

// The west half takes all of the 24 m³ on 40 m²: 0.30 m at 12:00, 0.60 m at 12:30.
TEST(Observed, HitMissFalseAlarmAndWhatCannotBeCompared) {
  WardLayers layers = surveyed_ward();
  layers.reports = {report("R1", 10, "2025-09-30T12:30:00+07:00", 0.5),   // 0.60 m there
                    report("R2", 30, "2025-09-30T12:30:00+07:00", 0.3),   // dry there
                    report("R3", 10, "2025-09-30T12:30:00+07:00", 0.0),   // 0.60 m there
                    report("R4", 30, "2025-09-30T12:30:00+07:00", 0.0),   // dry there
                    report("R5", 10, "2025-09-30T18:00:00+07:00", 0.4)};  // after the run
  const FloodOf run = flood(layers);
  EXPECT_EQ(verdicts(run, "reports"),
            (std::vector{Verdict::hit, Verdict::miss, Verdict::false_alarm,
                         Verdict::correct_negative, Verdict::not_compared}));
  EXPECT_NEAR(run.column("reports", "simulated_depth_m")[0], 0.60, 0.02);
  EXPECT_LT(run.column("reports", "simulated_depth_m")[1], 0.03);  // what runs off
  EXPECT_EQ(run.column("reports", "observed_depth_m")[1], 0.3);
  EXPECT_EQ(run.measure("hits"), 1.0);
  EXPECT_EQ(run.measure("misses"), 1.0);
  EXPECT_EQ(run.measure("false_alarms"), 1.0);
  EXPECT_EQ(run.measure("correct_negatives"), 1.0);
  EXPECT_DOUBLE_EQ(run.measure("pod"), 1.0 / 2.0);
  EXPECT_DOUBLE_EQ(run.measure("far"), 1.0 / 2.0);
  EXPECT_DOUBLE_EQ(run.measure("csi"), 1.0 / 3.0);
  EXPECT_EQ(run.table("reports")[4].text("verdict_reason_vi"), "ngoài thời gian của lần chạy");
}

// At 11:42 the west half stands at 0.12 m, at 12:12 at 0.42 m, less the 2 cm that are still on
// their way on as much ground in the east: a report is compared with its time, here give or take 2
// minutes.
TEST(Observed, AReportIsComparedWithTheWaterOfItsTime) {
  WardLayers layers = surveyed_ward();
  layers.reports = {report("R1", 10, "2025-09-30T11:40:00+07:00", 0.3),
                    report("R2", 10, "2025-09-30T05:10:00Z", 0.3)};
  const FloodOf run = flood(layers);
  EXPECT_EQ(verdicts(run, "reports"), (std::vector{Verdict::miss, Verdict::hit}));
  EXPECT_NEAR(run.column("reports", "simulated_depth_m")[0], 0.12 - 0.02, 0.005);
  EXPECT_NEAR(run.column("reports", "simulated_depth_m")[1], 0.42 - 0.02, 0.005);
}

TEST(Observed, AFloodSpotIsComparedOnItsDayOnly) {
  WardLayers layers = surveyed_ward();
  layers.flood_spots = {spot("P1", "2025-09-30", std::nullopt), spot("P2", "2024-10-15", 0.4),
                        spot("P3", "", 0.4), spot("P4", "2025-09-30T12:30:00+07:00", 0.4)};
  const FloodOf run = flood(layers);
  EXPECT_EQ(verdicts(run, "flood_spots"), (std::vector{Verdict::hit, Verdict::not_compared,
                                                       Verdict::not_compared, Verdict::hit}));
  EXPECT_EQ(run.table("flood_spots")[1].text("verdict_reason_vi"),
            "ghi nhận vào ngày khác với lần chạy");
  EXPECT_NEAR(run.column("flood_spots", "simulated_depth_m")[1], 0.60, 0.02);  // to be looked at
  EXPECT_EQ(run.measure("hits"), 2.0);
  EXPECT_EQ(run.measure("pod"), 1.0);
}

// Nobody says where it was dry, so nobody can say that an alarm was false.
TEST(Observed, WithoutDryPlacesThereIsNoFalseAlarmRatio) {
  WardLayers layers = surveyed_ward();
  layers.reports = {report("R1", 10, "2025-09-30T12:30:00+07:00", 0.5)};
  const FloodOf run = flood(layers);
  EXPECT_EQ(run.measure("pod"), 1.0);
  EXPECT_FALSE(run.has("far"));
  EXPECT_FALSE(run.has("csi"));
  EXPECT_EQ(run.findings().all().back().outcome.en, "csi and far are left out");
}

TEST(Observed, OnAssumedTerrainThereIsNoScore) {
  WardLayers layers = surveyed_ward();
  layers.terrain.provenance.source = Source::assumed;
  layers.reports = {report("R1", 10, "2025-09-30T12:30:00+07:00", 0.5), report("R2", 10, "", 0.5)};
  const FloodOf run = flood(layers);
  EXPECT_EQ(verdicts(run, "reports"), (std::vector{Verdict::qualitative, Verdict::not_compared}));
  for (const char* measure :
       {"hits", "misses", "false_alarms", "correct_negatives", "pod", "far", "csi"}) {
    EXPECT_FALSE(run.has(measure)) << measure;
  }
  EXPECT_NEAR(run.column("reports", "simulated_depth_m")[0], 0.60, 0.02);
  EXPECT_EQ(run.table("reports")[0].text("verdict_reason_vi"),
            "địa hình là giả định: chỉ kiểm tra định tính");
  EXPECT_EQ(run.table("reports")[0].text("verdict_reason_en"),
            "the terrain is assumed: qualitative check only");
  EXPECT_EQ(run.findings().all().back().outcome.vi, "chỉ kiểm tra định tính: không chấm điểm");
}

TEST(Observed, WhatTellsTooLittleIsNotCompared) {
  WardLayers layers = surveyed_ward();
  layers.reports = {report("R1", 10, "hôm qua", 0.5),
                    report("R2", 10, "2025-09-30T12:30:00+07:00", std::nullopt),
                    report("R3", 500, "2025-09-30T12:30:00+07:00", 0.5)};
  const FloodOf run = flood(layers);
  EXPECT_EQ(verdicts(run, "reports"), std::vector(3, Verdict::not_compared));
  EXPECT_EQ(run.table("reports")[0].text("verdict_reason_vi"), "không rõ thời điểm");
  EXPECT_EQ(run.table("reports")[1].text("verdict_reason_vi"), "không ghi độ sâu");
  EXPECT_EQ(run.table("reports")[2].text("verdict_reason_vi"),
            "nằm ngoài vùng tính hoặc lọt giữa các nhà");
  EXPECT_FALSE(run.has("hits"));
}

TEST(Observed, WithoutAClockNothingIsCompared) {
  WardLayers layers = surveyed_ward();
  layers.reports = {report("R1", 10, "2025-09-30T12:30:00+07:00", 0.5)};
  const FloodOf run = flood(layers, "");
  EXPECT_EQ(run.table("reports")[0].text("verdict_reason_vi"), "lần chạy không có giờ bắt đầu");
}

// Four metres around x 22 m lie the cells at 19, 21, 23 and 25 m: one of the wet west, three of the
// dry east.
TEST(Observed, WhereNoneWasSeenTheMedianDecides) {
  WardLayers layers = surveyed_ward();
  layers.reports = {report("R1", 22, "2025-09-30T12:30:00+07:00", 0.0),
                    report("R2", 22, "2025-09-30T12:30:00+07:00", 0.2)};
  for (FloodReport& report : layers.reports) report.uncertain_m = 4.0;
  const FloodOf run = flood(layers);
  EXPECT_EQ(verdicts(run, "reports"), (std::vector{Verdict::correct_negative, Verdict::hit}));
}

// A run stopped two minutes after a report and gone on with still knows the water it saw then.
TEST(Observed, ASavedStateGoesOnAlike) {
  WardLayers layers = surveyed_ward();
  layers.reports = {report("R1", 10, "2025-09-30T11:31:00+07:00", 0.3)};
  const Ward ward(layers);
  const Settings settings{flood_settings()};
  const Needs needs;
  const Request request{.ward = ward, .settings = settings, .needs = needs, .start = kStart};
  const GridModel model = grid_model(ward, 2.0, 0.0, read_land_cover(*settings.file("land_cover")));
  const ObservedSettings near{.tolerance_s = 60.0};
  const Grid<float> dry(model.frame, 0.0F);
  Observed stopped(request, model, near, 600.0);
  stopped.look(60.0, Grid<float>(model.frame, 0.4F));
  Observed resumed(request, model, near, 600.0);
  resumed.load_state(stopped.save_state());
  resumed.look(180.0, dry);  // beyond the tolerance
  Collected out(kFlood.results, "flood");
  resumed.write(dry, out);
  EXPECT_EQ(out.column("reports", "simulated_depth_m")[0], static_cast<double>(0.4F));
  EXPECT_EQ(out.measure("hits"), 1.0);
  EXPECT_THROW(resumed.load_state("cut off"), InputError);
}

TEST(Observed, AScoreOfNothingIsNone) {
  EXPECT_FALSE(ObservedScore{}.pod());
  EXPECT_FALSE((ObservedScore{.hits = 3}).csi());
  EXPECT_EQ((ObservedScore{.hits = 3, .misses = 1, .correct_negatives = 2}).csi(), 0.75);
  EXPECT_EQ((ObservedScore{.hits = 3, .correct_negatives = 2}).far(), 0.0);
  EXPECT_EQ((ObservedScore{.false_alarms = 2}).far(), 1.0);
}

}  // namespace
}  // namespace twin
