#include "viewer/look/ticks.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "viewer/model/run.h"

namespace twin {
namespace {

std::vector<double> multiples(double step, double least, double most) {
  constexpr double kSlack = 1e-9;
  std::vector<double> ticks;
  const auto first = static_cast<long long>(std::ceil(least / step - kSlack));
  const auto last = static_cast<long long>(std::floor(most / step + kSlack));
  for (long long i = first; i <= last; ++i) ticks.push_back(static_cast<double>(i) * step);
  return ticks;
}

}  // namespace

std::vector<double> round_ticks(double least, double most, int about) {
  if (!(most > least)) return {least};
  const double wanted = (most - least) / about;
  const double power = std::pow(10.0, std::floor(std::log10(wanted)));
  const std::array<double, 4> steps = {power, 2.0 * power, 5.0 * power, 10.0 * power};
  const auto* step = std::ranges::find_if(steps, [&](double one) { return one >= wanted; });
  return multiples(step == steps.end() ? steps.back() : *step, least, most);
}

std::vector<double> clock_ticks(double from_s, double to_s, int about) {
  constexpr std::array<double, 12> kSteps_min = {1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440};
  const double wanted_min = (to_s - from_s) / 60.0 / about;
  const auto* step =
      std::ranges::find_if(kSteps_min, [&](double one) { return one >= wanted_min; });
  const double days = std::max(1.0, std::ceil(wanted_min / 1440.0));
  return multiples(60.0 * (step == kSteps_min.end() ? 1440.0 * days : *step), from_s, to_s);
}

int decimals_of(const std::vector<double>& ticks) {
  if (ticks.size() < 2) return 2;
  const double step = ticks[1] - ticks[0];
  return std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 6);
}

std::string tick_text(double wall_s) {
  const std::string text = clock_text(wall_s);  // "14:30 · 16/08/2026"
  return text.starts_with("00:00") ? text.substr(text.size() - 10, 5) : text.substr(0, 5);
}

}  // namespace twin
