#include "scenarios/flood/rain_raster_on.h"

#include <algorithm>
#include <limits>

#include "engine/base/numbers.h"
#include "engine/rain/rain_raster.h"
#include "engine/rain/rain_zones.h"

namespace twin {
namespace {

std::filesystem::path named_file(const Settings& settings) {
  if (const auto file = settings.file("rain_raster")) return *file;
  throw InputError({.where = tr("setting 'rain_raster'", "thiết lập 'rain_raster'"),
                    .found = tr("no file", "không có tệp"),
                    .expected = tr("a netCDF file of rain, or a CSV of time_s,file",
                                   "tệp netCDF lượng mưa, hoặc CSV gồm time_s,file"),
                    .outcome = tr("name one", "hãy nêu tên tệp")});
}

Grid<std::uint8_t> open_ground_of_ward(const GridModel& model) {
  Grid<std::uint8_t> ward(model.frame, 0);
  ward.values() = model.in_ward.values() * (1 - model.blocked.values().min(1));
  return ward;
}

void tell_span(const RainRaster& rain, double run_s, Findings& findings) {
  const double from_s = rain.begin_s.front();
  const double until_s = rain.end_s.back();
  if (from_s <= 0.0 && until_s >= run_s) return;
  findings.add(
      {.where = rain.name,
       .found = tr("rain from ", "mưa từ giây ") + shown(from_s, 0) + tr(" s to ", " đến giây ") +
                shown(std::min(until_s, run_s), 0) + tr(" s of the run", " của lần chạy"),
       .expected = tr("rain for all of its ", "mưa cho cả ") + shown(run_s, 0) + tr(" s", " giây"),
       .outcome = tr("none falls before and after", "trước và sau đó coi như không mưa")});
}

}  // namespace

RainZones rain_raster_on(const GridModel& model, const Request& request, Findings& findings) {
  const Settings& settings = request.settings;
  const RainRaster rain = read_rain_raster({.file = named_file(settings),
                                            .variable = settings.text("rain_variable"),
                                            .start = request.start,
                                            .frame = model.frame,
                                            .crs = request.crs},
                                           findings);
  tell_span(rain, settings.number("duration_s"), findings);
  RainZones zones = rain_zones(rain, model.frame, request.crs, open_ground_of_ward(model));
  for (Series& mm_per_h : zones.mm_per_h) {
    for (double& rate : mm_per_h.value) rate *= settings.number("rain_factor");
  }
  return zones;
}

Grid<float> rain_total_mm(const RainZones& zones, double until_s) {
  const std::vector<double> fallen = fallen_mm(zones, until_s);
  const GridFrame& frame = zones.zone_of_cell.frame();
  Grid<float> total_mm(frame, 0.0F);
  for (int row = 0; row < frame.rows; ++row) {
    for (int col = 0; col < frame.cols; ++col) {
      total_mm({row, col}) = static_cast<float>(fallen[zones.zone_of_cell({row, col})]);
    }
  }
  return total_mm;
}

}  // namespace twin
