#include "layers/facilities/facilities.h"

#include "layers/layer_rows.h"

namespace twin {

const LayerSpec& facilities_spec() {
  static const LayerSpec spec = with_common_columns(
      {.name = "facilities",
       .geometry = GeometryKind::point,
       .en = "facilities",
       .vi = "trường học, y tế, công sở",
       .manager_vi = "UBND phường (Quyết định 61/2025/QĐ-UBND)",
       .columns = {
           {.name = "name", .kind = ColumnKind::text, .en = "name", .vi = "tên"},
           {.name = "kind",
            .kind = ColumnKind::text,
            .en = "kind",
            .vi = "loại",
            .allowed = "school kindergarten university clinic hospital market office station"}}});
  return spec;
}

std::vector<Facility> load_facilities(const FeatureTable& table, Findings& findings) {
  return load_rows<Facility>(table, facilities_spec(), findings,
                             [](const SpecRow& row, const std::string& id) {
                               return Facility{.id = id,
                                               .name = row.text_or("name", ""),
                                               .kind = row.text_or("kind", "school"),
                                               .place = *row.feature().point(),
                                               .provenance = provenance_of(row)};
                             });
}

FeatureTable facilities_table(const std::vector<Facility>& facilities) {
  FeatureTable table = empty_table(facilities_spec());
  for (const Facility& item : facilities) {
    add_row(table, item.id, item.place, {cell(item.name), cell(item.kind)}, item.provenance);
  }
  return table;
}

}  // namespace twin
