#include "engine/gis/compose.h"

#include <array>
#include <optional>

#include "engine/gis/utf8.h"

namespace twin {
namespace {

constexpr char32_t kBreve = 0x306;
constexpr char32_t kCircumflex = 0x302;
constexpr char32_t kHorn = 0x31B;
/// Marks of the tones, in the order of the rows below.
constexpr std::u32string_view kTones = U"\u0300\u0301\u0309\u0303\u0323";

/// Each vowel without a tone, then with the five.
constexpr std::u32string_view kRows[] = {
    U"aàáảãạ", U"ăằắẳẵặ", U"âầấẩẫậ", U"eèéẻẽẹ", U"êềếểễệ", U"iìíỉĩị", U"oòóỏõọ", U"ôồốổỗộ",
    U"ơờớởỡợ", U"uùúủũụ", U"ưừứửữự", U"yỳýỷỹỵ", U"AÀÁẢÃẠ", U"ĂẰẮẲẴẶ", U"ÂẦẤẨẪẬ", U"EÈÉẺẼẸ",
    U"ÊỀẾỂỄỆ", U"IÌÍỈĨỊ", U"OÒÓỎÕỌ", U"ÔỒỐỔỖỘ", U"ƠỜỚỞỠỢ", U"UÙÚỦŨỤ", U"ƯỪỨỬỮỰ", U"YỲÝỶỸỴ"};

struct Shape {
  char32_t plain, mark, shaped;
};
constexpr Shape kShapes[] = {
    {U'a', kBreve, U'ă'},      {U'a', kCircumflex, U'â'}, {U'e', kCircumflex, U'ê'},
    {U'o', kCircumflex, U'ô'}, {U'o', kHorn, U'ơ'},       {U'u', kHorn, U'ư'},
    {U'A', kBreve, U'Ă'},      {U'A', kCircumflex, U'Â'}, {U'E', kCircumflex, U'Ê'},
    {U'O', kCircumflex, U'Ô'}, {U'O', kHorn, U'Ơ'},       {U'U', kHorn, U'Ư'}};

char32_t code_of(Vowel vowel) {
  for (const std::u32string_view row : kRows) {
    if (row[0] == vowel.letter) return row[vowel.tone];
  }
  return vowel.letter;
}

/// Takes a mark up into the vowel; false where it cannot carry it.
bool takes(Vowel& vowel, char32_t mark) {
  const std::size_t tone = kTones.find(mark);
  if (tone != std::u32string_view::npos) {
    if (vowel.tone != 0) return false;
    vowel.tone = tone + 1;
    return true;
  }
  for (const Shape& shape : kShapes) {
    if (shape.plain != vowel.letter || shape.mark != mark) continue;
    vowel.letter = shape.shaped;
    return true;
  }
  return false;
}

/// Whether a text holds a mark that could be taken up: U+0300 to U+033F begin with these bytes.
bool has_marks(std::string_view utf8) { return utf8.find('\xCC') != std::string_view::npos; }

}  // namespace

std::optional<Vowel> vowel_of(char32_t code) {
  for (const std::u32string_view row : kRows) {
    const std::size_t tone = row.find(code);
    if (tone != std::u32string_view::npos) return Vowel{row[0], tone};
  }
  return std::nullopt;
}

std::optional<char32_t> next_code(std::string_view bytes, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char first = byte(at);
  if (first < 0x80) {
    ++at;
    return first;
  }
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || at + length > bytes.size()) return std::nullopt;
  char32_t code = first & (0x7FU >> length);
  for (std::size_t i = at + 1; i < at + length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return std::nullopt;
    code = (code << 6U) | (byte(i) & 0x3FU);
  }
  constexpr std::array<char32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (code < kLeast[length] || code > 0x10FFFF || surrogate) return std::nullopt;
  at += length;
  return code;
}

void append_code(std::string& utf8, char32_t code) {
  const auto put = [&](char32_t byte) { utf8 += static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0U | (code >> 6U));
    put(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    put(0xE0U | (code >> 12U));
    put(0x80U | ((code >> 6U) & 0x3FU));
    put(0x80U | (code & 0x3FU));
  } else {
    put(0xF0U | (code >> 18U));
    put(0x80U | ((code >> 12U) & 0x3FU));
    put(0x80U | ((code >> 6U) & 0x3FU));
    put(0x80U | (code & 0x3FU));
  }
}

bool is_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    if (!next_code(bytes, at)) return false;
  }
  return true;
}

std::string composed(std::string_view utf8) {
  if (!has_marks(utf8) || !is_utf8(utf8)) return std::string(utf8);
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t code = *next_code(utf8, at);
    auto vowel = vowel_of(code);
    if (!vowel) {
      append_code(out, code);
      continue;
    }
    for (std::size_t after = at; after < utf8.size(); at = after) {
      const char32_t mark = *next_code(utf8, after);
      if (!takes(*vowel, mark)) break;
    }
    append_code(out, code_of(*vowel));
  }
  return out;
}

}  // namespace twin
