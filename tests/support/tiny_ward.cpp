#include "tests/support/tiny_ward.h"

#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "engine/base/partial_folder.h"
#include "engine/base/sha256.h"
#include "engine/gis/raster_file.h"
#include "engine/gis/write_features.h"
#include "engine/results/bundle_writer.h"
#include "engine/space/geometry.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

constexpr const char* kCrs = "EPSG:5897";
constexpr double kWide_m = 240.0;
constexpr double kHigh_m = 160.0;

Point at(double x_m, double y_m) { return {kTinyWest_m + x_m, kTinySouth_m + y_m}; }

Polygon box(double west_m, double south_m, double east_m, double north_m) {
  return {
      .outer = {at(west_m, south_m), at(east_m, south_m), at(east_m, north_m), at(west_m, north_m)},
      .holes = {}};
}

Column text(const char* name) { return {.name = name, .kind = ColumnKind::text}; }
Column number(const char* name) { return {.name = name, .kind = ColumnKind::number}; }

FeatureTable boundary() {
  FeatureTable table("tiny", "boundary", {text("id"), text("name")});
  table.add(1, box(0, 0, kWide_m, kHigh_m), {"00000", "Phường Thử Nghiệm"});
  return table;
}

FeatureTable roads() {
  FeatureTable table("tiny", "roads",
                     {text("id"), text("name"), text("road_class"), number("lanes"),
                      number("width_m"), text("source")});
  table.add(1, Polyline{at(-20, 40), at(120, 44), at(205, 40)},
            {"R1", "Đường Trung Kính", "secondary", 2.0, 11.0, "assumed"});
  return table;
}

FeatureTable lanes() {
  FeatureTable table(
      "tiny", "lanes",
      {text("id"), text("name"), text("kind"), number("clear_width_m"), text("source")});
  table.add(1, Polyline{at(60, 42), at(60, 150)},
            {"L1", "Ngõ 34 Trung Kính", "ngo", 3.0, "assumed"});
  table.add(2, Polyline{at(120, 44), at(122, 148)},
            {"L2", "Ngõ 58 Trung Kính", "ngo", 2.4, "assumed"});
  return table;
}

void add_row_of_houses(FeatureTable& table, double x_m, double depth_m) {
  for (int i = 0; i < 18; ++i) {
    const double south_m = 54.0 + 5.0 * i;
    const double floors = 2.0 + (i * 7 + static_cast<int>(x_m)) % 4;
    const auto row = static_cast<std::int64_t>(table.size() + 1);
    table.add(row, box(x_m, south_m, x_m + depth_m, south_m + 4.8),
              {"B" + std::to_string(row), "house", floors, 3.4 * floors, 4.0, "assumed"});
  }
}

FeatureTable buildings() {
  FeatureTable table("tiny", "buildings",
                     {text("id"), text("use"), number("floors"), number("height_m"),
                      number("residents"), text("source")});
  add_row_of_houses(table, 44.0, 14.0);
  add_row_of_houses(table, 62.0, 14.0);
  add_row_of_houses(table, 104.5, 14.0);
  add_row_of_houses(table, 124.0, 14.0);
  const auto row = static_cast<std::int64_t>(table.size() + 1);
  Polygon tower = box(150, 8, 182, 30);
  tower.holes.push_back({at(160, 14), at(172, 14), at(172, 24), at(160, 24)});
  table.add(row, tower, {"B" + std::to_string(row), "apartment", 15.0, 48.0, 420.0, "assumed"});
  return table;
}

FeatureTable addresses() {
  FeatureTable table("tiny", "addresses", {text("id"), text("building_id"), text("text")});
  table.add(1, at(58, 56), {"A1", "B1", "Số 2 ngõ 34 Trung Kính"});
  return table;
}

FeatureTable greens() {
  FeatureTable table("tiny", "greens", {text("id"), text("name"), text("kind")});
  table.add(1, box(148, 60, 198, 120), {"G1", "Vườn hoa Nguyễn Bá Khoản", "garden"});
  return table;
}

FeatureTable river() {
  FeatureTable table(
      "tiny", "river",
      {text("id"), text("name"), number("width_m"), number("usual_level_m"), number("bed_m")});
  table.add(1, Polyline{at(225, -20), at(222, 80), at(226, 180)},
            {"S1", "Sông Tô Lịch", 22.0, 3.3, 1.0});
  return table;
}

