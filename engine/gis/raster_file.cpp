#include "engine/gis/raster_file.h"

#include <cpl_string.h>
#include <ogr_srs_api.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/base/numbers.h"
#include "engine/gis/crs.h"
#include "engine/gis/gdal_session.h"
#include "engine/gis/raster_head.h"
#include "engine/space/geometry.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

constexpr float kNoData = std::numeric_limits<float>::quiet_NaN();
/// A grid of floats of this size fills 4 GB.
constexpr std::int64_t kMostCells = 1'000'000'000;
/// What is brought onto a frame takes 200 MB at most: a survey by drone has thousands of millions.
constexpr std::int64_t kMostSampled = 50'000'000;

GridFrame frame_of(GDALDatasetH dataset, const fs::path& file) {
  GridFrame frame{.north_west = {},
                  .cell_m = 1.0,
                  .rows = GDALGetRasterYSize(dataset),
                  .cols = GDALGetRasterXSize(dataset)};
  double t[6] = {0, 1, 0, 0, 0, -1};
  if (GDALGetGeoTransform(dataset, t) != CE_None) {
    // Without a place the file means local metres with its south-west corner at 0, 0.
    frame.north_west = {0.0, static_cast<double>(frame.rows)};
    return frame;
  }
  const double slack = 1e-6 * std::abs(t[1]);
  if (std::abs(t[2]) > slack || std::abs(t[4]) > slack || !(t[1] > 0) || !(t[5] < 0)) {
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

/// Cells of a file that are read as one grid, `each` × `each` of them as their mean.
struct Part {
  int col = 0, row = 0;    ///< its first cell
  int cols = 0, rows = 0;  ///< of the grid
  int each = 1;
};

CPLErr read_part(GDALRasterBandH band, const Part& part, GDALDataType type, void* into) {
  GDALRasterIOExtraArg how;
  INIT_RASTERIO_EXTRA_ARG(how);
  // Masks are no numbers: of them one cell speaks for its neighbours.
  if (part.each > 1 && type == GDT_Float32) how.eResampleAlg = GRIORA_Average;
  return GDALRasterIOEx(band, GF_Read, part.col, part.row, part.cols * part.each,
                        part.rows * part.each, into, part.cols, part.rows, type, 0, 0, &how);
}

/// Turns what the file masks out into NaN and applies its scale and offset.
CPLErr mend_values(GDALRasterBandH band, const Part& part, Grid<float>& values) {
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
    const Part line{.col = part.col,
                    .row = part.row + r * part.each,
                    .cols = part.cols,
                    .rows = 1,
                    .each = part.each};
    const CPLErr error = read_part(mask, line, GDT_Byte, row.data());
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

/// How many of the raster's cells a side a cell of the frame covers.
double cells_covered(const GridFrame& frame, const GridFrame& raster,
                     const std::optional<CoordinateChange>& change) {
  std::vector<Point> step = {frame.north_west,
                             {frame.north_west.x_m + frame.cell_m, frame.north_west.y_m}};
  if (change) change->apply(step);
  return std::hypot(step[1].x_m - step[0].x_m, step[1].y_m - step[0].y_m) / raster.cell_m;
}

/// How many samples a side a cell of the frame takes: one covers two of the raster's cells, so that
/// none is skipped.
int samples_a_side(const GridFrame& frame, const GridFrame& raster,
                   const std::optional<CoordinateChange>& change) {
  constexpr long kMost = 64;
  const double samples = cells_covered(frame, raster, change) / 2.0;
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

/// A raster whose head has been read and whose cells have not.
class OpenRaster {
 public:
  explicit OpenRaster(const fs::path& file)
      : file_(file), dataset_(open_for_reading(file, DataKind::raster)) {
    const GdalComplaints complaints;
    if (GDALGetRasterCount(dataset_.get()) < 1) {
      throw unusable(file, tr("no band", "không có kênh nào"), tr("one band", "một kênh"));
    }
    head_.frame = frame_of(dataset_.get(), file);
    head_.crs = name_of_crs(GDALGetSpatialRef(dataset_.get()));
  }

  const RasterHead& head() const { return head_; }
  Part whole() const { return {.cols = head_.frame.cols, .rows = head_.frame.rows}; }

  Raster read(const Part& part) const {
    const GdalComplaints complaints;
    GridFrame frame{.cell_m = head_.frame.cell_m * part.each, .rows = part.rows, .cols = part.cols};
    frame.north_west = {head_.frame.north_west.x_m + part.col * head_.frame.cell_m,
                        head_.frame.north_west.y_m - part.row * head_.frame.cell_m};
    Raster raster{.values = Grid<float>(frame, kNoData), .crs = head_.crs};
    if (part.cols == 0 || part.rows == 0) return raster;
    GDALRasterBandH band = GDALGetRasterBand(dataset_.get(), 1);
    CPLErr error = read_part(band, part, GDT_Float32, raster.values.values().data());
    if (error == CE_None) error = mend_values(band, part, raster.values);
    if (error != CE_None) throw broken_off(file_, complaints.first());
    return raster;
  }

 private:
  fs::path file_;
  Dataset dataset_;
  RasterHead head_;
};

/// Where a frame lies in another CRS: the box about points along its edges.
Box box_under(const GridFrame& frame, const std::optional<CoordinateChange>& change) {
  constexpr int kSteps = 32;
  std::vector<Point> edge;
  for (int i = 0; i <= kSteps; ++i) {
    const double east = frame.cols * frame.cell_m * i / kSteps;
    const double south = frame.rows * frame.cell_m * i / kSteps;
    const Point from = frame.north_west;
    const Point to{from.x_m + frame.cols * frame.cell_m, from.y_m - frame.rows * frame.cell_m};
    edge.insert(edge.end(), {{from.x_m + east, from.y_m},
                             {from.x_m + east, to.y_m},
                             {from.x_m, from.y_m - south},
                             {to.x_m, from.y_m - south}});
  }
  if (change) change->apply(edge);
  return box_of(edge);
}

/// The cells of a file along one axis that a stretch needs, in steps of `each` from its first on.
std::pair<int, int> steps_under(double from, double to, int count, int each) {
  constexpr double kAround = 4.0;  // steps beside it: what lies between centres needs neighbours
  const double last = std::floor(static_cast<double>(count) / each);
  const double low = std::clamp(std::floor(from / each) - kAround, 0.0, last);
  const double high = std::clamp(std::ceil(to / each) + kAround, low, last);
  return {static_cast<int>(low), static_cast<int>(high - low)};
}

/// All of a file that memory holds; of a larger one what lies under the frame, in means over about
/// the frame's cells, or over larger squares where those are still too many.
Part part_under(const GridFrame& frame, const OpenRaster& raster,
                const std::optional<CoordinateChange>& change) {
  const GridFrame& from = raster.head().frame;
  if (std::int64_t{from.rows} * from.cols <= kMostSampled) return raster.whole();
  const Box box = box_under(frame, change);
  const double west = (box.west_m - from.north_west.x_m) / from.cell_m;
  const double east = (box.east_m - from.north_west.x_m) / from.cell_m;
  const double north = (from.north_west.y_m - box.north_m) / from.cell_m;
  const double south = (from.north_west.y_m - box.south_m) / from.cell_m;
  if (!std::isfinite(west + east + north + south)) return {};
  constexpr double kMostEach = 10000.0;
  // Cells of another system lie askew: two of them for one of the frame, that none is blurred away.
  const double covered = cells_covered(frame, from, change) / (change ? 2.0 : 1.0);
  for (int each = static_cast<int>(std::clamp(covered + 1e-6, 1.0, kMostEach));; ++each) {
    const auto [col, cols] = steps_under(west, east, from.cols, each);
    const auto [row, rows] = steps_under(north, south, from.rows, each);
    if (std::int64_t{rows} * cols > kMostSampled) continue;
    return {.col = col * each, .row = row * each, .cols = cols, .rows = rows, .each = each};
  }
}

}  // namespace

RasterHead read_raster_head(const fs::path& file) { return OpenRaster(file).head(); }

Raster read_raster(const fs::path& file) {
  const OpenRaster raster(file);
  const GridFrame& frame = raster.head().frame;
  if (std::int64_t{frame.rows} * frame.cols > kMostCells) {
    throw unusable(
        file, std::to_string(frame.rows) + " × " + std::to_string(frame.cols) + tr(" cells", " ô"),
        tr("at most a thousand million cells", "nhiều nhất một tỉ ô"));
  }
  return raster.read(raster.whole());
}

float read_raster_cell(const fs::path& file, Cell cell) {
  const OpenRaster raster(file);
  const GridFrame& frame = raster.head().frame;
  if (cell.row < 0 || cell.row >= frame.rows || cell.col < 0 || cell.col >= frame.cols) {
    throw unusable(file,
                   tr("no cell in row ", "không có ô ở hàng ") + std::to_string(cell.row) +
                       tr(", column ", ", cột ") + std::to_string(cell.col),
                   std::to_string(frame.rows) + " × " + std::to_string(frame.cols) +
                       tr(" cells, counted from 0", " ô, đếm từ 0"));
  }
  return raster.read({.col = cell.col, .row = cell.row, .cols = 1, .rows = 1}).values({0, 0});
}

Raster read_raster_onto(const fs::path& file, const GridFrame& frame, const std::string& crs) {
  const OpenRaster open(file);
  const std::string& own = open.head().crs;
  const bool same_system = crs.empty() || own.empty() || own == crs;
  std::optional<CoordinateChange> change;
  if (!same_system) change.emplace(crs, own);
  const Raster raster = open.read(part_under(frame, open, change));
  Raster out{.values = Grid<float>(frame, kNoData), .crs = crs.empty() ? raster.crs : crs};
  if (raster.values.values().size() == 0) return out;  // all of it lies elsewhere
  const BilinearSampler sampled(raster.values);
  const int side = samples_a_side(frame, raster.values.frame(), change);
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
