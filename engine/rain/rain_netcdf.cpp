#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include "engine/base/local_time.h"
#include "engine/base/nearest.h"
#include "engine/base/numbers.h"
#include "engine/gis/crs.h"
#include "engine/rain/cf_clock.h"
#include "engine/rain/rain_raster.h"
#include "engine/results/netcdf_file.h"

namespace twin {
namespace {

constexpr float kNoValue = std::numeric_limits<float>::quiet_NaN();
constexpr std::size_t kMostValues = 200'000'000;  ///< on and around the ward

enum class Axis { time, y, x, none };

/// A variable and the group that it lies in.
struct Variable {
  int group = 0;
  int id = 0;
  std::string path;  ///< "rain", "Grid/precipitation"

  std::string name() const { return path.substr(path.rfind('/') + 1); }
};

/// Rain in a netCDF file that follows the CF conventions.
class RainNetcdf {
 public:
  RainNetcdf(const RainFile& asked, Findings& findings)
      : asked_(asked), findings_(findings), nc_(asked.file, NetcdfFile::Mode::read) {
    rain_.name = asked.file.string();
  }

  RainRaster read() {
    collect_variables(nc_.root(), "");
    the_rain_ = asked_.variable.empty() ? the_rain() : named_rain();
    for (std::size_t i = 0; i < nc_.shape(the_rain_.group, the_rain_.id).size(); ++i) {
      axes_.push_back(
          axis_of(the_rain_.group, nc_.dimension_name(the_rain_.group, the_rain_.id, i)));
    }
    rain_.x_edges = edges_of(Axis::x);
    rain_.y_edges = edges_of(Axis::y);
    const bool north_first = rain_.y_edges.front() > rain_.y_edges.back();
    const bool west_first = rain_.x_edges.front() < rain_.x_edges.back();
    if (!north_first) std::ranges::reverse(rain_.y_edges);
    if (!west_first) std::ranges::reverse(rain_.x_edges);
    rain_.crs = crs();
    const RainWindow window = window_around(rain_, asked_);
    read_times();
    read_values(window, north_first, west_first);
    cut(rain_.x_edges, window.first_col, window.cols);
    cut(rain_.y_edges, window.first_row, window.rows);
    return std::move(rain_);
  }

 private:
  [[noreturn]] void refuse(const Text& what, const Text& found, const Text& expected) const {
    throw InputError({.where = Text(rain_.name) + what,
                      .found = found,
                      .expected = expected,
                      .outcome = tr("nothing was computed", "chưa tính gì")});
  }
  static Text variable(const std::string& name) {
    return tr(", variable '", ", biến '") + name + "'";
  }
  void collect_variables(int group, const std::string& path) {
    for (const std::string& name : nc_.variable_names(group)) {
      variables_.push_back({group, nc_.variable(group, name), path + name});
    }
    for (const int inner : nc_.groups_in(group)) {
      collect_variables(inner, path + nc_.group_name(inner) + "/");
    }
  }

  /// The variable that a name means in a group: its own, else one of the groups around it (CF 1.8,
  /// section 2.7).
  std::optional<Variable> seen_from(int group, const std::string& name) const {
    for (std::optional<int> around = group; around; around = nc_.parent_of(*around)) {
      if (nc_.has_variable(*around, name)) {
        return Variable{*around, nc_.variable(*around, name), name};
      }
    }
    return std::nullopt;
  }
  std::optional<Variable> seen(const std::string& name) const {
    return seen_from(the_rain_.group, name);
  }
  std::string attribute(const Variable& variable, const char* key) const {
    return nc_.text_attribute(variable.group, variable.id, key).value_or("");
  }
  /// Of a variable beside the rain; empty where there is none.
  std::string attribute(const std::string& name, const char* key) const {
    const auto variable = seen(name);
    return variable ? attribute(*variable, key) : "";
  }