FeatureTable points(const char* layer, const std::vector<std::pair<Point, const char*>>& rows) {
  FeatureTable table("tiny", layer, {text("id"), text("name")});
  for (const auto& [place, name] : rows) {
    const auto fid = static_cast<std::int64_t>(table.size() + 1);
    table.add(fid, place,
              {std::string(layer) + std::to_string(fid),
               *name == '\0' ? Value{} : Value{std::string(name)}});
  }
  return table;
}

Grid<float> terrain() {
  const GridFrame frame{.north_west = at(-30, kHigh_m + 30),
                        .cell_m = 1.0,
                        .rows = static_cast<int>(kHigh_m) + 60,
                        .cols = static_cast<int>(kWide_m) + 60};
  Grid<float> ground_m(frame, 0.0F);
  for (int row = 0; row < frame.rows; ++row) {
    for (int col = 0; col < frame.cols; ++col) {
      const Point p = frame.centre({row, col});
      ground_m({row, col}) = static_cast<float>(tiny_ground_m(p.x_m, p.y_m));
    }
  }
  return ground_m;
}

constexpr RampClass kDepthClasses[] = {
    {.from = 0.05, .colour = "#bfe0f7", .en = "walking is safe", .vi = "đi lại được"},
    {.from = 0.15, .colour = "#74b4e8", .en = "motorbikes slow", .vi = "xe máy đi chậm"},
    {.from = 0.30, .colour = "#2f74c4", .en = "motorbikes stall", .vi = "xe máy chết máy"},
    {.from = 0.60, .colour = "#1f3f8f", .en = "engines can't pass", .vi = "xe chữa cháy khó vào"}};
constexpr RampClass kSpeedClasses[] = {
    {.from = 0.0, .colour = "#a50026", .en = "jammed", .vi = "ùn tắc"},
    {.from = 10.0, .colour = "#f46d43", .en = "slow", .vi = "chậm"},
    {.from = 20.0, .colour = "#1a9850", .en = "free", .vi = "thông thoáng"}};

const Ramp& depth_ramp() {
  static const Ramp ramp{.name = "depth",
                         .classes = {std::begin(kDepthClasses), std::end(kDepthClasses)},
                         .source_en = "thresholds of a test",
                         .source_vi = "ngưỡng thử nghiệm"};
  return ramp;
}

const Ramp& speed_ramp() {
  static const Ramp ramp{.name = "speed",
                         .classes = {std::begin(kSpeedClasses), std::end(kSpeedClasses)},
                         .source_en = "thresholds of a test",
                         .source_vi = "ngưỡng thử nghiệm"};
  return ramp;
}

std::vector<ResultField> fields() {
  return {{.name = "depth_m",
           .unit = "m",
           .kind = FieldKind::frames,
           .en = "depth of water",
           .vi = "độ sâu ngập",
           .ramp = &depth_ramp(),
           .decimals = 2,
           .picture = true},
          {.name = "max_depth_m",
           .unit = "m",
           .kind = FieldKind::grid,
           .en = "greatest depth",
           .vi = "độ sâu ngập lớn nhất",
           .ramp = &depth_ramp(),
           .decimals = 2},
          {.name = "door_depth_m",
           .unit = "m",
           .kind = FieldKind::column,
           .table = "buildings",
           .en = "greatest depth at the façade",
           .vi = "độ sâu ngập lớn nhất tại nhà",
           .ramp = &depth_ramp(),
           .decimals = 2},
          {.name = "speed_kmh",
           .unit = "km/h",
           .kind = FieldKind::series,
           .table = "roads",
           .en = "speed",
           .vi = "tốc độ xe",
           .ramp = &speed_ramp(),
           .decimals = 0}};
}

Grid<float> depth_at_level(double level_m) {
  const GridFrame frame{.north_west = at(0, kHigh_m), .cell_m = 2.0, .rows = 80, .cols = 120};
  Grid<float> depth_m(frame, 0.0F);
  for (int row = 0; row < frame.rows; ++row) {
    for (int col = 0; col < frame.cols; ++col) {
      const Point p = frame.centre({row, col});
      const double depth = std::max(0.0, level_m - tiny_ground_m(p.x_m, p.y_m));
      const bool river = p.x_m - kTinyWest_m > 205.0;
      depth_m({row, col}) = river ? 0.0F : static_cast<float>(depth);
    }
  }
  const FeatureTable houses = buildings();
  for (const Feature& house : houses) {
    for_cells_in(frame, house.polygon(), [&](Cell cell) { depth_m(cell) = 0.0F; });
  }
  return depth_m;
}

