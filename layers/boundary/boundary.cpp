#include "layers/boundary/boundary.h"

#include "engine/space/geometry.h"
#include "layers/layer_rows.h"

namespace twin {
namespace {

const RowShape<Boundary> kBoundary{
    .geometry = &Boundary::outline,
    .columns = {{"name", &Boundary::name}, {"residents", &Boundary::residents}},
    .id = &Boundary::code};

}  // namespace

const LayerSpec& boundary_spec() {
  static const LayerSpec spec = with_common_columns(
      {.name = "boundary",
       .geometry = GeometryKind::polygon,
       .en = "the ward's outline",
       .vi = "ranh giới phường",
       .manager_vi = "Thành phố",
       .columns = {{.name = "name", .kind = ColumnKind::text, .en = "name", .vi = "tên"},
                   {.name = "residents",
                    .unit = "persons",
                    .en = "residents by the census",
                    .vi = "dân số",
                    .least = 0,
                    .most = 1e7}}});
  return spec;
}

Boundary load_boundary(const FeatureTable& table, Findings& findings) {
  const std::vector<Boundary> parts = load_rows(table, boundary_spec(), kBoundary, findings);
  const Boundary* largest = nullptr;
  for (const Boundary& part : parts) {
    if (largest == nullptr || area_m2(part.outline) > area_m2(largest->outline)) largest = &part;
  }
  if (largest != nullptr) return *largest;
  throw InputError({.where = table.source(),
                    .found = tr("no polygon", "không có vùng nào"),
                    .expected = tr("the ward's outline", "ranh giới phường"),
                    .outcome = tr("give a file with a polygon", "hãy đưa tệp có vùng ranh giới"),
                    .layer = "boundary"});
}

FeatureTable boundary_table(const Boundary& boundary) {
  return table_of(std::vector{boundary}, boundary_spec(), kBoundary);
}

}  // namespace twin
