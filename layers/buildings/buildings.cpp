#include "layers/buildings/buildings.h"

#include "engine/space/geometry.h"
#include "layers/layer_rows.h"

namespace twin {
namespace {

const RowShape<Building> kBuilding{.geometry = &Building::footprint,
                                   .columns = {{"use", &Building::use},
                                               {"floors", &Building::floors},
                                               {"height_m", &Building::height_m},
                                               {"residents", &Building::residents},
                                               {"group_id", &Building::group_id}},
                                   .usual = {.use = "house"}};

}  // namespace

const LayerSpec& buildings_spec() {
  static const LayerSpec spec = with_common_columns(
      {.name = "buildings",
       .geometry = GeometryKind::polygon,
       .en = "buildings",
       .vi = "công trình, nhà",
       .manager_vi = "Chủ sở hữu; UBND phường quản lý trật tự xây dựng",
       .columns = {{.name = "use",
                    .kind = ColumnKind::text,
                    .en = "main use",
                    .vi = "công năng chính",
                    .allowed = "house apartment shop office school clinic public industrial other"},
                   {.name = "floors",
                    .kind = ColumnKind::integer,
                    .en = "floors above ground",
                    .vi = "số tầng nổi",
                    .least = 1,
                    .most = 120},
                   {.name = "height_m",
                    .unit = "m",
                    .en = "height above the ground",
                    .vi = "chiều cao trên mặt đất",
                    .least = 1,
                    .most = 500},
                   {.name = "residents",
                    .unit = "persons",
                    .en = "residents",
                    .vi = "số người ở",
                    .least = 0,
                    .most = 20000},
                   {.name = "group_id",
                    .kind = ColumnKind::text,
                    .en = "residential group",
                    .vi = "mã tổ dân phố"}}});
  return spec;
}

std::vector<Building> load_buildings(const FeatureTable& table, Findings& findings) {
  return load_rows(table, buildings_spec(), kBuilding, findings);
}

FeatureTable buildings_table(const std::vector<Building>& buildings) {
  return table_of(buildings, buildings_spec(), kBuilding);
}

double floor_area_m2(const Building& building) {
  return area_m2(building.footprint) * building.floors;
}

}  // namespace twin
