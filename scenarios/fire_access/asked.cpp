#include "scenarios/fire_access/asked.h"

#include <algorithm>

#include "engine/base/local_time.h"
#include "scenarios/fire_access/flood_heads.h"

namespace twin::fire {
namespace {

constexpr double kNoon_h = 12.0;
constexpr double kSecondsPerMinute = 60.0;

double hour_of(const std::string& start) {
  const auto time = parsed_time(start);
  return time ? time->hour : kNoon_h;
}

/// The instant of the flood that counts, seconds after its start; negative: its deepest.
double instant_of_flood_s(const Request& request, const Results& flood) {
  const double minute = request.settings.number("flood_at_min");
  if (minute < 0.0) return -1.0;
  const auto ours = parsed_time(request.start);
  const auto theirs = parsed_time(flood.start());
  const double later_s = ours && theirs ? ours->epoch_s - theirs->epoch_s : 0.0;
  return std::max(0.0, minute * kSecondsPerMinute + later_s);
}

}  // namespace

FireModel model_of(const Request& request) {
  return fire_model(request.settings, hour_of(request.start));
}

FloodHeads heads_of(const Request& request) {
  const Results* flood = request.need("flood");
  if (flood == nullptr) return {};
  return flood_heads(request.ward, *flood, instant_of_flood_s(request, *flood));
}

}  // namespace twin::fire
