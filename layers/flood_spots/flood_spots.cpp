#include "layers/flood_spots/flood_spots.h"

#include "layers/layer_rows.h"

namespace twin {

const LayerSpec& flood_spots_spec() {
  static const LayerSpec spec = with_common_columns(
      {.name = "flood_spots",
       .geometry = GeometryKind::point,
       .en = "known flood spots",
       .vi = "điểm ngập đã biết",
       .manager_vi = "UBND phường (Quyết định 61/2025/QĐ-UBND)",
       .columns = {{.name = "name", .kind = ColumnKind::text, .en = "name", .vi = "tên"},
                   {.name = "depth_m",
                    .unit = "m",
                    .en = "depth seen",
                    .vi = "độ sâu đã ghi nhận",
                    .least = 0,
                    .most = 10},
                   {.name = "seen", .kind = ColumnKind::text, .en = "when", .vi = "thời điểm"},
                   {.name = "uncertain_m",
                    .unit = "m",
                    .en = "of its position",
                    .vi = "sai số vị trí",
                    .least = 0,
                    .most = 5000}}});
  return spec;
}

std::vector<FloodSpot> load_flood_spots(const FeatureTable& table, Findings& findings) {
  return load_rows<FloodSpot>(table, flood_spots_spec(), findings,
                              [](const SpecRow& row, const std::string& id) {
                                return FloodSpot{.id = id,
                                                 .name = row.text_or("name", ""),
                                                 .place = *row.feature().point(),
                                                 .depth_m = row.number("depth_m"),
                                                 .seen = row.text_or("seen", ""),
                                                 .uncertain_m = row.number_or("uncertain_m", 0.0),
                                                 .provenance = provenance_of(row)};
                              });
}

FeatureTable flood_spots_table(const std::vector<FloodSpot>& spots) {
  FeatureTable table = empty_table(flood_spots_spec());
  for (const FloodSpot& item : spots) {
    add_row(table, item.id, item.place,
            {cell(item.name), cell(item.depth_m), cell(item.seen), cell(item.uncertain_m)},
            item.provenance);
  }
  return table;
}

const LayerSpec& reports_spec() {
  static const LayerSpec spec =
      with_common_columns({.name = "reports",
                           .geometry = GeometryKind::point,
                           .en = "reports by citizens",
                           .vi = "phản ánh của người dân",
                           .manager_vi = "UBND phường (Quyết định 61/2025/QĐ-UBND)",
                           .columns = {{.name = "time",
                                        .kind = ColumnKind::text,
                                        .en = "local time with offset",
                                        .vi = "thời điểm"},
                                       {.name = "depth_m",
                                        .unit = "m",
                                        .en = "depth reported",
                                        .vi = "độ sâu phản ánh",
                                        .least = 0,
                                        .most = 10},
                                       {.name = "text",
                                        .kind = ColumnKind::text,
                                        .en = "what was reported",
                                        .vi = "nội dung"}}});
  return spec;
}

std::vector<FloodReport> load_reports(const FeatureTable& table, Findings& findings) {
  return load_rows<FloodReport>(table, reports_spec(), findings,
                                [](const SpecRow& row, const std::string& id) {
                                  return FloodReport{.id = id,
                                                     .place = *row.feature().point(),
                                                     .time = row.text_or("time", ""),
                                                     .depth_m = row.number("depth_m"),
                                                     .text = row.text_or("text", ""),
                                                     .provenance = provenance_of(row)};
                                });
}

FeatureTable reports_table(const std::vector<FloodReport>& reports) {
  FeatureTable table = empty_table(reports_spec());
  for (const FloodReport& item : reports) {
    add_row(table, item.id, item.place, {cell(item.time), cell(item.depth_m), cell(item.text)},
            item.provenance);
  }
  return table;
}

}  // namespace twin