  /// What a dimension runs along, by its coordinate variable (CF 1.8, chapter 4).
  Axis axis_of(int group, const std::string& name) const {
    const auto along = seen_from(group, name);
    if (!along) return Axis::none;
    const std::string units = attribute(*along, "units");
    const std::string standard = attribute(*along, "standard_name");
    const std::string axis = attribute(*along, "axis");
    const auto is = [](const std::string& text, std::initializer_list<const char*> words) {
      return std::ranges::any_of(words, [&](const char* word) { return text == word; });
    };
    if (standard == "time" || axis == "T" || units.find(" since ") != std::string::npos ||
        name == "time") {
      return Axis::time;
    }
    if (is(standard, {"projection_x_coordinate", "longitude"}) || axis == "X" ||
        is(units, {"degrees_east", "degree_east", "degrees_E", "degreeE"}) ||
        is(name, {"x", "lon", "longitude"})) {
      return Axis::x;
    }
    if (is(standard, {"projection_y_coordinate", "latitude"}) || axis == "Y" ||
        is(units, {"degrees_north", "degree_north", "degrees_N", "degreeN"}) ||
        is(name, {"y", "lat", "latitude"})) {
      return Axis::y;
    }
    return Axis::none;
  }

  /// Whether a variable runs over time, y and x, and over nothing else longer than one.
  bool may_be_rain(const Variable& variable) const {
    const std::vector<std::size_t> shape = nc_.shape(variable.group, variable.id);
    std::array<int, 3> found{};
    for (std::size_t i = 0; i < shape.size(); ++i) {
      const Axis axis = axis_of(variable.group, nc_.dimension_name(variable.group, variable.id, i));
      if (axis == Axis::none && shape[i] != 1) return false;
      if (axis != Axis::none) ++found.at(static_cast<std::size_t>(axis));
    }
    return found == std::array<int, 3>{1, 1, 1};
  }

  /// By its path, or by its name alone where no other has it.
  Variable named_rain() const {
    const std::string& asked = asked_.variable;
    const std::string path = asked.starts_with('/') ? asked.substr(1) : asked;
    auto at = std::ranges::find(variables_, path, &Variable::path);
    const auto so_called = std::ranges::count(variables_, path, &Variable::name);
    if (at == variables_.end() && so_called == 1) {
      at = std::ranges::find(variables_, path, &Variable::name);
    }
    if (at == variables_.end()) {
      std::vector<std::string> paths;
      for (const Variable& variable : variables_) paths.push_back(variable.path);
      refuse({},
             (so_called > 1 ? tr("several variables '", "nhiều biến '")
                            : tr("no variable '", "không có biến '")) +
                 asked + "'",
             expected_name(asked, paths));
    }
    if (!may_be_rain(*at)) {
      refuse(
          variable(at->path), tr("other dimensions", "chiều khác"),
          tr("time, y and x (or latitude and longitude)", "time, y và x (hoặc vĩ độ và kinh độ)"));
    }
    return *at;
  }

  /// By its standard name, or as the files of IMERG call it, which tell none.
  bool is_called_rain(const Variable& variable) const {
    const std::string standard = attribute(variable, "standard_name");
    return standard.find("rainfall") != std::string::npos ||
           standard.find("precipitation") != std::string::npos ||
           variable.name() == "precipitation" || variable.name() == "precipitationCal";
  }

  /// The only variable of time, y and x, or the only one of them that is called rain.
  Variable the_rain() const {
    std::vector<Variable> all;
    std::vector<Variable> called_rain;
    for (const Variable& one : variables_) {
      if (!may_be_rain(one)) continue;
      all.push_back(one);
      if (is_called_rain(one)) called_rain.push_back(one);
    }
    if (all.size() == 1) return all.front();
    if (called_rain.size() == 1) return called_rain.front();
    std::string paths;
    for (const Variable& one : all) paths += (paths.empty() ? "" : ", ") + one.path;
    refuse({},
           all.empty() ? tr("no variable of time, y and x", "không có biến nào theo time, y và x")
                       : tr("several that can be rain: ", "nhiều biến có thể là mưa: ") + paths,
           tr("one, or its name as rain_variable", "một biến, hoặc tên biến ở rain_variable"));
  }

