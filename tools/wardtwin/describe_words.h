#pragma once

#include <string>
#include <string_view>

namespace twin {

/// Bounds from here on are none.
constexpr double kNoBound = 1e299;

/// "0 … 30", "≥ 0", "≤ 1", or nothing.
std::string range_words(double least, double most);

/// The text with blanks up to `width` characters, as a terminal counts them.
std::string padded(const std::string& text, std::size_t width);

/// Nothing stays nothing, and "1" is no unit.
std::string with_unit(const std::string& text, std::string_view unit);

}  // namespace twin
