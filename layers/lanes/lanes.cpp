#include "layers/lanes/lanes.h"

#include "layers/layer_rows.h"

namespace twin {
namespace {

const RowShape<Lane> kLane{.geometry = &Lane::centreline,
                           .columns = {{"name", &Lane::name},
                                       {"kind", &Lane::kind},
                                       {"clear_width_m", &Lane::clear_width_m},
                                       {"clear_height_m", &Lane::clear_height_m},
                                       {"surface", &Lane::surface},
                                       {"turning_place", &Lane::turning_place},
                                       {"drained", &Lane::drained},
                                       {"lit", &Lane::lit}},
                           .usual = {.kind = "ngo"}};

}  // namespace

const LayerSpec& lanes_spec() {
  static const LayerSpec spec = with_common_columns(
      {.name = "lanes",
       .geometry = GeometryKind::line,
       .en = "lanes: ngõ, ngách, hẻm",
       .vi = "ngõ, ngách, hẻm",
       .manager_vi = "UBND phường (Quyết định 61/2025/QĐ-UBND)",
       .columns = {{.name = "name", .kind = ColumnKind::text, .en = "name", .vi = "tên"},
                   {.name = "kind",
                    .kind = ColumnKind::text,
                    .en = "ngo off a street, ngach off a ngo, hem off a ngach",
                    .vi = "ngõ, ngách hay hẻm",
                    .allowed = "ngo ngach hem"},
                   {.name = "clear_width_m",
                    .unit = "m",
                    .en = "usual clear width between walls",
                    .vi = "bề rộng thông thủy thường gặp giữa hai tường",
                    .least = 0.3,
                    .most = 12},
                   {.name = "clear_height_m",
                    .unit = "m",
                    .en = "clear height under cables and gates",
                    .vi = "chiều cao thông thủy dưới dây và cổng",
                    .least = 1,
                    .most = 20},
                   {.name = "surface",
                    .kind = ColumnKind::text,
                    .en = "surface",
                    .vi = "kết cấu mặt ngõ",
                    .allowed = "concrete asphalt brick tiles earth permeable"},
                   {.name = "turning_place",
                    .kind = ColumnKind::flag,
                    .en = "its end lets an engine turn",
                    .vi = "cuối ngõ có chỗ quay xe"},
                   {.name = "drained",
                    .kind = ColumnKind::flag,
                    .en = "has a drain over its whole length",
                    .vi = "có cống dọc toàn ngõ"},
                   {.name = "lit",
                    .kind = ColumnKind::flag,
                    .en = "lit over its whole length",
                    .vi = "có chiếu sáng toàn ngõ"}}});
  return spec;
}

std::vector<Lane> load_lanes(const FeatureTable& table, Findings& findings) {
  return load_rows(table, lanes_spec(), kLane, findings);
}

FeatureTable lanes_table(const std::vector<Lane>& lanes) {
  return table_of(lanes, lanes_spec(), kLane);
}

}  // namespace twin
