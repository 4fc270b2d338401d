#include "layers/lanes/lanes.h"

#include "layers/layer_rows.h"

namespace twin {

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
                    .allowed = "concrete asphalt brick tiles earth"},
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
  return load_rows<Lane>(table, lanes_spec(), findings,
                         [](const SpecRow& row, const std::string& id) {
                           return Lane{.id = id,
                                       .name = row.text_or("name", ""),
                                       .kind = row.text_or("kind", "ngo"),
                                       .centreline = row.feature().line(),
                                       .clear_width_m = row.number("clear_width_m"),
                                       .clear_height_m = row.number("clear_height_m"),
                                       .surface = row.text_or("surface", ""),
                                       .turning_place = row.flag_or("turning_place", false),
                                       .drained = row.flag_or("drained", false),
                                       .lit = row.flag_or("lit", false),
                                       .provenance = provenance_of(row)};
                         });
}

FeatureTable lanes_table(const std::vector<Lane>& lanes) {
  FeatureTable table = empty_table(lanes_spec());
  for (const Lane& item : lanes) {
    add_row(table, item.id, item.centreline,
            {cell(item.name), cell(item.kind), cell(item.clear_width_m), cell(item.clear_height_m),
             cell(item.surface), cell(item.turning_place), cell(item.drained), cell(item.lit)},
            item.provenance);
  }
  return table;
}

}  // namespace twin
