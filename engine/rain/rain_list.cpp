#include <cmath>
#include <limits>

#include "engine/base/csv_file.h"
#include "engine/base/numbers.h"
#include "engine/gis/raster_file.h"
#include "engine/rain/rain_raster.h"

namespace twin {
namespace {

constexpr double kEndless = std::numeric_limits<double>::infinity();

std::vector<double> edges_from(double first, double step, int count) {
  std::vector<double> edges;
  for (int i = 0; i <= count; ++i) edges.push_back(first + i * step);
  return edges;
}

/// One row of the list.
struct Listed {
  std::size_t row = 0;
  std::filesystem::path file;  ///< empty: no rain
  RainUnit unit;
};

/// A file of rasters through time.
class RainList {
 public:
  explicit RainList(const RainFile& asked) : asked_(asked), csv_(CsvFile::read(asked.file)) {}

  RainRaster read() {
    refuse_variable();
    const std::vector<Listed> listed = rows();
    for (const Listed& one : listed) rain_.frame_names.push_back(name_of(one));
    for (std::size_t i = 0; i < listed.size(); ++i) {
      rain_.end_s.push_back(i + 1 < listed.size() ? rain_.begin_s[i + 1] : kEndless);
    }
    for (const Listed& one : listed) {
      if (!one.file.empty() && rain_.x_edges.empty()) take_place(one);
    }
    if (rain_.x_edges.empty()) refuse(csv_.name(), tr("no file", "không có tệp nào"));
    for (std::size_t i = 0; i < listed.size(); ++i) add_frame(listed[i], i);
    rain_.name = csv_.name();
    return std::move(rain_);
  }

 private:
  void refuse_variable() const {
    if (asked_.variable.empty()) return;
    throw InputError({.where = "rain_variable",
                      .found = "'" + asked_.variable + tr("' beside ", "' đi cùng ") + csv_.name(),
                      .expected = tr("a variable of a netCDF file", "biến của tệp netCDF"),
                      .outcome = tr("leave it out, or name the netCDF file",
                                    "hãy bỏ thiết lập này hoặc nêu tệp netCDF")});
  }

  /// "rain.csv:3, b.tif"
  Text name_of(const Listed& one) const {
    const std::string& file = csv_.text(one.row, csv_.column("file"));
    return csv_.where_row(one.row) + (file.empty() ? "" : ", " + file);
  }

  std::vector<Listed> rows() {
    const std::size_t time = csv_.column("time_s");
    const std::size_t file = csv_.column("file");
    std::vector<Listed> listed;
    for (std::size_t row = 0; row < csv_.rows(); ++row) {
      const double time_s = csv_.number(row, time);
      if (!rain_.begin_s.empty() && !(time_s > rain_.begin_s.back())) {
        throw InputError(
            {.where = csv_.where(row, time),
             .found = shortest(time_s),
             .expected = tr("a time after ", "thời điểm sau ") + shortest(rain_.begin_s.back()),
             .outcome = tr("put the rows in order", "hãy xếp các dòng theo thời gian")});
      }
      rain_.begin_s.push_back(time_s);
      Listed one{.row = row, .file = {}, .unit = {}};
      if (!csv_.text(row, file).empty()) {
        one.file = asked_.file.parent_path() / csv_.text(row, file);
        one.unit = unit_of(row);
      }
      listed.push_back(std::move(one));
    }
    return listed;
  }

  RainUnit unit_of(std::size_t row) const {
    if (!csv_.has_column("unit")) return {};
    const std::size_t unit = csv_.column("unit");
    return rain_unit(csv_.text(row, unit), csv_.where(row, unit));
  }

  void take_place(const Listed& one) {
    const Raster raster = read_raster(one.file);
    frame_ = raster.values.frame();
    rain_.crs = raster.crs;
    rain_.name = one.file.string();
    rain_.x_edges = edges_from(frame_.north_west.x_m, frame_.cell_m, frame_.cols);
    rain_.y_edges = edges_from(frame_.north_west.y_m, -frame_.cell_m, frame_.rows);
    window_ = window_around(rain_, asked_);
    const auto cut = [](std::vector<double>& edges, std::size_t first, std::size_t count) {
      edges = std::vector<double>(edges.begin() + static_cast<std::ptrdiff_t>(first),
                                  edges.begin() + static_cast<std::ptrdiff_t>(first + count + 1));
    };
    cut(rain_.x_edges, window_.first_col, window_.cols);
    cut(rain_.y_edges, window_.first_row, window_.rows);
  }

  void add_frame(const Listed& one, std::size_t i) {
    if (one.file.empty()) {
      rain_.mm_per_h.insert(rain_.mm_per_h.end(), rain_.cells(), 0.0F);
      return;
    }
    const Raster raster = read_raster(one.file);
    if (!(raster.values.frame() == frame_) || raster.crs != rain_.crs) {
      refuse(csv_.where(one.row, csv_.column("file")),
             tr("a raster of another place, size or reference system",
                "raster khác vị trí, kích thước hoặc hệ tọa độ"));
    }
    double factor = one.unit.factor;
    if (one.unit.per_interval) {
      if (!std::isfinite(rain_.end_s[i])) {
        refuse(csv_.where_row(one.row),
               tr("an amount in mm that has no end", "lượng mưa mm không có lúc kết thúc"));
      }
      factor *= 3600.0 / (rain_.end_s[i] - rain_.begin_s[i]);
    }
    for (std::size_t row = 0; row < window_.rows; ++row) {
      for (std::size_t col = 0; col < window_.cols; ++col) {
        const Cell cell{static_cast<int>(window_.first_row + row),
                        static_cast<int>(window_.first_col + col)};
        rain_.mm_per_h.push_back(
            static_cast<float>(static_cast<double>(raster.values(cell)) * factor));
      }
    }
  }

  [[noreturn]] static void refuse(const Text& where, const Text& found) {
    throw InputError(
        {.where = where,
         .found = found,
         .expected = tr("rasters of the same cells, one a row; a last row without a file ends the "
                        "rain",
                        "các raster cùng lưới ô, mỗi dòng một tệp; dòng cuối để trống tệp là hết "
                        "mưa"),
         .outcome = tr("correct it there", "hãy sửa ở đó")});
  }

  const RainFile& asked_;
  CsvFile csv_;
  RainRaster rain_;
  GridFrame frame_;
  RainWindow window_;
};

}  // namespace

RainRaster read_rain_list(const RainFile& asked) { return RainList(asked).read(); }

}  // namespace twin
