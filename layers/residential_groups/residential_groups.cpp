#include "layers/residential_groups/residential_groups.h"

#include "layers/layer_rows.h"

namespace twin {
namespace {

const RowShape<ResidentialGroup> kResidentialGroup{
    .geometry = &ResidentialGroup::area,
    .columns = {{"name", &ResidentialGroup::name}, {"households", &ResidentialGroup::households}}};

}  // namespace

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
  return load_rows(table, residential_groups_spec(), kResidentialGroup, findings);
}

FeatureTable residential_groups_table(const std::vector<ResidentialGroup>& residential_groups) {
  return table_of(residential_groups, residential_groups_spec(), kResidentialGroup);
}

}  // namespace twin
