#pragma once

#include <string>
#include <vector>

namespace twin {

/// Round numbers from `least` to `most`, apart by 1, 2 or 5 times a power of ten, at most `about`
/// and one more; `least` alone where there is no span.
std::vector<double> round_ticks(double least, double most, int about);

/// Round instants of the wall clock between two, likewise: whole minutes, hours or days.
std::vector<double> clock_ticks(double from_s, double to_s, int about);

/// Decimals that tell such numbers apart: 2 for 0.25 and 0.50.
int decimals_of(const std::vector<double>& ticks);

/// "14:30" of seconds of the wall clock; at midnight the day: "16/08".
std::string tick_text(double wall_s);

}  // namespace twin
