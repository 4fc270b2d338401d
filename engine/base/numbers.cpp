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
  std::string vi = shortest(value);
  std::ranges::replace(vi, '.', ',');
  return {shortest(value), vi};
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
