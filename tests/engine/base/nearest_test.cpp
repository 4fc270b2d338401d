#include "engine/base/nearest.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

const std::vector<std::string> kKeys = {"manning", "end_s", "output_s"};

TEST(NearestName, FindsTheKeyOneLetterAway) {
  EXPECT_EQ(nearest_name("maning", kKeys), "manning");
  EXPECT_EQ(nearest_name("ends", kKeys), "end_s");
}

TEST(NearestName, SaysNothingWhenNothingIsNear) { EXPECT_EQ(nearest_name("volcano", kKeys), ""); }

TEST(ExpectedName, ListsAllNamesWhenNoneIsNear) {
  EXPECT_EQ(expected_name("volcano", kKeys).en, "one of manning, end_s, output_s");
}

}  // namespace
}  // namespace twin
