#include "engine/base/csv_text.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace twin {
namespace {

TEST(CsvLine, QuotesWhatHasCommasQuotesOrBreaks) {
  const std::array<std::string, 4> cells{"B1", "Số 2, ngõ 34", "\"nhà\"", "hai\ndòng"};
  EXPECT_EQ(csv_line(cells), "B1,\"Số 2, ngõ 34\",\"\"\"nhà\"\"\",\"hai\ndòng\"\r\n");
}

TEST(WithDecimals, RoundsAndNeverWritesMinusNought) {
  EXPECT_EQ(with_decimals(1234.567, 1), "1234.6");
  EXPECT_EQ(with_decimals(-0.004, 2), "0.00");
  EXPECT_EQ(with_decimals(-0.006, 2), "-0.01");
  EXPECT_EQ(with_decimals(NAN, 2), "");
}

}  // namespace
}  // namespace twin
