#include "layers/junctions/junctions.h"

#include "layers/layer_rows.h"

namespace twin {
namespace {

const RowShape<Junction> kJunction{.geometry = &Junction::place,
                                   .columns = {{"control", &Junction::control},
                                               {"cycle_s", &Junction::cycle_s},
                                               {"green_share", &Junction::green_share}},
                                   .usual = {.control = "none"}};

}  // namespace

const LayerSpec& junctions_spec() {
  static const LayerSpec spec =
      with_common_columns({.name = "junctions",
                           .geometry = GeometryKind::point,
                           .en = "junctions and their control",
                           .vi = "nút giao và cách điều khiển",
                           .manager_vi = "Thành phố",
                           .columns = {{.name = "control",
                                        .kind = ColumnKind::text,
                                        .en = "how traffic is ordered",
                                        .vi = "cách điều khiển",
                                        .allowed = "none signal priority crossing"},
                                       {.name = "cycle_s",
                                        .unit = "s",
                                        .en = "signal cycle",
                                        .vi = "chu kỳ đèn",
                                        .least = 20,
                                        .most = 300},
                                       {.name = "green_share",
                                        .en = "share of green of the main direction",
                                        .vi = "tỷ lệ đèn xanh hướng chính",
                                        .least = 0.05,
                                        .most = 0.95}}});
  return spec;
}

std::vector<Junction> load_junctions(const FeatureTable& table, Findings& findings) {
  return load_rows(table, junctions_spec(), kJunction, findings);
}

FeatureTable junctions_table(const std::vector<Junction>& junctions) {
  return table_of(junctions, junctions_spec(), kJunction);
}

}  // namespace twin
