#pragma once

#include <optional>
#include <string>
#include <string_view>

// Private to engine/gis: code points of UTF-8.

namespace twin {

/// The code point that starts at `at`, which moves behind it; nothing where the bytes are not
/// well-formed (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF).
std::optional<char32_t> next_code(std::string_view bytes, std::size_t& at);

void append_code(std::string& utf8, char32_t code);

/// A Vietnamese vowel as its letter with shape (ê) and its tone: 0 none, 1 grave, 2 acute, 3 hook,
/// 4 tilde, 5 dot below.
struct Vowel {
  char32_t letter = 0;
  std::size_t tone = 0;
};
std::optional<Vowel> vowel_of(char32_t code);

}  // namespace twin
