#include "engine/gis/legacy_text.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "engine/gis/compose.h"
#include "engine/gis/utf8.h"

namespace twin {
namespace {

constexpr char32_t kUnknown = 0xFFFD;

/// TCVN 5712:1993 (VN1), bytes 0x80 to 0xFF; the fonts of TCVN3 use those from 0xA1 on.
constexpr std::u32string_view kTcvn =
    U"ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
    U"\u00A0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
    U"ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịò"
    U"ỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ";

/// Windows-1252, bytes 0x80 to 0x9F; the rest are Latin-1. 0 where it has no letter.
constexpr std::array<char32_t, 32> kWestern = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

struct Replaced {
  unsigned char byte;
  char32_t code;
};

/// Where Windows-1258 differs from 1252: letters of its own, and the five tones as marks.
constexpr Replaced k1258[] = {{0xC3, U'Ă'},  {0xE3, U'ă'},  {0xCC, 0x300}, {0xEC, 0x301},
                              {0xD2, 0x309}, {0xDE, 0x303}, {0xF2, 0x323}, {0xD0, U'Đ'},
                              {0xF0, U'đ'},  {0xD5, U'Ơ'},  {0xF5, U'ơ'},  {0xDD, U'Ư'},
                              {0xFD, U'ư'},  {0xFE, 0x20AB}};

/// VNI's letters that stand alone.
constexpr Replaced kVniLetters[] = {
    {0xF1, U'đ'}, {0xD1, U'Đ'}, {0xF4, U'ơ'}, {0xD4, U'Ơ'}, {0xF6, U'ư'}, {0xD6, U'Ư'},
    {0xED, U'í'}, {0xCD, U'Í'}, {0xEC, U'ì'}, {0xCC, U'Ì'}, {0xE6, U'ỉ'}, {0xC6, U'Ỉ'},
    {0xF3, U'ĩ'}, {0xD3, U'Ĩ'}, {0xF2, U'ị'}, {0xD2, U'Ị'}, {0xEE, U'ỵ'}, {0xCE, U'Ỵ'}};

/// VNI's marks: what a byte behind a vowel does to it. Those of capitals stand 0x20 lower.
struct VniMark {
  unsigned char byte;
  char32_t shape;  ///< circumflex or breve, 0 for none
  char32_t tone;   ///< 0 for none
};
constexpr VniMark kVniMarks[] = {{0xF9, 0, 0x301},     {0xF8, 0, 0x300},     {0xFB, 0, 0x309},
                                 {0xF5, 0, 0x303},     {0xEF, 0, 0x323},     {0xE2, 0x302, 0},
                                 {0xE1, 0x302, 0x301}, {0xE0, 0x302, 0x300}, {0xE5, 0x302, 0x309},
                                 {0xE3, 0x302, 0x303}, {0xE4, 0x302, 0x323}, {0xEA, 0x306, 0},
                                 {0xE9, 0x306, 0x301}, {0xE8, 0x306, 0x300}, {0xFA, 0x306, 0x309},
                                 {0xFC, 0x306, 0x303}, {0xEB, 0x306, 0x323}};

char32_t western(unsigned char byte) {
  if (byte < 0x80 || byte > 0x9F) return byte;
  const char32_t code = kWestern.at(byte - 0x80U);
  return code != 0 ? code : kUnknown;
}

template <std::size_t N>
std::optional<char32_t> in_table(const Replaced (&table)[N], unsigned char byte) {
  const auto* const it = std::ranges::find(table, byte, &Replaced::byte);
  return it != std::end(table) ? std::optional{it->code} : std::nullopt;
}

const VniMark* vni_mark(unsigned char byte, bool capital) {
  const auto lower = static_cast<unsigned char>(capital ? byte + 0x20U : byte);
  const auto* const it = std::ranges::find(kVniMarks, lower, &VniMark::byte);
  return it != std::end(kVniMarks) ? it : nullptr;
}

std::string from_vni(std::string_view bytes) {
  std::string out;
  char32_t before = 0;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    const bool capital =
        before != 0 && std::u32string_view(U"AEOUYƠƯ").find(before) != std::u32string_view::npos;
    const bool vowel =
        capital || std::u32string_view(U"aeouyơư").find(before) != std::u32string_view::npos;
    const VniMark* mark = vowel && byte >= 0x80 ? vni_mark(byte, capital) : nullptr;
    if (mark == nullptr && vowel && byte >= 0x80) mark = vni_mark(byte, !capital);
    if (mark != nullptr) {
      if (mark->shape != 0) append_code(out, mark->shape);
      if (mark->tone != 0) append_code(out, mark->tone);
      before = 0;
      continue;
    }
    before = in_table(kVniLetters, byte).value_or(western(byte));
    append_code(out, before);
  }
  return out;
}

/// The bytes of a UTF-8 text that was Windows-1252 before; nothing where it cannot have been.
std::optional<std::string> western_bytes(std::string_view utf8) {
  std::string bytes;
  for (std::size_t at = 0; at < utf8.size();) {
    const auto code = next_code(utf8, at);
    if (!code) return std::nullopt;
    const auto* const it = std::ranges::find(kWestern, *code);
    if (it != kWestern.end() && *code != 0) {
      bytes += static_cast<char>(0x80 + (it - kWestern.begin()));
    } else if (*code <= 0xFF) {
      bytes += static_cast<char>(*code);
    } else {
      return std::nullopt;
    }
  }
  return bytes;
}

bool is_ascii(std::string_view bytes) {
  return std::ranges::all_of(bytes, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// ---- Vietnamese syllables ----

constexpr std::u32string_view kCapitals = U"ĂÂĐÊÔƠƯ";
constexpr std::u32string_view kSmall = U"ăâđêôơư";

/// One letter of a word in small form, its tone apart.
struct Letter {
  char32_t letter = 0;
  bool vowel = false;
  bool tone = false;
  bool capital = false;
};

Letter letter_of(char32_t code) {
  Letter out{.letter = code};
  if (const auto vowel = vowel_of(code)) {
    out = {.letter = vowel->letter, .vowel = true, .tone = vowel->tone != 0};
  }
  const std::size_t at = kCapitals.find(out.letter);
  const bool shaped = at != std::u32string_view::npos;
  out.capital = shaped || (out.letter >= U'A' && out.letter <= U'Z');
  if (out.capital) out.letter = shaped ? kSmall[at] : out.letter + (U'a' - U'A');
  return out;
}

bool is_one_of(std::u32string_view word, std::initializer_list<std::u32string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

bool is_syllable(const std::vector<Letter>& word) {
  std::u32string onset;
  std::u32string nucleus;
  std::u32string final;
  int tones = 0;
  bool small_before = false;
  for (const Letter& letter : word) {
    if (letter.capital && small_before) return false;
    small_before = !letter.capital;
    tones += letter.tone ? 1 : 0;
    if (letter.vowel) {
      if (!final.empty()) return false;
      nucleus += letter.letter;
    } else {
      (nucleus.empty() ? onset : final) += letter.letter;
    }
  }
  const bool onset_fits =
      is_one_of(onset, {U"",   U"b",  U"c", U"ch", U"d", U"đ",  U"g",   U"gh", U"h",
                        U"k",  U"kh", U"l", U"m",  U"n", U"ng", U"ngh", U"nh", U"p",
                        U"ph", U"q",  U"r", U"s",  U"t", U"th", U"tr",  U"v",  U"x"});
  const bool final_fits =
      is_one_of(final, {U"", U"c", U"ch", U"m", U"n", U"ng", U"nh", U"p", U"t"});
  return onset_fits && final_fits && !nucleus.empty() && nucleus.size() <= 4 && tones <= 1;
}

struct Words {
  int beyond_ascii = 0;
  int syllables = 0;
};

bool is_letter(char32_t code) {
  return (code >= U'a' && code <= U'z') || (code >= U'A' && code <= U'Z') || code >= 0x80;
}

Words words_of(std::string_view utf8) {
  Words words;
  std::vector<Letter> word;
  bool beyond = false;
  const auto end_word = [&] {
    if (beyond) {
      ++words.beyond_ascii;
      if (is_syllable(word)) ++words.syllables;
    }
    word.clear();
    beyond = false;
  };
  for (std::size_t at = 0; at < utf8.size();) {
    const auto code = next_code(utf8, at);
    if (!code) return {1, 0};
    if (!is_letter(*code)) {
      end_word();
      continue;
    }
    word.push_back(letter_of(*code));
    beyond = beyond || *code >= 0x80;
  }
  end_word();
  return words;
}

double share_of(const std::vector<std::string>& texts) {
  Words all;
  for (const std::string& text : texts) {
    const Words words = words_of(text);
    all.beyond_ascii += words.beyond_ascii;
    all.syllables += words.syllables;
  }
  return all.beyond_ascii == 0 ? 1.0 : double(all.syllables) / all.beyond_ascii;
}

/// The encoding in which bytes read most Vietnamese, the first of equals.
DetectedEncoding best_of(const std::vector<std::string>& bytes, bool undo_latin) {
  DetectedEncoding best{
      .encoding = TextEncoding::windows_1252, .undo_latin = undo_latin, .syllables_share = -1.0};
  for (const TextEncoding encoding : {TextEncoding::tcvn3, TextEncoding::vni,
                                      TextEncoding::windows_1258, TextEncoding::windows_1252}) {
    std::vector<std::string> texts;
    texts.reserve(bytes.size());
    for (const std::string& text : bytes) texts.push_back(decoded(text, encoding));
    const double share = share_of(texts);
    if (share > best.syllables_share) best = {encoding, undo_latin, share};
  }
  return best;
}

}  // namespace

std::string_view name_of(TextEncoding encoding) {
  switch (encoding) {
    case TextEncoding::utf8:
      return "UTF-8";
    case TextEncoding::tcvn3:
      return "TCVN3";
    case TextEncoding::vni:
      return "VNI";
    case TextEncoding::windows_1258:
      return "Windows-1258";
    case TextEncoding::windows_1252:
      break;
  }
  return "Windows-1252";
}

std::string decoded(std::string_view bytes, TextEncoding encoding) {
  if (encoding == TextEncoding::utf8 || is_ascii(bytes)) return composed(bytes);
  if (encoding == TextEncoding::vni) return composed(from_vni(bytes));
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (encoding == TextEncoding::tcvn3) {
      append_code(out, byte < 0x80 ? byte : kTcvn[byte - 0x80U]);
    } else if (encoding == TextEncoding::windows_1258) {
      append_code(out, in_table(k1258, byte).value_or(western(byte)));
    } else {
      append_code(out, western(byte));
    }
  }
  return composed(out);
}

DetectedEncoding detected_encoding(std::span<const std::string> texts) {
  std::vector<std::string> beyond;
  for (const std::string& text : texts) {
    if (!is_ascii(text)) beyond.push_back(text);
  }
  if (beyond.empty()) return {};
  const bool utf8 = std::ranges::all_of(beyond, [](const auto& text) { return is_utf8(text); });
  if (!utf8) return best_of(beyond, false);
  std::vector<std::string> as_it_is;
  for (const std::string& text : beyond) as_it_is.push_back(composed(text));
  const double share = share_of(as_it_is);
  std::vector<std::string> bytes;
  for (const std::string& text : beyond) {
    if (auto western = western_bytes(text)) bytes.push_back(std::move(*western));
  }
  const DetectedEncoding other = best_of(bytes, true);
  // True Vietnamese holds letters that western bytes cannot, so few of its texts can be undone.
  const bool most_undone = 2 * bytes.size() > beyond.size();
  constexpr double kClearly = 0.1;
  if (most_undone && other.syllables_share >= share + kClearly) return other;
  return {TextEncoding::utf8, false, share};
}

std::string decoded(std::string_view bytes, const DetectedEncoding& found) {
  if (!found.undo_latin) return decoded(bytes, found.encoding);
  const auto western = western_bytes(bytes);
  return western ? decoded(*western, found.encoding) : composed(bytes);
}

double vietnamese_share(std::string_view utf8) {
  const Words words = words_of(utf8);
  return words.beyond_ascii == 0 ? 1.0 : double(words.syllables) / words.beyond_ascii;
}

}  // namespace twin
