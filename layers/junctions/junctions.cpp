#include "layers/junctions/junctions.h"

#include "layers/layer_rows.h"

namespace twin {

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
  return load_rows<Junction>(table, junctions_spec(), findings,
                             [](const SpecRow& row, const std::string& id) {
                               return Junction{.id = id,
                                               .place = *row.feature().point(),
                                               .control = row.text_or("control", "none"),
                                               .cycle_s = row.number("cycle_s"),
                                               .green_share = row.number("green_share"),
                                               .provenance = provenance_of(row)};
                             });
}

FeatureTable junctions_table(const std::vector<Junction>& junctions) {
  FeatureTable table = empty_table(junctions_spec());
  for (const Junction& item : junctions) {
    add_row(table, item.id, item.place,
            {cell(item.control), cell(item.cycle_s), cell(item.green_share)}, item.provenance);
  }
  return table;
}

}  // namespace twin
