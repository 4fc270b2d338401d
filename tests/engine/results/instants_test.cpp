#include "engine/results/instants.h"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/findings.h"
#include "tests/support/scratch.h"

namespace twin {
namespace {

std::string refusal(const std::vector<double>& times_s) {
  return failure_of<InputError>([&] { increasing(times_s, "run/depth.nc", "time"); });
}

TEST(Instants, ThatIncreasePass) {
  EXPECT_EQ(refusal({}), "");
  EXPECT_EQ(refusal({0.0}), "");
  EXPECT_EQ(increasing({-60.0, 0.0, 300.0}, "run/depth.nc", "time").size(), 3U);
}

TEST(Instants, TheFirstThatDoesNotFollowIsNamed) {
  EXPECT_NE(refusal({0.0, 600.0, 300.0, 900.0})
                .find("run/depth.nc, 'time' [2]: found 300 s after 600 s, expected instants"),
            std::string::npos);
  EXPECT_NE(refusal({0.0, 0.0}).find("[1]: found 0 s after 0 s"), std::string::npos);
  EXPECT_NE(refusal({0.0, std::nan("")}).find("[1]"), std::string::npos);
}

}  // namespace
}  // namespace twin
