#include "layers/river/river.h"

#include "layers/layer_rows.h"

namespace twin {
namespace {

const RowShape<River> kRiver{.geometry = &River::centreline,
                             .columns = {{"name", &River::name},
                                         {"width_m", &River::width_m},
                                         {"bank_m", &River::bank_m},
                                         {"bed_m", &River::bed_m},
                                         {"usual_level_m", &River::usual_level_m}}};

}  // namespace

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
  return load_rows(table, river_spec(), kRiver, findings);
}

FeatureTable river_table(const std::vector<River>& river) {
  return table_of(river, river_spec(), kRiver);
}

}  // namespace twin
