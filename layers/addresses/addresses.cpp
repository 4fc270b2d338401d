#include "layers/addresses/addresses.h"

#include "layers/layer_rows.h"

namespace twin {
namespace {

const RowShape<Address> kAddress{.geometry = &Address::door,
                                 .columns = {{"building_id", &Address::building_id},
                                             {"way_id", &Address::way_id},
                                             {"house_number", &Address::house_number},
                                             {"text", &Address::text}}};

}  // namespace

const LayerSpec& addresses_spec() {
  static const LayerSpec spec = with_common_columns(
      {.name = "addresses",
       .geometry = GeometryKind::point,
       .en = "addresses",
       .vi = "địa chỉ",
       .manager_vi = "UBND phường (Quyết định 61/2025/QĐ-UBND)",
       .columns = {
           {.name = "building_id",
            .kind = ColumnKind::text,
            .en = "the building",
            .vi = "mã công trình"},
           {.name = "way_id",
            .kind = ColumnKind::text,
            .en = "the lane or road the door opens onto",
            .vi = "mã ngõ hoặc đường trước cửa"},
           {.name = "house_number", .kind = ColumnKind::text, .en = "house number", .vi = "số nhà"},
           {.name = "text",
            .kind = ColumnKind::text,
            .en = "the address as people write it",
            .vi = "địa chỉ đầy đủ"}}});
  return spec;
}

std::vector<Address> load_addresses(const FeatureTable& table, Findings& findings) {
  return load_rows(table, addresses_spec(), kAddress, findings);
}

FeatureTable addresses_table(const std::vector<Address>& addresses) {
  return table_of(addresses, addresses_spec(), kAddress);
}

}  // namespace twin
