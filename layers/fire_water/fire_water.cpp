#include "layers/fire_water/fire_water.h"

#include "layers/layer_rows.h"

namespace twin {

const LayerSpec& cisterns_spec() {
  static const LayerSpec spec =
      with_common_columns({.name = "cisterns",
                           .geometry = GeometryKind::point,
                           .en = "fire cisterns",
                           .vi = "bể nước chữa cháy",
                           .manager_vi = "Công an phường; Cảnh sát PCCC",
                           .columns = {{.name = "volume_m3",
                                        .unit = "m3",
                                        .en = "volume",
                                        .vi = "dung tích",
                                        .least = 0,
                                        .most = 10000},
                                       {.name = "usable",
                                        .kind = ColumnKind::flag,
                                        .en = "in working order",
                                        .vi = "sử dụng được"},
                                       {.name = "suction_lift_m",
                                        .unit = "m",
                                        .en = "from its lowest water up to the pump",
                                        .vi = "chiều cao hút từ mực nước thấp nhất",
                                        .least = 0,
                                        .most = 20}}});
  return spec;
}

std::vector<Cistern> load_cisterns(const FeatureTable& table, Findings& findings) {
  return load_rows<Cistern>(table, cisterns_spec(), findings,
                            [](const SpecRow& row, const std::string& id) {
                              return Cistern{.id = id,
                                             .place = *row.feature().point(),
                                             .volume_m3 = row.number_or("volume_m3", 0.0),
                                             .usable = row.flag_or("usable", true),
                                             .suction_lift_m = row.number_or("suction_lift_m", 2.0),
                                             .provenance = provenance_of(row)};
                            });
}

FeatureTable cisterns_table(const std::vector<Cistern>& cisterns) {
  FeatureTable table = empty_table(cisterns_spec());
  for (const Cistern& item : cisterns) {
    add_row(table, item.id, item.place,
            {cell(item.volume_m3), cell(item.usable), cell(item.suction_lift_m)}, item.provenance);
  }
  return table;
}

const LayerSpec& hydrants_spec() {
  static const LayerSpec spec = with_common_columns({.name = "hydrants",
                                                     .geometry = GeometryKind::point,
                                                     .en = "fire hydrants",
                                                     .vi = "trụ nước chữa cháy",
                                                     .manager_vi = "Công an phường; Cảnh sát PCCC",
                                                     .columns = {{.name = "flow_lps",
                                                                  .unit = "l/s",
                                                                  .en = "what it gives steadily",
                                                                  .vi = "lưu lượng ổn định",
                                                                  .least = 0,
                                                                  .most = 200},
                                                                 {.name = "working",
                                                                  .kind = ColumnKind::flag,
                                                                  .en = "in working order",
                                                                  .vi = "hoạt động tốt"}}});
  return spec;
}

std::vector<Hydrant> load_hydrants(const FeatureTable& table, Findings& findings) {
  return load_rows<Hydrant>(table, hydrants_spec(), findings,
                            [](const SpecRow& row, const std::string& id) {
                              return Hydrant{.id = id,
                                             .place = *row.feature().point(),
                                             .flow_lps = row.number_or("flow_lps", 0.0),
                                             .working = row.flag_or("working", true),
                                             .provenance = provenance_of(row)};
                            });
}

FeatureTable hydrants_table(const std::vector<Hydrant>& hydrants) {
  FeatureTable table = empty_table(hydrants_spec());
  for (const Hydrant& item : hydrants) {
    add_row(table, item.id, item.place, {cell(item.flow_lps), cell(item.working)}, item.provenance);
  }
  return table;
}

const LayerSpec& draw_points_spec() {
  static const LayerSpec spec = with_common_columns(
      {.name = "draw_points",
       .geometry = GeometryKind::point,
       .en = "places to draw water from",
       .vi = "điểm lấy nước sông, hồ",
       .manager_vi = "Công an phường; Cảnh sát PCCC",
       .columns = {
           {.name = "water", .kind = ColumnKind::text, .en = "river or lake", .vi = "tên sông, hồ"},
           {.name = "suction_lift_m",
            .unit = "m",
            .en = "from the water up to the pump",
            .vi = "chiều cao hút",
            .least = 0,
            .most = 20},
           {.name = "usable",
            .kind = ColumnKind::flag,
            .en = "an engine can stand there",
            .vi = "xe tiếp cận được"}}});
  return spec;
}

std::vector<DrawPoint> load_draw_points(const FeatureTable& table, Findings& findings) {
  return load_rows<DrawPoint>(
      table, draw_points_spec(), findings, [](const SpecRow& row, const std::string& id) {
        return DrawPoint{.id = id,
                         .place = *row.feature().point(),
                         .water = row.text_or("water", ""),
                         .suction_lift_m = row.number_or("suction_lift_m", 3.0),
                         .usable = row.flag_or("usable", true),
                         .provenance = provenance_of(row)};
      });
}

FeatureTable draw_points_table(const std::vector<DrawPoint>& draw_points) {
  FeatureTable table = empty_table(draw_points_spec());
  for (const DrawPoint& item : draw_points) {
    add_row(table, item.id, item.place,
            {cell(item.water), cell(item.suction_lift_m), cell(item.usable)}, item.provenance);
  }
  return table;
}

}  // namespace twin
