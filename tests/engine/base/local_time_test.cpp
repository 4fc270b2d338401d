#include "engine/base/local_time.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

TEST(LocalTime, KnowsTheInstantAndTheHourOfTheDay) {
  const auto time = parsed_time("2025-09-30T11:30:00+07:00");
  ASSERT_TRUE(time);
  EXPECT_EQ(time->epoch_s, 1759206600.0);  // date -d 2025-09-30T04:30Z +%s
  EXPECT_EQ(time->hour, 11.5);
  EXPECT_EQ(parsed_time("2025-09-30T04:30Z")->epoch_s, time->epoch_s);
  EXPECT_EQ(parsed_time("2025-09-29T23:30:00-05:00")->epoch_s, time->epoch_s);
  EXPECT_EQ(parsed_time("1970-01-01 00:00:01Z")->epoch_s, 1.0);
}

TEST(LocalTime, IsNothingElse) {
  for (const char* text : {"", "2025-09-30", "2025-09-30T11:30:00", "2025-02-30T11:30:00+07:00",
                           "2025-09-30T25:30:00+07:00", "2025-09-30T11:30:00+07:00x"}) {
    EXPECT_FALSE(parsed_time(text)) << text;
  }
}

std::string written(const char* text) {
  const auto time = written_time(text);
  return time ? time->text + (time->has_clock && !time->has_offset ? " taken" : "") : "nothing";
}

TEST(WrittenTime, ReadsWhatPeopleWrite) {
  for (const char* text :
       {"30/09/2025 16:40", "30/9/2025 16:40:00", "16h40 30/9/2025", "16:40, 30/09/2025",
        "30/9/2025 16h40", "2025-09-30 16:40", "2025-09-30T16:40:00", " 2025/09/30 16:40:00 "}) {
    EXPECT_EQ(written(text), "2025-09-30T16:40:00+07:00 taken") << text;
  }
  EXPECT_EQ(written("16h 30/9/2025"), "2025-09-30T16:00:00+07:00 taken");
  EXPECT_EQ(written("2025/09/30 16:40:00+07"), "2025-09-30T16:40:00+07:00");
  EXPECT_EQ(written("2025-09-30T09:40:12.5Z"), "2025-09-30T09:40:12+00:00");
  EXPECT_EQ(written("2025-09-30 04:40 -0500"), "2025-09-30T04:40:00-05:00");
  EXPECT_EQ(written("2025-09-30T16:40+07:00"), "2025-09-30T16:40+07:00");  // ours, as it stands
}

TEST(WrittenTime, ADayAloneStaysADay) {
  EXPECT_EQ(written("30/9/2025"), "2025-09-30");
  EXPECT_EQ(written("2025/09/30"), "2025-09-30");
  EXPECT_EQ(written("2025-09-30"), "2025-09-30");
}

TEST(WrittenTime, IsNothingElse) {
  for (const char* text :
       {"", "hôm qua", "chiều 30/9", "31/6/2025", "30/09/25", "9/30/2025", "30/09/2025 25:00",
        "16:40", "45930.694", "30/9/2025 16:40 x", "30/9/2025 :07", "30/9/2025 16h40:30"}) {
    EXPECT_EQ(written(text), "nothing") << text;
  }
}

}  // namespace
}  // namespace twin
