#include "layers/parking/parking.h"

#include "layers/layer_rows.h"

namespace twin {

const LayerSpec& parking_spec() {
  static const LayerSpec spec = with_common_columns(
      {.name = "parking",
       .geometry = GeometryKind::polygon,
       .en = "parking",
       .vi = "bãi đỗ xe",
       .manager_vi = "UBND phường (Quyết định 61/2025/QĐ-UBND)",
       .columns = {{.name = "name", .kind = ColumnKind::text, .en = "name", .vi = "tên"},
                   {.name = "places",
                    .en = "places for cars",
                    .vi = "số chỗ ô tô",
                    .least = 0,
                    .most = 5000}}});
  return spec;
}

std::vector<Parking> load_parking(const FeatureTable& table, Findings& findings) {
  return load_rows<Parking>(table, parking_spec(), findings,
                            [](const SpecRow& row, const std::string& id) {
                              return Parking{.id = id,
                                             .name = row.text_or("name", ""),
                                             .area = row.feature().polygon(),
                                             .places = row.number_or("places", 0.0),
                                             .provenance = provenance_of(row)};
                            });
}

FeatureTable parking_table(const std::vector<Parking>& parking) {
  FeatureTable table = empty_table(parking_spec());
  for (const Parking& item : parking) {
    add_row(table, item.id, item.area, {cell(item.name), cell(item.places)}, item.provenance);
  }
  return table;
}

}  // namespace twin
