#include "layers/fire_stations/fire_stations.h"

#include "layers/layer_rows.h"

namespace twin {
namespace {

const RowShape<FireStation> kFireStation{
    .geometry = &FireStation::place,
    .columns = {{"name", &FireStation::name}, {"vehicles", &FireStation::vehicles}}};

}  // namespace

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
  return load_rows(table, fire_stations_spec(), kFireStation, findings);
}

FeatureTable fire_stations_table(const std::vector<FireStation>& fire_stations) {
  return table_of(fire_stations, fire_stations_spec(), kFireStation);
}

}  // namespace twin
