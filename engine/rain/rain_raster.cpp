#include "engine/rain/rain_raster.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>

#include "engine/base/numbers.h"
#include "engine/gis/crs.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

constexpr double kMostMmPerH = 2000.0;  ///< more than ever fell in a minute (1,860 mm/h)

/// To a millionth: of a degree a tenth of a metre.
std::string coordinate(double value) { return shortest(std::round(value * 1e6) / 1e6); }

std::string square(double west, double south, double east, double north) {
  return coordinate(west) + "…" + coordinate(east) + ", " + coordinate(south) + "…" +
         coordinate(north);
}

/// The ground of a frame in the raster's system.
Box ground_in(const std::string& raster_crs, const RainFile& asked) {
  constexpr int kAside = 8;
  std::vector<Point> places;
  const GridFrame& frame = asked.frame;
  for (int i = 0; i <= kAside; ++i) {
    for (int j = 0; j <= kAside; ++j) {
      places.push_back({frame.north_west.x_m + frame.cell_m * frame.cols * i / kAside,
                        frame.north_west.y_m - frame.cell_m * frame.rows * j / kAside});
    }
  }
  if (!raster_crs.empty() && !asked.crs.empty() && raster_crs != asked.crs) {
    CoordinateChange(asked.crs, raster_crs).apply(places);
  }
  Box box;
  for (const Point& place : places) {
    if (std::isfinite(place.x_m) && std::isfinite(place.y_m)) box.add(place);
  }
  return box;
}

void check_rates(const RainRaster& rain) {
  for (std::size_t i = 0; i < rain.mm_per_h.size(); ++i) {
    const auto rate = static_cast<double>(rain.mm_per_h[i]);
    if (std::isnan(rate) || (rate >= 0.0 && rate <= kMostMmPerH)) continue;
    const std::size_t frame = i / rain.cells();
    const std::size_t row = i % rain.cells() / rain.cols();
    const std::size_t col = i % rain.cols();
    throw InputError(
        {.where = rain.frame_name(frame) + tr(" at ", " tại ") +
                  coordinate((rain.x_edges[col] + rain.x_edges[col + 1]) / 2) + ", " +
                  coordinate((rain.y_edges[row] + rain.y_edges[row + 1]) / 2),
         .found = shortest(rate) + " mm/h",
         .expected = tr("rates of 0 to 2000 mm/h, missing ones marked as such (_FillValue)",
                        "cường độ từ 0 đến 2000 mm/h, chỗ thiếu phải đánh dấu (_FillValue)"),
         .outcome = tr("correct the file, or its units", "hãy sửa tệp hoặc đơn vị của tệp")});
  }
}

}  // namespace

Text RainRaster::frame_name(std::size_t frame) const {
  if (!frame_names.empty()) return frame_names.at(frame);
  return Text(name) + tr(", frame ", ", khung ") + std::to_string(frame + 1);
}

RainUnit rain_unit(const std::string& unit, const Text& where) {
  static const std::map<std::string, RainUnit> kUnits = [] {
    std::map<std::string, RainUnit> units;
    for (const char* word : {"mm/h", "mm/hr", "mm/hour", "mm h-1", "mm hr-1", "mm hour-1"}) {
      units[word] = {1.0, false};
    }
    for (const char* word : {"mm/s", "mm s-1", "kg m-2 s-1", "kg/m2/s", "kg m**-2 s**-1"}) {
      units[word] = {3600.0, false};
    }
    for (const char* word : {"mm/day", "mm/d", "mm day-1", "mm d-1"}) {
      units[word] = {1.0 / 24.0, false};
    }
    for (const char* word : {"m/s", "m s-1"}) units[word] = {3.6e6, false};
    for (const char* word : {"mm", "kg m-2", "kg/m2", "kg m**-2"}) units[word] = {1.0, true};
    return units;
  }();
  const auto it = kUnits.find(unit);
  if (it != kUnits.end()) return it->second;
  throw InputError(
      {.where = where,
       .found = unit.empty() ? tr("no unit", "không có đơn vị") : Text("'" + unit + "'"),
       .expected = tr("a unit of rain: mm/h, mm/s, mm/day, m s-1, kg m-2 s-1, or mm or kg m-2 an "
                      "interval",
                      "đơn vị mưa: mm/h, mm/s, mm/day, m s-1, kg m-2 s-1, hoặc mm, kg m-2 mỗi "
                      "khoảng thời gian"),
       .outcome = tr("correct it there", "hãy sửa ở đó")});
}

