#include "engine/base/numbers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace twin {
namespace {

std::string grouped(const std::string& digits, char separator) {
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += separator;
    out += digits[i];
  }
  return out;
}

std::string in_style(const std::string& plain, char group, char point) {
  const bool negative = plain.starts_with('-');
  const std::string unsigned_part = plain.substr(negative ? 1 : 0);
  const std::size_t dot = unsigned_part.find('.');
  std::string out = grouped(unsigned_part.substr(0, dot), group);
  if (dot != std::string::npos) out += point + unsigned_part.substr(dot + 1);
  return negative ? "-" + out : out;
}

/// The shortest form that reads back, without a power of ten.
std::string without_power(double value) {
  std::array<char, 64> buffer{};  // "-", 15 digits, ".", and after seven zeros at most 17 digits
  char* const end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed)
          .ptr;
  return {buffer.data(), end};
}

}  // namespace

std::string shortest(double value) {
  std::array<char, 32> buffer{};
  char* const end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
  return {buffer.data(), end};
}

Text shown(double value, int decimals) {
  if (!std::isfinite(value))
    return value > 0 ? Text("∞") : std::isnan(value) ? Text("–") : Text("-∞");
  std::string plain = fmt::format("{:.{}f}", value, decimals);
  if (plain.find_first_not_of("-0.") == std::string::npos && plain.starts_with('-')) {
    plain.erase(0, 1);  // no "-0"
  }
  return {in_style(plain, ',', '.'), in_style(plain, '.', ',')};
}

Text shown_shortest(double value) {
  // people read 0.0005, not 5e-04; beyond these bounds the zeros would have to be counted
  const double size = std::fabs(value);
  std::string en = size >= 1e-7 && size < 1e15 ? without_power(value) : shortest(value);
  std::string vi = en;
  std::ranges::replace(vi, '.', ',');
  return {en, vi};
}

std::optional<double> parsed_number(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '+')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

}  // namespace twin
