#include "viewer/model/run_talk.h"

#include <gtest/gtest.h>

#include <csignal>

#include "tests/support/expect_has.h"
#include "tests/support/scratch.h"

namespace twin {
namespace {

TEST(RunTalk, IsPutTogetherFromPieces) {
  RunTalk talk;
  talk.hear("{\"fraction\": 0.25, \"doi");
  EXPECT_EQ(talk.fraction(), 0.0);
  talk.hear("ng\": \"mô phỏng, 0:15\"}\n{\"fraction\"");
  EXPECT_EQ(talk.fraction(), 0.25);
  EXPECT_EQ(talk.doing(), "mô phỏng, 0:15");
  talk.hear(": 0.5, \"doing\": \"mô phỏng, 0:30\"}\n");
  EXPECT_EQ(talk.fraction(), 0.5);
  EXPECT_EQ(talk.lines(), std::vector<std::string>{"mô phỏng, 0:30"});  // one step, counted on
}

TEST(RunTalk, KeepsWhatItFailedOfAndWhateverElseItSaid) {
  RunTalk talk;
  talk.hear(
      "{\"fraction\": 0.1, \"doing\": \"đọc\"}\nwarning: strange\n"
      "{\"where\": \"a.toml:3\", \"found\": \"-1\", \"expected\": \"0 đến 9\", "
      "\"outcome\": \"hãy sửa\", \"hint\": \"\"}\n");
  ASSERT_TRUE(talk.failure());
  EXPECT_EQ(talk.failure()->text(Language::vietnamese), "a.toml:3: thấy -1, cần 0 đến 9; hãy sửa.");
  EXPECT_EQ(talk.lines(), (std::vector<std::string>{"đọc", "warning: strange"}));
}

TEST(TimeLeft, IsWhatAnEvenSpeedStillTakes) {
  TimeLeft left;
  for (int s = 0; s <= 40; ++s) left.at(s, 0.01 * s);
  EXPECT_NEAR(left.seconds().value(), 60.0, 1e-9);  // 60 hundredths at one a second
}

TEST(TimeLeft, IsNotToldInTheFirstMomentsOrWhileNothingMoves) {
  TimeLeft left;
  EXPECT_FALSE(left.seconds());
  left.at(0.0, 0.0);
  left.at(1.0, 0.02);
  EXPECT_FALSE(left.seconds());
  TimeLeft stuck;
  for (int s = 0; s <= 10; ++s) stuck.at(s, 0.02);
  EXPECT_FALSE(stuck.seconds());
}

TEST(TimeLeft, FollowsTheSpeedOfLate) {
  TimeLeft left;
  for (int s = 0; s <= 30; ++s) left.at(s, 0.001 * s);
  for (int s = 31; s <= 60; ++s) left.at(s, 0.03 + 0.01 * (s - 30));
  EXPECT_NEAR(left.seconds().value(), 67.0, 1e-6);  // 0.67 at 0.01 a second, of the last 20 s
}

TEST(TimeLeft, WhatAResumedRunHadDoneBeforeIsNoSpeed) {
  TimeLeft left;
  left.at(0.0, 0.0);
  left.at(0.5, 0.02);
  left.at(1.0, 0.50);
  for (int s = 2; s <= 11; ++s) left.at(s, 0.50 + 0.01 * (s - 1));
  EXPECT_NEAR(left.seconds().value(), 40.0, 1e-6);  // 0.4 at 0.01 a second
}

TEST(TimeLeft, IsToldRoundly) {
  EXPECT_EQ(time_left_told(4.0).vi, "còn vài giây");
  EXPECT_EQ(time_left_told(33.0).vi, "còn khoảng 30 giây");
  EXPECT_EQ(time_left_told(57.0).en, "about 1 minute left");
  EXPECT_EQ(time_left_told(150.0).vi, "còn khoảng 3 phút");
  EXPECT_EQ(time_left_told(5400.0).vi, "còn khoảng 1 giờ 30 phút");
}

TEST(FindingOfEnd, NamesTheSignalAndWhatCanGoOn) {
  const Scratch scratch;
  const std::filesystem::path partial = scratch / "run.partial";
  std::filesystem::create_directories(partial);
  const Finding killed = finding_of_end({.crashed = true, .code = SIGKILL}, "Mưa", partial);
  EXPECT_EQ(killed.where.en, "the run 'Mưa'");
  expect_has(killed.found.en, "signal 9 (SIGKILL)");
  expect_has(killed.outcome.en, partial.string() + ", and the run can go on from there");
  expect_has(killed.hint.en, "ran out of memory");
}

TEST(FindingOfEnd, NamesTheExitCodeAndTheLastWords) {
  const Finding ended =
      finding_of_end({.crashed = false, .code = 7, .last_words = "no more"}, "Mưa", "/nowhere");
  EXPECT_EQ(ended.found.en, "exit code 7");
  EXPECT_EQ(ended.outcome.en, "no results; the viewer goes on");
  EXPECT_EQ(ended.hint.en, "it last said: no more");
}

}  // namespace
}  // namespace twin
