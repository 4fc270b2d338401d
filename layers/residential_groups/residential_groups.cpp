#include "layers/residential_groups/residential_groups.h"

#include "layers/layer_rows.h"

namespace twin {

const LayerSpec& residential_groups_spec() {
  static const LayerSpec spec = with_common_columns(
      {.name = "residential_groups",
       .geometry = GeometryKind::polygon,
       .en = "residential groups",
       .vi = "tổ dân phố",
       .manager_vi = "UBND phường (Quyết định 61/2025/QĐ-UBND)",
       .columns = {
           {.name = "name", .kind = ColumnKind::text, .en = "name", .vi = "tên"},
           {.name = "households", .en = "households", .vi = "số hộ", .least = 0, .most = 5000}}});
  return spec;
}

std::vector<ResidentialGroup> load_residential_groups(const FeatureTable& table,
                                                      Findings& findings) {
  return load_rows<ResidentialGroup>(
      table, residential_groups_spec(), findings, [](const SpecRow& row, const std::string& id) {
        return ResidentialGroup{.id = id,
                                .name = row.text_or("name", ""),
                                .area = row.feature().polygon(),
                                .households = row.number_or("households", 0.0),
                                .provenance = provenance_of(row)};
      });
}

FeatureTable residential_groups_table(const std::vector<ResidentialGroup>& residential_groups) {
  FeatureTable table = empty_table(residential_groups_spec());
  for (const ResidentialGroup& item : residential_groups) {
    add_row(table, item.id, item.area, {cell(item.name), cell(item.households)}, item.provenance);
  }
  return table;
}

}  // namespace twin
