#include "engine/results/collected.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/small_run.h"

namespace twin {
namespace {

TEST(Collected, GivesBackWhatAScenarioWrote) {
  Collected run(kSmallFields, "small");
  write_small_run(run);
  EXPECT_EQ(run.measure("affected"), 3.0);
  EXPECT_EQ(run.column("buildings", "door_depth_m").front(), 0.34);
  EXPECT_TRUE(std::isnan(run.column("buildings", "door_depth_m").back()));
  EXPECT_EQ(run.table("buildings")[0].text("reason"), "ngõ hẹp");
  EXPECT_EQ(run.frame_times_s("depth_m"), (std::vector{0.0, 600.0, 1200.0}));
  EXPECT_EQ(run.frame("depth_m", 2)({0, 1}), 0.2F);
  EXPECT_EQ(run.series_at("lanes", "depth_m", 1), (std::vector{0.2F, 0.3F}));
}

TEST(Collected, AnInstantWrittenAgainReplacesTheFirst) {
  Collected run(kSmallFields, "small");
  run.frame("depth_m", 60.0, Grid<float>(kSmallFrame, 1.0F));
  run.frame("depth_m", 60.0, Grid<float>(kSmallFrame, 2.0F));
  EXPECT_EQ(run.frame_times_s("depth_m").size(), 1U);
  EXPECT_EQ(run.frame("depth_m", 0)({0, 0}), 2.0F);
}

TEST(Collected, AColumnWrittenAgainShowsInTheTable) {
  Collected run(kSmallFields, "small");
  write_small_run(run);
  EXPECT_EQ(run.table("buildings")[0].number("door_depth_m"), 0.34);
  run.column("buildings", "door_depth_m", std::array{0.5, 0.6});
  EXPECT_EQ(run.table("buildings")[1].number("door_depth_m"), 0.6);
}

TEST(Collected, WhatAScenarioDidNotDeclareIsItsOwnMistake) {
  Collected run(kSmallFields, "small");
  EXPECT_THROW(run.measure("afected", 1.0), std::logic_error);
  run.table(small_buildings());
  EXPECT_THROW(run.column("buildings", "door_depth_m", std::array{1.0}), std::logic_error);
}

TEST(Collected, AskingForAMisspeltResultNamesTheNearest) {
  Collected run(kSmallFields, "small");
  write_small_run(run);
  try {
    static_cast<void>(run.measure("afected"));
    FAIL() << "no error";
  } catch (const InputError& error) {
    EXPECT_NE(error.finding().text().find("'affected'"), std::string::npos);
  }
}

}  // namespace
}  // namespace twin
