#include "engine/gis/compose.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

TEST(Compose, LettersAndMarksBecomeOneLetterInWhicheverOrderTheyStand) {
  EXPECT_EQ(composed("e\u0323\u0302"), "ệ");  // canonical order (NFD)
  EXPECT_EQ(composed("e\u0302\u0323"), "ệ");
  EXPECT_EQ(composed("ê\u0323"), "ệ");  // as code page 1258 has it
  EXPECT_EQ(composed("ẹ\u0302"), "ệ");
  EXPECT_EQ(composed("u\u031B\u0301"), "ứ");
}

TEST(Compose, AWardsNameIsTheSameInBothForms) {
  EXPECT_EQ(composed("Phu\u031Bo\u031B\u0300ng Ye\u0302n Ho\u0300a"), "Phường Yên Hòa");
  EXPECT_EQ(composed("Đường"), "Đường");
}

TEST(Compose, OtherMarksStayAsTheyAre) {
  EXPECT_EQ(composed("n\u0303"), "n\u0303");
  EXPECT_EQ(composed("a\u0301\u0300"), "á\u0300");  // a vowel has one tone
}

TEST(Compose, Utf8IsTakenForWhatTheStandardSays) {
  EXPECT_TRUE(is_utf8("Trung Kính 𠀀"));
  EXPECT_FALSE(is_utf8("Ph\xE8"));            // cut off
  EXPECT_FALSE(is_utf8("\xC0\xAF"));          // overlong
  EXPECT_FALSE(is_utf8("\xED\xA0\x80"));      // a surrogate
  EXPECT_FALSE(is_utf8("\xF4\x90\x80\x80"));  // beyond U+10FFFF
}

}  // namespace
}  // namespace twin
