#include "viewer/shapes/value_pages.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

TEST(ValuePages, AWardThroughADayIsOnePage) {
  const ValuePages pages = pages_of(7000, 96);
  EXPECT_EQ(pages.rows_a_time, 4);  // 7000 / 2048 = 3.4
  EXPECT_EQ(pages.times_a_page, 1024U);
  EXPECT_TRUE(pages.has_one_page());
}

TEST(ValuePages, ACityThroughAWeekIsSeveral) {
  const ValuePages pages = pages_of(106436, 672);
  EXPECT_EQ(pages.rows_a_time, 52);    // 106436 / 2048 = 51.97
  EXPECT_EQ(pages.times_a_page, 78U);  // 4096 / 52 = 78.8
  EXPECT_FALSE(pages.has_one_page());
  EXPECT_EQ(pages.first_of_page_with(77), 0U);
  EXPECT_EQ(pages.first_of_page_with(78), 78U);
  EXPECT_EQ(pages.first_of_page_with(671), 624U);
}

TEST(ValuePages, NothingIsOneEmptyRow) {
  EXPECT_EQ(pages_of(0, 0).rows_a_time, 1);
  EXPECT_TRUE(pages_of(0, 0).has_one_page());
}

}  // namespace
}  // namespace twin
