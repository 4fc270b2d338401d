#include "engine/rain/cf_clock.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

TEST(CfClock, CountsFromAnInstantInItsZone) {
  const auto clock = cf_clock("minutes since 1970-01-02 07:00:30 +07:00");
  ASSERT_TRUE(clock);
  EXPECT_EQ(clock->unit_s, 60.0);
  EXPECT_EQ(clock->epoch_s, 86430.0);
}

TEST(CfClock, UnderstandsWhatFilesWrite) {
  EXPECT_EQ(cf_clock("seconds since 1970-01-01 00:00:00 UTC")->epoch_s, 0.0);  // IMERG
  EXPECT_EQ(cf_clock("hours since 1970-1-1 0:0:0")->epoch_s, 0.0);             // GSMaP
  EXPECT_EQ(cf_clock("days since 1970-01-03")->epoch_s, 172800.0);
  EXPECT_EQ(cf_clock("seconds since 1970-01-01T00:00:10.5Z")->epoch_s, 10.5);
  EXPECT_EQ(cf_clock("h since 1970-01-01 05:30 +0530")->epoch_s, 0.0);
  EXPECT_EQ(cf_clock("min since 1970-01-01 00:00 -1")->epoch_s, 3600.0);
}

TEST(CfClock, AUnitAloneHasNoZero) {
  const auto clock = cf_clock("s");
  ASSERT_TRUE(clock);
  EXPECT_FALSE(clock->epoch_s);
}

TEST(CfClock, OtherTextsAreNone) {
  for (const char* text :
       {"", "mm/h", "months since 2025-01-01", "seconds after 2025-01-01",
        "seconds since yesterday", "seconds since 2025-02-30", "seconds since 2025-01-01 25:00",
        "seconds since 2025-01-01 10:00 CET"}) {
    EXPECT_FALSE(cf_clock(text)) << text;
  }
}

}  // namespace
}  // namespace twin
