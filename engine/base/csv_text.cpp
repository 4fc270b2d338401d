#include "engine/base/csv_text.h"

#include <array>
#include <charconv>
#include <cmath>

namespace twin {
namespace {

std::string quoted(const std::string& cell) {
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string out = "\"";
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

}  // namespace

std::string csv_line(std::span<const std::string> cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) line += (i > 0 ? "," : "") + quoted(cells[i]);
  return line + "\r\n";
}

std::string with_decimals(double value, int decimals) {
  if (!std::isfinite(value)) return {};
  std::array<char, 400> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value + 0.0,
                                 std::chars_format::fixed, decimals);
  std::string text(digits.data(), end.ptr);
  const bool only_zeros = text.find_first_not_of("-0.") == std::string::npos;
  return only_zeros && text.front() == '-' ? text.substr(1) : text;
}

}  // namespace twin