  std::string dimension_along(Axis axis) const {
    const auto at = std::ranges::find(axes_, axis) - axes_.begin();
    return nc_.dimension_name(the_rain_.group, the_rain_.id, static_cast<std::size_t>(at));
  }

  /// Of a variable beside the rain; empty where there is none.
  std::vector<double> coordinates(const std::string& name) const {
    const auto variable = seen(name);
    return variable ? nc_.read(variable->group, variable->id) : std::vector<double>{};
  }

  /// The two ends of each step of an axis, one pair after the other; empty where none are told.
  std::vector<double> bounds_of(const std::string& name) const {
    const std::string bounds = attribute(name, "bounds");
    if (bounds.empty()) return {};
    std::vector<double> pairs = coordinates(bounds);
    if (pairs.size() != 2 * coordinates(name).size()) return {};
    return pairs;
  }

  /// The outer edges of the cells along an axis, in metres or degrees, in the order of the file.
  std::vector<double> edges_of(Axis axis) const {
    const std::string name = dimension_along(axis);
    const std::vector<double> centres = coordinates(name);
    std::vector<double> edges = edges_by_bounds(bounds_of(name));
    if (edges.empty()) edges = edges_between(centres);
    const bool rises = edges.size() > 1 && edges.back() > edges.front();
    for (std::size_t i = 1; i < edges.size(); ++i) {
      if (edges[i] != edges[i - 1] && (edges[i] > edges[i - 1]) == rises) continue;
      refuse(variable(name), tr("coordinates that go back", "tọa độ không theo thứ tự"),
             tr("rising or falling ones", "tăng dần hoặc giảm dần"));
    }
    if (edges.empty()) {
      refuse(variable(name), tr("one coordinate without bounds", "một tọa độ không có bounds"),
             tr("two or more, or bounds, to know the size of a cell",
                "từ hai tọa độ trở lên, hoặc bounds, để biết cỡ ô"));
    }
    if (attribute(name, "units") == "km") {
      for (double& edge : edges) edge *= 1000.0;
    }
    return edges;
  }

  static std::vector<double> edges_by_bounds(const std::vector<double>& pairs) {
    if (pairs.empty()) return {};
    std::vector<double> edges{pairs.front()};
    for (std::size_t i = 1; i < pairs.size(); i += 2) edges.push_back(pairs[i]);
    return edges;
  }

  static std::vector<double> edges_between(const std::vector<double>& centres) {
    const std::size_t n = centres.size();
    if (n < 2) return {};
    std::vector<double> edges{1.5 * centres[0] - 0.5 * centres[1]};
    for (std::size_t i = 1; i < n; ++i) edges.push_back(0.5 * (centres[i - 1] + centres[i]));
    edges.push_back(1.5 * centres[n - 1] - 0.5 * centres[n - 2]);
    return edges;
  }

  /// By the grid mapping, else WGS 84 where the axes are degrees of latitude and longitude; empty
  /// where nothing tells.
  std::string crs() const {
    const std::string mapping = attribute(the_rain_, "grid_mapping");
    if (!mapping.empty()) {
      for (const char* key : {"crs_wkt", "spatial_ref", "epsg_code"}) {
        const std::string text = attribute(mapping, key);
        if (!text.empty()) return known_crs(text);
      }
      const std::string name = attribute(mapping, "grid_mapping_name");
      if (!name.empty() && name != "latitude_longitude") return "";  // turned degrees, or metres
    }
    const std::string units = attribute(dimension_along(Axis::x), "units");
    return units.starts_with("degree") ? "EPSG:4326" : "";
  }

