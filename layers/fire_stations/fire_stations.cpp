#include "layers/fire_stations/fire_stations.h"

#include "layers/layer_rows.h"

namespace twin {

const LayerSpec& fire_stations_spec() {
  static const LayerSpec spec = with_common_columns(
      {.name = "fire_stations",
       .geometry = GeometryKind::point,
       .en = "fire stations",
       .vi = "trụ sở chữa cháy",
       .manager_vi = "Công an phường; Cảnh sát PCCC",
       .columns = {{.name = "name", .kind = ColumnKind::text, .en = "name", .vi = "tên"},
                   {.name = "vehicles",
                    .kind = ColumnKind::text,
                    .en = "vehicle classes and their numbers",
                    .vi = "các loại xe và số lượng"}}});
  return spec;
}

std::vector<FireStation> load_fire_stations(const FeatureTable& table, Findings& findings) {
  return load_rows<FireStation>(table, fire_stations_spec(), findings,
                                [](const SpecRow& row, const std::string& id) {
                                  return FireStation{.id = id,
                                                     .name = row.text_or("name", ""),
                                                     .place = *row.feature().point(),
                                                     .vehicles = row.text_or("vehicles", ""),
                                                     .provenance = provenance_of(row)};
                                });
}

FeatureTable fire_stations_table(const std::vector<FireStation>& fire_stations) {
  FeatureTable table = empty_table(fire_stations_spec());
  for (const FireStation& item : fire_stations) {
    add_row(table, item.id, item.place, {cell(item.name), cell(item.vehicles)}, item.provenance);
  }
  return table;
}

}  // namespace twin
