#include "viewer/web_export/packed.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/viewer/web/unpacked.h"

namespace twin {
namespace {

TEST(Packed, CodesComeBackWhateverTheirJumps) {
  const std::vector<std::uint16_t> codes = {0, 65535, 2, 40000, 3, 3, 65535, 0, 32768};
  const std::vector<int> back = unpacked_codes(packed_codes(codes, 3), 3);
  EXPECT_EQ(back, (std::vector<int>{0, 65535, 2, 40000, 3, 3, 65535, 0, 32768}));
}

TEST(Packed, ARowStartsFromTheCodeToItsNorth) {
  // 5 5 | 5 6: changes +5, 0 | 0, +1, in zigzag 10, 0, 0, 2; then four high bytes
  const std::vector<std::uint16_t> codes = {5, 5, 5, 6};
  EXPECT_EQ(inflated(packed_codes(codes, 2)), std::string("\x0a\0\0\x02\0\0\0\0", 8));
}

TEST(Packed, PicturesLieOneAfterTheOther) {
  // red 1 3 | 3 3, green 9 9 | 9 8: changes 1, 2 | 2, 0 and 9, 0 | 0, −1
  const std::vector<std::uint8_t> bytes = {1, 9, 3, 9, 3, 9, 3, 8};
  EXPECT_EQ(inflated(packed_bytes(bytes, 2, 2)), std::string("\x01\x02\x02\0\x09\0\0\xff", 8));
}

TEST(Packed, NumbersKeepEveryBit) {
  const std::vector<double> numbers = {0.1, -1e300, 3.0};
  EXPECT_EQ(unpacked_numbers<double>(packed_numbers(std::span<const double>(numbers))), numbers);
}

TEST(Codes, AStepIsAsFineAsAskedUnlessTheCodesRunOut) {
  EXPECT_DOUBLE_EQ(scale_over(0.0, 3.0, 0.001).step, 0.001);
  EXPECT_DOUBLE_EQ(scale_over(0.0, 655330.0, 0.001).step, 10.0);  // 65,533 steps
}

TEST(Codes, NothingIsEverNought) {
  Grid<float> depth_m({.north_west = {0, 0}, .cell_m = 1.0, .rows = 1, .cols = 4}, 0.0F);
  depth_m({0, 1}) = 0.34F;
  depth_m({0, 2}) = std::numeric_limits<float>::quiet_NaN();
  depth_m({0, 3}) = std::numeric_limits<float>::infinity();
  const CodeScale scale = scale_over(0.0, 2.0, 0.001);
  const std::vector<std::uint16_t> codes = codes_of(depth_m, scale);
  EXPECT_EQ(codes, (std::vector<std::uint16_t>{2, 342, 0, 1}));
  EXPECT_NEAR(scale.value_of(codes[1]), 0.34, 1e-9);
}

}  // namespace
}  // namespace twin
