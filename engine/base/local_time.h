#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace twin {

/// An instant as files write it, local time with its offset: "2025-09-30T11:30:00+07:00".
struct LocalTime {
  double epoch_s = 0.0;  ///< seconds since 1970-01-01T00:00Z
  double hour = 0.0;     ///< of the local day, 0 up to 24: 11.5
};

/// Reads such a text; seconds may be left out, 'Z' stands for +00:00. Nothing for any other text.
std::optional<LocalTime> parsed_time(std::string_view text);

/// The unit of a column whose texts are times, or days, as people write them.
inline constexpr std::string_view kTimeUnit = "time";

/// A time as people write it, in the form of our files.
struct WrittenTime {
  std::string text;         ///< what `parsed_time` reads, or "2025-09-30" where only a day is told
  bool has_clock = false;   ///< more than a day is told
  bool has_offset = false;  ///< told; else Vietnam's, +07:00, was taken for the clock
};

/// Reads "30/09/2025 16:40", "30/9/2025", "16h40 30/9/2025" and ISO 8601 with or without an offset;
/// seconds may be left out. Nothing for any other text.
std::optional<WrittenTime> written_time(std::string_view text);

}  // namespace twin
