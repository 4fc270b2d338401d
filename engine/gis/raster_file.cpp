#include "engine/gis/raster_file.h"

#include <cpl_string.h>
#include <ogr_srs_api.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "engine/base/numbers.h"
#include "engine/gis/crs.h"
#include "engine/gis/gdal_session.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

constexpr float kNoData = std::numeric_limits<float>::quiet_NaN();
/// A grid of floats of this size fills 4 GB.
constexpr std::int64_t kMostCells = 1'000'000'000;

GridFrame frame_of(GDALDatasetH dataset, const fs::path& file) {
  GridFrame frame{.north_west = {},
                  .cell_m = 1.0,
                  .rows = GDALGetRasterYSize(dataset),
                  .cols = GDALGetRasterXSize(dataset)};
  if (std::int64_t{frame.rows} * frame.cols > kMostCells) {
    throw unusable(
        file, std::to_string(frame.rows) + " × " + std::to_string(frame.cols) + tr(" cells", " ô"),
        tr("at most a thousand million cells", "nhiều nhất một tỉ ô"));
  }
  double t[6] = {0, 1, 0, 0, 0, -1};
  if (GDALGetGeoTransform(dataset, t) != CE_None) {
    // Without a place the file means local metres with its south-west corner at 0, 0.
    frame.north_west = {0.0, static_cast<double>(frame.rows)};
    return frame;
  }
  const double slack = 1e-6 * std::abs(t[1]);
  if (std::abs(t[2]) > slack || std::abs(t[4]) > slack || t[1] <= 0 || t[5] >= 0) {
    throw unusable(file, tr("a rotated or mirrored raster", "raster bị xoay hoặc lật"),
                   tr("rows from north to south, columns from west to east",
                      "các hàng từ bắc xuống nam, các cột từ tây sang đông"));
  }
  if (std::abs(t[1] + t[5]) > slack) {
    throw unusable(file, tr("cells of ", "ô cỡ ") + shortest(t[1]) + " × " + shortest(-t[5]),
                   tr("square cells", "ô vuông"));
  }
  frame.north_west = {t[0], t[3]};
  frame.cell_m = t[1];
  return frame;
}

/// Turns what the file masks out into NaN and applies its scale and offset.
CPLErr mend_values(GDALRasterBandH band, Grid<float>& values) {
  int has_scale = 0;
  int has_offset = 0;
  const auto scale = static_cast<float>(GDALGetRasterScale(band, &has_scale));
  const auto offset = static_cast<float>(GDALGetRasterOffset(band, &has_offset));
  if (has_scale != 0 && scale != 1.0F) values.values() *= scale;
  if (has_offset != 0 && offset != 0.0F) values.values() += offset;
  const int mask_flags = GDALGetMaskFlags(band);
  if ((mask_flags & GMF_ALL_VALID) != 0) return CE_None;
  // Rasters of our own say NaN themselves.
  if (mask_flags == GMF_NODATA && std::isnan(GDALGetRasterNoDataValue(band, nullptr))) {
    return CE_None;
  }
  GDALRasterBandH mask = GDALGetMaskBand(band);
  const GridFrame& frame = values.frame();
  std::vector<GByte> row(static_cast<std::size_t>(frame.cols));
  for (int r = 0; r < frame.rows; ++r) {
    const CPLErr error =
        GDALRasterIO(mask, GF_Read, 0, r, frame.cols, 1, row.data(), frame.cols, 1, GDT_Byte, 0, 0);
    if (error != CE_None) return error;
    for (int c = 0; c < frame.cols; ++c) {
      if (row[static_cast<std::size_t>(c)] == 0) values({r, c}) = kNoData;
    }
  }
  return CE_None;
}

/// Bilinear between the centres of cells; without data only where a needed cell has none.
class BilinearSampler {
 public:
  explicit BilinearSampler(const Grid<float>& values) : values_(values) {}

  float operator()(Point p) const {
    const GridFrame& frame = values_.frame();
    const double col = (p.x_m - frame.north_west.x_m) / frame.cell_m;
    const double row = (frame.north_west.y_m - p.y_m) / frame.cell_m;
    if (!(col >= 0 && col <= frame.cols && row >= 0 && row <= frame.rows)) return kNoData;
    const Between c = between(col - 0.5, frame.cols);
    const Between r = between(row - 0.5, frame.rows);
    const double north = mixed(at(r.low, c.low), at(r.low, c.high), c.share);
    const double south = mixed(at(r.high, c.low), at(r.high, c.high), c.share);
    return static_cast<float>(mixed(north, south, r.share));
  }

 private:
  struct Between {
    int low, high;
    double share;
  };

  /// The two cells around a place; on a centre (to a millionth of a cell) that cell alone.
  static Between between(double place, int count) {
    const double clamped = std::clamp(place, 0.0, count - 1.0);
    const double whole = std::round(clamped);
    if (std::abs(clamped - whole) < 1e-6) {
      const int cell = static_cast<int>(whole);
      return {cell, cell, 0.0};
    }
    const int low = static_cast<int>(std::floor(clamped));
    return {low, low + 1, clamped - low};
  }

  static double mixed(double a, double b, double share) {
    return share == 0.0 ? a : a + (b - a) * share;
  }

  double at(int row, int col) const { return values_({row, col}); }

  const Grid<float>& values_;
};