  void check_calendar(const std::string& name) const {
    const std::string calendar = attribute(name, "calendar");
    if (calendar.empty() || calendar == "standard" || calendar == "gregorian" ||
        calendar == "proleptic_gregorian") {
      return;
    }
    // The files of IMERG say so and count by the civil calendar all the same.
    if (calendar == "julian") {
      findings_.add({.where = Text(rain_.name) + variable(name),
                     .found = tr("the calendar 'julian'", "lịch 'julian'"),
                     .expected = tr("'standard'", "'standard'"),
                     .outcome = tr("read by the civil calendar, as IMERG means it",
                                   "đọc theo dương lịch, đúng như IMERG dùng")});
      return;
    }
    refuse(variable(name), tr("the calendar '", "lịch '") + calendar + "'",
           tr("a calendar of real days: standard, gregorian or proleptic_gregorian",
              "lịch có ngày thật: standard, gregorian hoặc proleptic_gregorian"));
  }

  /// Seconds after second 0 of the run; second 0 is the first frame's begin where the run has no
  /// clock, the axis's own 0 where only the file has none.
  void read_times() {
    const std::string name = dimension_along(Axis::time);
    check_calendar(name);
    const std::string units = attribute(name, "units");
    const auto clock = cf_clock(units);
    if (!clock) {
      refuse(variable(name),
             units.empty() ? tr("no unit", "không có đơn vị") : Text("'" + units + "'"),
             tr("'seconds since …', 'minutes since …', 'hours since …' or 'days since …'",
                "'seconds since …', 'minutes since …', 'hours since …' hoặc 'days since …'"));
    }
    std::vector<double> begins = coordinates(name);
    std::vector<double> ends;
    if (const std::vector<double> pairs = bounds_of(name); !pairs.empty()) {
      for (std::size_t i = 0; i < begins.size(); ++i) {
        begins[i] = pairs[2 * i];
        ends.push_back(pairs[2 * i + 1]);
      }
    }
    if (begins.empty())
      refuse(variable(name), tr("no times", "không có thời điểm nào"),
             tr("at least one", "ít nhất một"));
    if (begins.size() == 1 && ends.empty()) {
      refuse(variable(name),
             tr("one frame, whose interval is not told",
                "chỉ có một khung, không rõ khoảng thời gian"),
             tr("bounds of time, or a second frame", "bounds của time, hoặc khung thứ hai"));
    }
    const double zero = zero_on_axis(*clock, begins.front());
    const auto seconds = [&](double value) { return (value - zero) * clock->unit_s; };
    for (std::size_t i = 0; i < begins.size(); ++i) {
      if (i > 0 && !(begins[i] > begins[i - 1])) {
        refuse(variable(name),
               shortest(begins[i]) + tr(" after ", " sau ") + shortest(begins[i - 1]),
               tr("times in order", "thời điểm theo thứ tự"));
      }
      rain_.begin_s.push_back(seconds(begins[i]));
    }
    for (std::size_t i = 0; i < begins.size(); ++i) {
      rain_.end_s.push_back(ends.empty() ? end_without_bounds(i) : seconds(ends[i]));
      const bool last = i + 1 == begins.size();
      if (rain_.end_s[i] > rain_.begin_s[i] && (last || rain_.end_s[i] <= rain_.begin_s[i + 1])) {
        continue;
      }
      refuse(variable(name), tr("bounds that overlap", "bounds chồng lên nhau"),
             tr("one interval after the other", "khoảng này tiếp sau khoảng kia"));
    }
  }

  double zero_on_axis(const CfClock& clock, double first) const {
    const auto start = parsed_time(asked_.start);
    if (!clock.epoch_s) return asked_.start.empty() ? first : 0.0;
    return start ? (start->epoch_s - *clock.epoch_s) / clock.unit_s : first;
  }

  double end_without_bounds(std::size_t i) const {
    const std::vector<double>& begin = rain_.begin_s;
    return i + 1 < begin.size() ? begin[i + 1] : begin[i] + (begin[i] - begin[i - 1]);
  }

