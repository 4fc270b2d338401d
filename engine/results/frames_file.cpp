#include "engine/results/frames_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

#include "engine/base/local_time.h"
#include "engine/results/instants.h"
#include "engine/results/netcdf_file.h"

namespace twin {
namespace {

using Type = NetcdfFile::Type;

constexpr std::size_t kTile =
    256;  // cells a side: one place through time or one instant, both fast

std::vector<double> centres(double first, double step, int count) {
  std::vector<double> out;
  for (int i = 0; i < count; ++i) out.push_back(first + (i + 0.5) * step);
  return out;
}

int add_axis(NetcdfFile& nc, const char* name, int dimension, const char* standard_name) {
  const int variable = nc.add_variable(nc.root(), name, Type::float64, std::array{dimension});
  nc.attribute(nc.root(), variable, "standard_name", std::string(standard_name));
  nc.attribute(nc.root(), variable, "units", "m");
  return variable;
}

void describe_crs(NetcdfFile& nc, const GridFrame& frame, const CfContext& context) {
  const int crs = nc.add_variable(nc.root(), "crs", Type::int32, {});
  nc.attribute(nc.root(), crs, "long_name", context.crs);
  if (!context.crs_wkt.empty()) {
    nc.attribute(nc.root(), crs, "crs_wkt", context.crs_wkt);
    nc.attribute(nc.root(), crs, "spatial_ref", context.crs_wkt);
  }
  const std::string cell = std::to_string(frame.cell_m);
  nc.attribute(nc.root(), crs, "GeoTransform",
               std::to_string(frame.north_west.x_m) + " " + cell + " 0 " +
                   std::to_string(frame.north_west.y_m) + " 0 -" + cell);
}

class Range {
 public:
  void add(const Grid<float>& grid) {
    for (const float value : grid.values().reshaped<Eigen::RowMajor>()) {
      if (std::isnan(value)) continue;
      least_ = std::min(least_, static_cast<double>(value));
      most_ = std::max(most_, static_cast<double>(value));
    }
  }
  std::optional<std::pair<double, double>> found() const {
    return least_ <= most_ ? std::optional{std::pair{least_, most_}} : std::nullopt;
  }

