#include "layers/fire_water/fire_water.h"

#include "layers/layer_rows.h"

namespace twin {
namespace {

const RowShape<Cistern> kCistern{.geometry = &Cistern::place,
                                 .columns = {{"volume_m3", &Cistern::volume_m3},
                                             {"usable", &Cistern::usable},
                                             {"suction_lift_m", &Cistern::suction_lift_m}}};

const RowShape<Hydrant> kHydrant{
    .geometry = &Hydrant::place,
    .columns = {{"flow_lps", &Hydrant::flow_lps}, {"working", &Hydrant::working}}};

const RowShape<DrawPoint> kDrawPoint{.geometry = &DrawPoint::place,
                                     .columns = {{"water", &DrawPoint::water},
                                                 {"suction_lift_m", &DrawPoint::suction_lift_m},
                                                 {"usable", &DrawPoint::usable}}};

}  // namespace

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
  return load_rows(table, cisterns_spec(), kCistern, findings);
}

FeatureTable cisterns_table(const std::vector<Cistern>& cisterns) {
  return table_of(cisterns, cisterns_spec(), kCistern);
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
  return load_rows(table, hydrants_spec(), kHydrant, findings);
}

FeatureTable hydrants_table(const std::vector<Hydrant>& hydrants) {
  return table_of(hydrants, hydrants_spec(), kHydrant);
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
  return load_rows(table, draw_points_spec(), kDrawPoint, findings);
}

FeatureTable draw_points_table(const std::vector<DrawPoint>& draw_points) {
  return table_of(draw_points, draw_points_spec(), kDrawPoint);
}

}  // namespace twin
