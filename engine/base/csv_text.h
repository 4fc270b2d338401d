#pragma once

#include <span>
#include <string>

namespace twin {

/// What a CSV file begins with so that Excel takes it for UTF-8.
inline constexpr const char* kByteOrderMark = "\xEF\xBB\xBF";

/// A line of a CSV file as in RFC 4180: commas between, quotes where a cell needs them, CRLF.
std::string csv_line(std::span<const std::string> cells);

/// A number with so many decimals and a point, ungrouped: "1234.50"; never "-0"; empty for NaN and
/// infinity.
std::string with_decimals(double value, int decimals);

}  // namespace twin
