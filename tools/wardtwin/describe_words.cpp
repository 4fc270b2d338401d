#include "tools/wardtwin/describe_words.h"

#include "engine/base/numbers.h"

namespace twin {
namespace {

/// Bytes that do not continue a UTF-8 character.
std::size_t width_of(const std::string& text) {
  std::size_t width = 0;
  for (const char c : text) width += (static_cast<unsigned char>(c) & 0xC0U) == 0x80U ? 0 : 1;
  return width;
}

}  // namespace

std::string range_words(double least, double most) {
  if (least > -kNoBound && most < kNoBound) return shortest(least) + " … " + shortest(most);
  if (least > -kNoBound) return "≥ " + shortest(least);
  if (most < kNoBound) return "≤ " + shortest(most);
  return {};
}

std::string padded(const std::string& text, std::size_t width) {
  const std::size_t here = width_of(text);
  return here < width ? text + std::string(width - here, ' ') : text;
}

std::string with_unit(const std::string& text, std::string_view unit) {
  return unit == "1" || text.empty() ? text : text + " " + std::string(unit);
}

}  // namespace twin