/// How many samples a side a cell of the frame takes: one covers two of the raster's cells, so that
/// none is skipped.
int samples_a_side(const GridFrame& frame, const GridFrame& raster,
                   const std::optional<CoordinateChange>& change) {
  constexpr long kMost = 64;
  std::vector<Point> step = {frame.north_west,
                             {frame.north_west.x_m + frame.cell_m, frame.north_west.y_m}};
  if (change) change->apply(step);
  const double covered = std::hypot(step[1].x_m - step[0].x_m, step[1].y_m - step[0].y_m);
  const double samples = covered / raster.cell_m / 2.0;
  return std::isfinite(samples) ? static_cast<int>(std::clamp(std::lround(samples), 1L, kMost)) : 1;
}

/// The places of the samples of one row of cells, cell by cell.
void place_samples(const GridFrame& frame, int row, int side, std::vector<Point>& places) {
  std::size_t next = 0;
  for (int col = 0; col < frame.cols; ++col) {
    for (int i = 0; i < side * side; ++i) {
      const double east = col + (i % side + 0.5) / side;
      const double south = row + (i / side + 0.5) / side;  // NOLINT(*-integer-division)
      places[next++] = {frame.north_west.x_m + east * frame.cell_m,
                        frame.north_west.y_m - south * frame.cell_m};
    }
  }
}

/// The mean of the samples; no data where most of them have none.
float mean_of(const BilinearSampler& sampled, std::span<const Point> places) {
  double sum = 0.0;
  std::size_t valid = 0;
  for (const Point& place : places) {
    const float value = sampled(place);
    if (std::isnan(value)) continue;
    sum += value;
    ++valid;
  }
  return 2 * valid >= places.size() ? static_cast<float>(sum / static_cast<double>(valid))
                                    : kNoData;
}

}  // namespace

Raster read_raster(const fs::path& file) {
  const Dataset dataset = open_for_reading(file, DataKind::raster);
  const GdalComplaints complaints;
  if (GDALGetRasterCount(dataset.get()) < 1) {
    throw unusable(file, tr("no band", "không có kênh nào"), tr("one band", "một kênh"));
  }
  const GridFrame frame = frame_of(dataset.get(), file);
  Raster raster{.values = Grid<float>(frame, kNoData),
                .crs = name_of_crs(GDALGetSpatialRef(dataset.get()))};
  GDALRasterBandH band = GDALGetRasterBand(dataset.get(), 1);
  CPLErr error =
      GDALRasterIO(band, GF_Read, 0, 0, frame.cols, frame.rows, raster.values.values().data(),
                   frame.cols, frame.rows, GDT_Float32, 0, 0);
  if (error == CE_None) error = mend_values(band, raster.values);
  if (error != CE_None) throw broken_off(file, complaints.first());
  return raster;
}

Raster read_raster_onto(const fs::path& file, const GridFrame& frame, const std::string& crs) {
  const Raster raster = read_raster(file);
  const bool same_system = crs.empty() || raster.crs.empty() || raster.crs == crs;
  std::optional<CoordinateChange> change;
  if (!same_system) change.emplace(crs, raster.crs);
  const BilinearSampler sampled(raster.values);
  const int side = samples_a_side(frame, raster.values.frame(), change);
  Raster out{.values = Grid<float>(frame, kNoData), .crs = crs.empty() ? raster.crs : crs};
  const std::size_t each = static_cast<std::size_t>(side) * static_cast<std::size_t>(side);
  std::vector<Point> places(each * static_cast<std::size_t>(frame.cols));
  for (int row = 0; row < frame.rows; ++row) {
    place_samples(frame, row, side, places);
    if (change) change->apply(places);
    for (int col = 0; col < frame.cols; ++col) {
      const std::span<const Point> here(places.data() + each * static_cast<std::size_t>(col), each);
      out.values({row, col}) = mean_of(sampled, here);
    }
  }
  return out;
}

void write_raster(const fs::path& file, const Grid<float>& values, const std::string& crs) {
  const MemoryFile memory(".tif");
  const GridFrame& frame = values.frame();
  {
    const GdalComplaints complaints;
    CPLStringList options;
    options.SetNameValue("COMPRESS", "DEFLATE");
    options.SetNameValue("PREDICTOR", "3");
    Dataset dataset(GDALCreate(GDALGetDriverByName("GTiff"), memory.name().c_str(), frame.cols,
                               frame.rows, 1, GDT_Float32, options.List()));
    if (dataset) {
      double t[6] = {frame.north_west.x_m, frame.cell_m, 0, frame.north_west.y_m, 0, -frame.cell_m};
      GDALSetGeoTransform(dataset.get(), t);
      if (!crs.empty()) GDALSetProjection(dataset.get(), wkt_of_crs(crs).c_str());
      GDALRasterBandH band = GDALGetRasterBand(dataset.get(), 1);
      GDALSetRasterNoDataValue(band, kNoData);
      std::vector<float> row(static_cast<std::size_t>(frame.cols));
      for (int r = 0; r < frame.rows && !complaints.failed(); ++r) {
        std::copy_n(values.values().data() + std::int64_t{r} * frame.cols, frame.cols, row.data());
        if (GDALRasterIO(band, GF_Write, 0, r, frame.cols, 1, row.data(), frame.cols, 1,
                         GDT_Float32, 0, 0) != CE_None) {
          break;
        }
      }
      dataset.reset();
    }
    if (complaints.failed()) throw cannot_write(file, complaints.first());
  }
  memory.publish(file);
}

}  // namespace twin
