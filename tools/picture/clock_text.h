#pragma once

#include <string>

#include "engine/base/text.h"
#include "engine/results/bundle.h"

namespace twin {

/// An instant of a run for people: "11:30 ngày 30/9/2025"; empty where `start` is no local time.
Text clock_text(const std::string& start, double after_s = 0.0);

/// An instant by the run's minutes and, where it has a clock, by that: "phút 45, 12:15 ngày
/// 30/9/2025".
Text instant_text(const std::string& start, double after_s);

/// What a run covers: "từ 11:30 đến 17:30 ngày 30/9/2025"; its start alone where nothing goes on
/// through time; empty where it has no clock.
Text period_text(const Bundle& run);

}  // namespace twin
