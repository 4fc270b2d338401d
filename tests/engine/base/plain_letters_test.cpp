#include "engine/base/plain_letters.h"

#include <gtest/gtest.h>

namespace twin {
namespace {

TEST(PlainLetters, DropAccentsCaseAndSpareBlanks) {
  EXPECT_EQ(plain_letters(" Số 12  Ngõ 34, ĐƯỜNG Trung Kính "), "so 12 ngo 34 duong trung kinh");
  EXPECT_EQ(plain_letters("Yên Hoà, Nguyễn Thị Thập"), "yen hoa nguyen thi thap");
}

TEST(PlainLetters, DropAccentsThatStandAsMarksOfTheirOwn) {
  // "ngõ" as n, g, o, U+0303; "Ệ" as E, U+0323, U+0302
  EXPECT_EQ(plain_letters("ngo\u0303 E\u0323\u0302"), "ngo e");
}

TEST(PlainLetters, LeaveWhatIsNoVietnameseLetter) {
  EXPECT_EQ(plain_letters("Straße 5–7"), "straße 5–7");
  EXPECT_EQ(plain_letters("\xC4"), "\xC4");  // cut off in the middle of a letter
  EXPECT_EQ(plain_letters(""), "");
}

TEST(SmallLetters, KeepTheirAccents) {
  EXPECT_EQ(small_letters("Ngõ 34, ĐƯỜNG Ệ Straße"), "ngõ 34, đường ệ straße");
  EXPECT_EQ(small_letters("Ở ỘC Ỵ"), "ở ộc ỵ");
}

}  // namespace
}  // namespace twin
