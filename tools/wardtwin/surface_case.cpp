#include "tools/wardtwin/surface_case.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "engine/base/csv_file.h"
#include "engine/base/findings.h"
#include "engine/base/local_time.h"
#include "engine/base/nearest.h"
#include "engine/base/numbers.h"
#include "engine/base/toml_file.h"
#include "engine/gis/raster_file.h"
#include "engine/gis/read_features.h"
#include "engine/rain/rain_raster.h"
#include "engine/rain/rain_zones.h"
#include "engine/space/geometry.h"

namespace twin {
namespace {

InputError refused(const Text& where, const Text& found, const Text& expected) {
  return InputError({.where = where,
                     .found = found,
                     .expected = expected,
                     .outcome = tr("mend it there", "hãy sửa ở đó")});
}

double number_within(const TomlTable& table, const char* key, double least, double most,
                     const Text& expected) {
  const double value = table.need_number(key);
  if (value >= least && value <= most) return value;
  throw refused(table.where(key), shortest(value), expected);
}

double above_zero(const TomlTable& table, const char* key) {
  const Text expected = tr("a number above 0", "một số lớn hơn 0");
  return number_within(table, key, 1e-9, 1e12, expected);
}

/// The word at a key, one of those allowed.
std::string word_among(const TomlTable& table, const char* key,
                       const std::vector<std::string>& words) {
  std::string word = table.need_text(key);
  if (std::ranges::find(words, word) != words.end()) return word;
  throw refused(table.where(key), "'" + word + "'", expected_name(word, words));
}

/// The file at a key. What is missing is told with the line that asks for it.
std::filesystem::path file_at(const TomlTable& table, const char* key) {
  std::filesystem::path file = table.resolved(table.need_text(key));
  std::error_code error;
  if (std::filesystem::is_regular_file(file, error)) return file;
  throw refused(table.where(key), tr("no file ", "không có tệp ") + file.string(),
                tr("a file there", "một tệp ở đó"));
}

Series series_at(const TomlTable& table, const char* key, const char* column) {
  return read_series(file_at(table, key), column);
}

/// A series none of whose values may be negative.
Series amounts_at(const TomlTable& table, const char* key, const char* column) {
  const std::filesystem::path file = file_at(table, key);
  Series series = read_series(file, column);
  const auto negative = std::ranges::find_if(series.value, [](double v) { return !(v >= 0.0); });
  if (negative == series.value.end()) return series;
  const CsvFile csv = CsvFile::read(file);
  const auto row = static_cast<std::size_t>(negative - series.value.begin());
  throw refused(csv.where(row, csv.column(column)), shortest(*negative),
                tr("an amount of 0 or above", "một lượng từ 0 trở lên"));
}

bool same_place(const GridFrame& a, const GridFrame& b) {
  const double hair_m = 1e-4 * a.cell_m;
  return a.rows == b.rows && a.cols == b.cols && std::fabs(a.cell_m - b.cell_m) < 1e-3 * hair_m &&
         std::fabs(a.north_west.x_m - b.north_west.x_m) < hair_m &&
         std::fabs(a.north_west.y_m - b.north_west.y_m) < hair_m;
}

/// A raster on the frame of the ground: cell by cell where the frames agree, sampled elsewhere.
Grid<float> raster_on(const TomlTable& table, const char* key, const GridFrame& frame,
                      const std::string& crs) {
  const std::filesystem::path file = file_at(table, key);
  Raster raster = read_raster(file);
  if (!same_place(raster.values.frame(), frame)) raster = read_raster_onto(file, frame, crs);
  Grid<float> values(frame, 0.0F);
  values.values() = raster.values.values();
  return values;
}

void read_manning(const TomlTable& table, const std::string& crs, SurfaceSetup& setup) {
  const Text expected = tr("Manning's n of 0 to 10", "hệ số Manning từ 0 đến 10");
  if (table.is_number("manning")) {
    setup.manning.values() =
        static_cast<float>(number_within(table, "manning", 0.0, 10.0, expected));
    return;
  }
  setup.manning = raster_on(table, "manning", setup.ground_m.frame(), crs);
  for (int row = 0; row < setup.manning.frame().rows; ++row) {
    for (int col = 0; col < setup.manning.frame().cols; ++col) {
      const float n = setup.manning({row, col});
      if (std::isnan(setup.ground_m({row, col})) || (n >= 0.0F && n <= 10.0F)) continue;
      throw refused(table.where("manning"),
                    shortest(static_cast<double>(n)) + tr(" in row ", " ở hàng ") +
                        std::to_string(row) + tr(", column ", ", cột ") + std::to_string(col),
                    expected);
    }
  }
}

void read_initial(const TomlTable& table, const std::string& crs, SurfaceSetup& setup) {
  const GridFrame& frame = setup.ground_m.frame();
  setup.initial_level_m = table.number("initial_level_m");
  if (table.has("initial_depth")) {
    if (setup.initial_level_m) {
      throw refused(table.where("initial_depth"),
                    tr("both a level and a depth", "cả mực nước lẫn độ sâu"),
                    tr("one of initial_level_m and initial_depth",
                       "một trong hai: initial_level_m hoặc initial_depth"));
    }
    setup.initial_depth_m = raster_on(table, "initial_depth", frame, crs);
  }
  if (table.has("initial_u")) setup.initial_u_mps = raster_on(table, "initial_u", frame, crs);
  if (table.has("initial_v")) setup.initial_v_mps = raster_on(table, "initial_v", frame, crs);
}

void read_blocked(const TomlTable& table, SurfaceSetup& setup) {
  if (!table.has("blocked")) return;
  for (const Feature& feature : read_features(file_at(table, "blocked"))) {
    for_cells_in(setup.blocked.frame(), feature.polygon(),
                 [&](Cell cell) { setup.blocked(cell) = 1; });
  }
}

void read_solver(const TomlTable& table, SurfaceSetup& setup) {
  const auto solver = table.table("solver");
  if (!solver) return;
  solver->allow_only({"scheme", "cfl", "order", "steps"});
  if (solver->has("scheme") && word_among(*solver, "scheme", {"full", "inertial"}) == "inertial") {
    solver->allow_only({"scheme", "cfl"});  // it has one order and one step for all
    setup.scheme = SurfaceScheme::inertial;
  }
  if (solver->has("steps")) {
    setup.local_steps = word_among(*solver, "steps", {"same", "local"}) == "local";
  }
  if (solver->has("cfl")) {
    setup.cfl = number_within(*solver, "cfl", 0.01, 1.0, tr("0.01 to 1", "từ 0,01 đến 1"));
  }
  if (solver->has("order")) {
    const double order = number_within(*solver, "order", 1.0, 2.0, tr("1 or 2", "1 hoặc 2"));
    if (order < 2.0) setup.scheme = SurfaceScheme::first_order;
  }
}

Point point_of(const TomlTable& table, const char* key, const std::vector<double>& numbers) {
  if (numbers.size() >= 2) return {numbers[0], numbers[1]};
  throw refused(table.where(key), std::to_string(numbers.size()) + tr(" numbers", " số"),
                tr("x and y", "x và y"));
}

std::vector<CellShare> cells_of(const TomlTable& inflow, const GridFrame& frame) {
  const int places = static_cast<int>(inflow.has("line")) + static_cast<int>(inflow.has("point")) +
                     static_cast<int>(inflow.has("disc"));
  if (places != 1) {
    throw refused(inflow.where(), std::to_string(places) + tr(" places", " vị trí"),
                  tr("one of line, point and disc", "một trong ba: line, point, disc"));
  }
  if (const auto at = inflow.numbers("point")) {
    const Point point = point_of(inflow, "point", *at);
    return cells_on_line(frame, point, point);
  }
  if (const auto disc = inflow.numbers("disc")) {
    const Point centre = point_of(inflow, "disc", *disc);
    if (disc->size() == 3 && disc->back() >= 0.0) return cells_in_disc(frame, centre, disc->back());
    throw refused(inflow.where("disc"), std::to_string(disc->size()) + tr(" numbers", " số"),
                  tr("x, y and a radius of 0 or above", "x, y và bán kính từ 0 trở lên"));
  }
  const auto ends = inflow.number_rows("line");
  if (ends->size() < 2) {
    throw refused(inflow.where("line"), std::to_string(ends->size()) + tr(" points", " điểm"),
                  tr("at least two", "ít nhất hai điểm"));
  }
  std::map<std::pair<int, int>, double> shares;
  for (std::size_t i = 1; i < ends->size(); ++i) {
    const Point from = point_of(inflow, "line", (*ends)[i - 1]);
    const Point to = point_of(inflow, "line", (*ends)[i]);
    for (const CellShare& part : cells_on_line(frame, from, to)) {
      shares[{part.cell.row, part.cell.col}] += part.share * distance_m(from, to);
    }
  }
  std::vector<CellShare> cells;
  for (const auto& [cell, share] : shares) cells.push_back({{cell.first, cell.second}, share});
  return cells;
}

void read_inflows(const TomlTable& table, SurfaceSetup& setup) {
  for (const TomlTable& inflow : table.tables("inflow")) {
    inflow.allow_only({"line", "point", "disc", "series", "constant_m3ps"});
    SurfaceInflow read{
        .where = inflow.where(), .cells = cells_of(inflow, setup.ground_m.frame()), .m3ps = {}};
    if (inflow.has("series") == inflow.has("constant_m3ps")) {
      throw refused(inflow.where(), tr("both or neither of them", "có cả hai hoặc không có"),
                    tr("one of series and constant_m3ps", "một trong hai: series, constant_m3ps"));
    }
    const Text amount = tr("an amount of 0 or above", "một lượng từ 0 trở lên");
    read.m3ps = inflow.has("series")
                    ? amounts_at(inflow, "series", "m3ps")
                    : Series{{0.0}, {number_within(inflow, "constant_m3ps", 0.0, 1e9, amount)}};
    setup.inflows.push_back(std::move(read));
  }
}

constexpr std::array<const char*, 4> kSides = {"west", "east", "south", "north"};

Side side_of(const TomlTable& edge) {
  const std::string word = word_among(edge, "side", {kSides.begin(), kSides.end()});
  return static_cast<Side>(std::ranges::find(kSides, word) - kSides.begin());
}

void read_edges(const TomlTable& table, SurfaceCase& read) {
  std::set<Side> open;
  for (const TomlTable& edge : table.tables("edge")) {
    edge.allow_only({"side", "kind", "range", "series"});
    SurfaceEdge given{.where = edge.where(), .side = side_of(edge)};
    const std::string kind = word_among(edge, "kind", {"level", "free", "discharge", "closed"});
    if (const auto range = edge.numbers("range")) {
      if (range->size() != 2 || !(range->front() < range->back())) {
        throw refused(edge.where("range"), std::to_string(range->size()) + tr(" numbers", " số"),
                      tr("two, the lower first", "hai số, số nhỏ trước"));
      }
      given.begin_m = range->front();
      given.end_m = range->back();
    }
    if (kind == "closed") continue;
    if (kind == "level") {
      given.kind = SurfaceEdge::Kind::level;
      given.series = series_at(edge, "series", "level_m");
    } else if (kind == "discharge") {
      given.kind = SurfaceEdge::Kind::discharge;
      given.series = series_at(edge, "series", "m3ps");
    }
    open.insert(given.side);
    read.setup.edges.push_back(std::move(given));
  }
  read.open_sides.assign(open.begin(), open.end());
}

/// A parameter of the ground, the same everywhere or by cell.
class Parameter {
 public:
  Parameter(const TomlTable& table, const char* key, double most, const GridFrame& frame,
            const std::string& crs)
      : values_(frame, 0.0F) {
    const Text expected = tr("0 to ", "từ 0 đến ") + shortest(most);
    if (table.is_text(key)) {
      values_ = raster_on(table, key, frame, crs);
      if ((values_.values() >= 0.0F && values_.values() <= static_cast<float>(most)).all()) return;
      throw refused(table.where(key), tr("other values in the raster", "giá trị khác trong ảnh"),
                    expected);
    }
    values_.values() = static_cast<float>(number_within(table, key, 0.0, most, expected));
  }
  double at(Cell cell) const { return static_cast<double>(values_(cell)); }

