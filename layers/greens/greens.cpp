#include "layers/greens/greens.h"

#include "layers/layer_rows.h"

namespace twin {

const LayerSpec& greens_spec() {
  static const LayerSpec spec = with_common_columns(
      {.name = "greens",
       .geometry = GeometryKind::polygon,
       .en = "green spaces",
       .vi = "cây xanh, vườn hoa",
       .manager_vi = "UBND phường (Quyết định 61/2025/QĐ-UBND)",
       .columns = {{.name = "name", .kind = ColumnKind::text, .en = "name", .vi = "tên"},
                   {.name = "kind",
                    .kind = ColumnKind::text,
                    .en = "kind",
                    .vi = "loại",
                    .allowed = "park garden playground grass pond"},
                   {.name = "equipment",
                    .kind = ColumnKind::integer,
                    .en = "pieces of sport equipment in good order",
                    .vi = "số thiết bị thể thao còn tốt",
                    .least = 0,
                    .most = 1000}}});
  return spec;
}

std::vector<Green> load_greens(const FeatureTable& table, Findings& findings) {
  return load_rows<Green>(table, greens_spec(), findings,
                          [](const SpecRow& row, const std::string& id) {
                            return Green{.id = id,
                                         .name = row.text_or("name", ""),
                                         .kind = row.text_or("kind", "park"),
                                         .area = row.feature().polygon(),
                                         .equipment = row.integer_or("equipment", 0),
                                         .provenance = provenance_of(row)};
                          });
}

FeatureTable greens_table(const std::vector<Green>& greens) {
  FeatureTable table = empty_table(greens_spec());
  for (const Green& item : greens) {
    add_row(table, item.id, item.area, {cell(item.name), cell(item.kind), cell(item.equipment)},
            item.provenance);
  }
  return table;
}

}  // namespace twin
