#include "layers/greens/greens.h"

#include "layers/layer_rows.h"

namespace twin {
namespace {

const RowShape<Green> kGreen{
    .geometry = &Green::area,
    .columns = {{"name", &Green::name}, {"kind", &Green::kind}, {"equipment", &Green::equipment}},
    .usual = {.kind = "park"}};

}  // namespace

const LayerSpec& greens_spec() {
  static const LayerSpec spec = with_common_columns(
      {.name = "greens",
       .geometry = GeometryKind::polygon,
       .en = "green spaces",
       .vi = "cây xanh, vườn hoa",
       .manager_vi = "UBND phường (Quyết định 61/2025/QĐ-UBND)",
       .columns = {{.name = "name", .kind = ColumnKind::text, .en = "name", .vi = "tên"},
                   {.name = "kind",
                    .kind = ColumnKind::text,
                    .en = "kind",
                    .vi = "loại",
                    .allowed = "park garden playground grass pond dry_basin"},
                   {.name = "equipment",
                    .kind = ColumnKind::integer,
                    .en = "pieces of sport equipment in good order",
                    .vi = "số thiết bị thể thao còn tốt",
                    .least = 0,
                    .most = 1000}}});
  return spec;
}

std::vector<Green> load_greens(const FeatureTable& table, Findings& findings) {
  return load_rows(table, greens_spec(), kGreen, findings);
}

FeatureTable greens_table(const std::vector<Green>& greens) {
  return table_of(greens, greens_spec(), kGreen);
}

}  // namespace twin
