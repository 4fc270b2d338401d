#include "engine/rain/rain_zones.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "engine/base/numbers.h"
#include "engine/gis/crs.h"
#include "engine/water/series_integral.h"

namespace twin {
namespace {

constexpr std::size_t kMostZones = 65536;

/// A coarse row, column or cell, and the share of a fine one that lies in it.
using Part = std::pair<std::size_t, double>;
using Parts = std::vector<Part>;

[[noreturn]] void refuse(const Text& where, const Text& found, const Text& expected) {
  throw InputError({.where = where,
                    .found = found,
                    .expected = expected,
                    .outcome = tr("nothing was computed", "chưa tính gì")});
}

/// What of the span from `from` to `to` lies between each pair of rising edges, as shares of what
/// lies on any; the nearest where none does. `covered`: whether its middle lies on one.
struct Overlap {
  Parts parts;
  bool covered = false;
};

Overlap overlap(const std::vector<double>& edges, double from, double to) {
  Overlap out;
  const double middle = 0.5 * (from + to);
  out.covered = middle >= edges.front() && middle < edges.back();
  const auto last = edges.size() - 2;
  const auto after = std::ranges::upper_bound(edges, from) - edges.begin();
  double sum = 0.0;
  for (auto i = static_cast<std::size_t>(std::max<std::ptrdiff_t>(after, 1) - 1);
       i <= last && edges[i] < to; ++i) {
    const double length = std::min(to, edges[i + 1]) - std::max(from, edges[i]);
    if (length <= 1e-9 * (to - from)) continue;  // edges that agree but for their rounding
    out.parts.emplace_back(i, length);
    sum += length;
  }
  if (out.parts.empty()) return {{{to <= edges.front() ? 0 : last, 1.0}}, false};
  for (Part& part : out.parts) part.second /= sum;
  return out;
}

/// Numbers the different shares of coarse cells.
class Zones {
 public:
  Zones(const RainRaster& raster, const GridFrame& frame) : raster_(raster), zone_of_(frame, 0) {}

  void set(Cell cell, Parts parts) {
    std::ranges::sort(parts);
    const auto [at, is_new] = known_.try_emplace(std::move(parts), known_.size());
    if (is_new) {
      if (known_.size() > kMostZones) {
        refuse(raster_.name,
               tr("too many cells for a grid of this size", "quá nhiều ô so với lưới tính"),
               tr("rain cells larger than the grid's: at most 65536 on it",
                  "ô mưa lớn hơn ô lưới: nhiều nhất 65536 ô"));
      }
      mm_per_h_.push_back(series_of(at->first));
    }
    zone_of_(cell) = static_cast<std::uint16_t>(at->second);
  }

  RainZones done() { return {std::move(mm_per_h_), std::move(zone_of_)}; }

 private:
  double rate(std::size_t frame, std::size_t coarse) const {
    const float rate = raster_.mm_per_h[frame * raster_.cells() + coarse];
    if (!std::isnan(rate)) return static_cast<double>(rate);
    const std::size_t row = coarse / raster_.cols();
    const std::size_t col = coarse % raster_.cols();
    refuse(raster_.frame_name(frame),
           tr("no value in the cell at ", "không có giá trị ở ô tại ") +
               shortest((raster_.x_edges[col] + raster_.x_edges[col + 1]) / 2) + ", " +
               shortest((raster_.y_edges[row] + raster_.y_edges[row + 1]) / 2),
           tr("a rate in every cell on the ground of the run; fill gaps before",
              "có cường độ ở mọi ô trên vùng tính; hãy lấp chỗ thiếu trước"));
  }

  Series series_of(const Parts& parts) const {
    Series series;
    const std::size_t frames = raster_.begin_s.size();
    for (std::size_t i = 0; i < frames; ++i) {
      double mean = 0.0;
      for (const auto& [coarse, share] : parts) mean += share * rate(i, coarse);
      series.time_s.push_back(raster_.begin_s[i]);
      series.value.push_back(mean);
      const bool goes_on = i + 1 < frames && raster_.end_s[i] == raster_.begin_s[i + 1];
      if (goes_on || !std::isfinite(raster_.end_s[i])) continue;
      series.time_s.push_back(raster_.end_s[i]);
      series.value.push_back(0.0);
    }
    return series;
  }

