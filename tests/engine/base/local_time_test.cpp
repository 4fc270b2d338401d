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

}  // namespace
}  // namespace twin
