#include "layers/river/river.h"

#include "layers/layer_rows.h"

namespace twin {

const LayerSpec& river_spec() {
  static const LayerSpec spec = with_common_columns(
      {.name = "river",
       .geometry = GeometryKind::line,
       .en = "river",
       .vi = "sông",
       .manager_vi = "Thành phố",
       .columns = {{.name = "name", .kind = ColumnKind::text, .en = "name", .vi = "tên"},
                   {.name = "width_m",
                    .unit = "m",
                    .en = "width between banks",
                    .vi = "bề rộng giữa hai bờ",
                    .least = 1,
                    .most = 500},
                   {.name = "bank_m",
                    .unit = "m",
                    .en = "level of the banks",
                    .vi = "cao độ bờ",
                    .least = -20,
                    .most = 100},
                   {.name = "bed_m",
                    .unit = "m",
                    .en = "level of the bed",
                    .vi = "cao độ đáy",
                    .least = -20,
                    .most = 100},
                   {.name = "usual_level_m",
                    .unit = "m",
                    .en = "usual water level",
                    .vi = "mực nước thường ngày",
                    .least = -20,
                    .most = 100}}});
  return spec;
}

std::vector<River> load_river(const FeatureTable& table, Findings& findings) {
  return load_rows<River>(table, river_spec(), findings,
                          [](const SpecRow& row, const std::string& id) {
                            return River{.id = id,
                                         .name = row.text_or("name", ""),
                                         .centreline = row.feature().line(),
                                         .width_m = row.number_or("width_m", 20.0),
                                         .bank_m = row.number_or("bank_m", 6.2),
                                         .bed_m = row.number_or("bed_m", 1.5),
                                         .usual_level_m = row.number_or("usual_level_m", 3.3),
                                         .provenance = provenance_of(row)};
                          });
}

FeatureTable river_table(const std::vector<River>& river) {
  FeatureTable table = empty_table(river_spec());
  for (const River& item : river) {
    add_row(table, item.id, item.centreline,
            {cell(item.name), cell(item.width_m), cell(item.bank_m), cell(item.bed_m),
             cell(item.usual_level_m)},
            item.provenance);
  }
  return table;
}

}  // namespace twin
