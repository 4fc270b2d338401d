#include "scenarios/traffic/asked.h"

#include "engine/base/local_time.h"
#include "scenarios/traffic/flooded_streets.h"

namespace twin::traffic {
namespace {

constexpr double kHour_s = 3600.0;

/// The deepest water of the frames within the hour from `from_s` on, or of the last one before it.
Grid<float> deepest_in_hour(const Results& flood, double from_s) {
  const std::vector<double> times = flood.frame_times_s("depth_m");
  std::size_t first = 0;
  while (first + 1 < times.size() && times[first + 1] <= from_s) ++first;
  Grid<float> deepest = flood.frame("depth_m", first);
  for (std::size_t i = first + 1; i < times.size() && times[i] <= from_s + kHour_s; ++i) {
    const Grid<float> frame = flood.frame("depth_m", i);
    deepest.values() = deepest.values().max(frame.values());
  }
  return deepest;
}

/// The grid of depths that the settings ask for.
/// @throws InputError where the hour does not lie in the flood run.
Grid<float> depth_of(const Results& flood, const Request& request) {
  if (request.settings.text("water") == "worst") return flood.grid("max_depth_m");
  const auto start = parsed_time(request.start);
  const auto flood_start = parsed_time(flood.start());
  const std::vector<double> times = flood.frame_times_s("depth_m");
  const double from_s = start && flood_start ? start->epoch_s - flood_start->epoch_s : -1.0;
  if (!times.empty() && from_s >= times.front() && from_s <= times.back()) {
    return deepest_in_hour(flood, from_s);
  }
  throw InputError({.where = tr("[needs] flood and start", "[needs] flood và start"),
                    .found = tr("an hour from '", "giờ bắt đầu '") + request.start +
                             tr("' on and a flood run from '", "' và trận ngập bắt đầu '") +
                             flood.start() + "'",
                    .expected = tr("an hour that begins within the flood run, or water = \"worst\"",
                                   "giờ bắt đầu nằm trong trận ngập, hoặc water = \"worst\""),
                    .outcome = tr("nothing was computed", "chưa tính gì")});
}

}  // namespace

double hour_of(const Request& request) {
  const auto start = parsed_time(request.start);
  return start ? start->hour : request.settings.number("hour");
}

Model model_of(const Request& request) {
  const Settings& settings = request.settings;
  return {request.ward,
          {.vehicles = load_vehicles(*settings.file("vehicles")),
           .streets = load_street_table(*settings.file("streets")),
           .demand = load_demand_table(*settings.file("demand"))},
          hour_of(request),
          settings.integer("zones"),
          settings.number("demand_factor"),
          request.threads};
}

Conditions conditions_of(const Request& request) {
  Conditions conditions{.hour = hour_of(request), .closed = {}, .water = {}};
  const auto& closed = request.settings.texts("closed");
  if (!closed.empty()) conditions.closed = ways_named(request.ward, closed);
  if (const Results* flood = request.need("flood")) {
    conditions.water = water_on_streets(request.ward, depth_of(*flood, request));
  }
  return conditions;
}

}  // namespace twin::traffic
