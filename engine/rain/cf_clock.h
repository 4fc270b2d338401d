#pragma once

#include <optional>
#include <string_view>

namespace twin {

/// How a CF time axis counts: "hours since 2025-09-30 11:30:00 +07:00".
struct CfClock {
  double unit_s = 1.0;            ///< of one on the axis
  std::optional<double> epoch_s;  ///< its zero, seconds since 1970-01-01T00:00Z; nothing where the
                                  ///< unit names none, as in "s"
};

/// Reads `units` of a time axis (CF conventions 1.8, section 4.4): seconds, minutes, hours or days,
/// also as s, min, h, d; clock and zone may be left out and are then 0:00 and UTC. Nothing for any
/// other text.
std::optional<CfClock> cf_clock(std::string_view units);

}  // namespace twin