  void read_values(const RainWindow& window, bool north_first, bool west_first) {
    const RainUnit unit = rain_unit(attribute(the_rain_, "units"),
                                    Text(rain_.name) + variable(the_rain_.path) + ", units");
    const std::vector<std::size_t> shape = nc_.shape(the_rain_.group, the_rain_.id);
    std::vector<std::size_t> start(shape.size(), 0);
    std::vector<std::size_t> count(shape.size(), 1);
    std::size_t row_step = 0;  // between neighbours in a frame as it is read
    std::size_t col_step = 0;
    std::size_t time_axis = 0;
    std::size_t step = 1;
    for (std::size_t i = shape.size(); i-- > 0;) {
      if (axes_[i] == Axis::y) {
        start[i] = north_first ? window.first_row : shape[i] - window.first_row - window.rows;
        count[i] = window.rows;
        row_step = step;
      } else if (axes_[i] == Axis::x) {
        start[i] = west_first ? window.first_col : shape[i] - window.first_col - window.cols;
        count[i] = window.cols;
        col_step = step;
      } else if (axes_[i] == Axis::time) {
        time_axis = i;
      }
      step *= count[i];
    }
    const std::size_t frames = rain_.begin_s.size();
    if (frames * window.rows * window.cols > kMostValues) {
      refuse(variable(the_rain_.path),
             shortest(static_cast<double>(frames)) + tr(" frames", " khung"),
             tr("at most 200 million values on the ground of the run",
                "nhiều nhất 200 triệu giá trị trên vùng tính"));
    }
    std::vector<float> read(window.rows * window.cols);
    for (std::size_t frame = 0; frame < frames; ++frame) {
      start[time_axis] = frame;
      nc_.read_block(the_rain_.group, the_rain_.id, start, count, read.data());
      const double factor = unit.per_interval
                                ? 3600.0 * unit.factor / (rain_.end_s[frame] - rain_.begin_s[frame])
                                : unit.factor;
      for (std::size_t row = 0; row < window.rows; ++row) {
        const std::size_t from_row = north_first ? row : window.rows - 1 - row;
        for (std::size_t col = 0; col < window.cols; ++col) {
          const std::size_t from_col = west_first ? col : window.cols - 1 - col;
          rain_.mm_per_h.push_back(
              rate_of(read[from_row * row_step + from_col * col_step], factor));
        }
      }
    }
  }

  /// A stored number as a rate; NaN where the file marks it as missing.
  float rate_of(float stored, double factor) {
    if (!packing_) packing_ = packing();
    if (std::isnan(stored) || stored == packing_->fill || stored == packing_->missing) {
      return kNoValue;
    }
    const double value = static_cast<double>(stored) * packing_->scale + packing_->offset;
    return static_cast<float>(value * factor);
  }

  struct Packing {
    float fill = kNoValue;
    float missing = kNoValue;
    double scale = 1.0;
    double offset = 0.0;
  };
  Packing packing() const {
    const auto number = [&](const char* key, double usual) {
      return nc_.number_attribute(the_rain_.group, the_rain_.id, key).value_or(usual);
    };
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    return {.fill = static_cast<float>(number("_FillValue", kNone)),
            .missing = static_cast<float>(number("missing_value", kNone)),
            .scale = number("scale_factor", 1.0),
            .offset = number("add_offset", 0.0)};
  }

  static void cut(std::vector<double>& edges, std::size_t first, std::size_t count) {
    edges = std::vector<double>(edges.begin() + static_cast<std::ptrdiff_t>(first),
                                edges.begin() + static_cast<std::ptrdiff_t>(first + count + 1));
  }

  const RainFile& asked_;
  Findings& findings_;
  NetcdfFile nc_;
  RainRaster rain_;
  std::vector<Variable> variables_;
  Variable the_rain_;
  std::vector<Axis> axes_;
  std::optional<Packing> packing_;
};

}  // namespace

RainRaster read_rain_netcdf(const RainFile& asked, Findings& findings) {
  return RainNetcdf(asked, findings).read();
}

}  // namespace twin
