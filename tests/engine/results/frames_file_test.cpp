#include "engine/results/frames_file.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

TEST(CfTimeUnits, CountFromTheStartInItsZone) {
  EXPECT_EQ(cf_time_units("2025-09-30T11:30:00+07:00"), "seconds since 2025-09-30 11:30:00 +07:00");
  EXPECT_EQ(cf_time_units("2025-09-30T04:30Z"), "seconds since 2025-09-30 04:30 +00:00");
  EXPECT_EQ(cf_time_units(""), "s");
}

}  // namespace
}  // namespace twin