 private:
  double least_ = 1e300;
  double most_ = -1e300;
};

GridFrame frame_in(const NetcdfFile& nc) {
  const std::vector<double> y = nc.read(nc.root(), nc.variable(nc.root(), "y"));
  const std::vector<double> x = nc.read(nc.root(), nc.variable(nc.root(), "x"));
  const double cell_m = x.size() > 1   ? (x.back() - x.front()) / static_cast<double>(x.size() - 1)
                        : y.size() > 1 ? (y.front() - y.back()) / static_cast<double>(y.size() - 1)
                                       : 1.0;
  return {{x.front() - cell_m / 2, y.front() + cell_m / 2},
          cell_m,
          static_cast<int>(y.size()),
          static_cast<int>(x.size())};
}

}  // namespace

std::string cf_time_units(const std::string& start) {
  constexpr std::size_t kDate = 10;  // "2025-09-30"
  if (!parsed_time(start)) return "s";
  const std::size_t offset = start.find_first_of("Z+-", kDate);
  const std::string zone = start[offset] == 'Z' ? "+00:00" : start.substr(offset);
  return "seconds since " + start.substr(0, kDate) + " " +
         start.substr(kDate + 1, offset - kDate - 1) + " " + zone;
}

std::optional<std::pair<double, double>> write_frames(
    const std::filesystem::path& file, const ManifestField& field, const CfContext& context,
    const std::vector<double>& times_s, const std::function<Grid<float>(std::size_t)>& frame_at,
    const Progress& progress) {
  const GridFrame frame = frame_at(0).frame();
  const auto rows = static_cast<std::size_t>(frame.rows);
  const auto cols = static_cast<std::size_t>(frame.cols);
  NetcdfFile nc(file, NetcdfFile::Mode::create);
  nc.attribute(nc.root(), NetcdfFile::kOfGroup, "Conventions", "CF-1.8");
  nc.attribute(nc.root(), NetcdfFile::kOfGroup, "title", context.title);
  nc.attribute(nc.root(), NetcdfFile::kOfGroup, "source", context.source);
  const std::array dimensions{nc.add_dimension(nc.root(), "time", times_s.size()),
                              nc.add_dimension(nc.root(), "y", rows),
                              nc.add_dimension(nc.root(), "x", cols)};
  const int time = nc.add_variable(nc.root(), "time", Type::float64, std::array{dimensions[0]});
  nc.attribute(nc.root(), time, "standard_name", "time");
  nc.attribute(nc.root(), time, "axis", "T");
  nc.attribute(nc.root(), time, "units", cf_time_units(context.start));
  const int y = add_axis(nc, "y", dimensions[1], "projection_y_coordinate");
  const int x = add_axis(nc, "x", dimensions[2], "projection_x_coordinate");
  describe_crs(nc, frame, context);
  const std::array<std::size_t, 3> tile{1, std::min(rows, kTile), std::min(cols, kTile)};
  const int values = nc.add_variable(nc.root(), field.name, Type::float32, dimensions, tile);
  nc.attribute(nc.root(), values, "units", field.unit);
  nc.attribute(nc.root(), values, "long_name", field.meaning.en);
  nc.attribute(nc.root(), values, "grid_mapping", "crs");
  nc.no_data_is_nan(nc.root(), values);
  nc.end_definitions();
  nc.write(nc.root(), time, times_s);
  nc.write(nc.root(), y, centres(frame.north_west.y_m, -frame.cell_m, frame.rows));
  nc.write(nc.root(), x, centres(frame.north_west.x_m, frame.cell_m, frame.cols));
  Range range;
  for (std::size_t i = 0; i < times_s.size(); ++i) {
    progress.checkpoint(static_cast<double>(i) / static_cast<double>(times_s.size()),
                        tr("writing ", "ghi ") + file.filename().string());
    const Grid<float> grid = frame_at(i);
    if (!(grid.frame() == frame))
      throw std::logic_error("the frames of '" + field.name + "' differ");
    range.add(grid);
    nc.write_block(nc.root(), values, std::array<std::size_t, 3>{i, 0, 0},
                   std::array<std::size_t, 3>{1, rows, cols}, grid.values().data());
  }
  nc.close();
  return range.found();
}

std::vector<double> read_frame_times_s(const std::filesystem::path& file) {
  const NetcdfFile nc(file, NetcdfFile::Mode::read);
  return increasing(nc.read(nc.root(), nc.variable(nc.root(), "time")), file, "time");
}

Grid<float> read_frame(const std::filesystem::path& file, const std::string& name,
                       std::size_t index) {
  const NetcdfFile nc(file, NetcdfFile::Mode::read);
  Grid<float> grid(frame_in(nc), 0.0F);
  const auto rows = static_cast<std::size_t>(grid.frame().rows);
  const auto cols = static_cast<std::size_t>(grid.frame().cols);
  nc.read_block(nc.root(), nc.variable(nc.root(), name), std::array<std::size_t, 3>{index, 0, 0},
                std::array<std::size_t, 3>{1, rows, cols}, grid.values().data());
  return grid;
}

GridFrame read_frames_frame(const std::filesystem::path& file) {
  return frame_in(NetcdfFile(file, NetcdfFile::Mode::read));
}

std::vector<float> read_frames_at(const std::filesystem::path& file, const std::string& name,
                                  Cell cell, std::size_t first, std::size_t count) {
  const NetcdfFile nc(file, NetcdfFile::Mode::read);
  std::vector<float> values(count);
  const std::array<std::size_t, 3> start{first, static_cast<std::size_t>(cell.row),
                                         static_cast<std::size_t>(cell.col)};
  nc.read_block(nc.root(), nc.variable(nc.root(), name), start,
                std::array<std::size_t, 3>{count, 1, 1}, values.data());
  return values;
}

}  // namespace twin
