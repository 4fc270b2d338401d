#include "engine/base/base64.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

TEST(Base64, ThreeBytesAreFourDigitsAndTheRestIsPadded) {
  // RFC 4648, section 10
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foo"), "Zm9v");
  EXPECT_EQ(base64("foob"), "Zm9vYg==");
}

TEST(Base64, BytesAboveAsciiKeepTheirBits) {
  EXPECT_EQ(base64("\xff\xfe\x80"), "//6A");  // 111111 111111 111010 000000
}

}  // namespace
}  // namespace twin
