#include "engine/base/plain_letters.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>
#include <vector>

namespace twin {
namespace {

/// Vietnamese letters by the plain one they are written on: all small ones, then all capitals in
/// the same order.
constexpr std::array<std::pair<char, std::string_view>, 7> kAccented{{
    {'a', "àáảãạăằắẳẵặâầấẩẫậÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬ"},
    {'e', "èéẻẽẹêềếểễệÈÉẺẼẸÊỀẾỂỄỆ"},
    {'i', "ìíỉĩịÌÍỈĨỊ"},
    {'o', "òóỏõọôồốổỗộơờớởỡợÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢ"},
    {'u', "ùúủũụưừứửữựÙÚỦŨỤƯỪỨỬỮỰ"},
    {'y', "ỳýỷỹỵỲÝỶỸỴ"},
    {'d', "đĐ"},
}};

std::size_t letter_length(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte >= 0xF0U ? 4 : byte >= 0xE0U ? 3 : byte >= 0xC0U ? 2 : 1;
}

std::unordered_map<std::string_view, char> plain_by_accented() {
  std::unordered_map<std::string_view, char> plain;
  for (const auto& [letter, accented] : kAccented) {
    for (std::size_t i = 0; i < accented.size(); i += letter_length(accented[i])) {
      plain.emplace(accented.substr(i, letter_length(accented[i])), letter);
    }
  }
  return plain;
}

std::unordered_map<std::string_view, std::string_view> small_by_capital() {
  std::unordered_map<std::string_view, std::string_view> small;
  for (const auto& [letter, accented] : kAccented) {
    std::vector<std::string_view> letters;
    for (std::size_t i = 0; i < accented.size(); i += letter_length(accented[i])) {
      letters.push_back(accented.substr(i, letter_length(accented[i])));
    }
    const std::size_t half = letters.size() / 2;
    for (std::size_t i = 0; i < half; ++i) small.emplace(letters[half + i], letters[i]);
  }
  return small;
}

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// U+0300 to U+036F: accents of the letter before.
bool is_mark(std::string_view letter) {
  if (letter.size() != 2) return false;
  const auto second = static_cast<unsigned char>(letter[1]);
  return letter[0] == '\xCC' || (letter[0] == '\xCD' && second <= 0xAFU);
}

void add_plain(std::string_view letter, std::string& out) {
  static const std::unordered_map<std::string_view, char> plain = plain_by_accented();
  if (letter.size() == 1) {
    out += small(letter.front());
  } else if (const auto it = plain.find(letter); it != plain.end()) {
    out += it->second;
  } else if (!is_mark(letter)) {
    out += letter;
  }
}

}  // namespace

std::string plain_letters(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = std::min(letter_length(text[i]), text.size() - i);
    const std::string_view letter = text.substr(i, length);
    const bool blank = letter == " " || letter == "," || letter == "\t";
    if (!blank) {
      add_plain(letter, out);
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
    i += length;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string small_letters(std::string_view text) {
  static const std::unordered_map<std::string_view, std::string_view> smaller = small_by_capital();
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = std::min(letter_length(text[i]), text.size() - i);
    const std::string_view letter = text.substr(i, length);
    const auto it = smaller.find(letter);
    if (length == 1)
      out += small(letter.front());
    else
      out += it == smaller.end() ? letter : it->second;
    i += length;
  }
  return out;
}

}  // namespace twin
