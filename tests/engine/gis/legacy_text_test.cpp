#include "engine/gis/legacy_text.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace twin {
namespace {

TEST(LegacyText, Tcvn3BytesBecomeLetters) {
  // As the fonts .VnTime have them (TCVN 5712:1993): è = ố, ê = ờ…
  EXPECT_EQ(decoded("Ph\xE8 T\xF3 M\xEC", TextEncoding::tcvn3), "Phố Tú Mỡ");
  EXPECT_EQ(decoded("\xA7\xAD\xEAng Nguy\xD4n Kh\xB8nh To\xB5n", TextEncoding::tcvn3),
            "Đường Nguyễn Khánh Toàn");
}

TEST(LegacyText, VniWritesALetterThenItsMark) {
  EXPECT_EQ(decoded("Pho\xE1 Nguye\xE3n Tra\xF5i", TextEncoding::vni), "Phố Nguyễn Trãi");
  EXPECT_EQ(decoded("\xD1\xF6\xF4\xF8ng Ho\xE0 Tu\xF9ng Ma\xE4u", TextEncoding::vni),
            "Đường Hồ Túng Mậu");
  EXPECT_EQ(decoded("PHO\xC1 HUE\xC1", TextEncoding::vni), "PHỐ HUẾ");
}

TEST(LegacyText, Windows1258PutsTheToneBehindTheLetter) {
  EXPECT_EQ(decoded("Ph\xF4\xEC Hu\xEA\xEC", TextEncoding::windows_1258), "Phố Huế");
  EXPECT_EQ(decoded("\xD0\xFD\xF5\xCCng", TextEncoding::windows_1258), "Đường");
}

TEST(LegacyText, TheEncodingIsFoundByTheWordsItGives) {
  const auto found = [](std::vector<std::string> texts) {
    return detected_encoding(texts).encoding;
  };
  EXPECT_EQ(found({"Ph\xE8 T\xF3 M\xEC", "\xA7\xAD\xEAng Nguy\xD4n Ng\xE4\x63 V\xF2"}),
            TextEncoding::tcvn3);
  EXPECT_EQ(found({"\xD1\xF6\xF4\xF8ng Ho\xE0 Tu\xF9ng Ma\xE4u"}), TextEncoding::vni);
  EXPECT_EQ(found({"Ph\xF4\xEC Hu\xEA\xEC", "\xD0\xFD\xF5\xCCng Ng\xF4 Quy\xEA\xCCn"}),
            TextEncoding::windows_1258);
  EXPECT_EQ(found({"Phố Tú Mỡ", "Café Müller"}), TextEncoding::utf8);
  EXPECT_EQ(found({"plain", "ASCII"}), TextEncoding::utf8);
}

TEST(LegacyText, ATextConvertedFromTheWrongEncodingIsConvertedBack) {
  // TCVN3 bytes that were taken for Latin-1 and written as UTF-8.
  const std::vector<std::string> texts = {"Phè Tó Mì", "§êng NguyÔn Kh¸nh Toµn"};
  const DetectedEncoding found = detected_encoding(texts);
  EXPECT_TRUE(found.undo_latin);
  EXPECT_EQ(found.encoding, TextEncoding::tcvn3);
  EXPECT_EQ(decoded(texts[0], found), "Phố Tú Mỡ");
}

TEST(LegacyText, OnlySyllablesCountAsVietnamese) {
  EXPECT_DOUBLE_EQ(vietnamese_share("Phường Yên Hòa, ngõ 34"), 1.0);
  EXPECT_DOUBLE_EQ(vietnamese_share("Müller"), 0.0);
  EXPECT_DOUBLE_EQ(vietnamese_share("Straße Đường"), 0.5);
  EXPECT_DOUBLE_EQ(vietnamese_share("ASCII only"), 1.0);
}

}  // namespace
}  // namespace twin
