#pragma once

#include <string>

#include "engine/base/text.h"
#include "engine/results/bundle.h"

namespace twin {

/// An instant of a run for people: "11:30 ngày 30/9/2025"; empty where `start` is no local time.
Text clock_text(const std::string& start, double after_s = 0.0);

/// What a run covers: "từ 11:30 đến 17:30 ngày 30/9/2025"; its start alone where nothing goes on
/// through time; empty where it has no clock.
Text period_text(const Bundle& run);

}  // namespace twin