RainWindow window_around(const RainRaster& raster, const RainFile& asked) {
  const bool nowhere = raster.crs.empty() && !asked.crs.empty();
  const bool degrees = asked.crs.empty() && !raster.crs.empty() && is_geographic(raster.crs);
  if (nowhere || degrees) {
    throw InputError(
        {.where = raster.name,
         .found = nowhere ? tr("no reference system", "không có hệ tọa độ")
                          : tr("degrees, for ground that names no reference system",
                               "tọa độ độ, trong khi địa hình không ghi hệ tọa độ"),
         .expected = nowhere ? tr("one: in netCDF by grid_mapping with crs_wkt or as latitude and "
                                  "longitude, in a GeoTIFF as its own",
                                  "một hệ: netCDF ghi ở grid_mapping với crs_wkt hoặc dùng kinh "
                                  "độ và vĩ độ, GeoTIFF ghi ngay trong tệp")
                             : tr("both in a known system", "cả hai có hệ tọa độ"),
         .outcome = tr("name it in the file", "hãy ghi hệ tọa độ vào tệp")});
  }
  const Box box = ground_in(raster.crs, asked);
  const std::vector<double>& x = raster.x_edges;
  const std::vector<double>& y = raster.y_edges;
  const bool apart = box.empty() || box.east_m <= x.front() || box.west_m >= x.back() ||
                     box.north_m <= y.back() || box.south_m >= y.front();
  if (apart) {
    throw InputError(
        {.where = raster.name,
         .found = tr("rain on ", "mưa ở ") + square(x.front(), y.back(), x.back(), y.front()),
         .expected = tr("rain on the ground of this run, ", "mưa trên vùng tính, ") +
                     (box.empty() ? std::string("?")
                                  : square(box.west_m, box.south_m, box.east_m, box.north_m)),
         .outcome = tr("nothing was computed; check the place, the reference system and the order "
                       "of the axes",
                       "chưa tính gì; hãy kiểm tra vị trí, hệ tọa độ và thứ tự trục")});
  }
  const auto index_of = [](auto edge, const std::vector<double>& edges) {
    return static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(
        edge - edges.begin(), 0, static_cast<std::ptrdiff_t>(edges.size()) - 1));
  };
  const std::size_t west = index_of(std::ranges::upper_bound(x, box.west_m), x);
  const std::size_t east = index_of(std::ranges::lower_bound(x, box.east_m), x);
  const std::size_t north = index_of(std::ranges::upper_bound(y, box.north_m, std::greater<>{}), y);
  const std::size_t south = index_of(std::ranges::lower_bound(y, box.south_m, std::greater<>{}), y);
  // One more on each side: the sides of the frame are curves in another system.
  const auto from = [](std::size_t edge) { return std::max<std::size_t>(edge, 2) - 2; };
  const auto until = [](std::size_t edge, const auto& edges) {
    return std::min(edge + 1, edges.size() - 1);
  };
  return {.first_row = from(north),
          .rows = until(south, y) - from(north),
          .first_col = from(west),
          .cols = until(east, x) - from(west)};
}

bool is_netcdf(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string first(4, ' ');
  stream.read(first.data(), 4);
  const std::string ending = file.extension().string();
  return first.starts_with("CDF") || first == "\x89HDF" || ending == ".nc" || ending == ".nc4";
}

void refuse_single_raster(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string first(4, ' ');
  stream.read(first.data(), 4);
  const std::string ending = file.extension().string();
  const bool is_tiff = first.starts_with("II*") || first.starts_with("II+") ||
                       first.starts_with(std::string("MM\0", 3)) || ending == ".tif" ||
                       ending == ".tiff";
  if (!is_tiff && first != "\x89PNG") return;
  throw InputError(
      {.where = file.string(),
       .found = tr("a single raster, which has no times", "một raster đơn lẻ, không có thời gian"),
       .expected = tr("a CSV of time_s,file that lists it, or a netCDF file",
                      "tệp CSV gồm time_s,file liệt kê raster này, hoặc tệp netCDF"),
       .outcome = tr("nothing was computed", "chưa tính gì")});
}

RainRaster read_rain_raster(const RainFile& asked, Findings& findings) {
  std::error_code error;
  if (!fs::is_regular_file(asked.file, error)) {
    throw InputError({.where = asked.file.string(),
                      .found = tr("no such file", "không có tệp này"),
                      .expected = tr("a netCDF file, or a CSV of time_s,file",
                                     "tệp netCDF, hoặc CSV gồm time_s,file"),
                      .outcome = tr("nothing was computed", "chưa tính gì")});
  }
  refuse_single_raster(asked.file);
  RainRaster rain =
      is_netcdf(asked.file) ? read_rain_netcdf(asked, findings) : read_rain_list(asked);
  check_rates(rain);
  return rain;
}

}  // namespace twin