  const RainRaster& raster_;
  Grid<std::uint16_t> zone_of_;
  std::map<Parts, std::size_t> known_;
  std::vector<Series> mm_per_h_;
};

void need_covered(const RainRaster& raster, const GridFrame& frame, Cell cell, bool covered) {
  if (covered) return;
  const Point centre = frame.centre(cell);
  refuse(raster.name,
         tr("no rain at ", "không có mưa tại ") + shown(centre.x_m, 0) + ", " +
             shown(centre.y_m, 0) + tr(" on the ground of the run", " trên vùng tính"),
         tr("a raster that covers this ground whole", "raster phủ kín vùng này"));
}

/// The system's axes are those of the frame: shares of rows times shares of columns.
void lay_straight(const RainRaster& raster, const GridFrame& frame,
                  const Grid<std::uint8_t>& must_cover, Zones& zones) {
  std::vector<double> south_first(raster.y_edges.rbegin(), raster.y_edges.rend());
  const std::size_t last_row = raster.rows() - 1;
  std::vector<Overlap> cols;
  for (int col = 0; col < frame.cols; ++col) {
    const double west = frame.north_west.x_m + col * frame.cell_m;
    cols.push_back(overlap(raster.x_edges, west, west + frame.cell_m));
  }
  for (int row = 0; row < frame.rows; ++row) {
    const double north = frame.north_west.y_m - row * frame.cell_m;
    const Overlap rows = overlap(south_first, north - frame.cell_m, north);
    for (int col = 0; col < frame.cols; ++col) {
      const Overlap& here = cols[static_cast<std::size_t>(col)];
      const Cell cell{row, col};
      if (must_cover(cell) != 0) {
        need_covered(raster, frame, cell, rows.covered && here.covered);
      }
      Parts parts;
      for (const auto& [from_south, share_y] : rows.parts) {
        for (const auto& [coarse_col, share_x] : here.parts) {
          parts.emplace_back((last_row - from_south) * raster.cols() + coarse_col,
                             share_x * share_y);
        }
      }
      zones.set(cell, std::move(parts));
    }
  }
}

/// The coarse cell at a place, the nearest one beyond the raster; whether it lies on it.
std::pair<std::size_t, bool> coarse_at(const RainRaster& raster, Point place) {
  const auto index = [](auto after, const auto& edges) {
    return std::clamp<std::ptrdiff_t>(after - edges.begin() - 1, 0,
                                      static_cast<std::ptrdiff_t>(edges.size()) - 2);
  };
  const std::vector<double>& x = raster.x_edges;
  const std::vector<double>& y = raster.y_edges;
  const bool on = place.x_m >= x.front() && place.x_m < x.back() && place.y_m <= y.front() &&
                  place.y_m > y.back();
  const auto col = index(std::ranges::upper_bound(x, place.x_m), x);
  const auto row = index(std::ranges::upper_bound(y, place.y_m, std::greater<>{}), y);
  return {static_cast<std::size_t>(row) * raster.cols() + static_cast<std::size_t>(col), on};
}

/// Another system: the mean of four places in each cell.
void lay_converted(const RainRaster& raster, const GridFrame& frame, const std::string& crs,
                   const Grid<std::uint8_t>& must_cover, Zones& zones) {
  constexpr int kPlaces = 4;
  const CoordinateChange change(crs, raster.crs);
  std::vector<Point> places(static_cast<std::size_t>(kPlaces * frame.cols));
  for (int row = 0; row < frame.rows; ++row) {
    for (int i = 0; i < kPlaces * frame.cols; ++i) {
      const double east = i / kPlaces + (i % 2 == 0 ? 0.25 : 0.75);  // NOLINT(*-integer-division)
      const double south = row + (i % kPlaces < 2 ? 0.25 : 0.75);
      places[static_cast<std::size_t>(i)] = {frame.north_west.x_m + east * frame.cell_m,
                                             frame.north_west.y_m - south * frame.cell_m};
    }
    change.apply(places);
    for (int col = 0; col < frame.cols; ++col) {
      std::map<std::size_t, double> shares;
      bool covered = true;
      for (int i = kPlaces * col; i < kPlaces * (col + 1); ++i) {
        const auto [coarse, on] = coarse_at(raster, places[static_cast<std::size_t>(i)]);
        shares[coarse] += 1.0 / kPlaces;
        covered = covered && on;
      }
      if (must_cover({row, col}) != 0) need_covered(raster, frame, {row, col}, covered);
      zones.set({row, col}, Parts(shares.begin(), shares.end()));
    }
  }
}

}  // namespace

RainZones rain_zones(const RainRaster& raster, const GridFrame& frame, const std::string& crs,
                     const Grid<std::uint8_t>& covered) {
  Zones zones(raster, frame);
  if (raster.crs.empty() || crs.empty() || raster.crs == crs) {
    lay_straight(raster, frame, covered, zones);
  } else {
    lay_converted(raster, frame, crs, covered, zones);
  }
  return zones.done();
}

std::vector<double> fallen_mm(const RainZones& zones, double until_s) {
  std::vector<double> fallen;
  for (const Series& mm_per_h : zones.mm_per_h) {
    fallen.push_back(SeriesIntegral(mm_per_h, SeriesIntegral::Between::steps).until(until_s) /
                     3600.0);
  }
  return fallen;
}

}  // namespace twin
