#include "layers/addresses/addresses.h"

#include "layers/layer_rows.h"

namespace twin {

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
  return load_rows<Address>(table, addresses_spec(), findings,
                            [](const SpecRow& row, const std::string& id) {
                              return Address{.id = id,
                                             .building_id = row.text_or("building_id", ""),
                                             .way_id = row.text_or("way_id", ""),
                                             .house_number = row.text_or("house_number", ""),
                                             .text = row.text_or("text", ""),
                                             .door = *row.feature().point(),
                                             .provenance = provenance_of(row)};
                            });
}

FeatureTable addresses_table(const std::vector<Address>& addresses) {
  FeatureTable table = empty_table(addresses_spec());
  for (const Address& item : addresses) {
    add_row(table, item.id, item.door,
            {cell(item.building_id), cell(item.way_id), cell(item.house_number), cell(item.text)},
            item.provenance);
  }
  return table;
}

}  // namespace twin