 private:
  Grid<float> values_;
};

/// Numbers the distinct kinds of ground, cell by cell.
template <typename KindAt>
Soil soil_of(const TomlTable& table, const GridFrame& frame, const KindAt& kind_at) {
  constexpr std::size_t most = 65535;
  Soil soil{.kinds = {}, .kind_of_cell = Grid<std::uint16_t>(frame, 0)};
  std::map<std::array<double, 3>, std::uint16_t> known;
  for (int row = 0; row < frame.rows; ++row) {
    for (int col = 0; col < frame.cols; ++col) {
      const std::pair<std::array<double, 3>, Infiltration> kind = kind_at(Cell{row, col});
      const auto [at, is_new] =
          known.try_emplace(kind.first, static_cast<std::uint16_t>(soil.kinds.size()));
      if (is_new) soil.kinds.push_back(kind.second);
      if (soil.kinds.size() > most) {
        throw refused(table.where(), tr("too many different values", "quá nhiều giá trị khác nhau"),
                      tr("at most 65535 kinds of ground", "nhiều nhất 65535 loại đất"));
      }
      soil.kind_of_cell({row, col}) = at->second;
    }
  }
  return soil;
}

void read_infiltration(const TomlTable& top, const std::string& crs, SurfaceSetup& setup) {
  const auto table = top.table("infiltration");
  if (!table) return;
  const GridFrame& frame = setup.ground_m.frame();
  const auto parameter = [&](const char* key, double most) {
    return Parameter(*table, key, most, frame, crs);
  };
  using Key = std::array<double, 3>;
  using Kind = std::pair<Key, Infiltration>;
  const std::string kind =
      word_among(*table, "kind", {"constant", "horton", "green_ampt", "curve_number"});
  if (kind == "constant") {
    table->allow_only({"kind", "mm_per_h"});
    const Parameter rate = parameter("mm_per_h", 10000.0);
    setup.soil = soil_of(*table, frame, [&](Cell cell) {
      return Kind{Key{rate.at(cell)}, ConstantLoss{rate.at(cell)}};
    });
  } else if (kind == "horton") {
    table->allow_only({"kind", "first_mm_per_h", "last_mm_per_h", "decay_per_h"});
    const Parameter first = parameter("first_mm_per_h", 10000.0);
    const Parameter last = parameter("last_mm_per_h", 10000.0);
    const Parameter decay = parameter("decay_per_h", 1000.0);
    setup.soil = soil_of(*table, frame, [&](Cell cell) {
      const Key key{first.at(cell), last.at(cell), decay.at(cell)};
      if (key[0] < key[1]) {
        throw refused(table->where("first_mm_per_h"),
                      shortest(key[0]) + tr(" below last_mm_per_h, ", " nhỏ hơn last_mm_per_h, ") +
                          shortest(key[1]),
                      tr("a first rate no less than the last (Horton)",
                         "tốc độ đầu không nhỏ hơn tốc độ cuối (Horton)"));
      }
      return Kind{key, HortonLoss{key[0], key[1], key[2]}};
    });
  } else if (kind == "green_ampt") {
    table->allow_only({"kind", "conductivity_mm_per_h", "suction_mm", "moisture_deficit"});
    const Parameter conductivity = parameter("conductivity_mm_per_h", 10000.0);
    const Parameter suction = parameter("suction_mm", 10000.0);
    const Parameter deficit = parameter("moisture_deficit", 1.0);
    setup.soil = soil_of(*table, frame, [&](Cell cell) {
      const Key key{conductivity.at(cell), suction.at(cell), deficit.at(cell)};
      return Kind{key, GreenAmptLoss{key[0], key[1], key[2]}};
    });
  } else {
    table->allow_only({"kind", "curve_number"});
    const Parameter number = parameter("curve_number", 100.0);
    setup.soil = soil_of(*table, frame, [&](Cell cell) {
      // A curve number of 0 would hold any rain; 1 does so for any rain that falls.
      return Kind{Key{number.at(cell)}, CurveNumberLoss{std::max(1.0, number.at(cell))}};
    });
  }
}

/// Local time with offset of second 0; empty where the case has no clock.
std::string start_of(const TomlTable& table) {
  std::string start = table.text("start").value_or("");
  if (start.empty() || parsed_time(start)) return start;
  throw refused(table.where("start"), "'" + start + "'",
                tr("a local time with offset, such as ", "giờ địa phương kèm múi giờ, ví dụ ") +
                    "'2025-09-30T11:30:00+07:00'");
}

/// A series for the whole ground, or a raster through time.
void read_rain(const TomlTable& table, SurfaceCase& read) {
  const std::string start = start_of(table);
  const bool of_netcdf = table.has("rain") && is_netcdf(file_at(table, "rain"));
  if (table.has("rain_variable") && !of_netcdf) {
    throw refused(table.where("rain_variable"),
                  tr("a variable beside no netCDF file", "tên biến khi không có tệp netCDF"),
                  tr("rain = a netCDF file, or no rain_variable",
                     "rain = tệp netCDF, hoặc bỏ rain_variable"));
  }
  if (!table.has("rain")) return;
  const std::filesystem::path file = file_at(table, "rain");
  refuse_single_raster(file);
  if (!of_netcdf && !CsvFile::read(file).has_column("file")) {
    read.setup.rain_mm_per_h = amounts_at(table, "rain", "mm_per_h");
    return;
  }
  const GridFrame& frame = read.setup.ground_m.frame();
  Grid<std::uint8_t> covered(frame, 0);
  covered.values() = (read.setup.ground_m.values().isFinite() && read.setup.blocked.values() == 0)
                         .cast<std::uint8_t>();
  const RainRaster rain = read_rain_raster({.file = file,
                                            .variable = table.text("rain_variable").value_or(""),
                                            .start = start,
                                            .frame = frame,
                                            .crs = read.crs},
                                           read.findings);
  read.setup.rain_zones = rain_zones(rain, frame, read.crs, covered);
}

void read_gauges(const TomlTable& table, SurfaceCase& read) {
  std::set<std::string> names;
  for (const TomlTable& gauge : table.tables("gauge")) {
    gauge.allow_only({"name", "at"});
    const std::string name = gauge.need_text("name");
    if (!names.insert(name).second) {
      throw refused(gauge.where("name"), "'" + name + tr("' for the second time", "' lần thứ hai"),
                    tr("a name of its own", "một tên riêng"));
    }
    const auto at = gauge.numbers("at");
    const Point point = point_of(gauge, "at", at ? *at : std::vector<double>{});
    const auto cell = read.setup.ground_m.frame().cell_at(point);
    if (!cell || std::isnan(read.setup.ground_m(*cell))) {
      throw refused(gauge.where("at"),
                    tr("gauge '", "điểm đo '") + name + "', " + shortest(point.x_m) + ", " +
                        shortest(point.y_m) + tr(", off the map", ", ngoài bản đồ"),
                    tr("a place on the ground of the dem", "vị trí có địa hình trong dem"));
    }
    const auto ground_m = static_cast<double>(read.setup.ground_m(*cell));
    read.gauges.push_back({.name = name, .cell = *cell, .ground_m = ground_m});
  }
}

}  // namespace

SurfaceCase read_surface_case(const std::filesystem::path& file) {
  const TomlTable table = TomlTable::read(file);
  table.allow_only({"dem", "manning", "start", "rain", "rain_variable", "initial_level_m",
                    "initial_depth", "initial_u", "initial_v", "blocked", "end_s", "output_s",
                    "solver", "inflow", "edge", "gauge", "infiltration"});
  const double end_s = above_zero(table, "end_s");
  const double output_s = above_zero(table, "output_s");
  if (table.is_number("manning")) {  // told before the files are read
    number_within(table, "manning", 0.0, 10.0,
                  tr("Manning's n of 0 to 10", "hệ số Manning từ 0 đến 10"));
  }
  Raster dem = read_raster(file_at(table, "dem"));
  SurfaceCase read{.setup = SurfaceSetup(dem.values.frame()),
                   .crs = dem.crs,
                   .end_s = end_s,
                   .output_s = output_s,
                   .gauges = {},
                   .findings = {},
                   .open_sides = {}};
  read.setup.ground_m = std::move(dem.values);
  read_gauges(table, read);
  read_manning(table, read.crs, read.setup);
  read_initial(table, read.crs, read.setup);
  read_blocked(table, read.setup);
  read_solver(table, read.setup);
  read_inflows(table, read.setup);
  read_edges(table, read);
  read_infiltration(table, read.crs, read.setup);
  read_rain(table, read);
  return read;
}

}  // namespace twin