Manifest heading(const fs::path& ward_folder) {
  Manifest manifest = tiny_manifest(ward_folder);
  manifest.run_hash = "0123456789abcdef";
  manifest.scenario = "flood";
  manifest.scenario_title = tr("Flood", "Ngập lụt");
  manifest.title = "Mưa thử nghiệm một giờ";
  manifest.start = "2025-09-30T11:30:00+07:00";
  return manifest;
}

}  // namespace

Manifest tiny_manifest(const fs::path& ward_folder) {
  Manifest manifest;
  manifest.program_version = "0.0.0";
  manifest.ward = {.path = (ward_folder / "ward.toml").string(),
                   .sha256 = {},
                   .name = "Phường Thử Nghiệm",
                   .made_up = true,
                   .crs = kCrs,
                   .heights = "EPSG:5727",
                   .layers = {}};
  manifest.inputs = {
      {.path = manifest.ward.path, .sha256 = sha256_of_file(ward_folder / "ward.toml")}};
  return manifest;
}

double tiny_ground_m(double x_m, double y_m) {
  const double x = x_m - kTinyWest_m;
  const double y = y_m - kTinySouth_m;
  const double square =
      (x - 62.0) * (x - 62.0) / (34.0 * 34.0) + (y - 118.0) * (y - 118.0) / (40.0 * 40.0);
  const double bowl = 0.9 * std::exp(-square);
  const double channel = x > 208.0 ? std::min(1.0, (x - 208.0) / 6.0) : 0.0;
  return 6.0 + 0.0012 * x - bowl - 3.8 * channel;
}

void write_tiny_ward(const fs::path& folder) {
  fs::create_directories(folder);
  const std::vector<std::pair<FeatureTable, GeometryKind>> layers = {
      {boundary(), GeometryKind::polygon},
      {roads(), GeometryKind::line},
      {lanes(), GeometryKind::line},
      {buildings(), GeometryKind::polygon},
      {addresses(), GeometryKind::point},
      {greens(), GeometryKind::polygon},
      {river(), GeometryKind::line},
      {points("hydrants", {{at(40, 35), ""}, {at(140, 35), ""}}), GeometryKind::point},
      {points("cisterns", {{at(90, 100), ""}}), GeometryKind::point},
      {points("fire_stations", {{at(20, 20), "Đội Chữa cháy khu vực"}}), GeometryKind::point}};
  std::vector<LayerToWrite> to_write;
  for (const auto& [table, kind] : layers) {
    to_write.push_back({.table = &table, .geometry = kind, .qgis_style = {}});
  }
  write_geopackage(folder / "ward.gpkg", to_write, kCrs);
  write_raster(folder / "dem.tif", terrain(), kCrs);
  write_file(folder / "ward.toml",
             "name = \"Phường Thử Nghiệm\"\ncrs = \"EPSG:5897\"\nmade_up = true\n");
}

void write_tiny_run(const fs::path& folder, const fs::path& ward_folder, double level_m) {
  const std::vector<ResultField> declared = fields();
  BundleWriter out(folder, heading(ward_folder), declared, PartialFolder::Start::afresh);
  const FeatureTable houses = buildings();
  const FeatureTable streets = roads();
  out.table(houses);
  out.table(streets);
  constexpr std::array<double, 5> kTimes_s = {0, 900, 1800, 2700, 3600};
  constexpr std::array<double, 5> kShares = {0.0, 0.6, 1.0, 0.8, 0.5};
  for (std::size_t i = 0; i < kTimes_s.size(); ++i) {
    out.frame("depth_m", kTimes_s[i], depth_at_level(5.0 + kShares[i] * (level_m - 5.0)));
  }
  out.grid("max_depth_m", depth_at_level(level_m));
  std::vector<double> doors_m;
  for (const Feature& house : houses) {
    const Point p = centroid(house.polygon());
    doors_m.push_back(std::max(0.0, level_m - tiny_ground_m(p.x_m, p.y_m)));
  }
  out.column("buildings", "door_depth_m", doors_m);
  const std::vector<float> speeds = {32.0F, 18.0F, 6.0F, 12.0F, 25.0F};
  out.series("roads", "speed_kmh", kTimes_s, speeds);
  out.write(Progress{});
  out.finish();
}

}  // namespace twin
