#include "tests/support/tiny_times.h"

#include <limits>
#include <vector>

#include "engine/results/bundle_writer.h"
#include "tests/support/tiny_ward.h"

namespace twin {
namespace {

constexpr float kNone = std::numeric_limits<float>::quiet_NaN();
const GridFrame kFrame{
    .north_west = {kTinyWest_m, kTinySouth_m + 160.0}, .cell_m = 2.0, .rows = 80, .cols = 120};

const Ramp& depth_ramp() {
  static const Ramp ramp{.name = "depth",
                         .classes = {{0.05, "#bfe0f7", "wet", "ướt"},
                                     {0.30, "#2f74c4", "flooded", "ngập"},
                                     {0.60, "#1f3f8f", "deep", "sâu"}}};
  return ramp;
}

std::vector<ResultField> fields() {
  const auto instant = [](FieldKind kind, const char* table, const char* computed) {
    return ResultField{.name = "arrival_s",
                       .unit = "s",
                       .kind = kind,
                       .table = table,
                       .en = "when it is first flooded",
                       .vi = "lúc bắt đầu ngập",
                       .decimals = 0,
                       .instant = true,
                       .never_where = computed};
  };
  const auto plain = [](const char* name, FieldKind kind, const char* table, const char* unit) {
    return ResultField{
        .name = name, .unit = unit, .kind = kind, .table = table, .en = name, .vi = name};
  };
  std::vector<ResultField> all = {plain("depth_m", FieldKind::frames, "", "m"),
                                  instant(FieldKind::grid, "", "duration_s"),
                                  plain("duration_s", FieldKind::grid, "", "s"),
                                  instant(FieldKind::column, "lanes", "max_depth_m"),
                                  plain("max_depth_m", FieldKind::column, "lanes", "m"),
                                  plain("cost", FieldKind::column, "lanes", "VND"),
                                  plain("flow", FieldKind::series, "lanes", "veh/h"),
                                  instant(FieldKind::column, "buildings", "duration_s"),
                                  plain("duration_s", FieldKind::column, "buildings", "s")};
  all.front().ramp = &depth_ramp();
  return all;
}

Grid<float> cells(double river, double west, double east) {
  Grid<float> values(kFrame, kNone);
  for (int row = 20; row < kFrame.rows; ++row) {  // from 120 m down
    for (int col = 0; col < kFrame.cols; ++col) {
      const double x_m = kFrame.centre({row, col}).x_m - kTinyWest_m;
      values({row, col}) = static_cast<float>(x_m > 205.0 ? river : x_m < 120.0 ? west : east);
    }
  }
  return values;
}

FeatureTable named(const char* layer, const std::vector<std::pair<const char*, Geometry>>& rows) {
  FeatureTable table("tiny", layer, {{.name = "id", .kind = ColumnKind::text}});
  for (const auto& [id, geometry] : rows) {
    table.add(static_cast<std::int64_t>(table.size() + 1), geometry, {id});
  }
  return table;
}

Point at(double x_m, double y_m) { return {kTinyWest_m + x_m, kTinySouth_m + y_m}; }

Polygon house(double south_m) {
  return {.outer = {at(44, south_m), at(58, south_m), at(58, south_m + 4.8), at(44, south_m + 4.8)},
          .holes = {}};
}

}  // namespace

void write_tiny_times(const std::filesystem::path& folder, const std::filesystem::path& ward_folder,
                      const TinyTimes& times) {
  constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();
  Manifest heading = tiny_manifest(ward_folder);
  heading.run_hash = "00000000" + std::to_string(static_cast<int>(times.cost)) + times.start;
  heading.scenario = "times";
  heading.scenario_title = tr("Times", "Thời gian");
  heading.title = "Chạy thử " + folder.filename().string();
  heading.start = times.start;
  const std::vector<ResultField> declared = fields();
  BundleWriter out(folder, heading, declared, PartialFolder::Start::afresh);
  out.table(named("lanes", {{"L1", Polyline{at(60, 42), at(60, 150)}},
                            {"L2", Polyline{at(120, 44), at(122, 148)}}}));
  out.table(named("buildings", {{"B1", house(54)}, {"B2", house(59)}, {"B3", house(64)}}));
  out.frame("depth_m", 0.0, cells(3.0, 0.0, 0.0));
  out.frame("depth_m", 600.0, cells(2.5, 0.1, 0.0));
  out.frame("depth_m", 1200.0, cells(2.0, 0.3, 0.0));
  out.grid("arrival_s", cells(kNone, 600.0, kNone));
  out.grid("duration_s", cells(kNone, 600.0, 0.0));
  using Two = std::vector<double>;
  out.column("lanes", "arrival_s", Two{600.0, kNoValue});
  out.column("lanes", "max_depth_m", Two{0.3, 0.0});
  out.column("lanes", "cost", Two{times.cost, 10.0 * times.cost});
  std::vector<double> times_s;
  std::vector<float> flows;
  for (std::size_t i = 0; i < times.instants; ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(times.instants - 1);
    times_s.push_back(1200.0 * share);
    flows.push_back(static_cast<float>(10.0 + 20.0 * share));
    flows.push_back(static_cast<float>(1.0 + 2.0 * share));
  }
  out.series("lanes", "flow", times_s, flows);
  out.column("buildings", "arrival_s", std::vector{kNoValue, kNoValue, 600.0});
  out.column("buildings", "duration_s", std::vector{kNoValue, 0.0, 600.0});
  out.write(Progress{});
  out.finish();
}

}  // namespace twin
