#include "layers/parking/parking.h"

#include "layers/layer_rows.h"

namespace twin {
namespace {

const RowShape<Parking> kParking{
    .geometry = &Parking::area,
    .columns = {{"name", &Parking::name}, {"places", &Parking::places}}};

}  // namespace

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
  return load_rows(table, parking_spec(), kParking, findings);
}

FeatureTable parking_table(const std::vector<Parking>& parking) {
  return table_of(parking, parking_spec(), kParking);
}

}  // namespace twin
