#pragma once

#include <array>
#include <string>
#include <vector>

#include "engine/gis/feature_table.h"
#include "engine/results/field.h"
#include "engine/results/manifest.h"
#include "engine/results/output.h"

namespace twin {

/// A run small enough to know by heart: two lanes, two houses, a grid of 2 × 3 cells of 10 m.
inline const Ramp kSmallDepth{
    .name = "depth",
    .classes = {{0.05, "#c6dbef", "wet", "đọng nước"}, {0.3, "#2171b5", "stalls", "xe chết máy"}},
    .source_en = "test",
    .source_vi = "thử nghiệm"};

inline const std::array<ResultField, 7> kSmallFields{{
    {.name = "affected",
     .unit = "persons",
     .kind = FieldKind::measure,
     .en = "people",
     .vi = "số người",
     .better = Better::less,
     .decimals = 0},
    {.name = "max_depth_m",
     .unit = "m",
     .kind = FieldKind::grid,
     .en = "greatest depth",
     .vi = "độ sâu lớn nhất",
     .ramp = &kSmallDepth,
     .decimals = 2,
     .picture = true},
    {.name = "depth_m",
     .unit = "m",
     .kind = FieldKind::frames,
     .en = "depth",
     .vi = "độ sâu",
     .ramp = &kSmallDepth,
     .decimals = 2},
    {.name = "door_depth_m",
     .unit = "m",
     .kind = FieldKind::column,
     .table = "buildings",
     .en = "depth at the door",
     .vi = "độ sâu ở cửa",
     .ramp = &kSmallDepth,
     .decimals = 2},
    {.name = "reason",
     .unit = "1",
     .kind = FieldKind::text,
     .table = "buildings",
     .en = "why",
     .vi = "lý do"},
    {.name = "depth_m",
     .unit = "m",
     .kind = FieldKind::series,
     .table = "lanes",
     .en = "depth along the lane",
     .vi = "độ sâu dọc ngõ",
     .ramp = &kSmallDepth,
     .decimals = 2},
    {.name = "never_written", .unit = "m", .kind = FieldKind::grid, .en = "nothing", .vi = "không"},
}};

inline FeatureTable small_buildings() {
  FeatureTable table(
      "test", "buildings",
      {{"id", ColumnKind::text}, {"address", ColumnKind::text}, {"source", ColumnKind::text}});
  const auto square = [](double west, double south) {
    return Polygon{{{west, south}, {west + 5, south}, {west + 5, south + 5}, {west, south + 5}},
                   {}};
  };
  table.add(1, square(1000, 2000), {"B1", "Số 12 ngõ 34 Trung Kính", "surveyed"});
  table.add(2, square(1015, 2010), {"B2", "Số 14 ngõ 34 Trung Kính", "assumed"});
  return table;
}

inline FeatureTable small_lanes() {
  FeatureTable table("test", "lanes", {{"id", ColumnKind::text}, {"width_m", ColumnKind::number}});
  table.add(1, Polyline{{1000, 2008}, {1030, 2008}}, {"L1", 2.5});
  table.add(2, Polyline{{1010, 2000}, {1010, 2020}}, {"L2", 3.5});
  return table;
}

inline const GridFrame kSmallFrame{{1000, 2020}, 10.0, 2, 3};

inline void write_small_run(Output& out) {
  Grid<float> depth_m(kSmallFrame, 0.0F);
  for (int i = 0; i < 3; ++i) {
    depth_m({0, 1}) = 0.1F * static_cast<float>(i);
    out.frame("depth_m", 600.0 * i, depth_m);
  }
  depth_m({1, 2}) = std::nanf("");
  out.grid("max_depth_m", depth_m);
  out.table(small_buildings());
  out.table(small_lanes());
  out.column("buildings", "door_depth_m", std::array{0.34, std::nan("")});
  out.texts("buildings", "reason", std::array<std::string, 2>{"ngõ hẹp", ""});
  out.series("lanes", "depth_m", std::array{0.0, 600.0}, std::array{0.0F, 0.1F, 0.2F, 0.3F});
  out.measure("affected", 3.0);
  out.finding({.where = "lanes", .found = "a", .expected = "b", .outcome = "c"});
}

inline Manifest small_heading() {
  Manifest heading;
  heading.program_version = "0.0.0";
  heading.scenario = "small";
  heading.scenario_title = tr("Small", "Nhỏ");
  heading.title = "Thử nghiệm";
  heading.start = "2025-09-30T11:30:00+07:00";
  heading.ward.crs = "EPSG:5897";
  heading.ward.name = "Phường thử";
  heading.settings.push_back({.name = "rain_mm", .value = 100.0, .unit = "mm", .meaning = "mưa"});
  heading.inputs.push_back({.path = "../ward.toml", .sha256 = std::string(64, 'a')});
  heading.run_hash = run_hash_of(heading);
  return heading;
}

}  // namespace twin
