#include "layers/facilities/facilities.h"

#include "layers/layer_rows.h"

namespace twin {
namespace {

const RowShape<Facility> kFacility{
    .geometry = &Facility::place,
    .columns = {{"name", &Facility::name}, {"kind", &Facility::kind}},
    .usual = {.kind = "school"}};

}  // namespace

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
  return load_rows(table, facilities_spec(), kFacility, findings);
}

FeatureTable facilities_table(const std::vector<Facility>& facilities) {
  return table_of(facilities, facilities_spec(), kFacility);
}

}  // namespace twin
