#pragma once

#include <optional>
#include <string_view>

namespace twin {

/// An instant as files write it, local time with its offset: "2025-09-30T11:30:00+07:00".
struct LocalTime {
  double epoch_s = 0.0;  ///< seconds since 1970-01-01T00:00Z
  double hour = 0.0;     ///< of the local day, 0 up to 24: 11.5
};

/// Reads such a text; seconds may be left out, 'Z' stands for +00:00. Nothing for any other text.
std::optional<LocalTime> parsed_time(std::string_view text);

}  // namespace twin
