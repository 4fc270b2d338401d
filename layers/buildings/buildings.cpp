#include "layers/buildings/buildings.h"

#include "engine/space/geometry.h"
#include "layers/layer_rows.h"

namespace twin {

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
  return load_rows<Building>(table, buildings_spec(), findings,
                             [](const SpecRow& row, const std::string& id) {
                               return Building{.id = id,
                                               .footprint = row.feature().polygon(),
                                               .use = row.text_or("use", "house"),
                                               .floors = row.integer_or("floors", 1),
                                               .height_m = row.number_or("height_m", 3.5),
                                               .residents = row.number_or("residents", 0.0),
                                               .group_id = row.text_or("group_id", ""),
                                               .provenance = provenance_of(row)};
                             });
}

FeatureTable buildings_table(const std::vector<Building>& buildings) {
  FeatureTable table = empty_table(buildings_spec());
  for (const Building& item : buildings) {
    add_row(table, item.id, item.footprint,
            {cell(item.use), cell(item.floors), cell(item.height_m), cell(item.residents),
             cell(item.group_id)},
            item.provenance);
  }
  return table;
}

double floor_area_m2(const Building& building) {
  return area_m2(building.footprint) * building.floors;
}

}  // namespace twin
