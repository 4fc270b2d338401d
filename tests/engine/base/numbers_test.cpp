#include "engine/base/numbers.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

TEST(Shown, UsesTheCommaAsDecimalPointInVietnamese) {
  EXPECT_EQ(shown(1234567.891, 1).vi, "1.234.567,9");
  EXPECT_EQ(shown(1234567.891, 1).en, "1,234,567.9");
  EXPECT_EQ(shown(-0.04, 1).en, "0.0");
  EXPECT_EQ(shown(-999.0, 0).vi, "-999");
}

TEST(ShownShortest, IsAsShortAsInDataFilesButForPeople) {
  EXPECT_EQ(shown_shortest(0.3).vi, "0,3");
  EXPECT_EQ(shown_shortest(0.3).en, "0.3");
  EXPECT_EQ(shown_shortest(12).vi, "12");
  EXPECT_EQ(shown_shortest(0.0005).vi, "0,0005");
  EXPECT_EQ(shown_shortest(-1e6).en, "-1000000");
  EXPECT_EQ(shown_shortest(1e-9).en, "1e-09");
}

TEST(Shortest, ReadsBackToTheSameNumber) {
  EXPECT_EQ(shortest(0.1), "0.1");
  EXPECT_EQ(parsed_number(shortest(1.0 / 3.0)), 1.0 / 3.0);
}

TEST(ParsedNumber, TakesTheWholeTextOrNothing) {
  EXPECT_EQ(parsed_number(" 2.5 "), 2.5);
  EXPECT_EQ(parsed_number("2,5"), std::nullopt);
  EXPECT_EQ(parsed_number(""), std::nullopt);
}

}  // namespace
}  // namespace twin
