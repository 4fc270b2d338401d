#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/text.h"

namespace twin {

/// The shortest decimal form that reads back to the same double, as in data files: "0.1".
std::string shortest(double value);

/// A number for people, rounded to `decimals`: "1,234.5" in English, "1.234,5" in Vietnamese.
Text shown(double value, int decimals);

/// The shortest decimal form for people, ungrouped: "0.3" in English, "0,3" in Vietnamese.
Text shown_shortest(double value);

/// The whole of `text` as a number with a decimal point; nothing when it is none.
std::optional<double> parsed_number(std::string_view text);

}  // namespace twin
