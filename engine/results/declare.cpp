#include "engine/results/declare.h"

namespace twin::declare {
namespace {

ResultField field(FieldKind kind, std::string_view table, std::string_view name,
                  std::string_view unit, std::string_view en, std::string_view vi,
                  const Shown& shown) {
  return {.name = name,
          .unit = unit,
          .kind = kind,
          .table = table,
          .en = en,
          .vi = vi,
          .ramp = shown.ramp,
          .better = shown.better,
          .decimals = shown.decimals,
          .picture = shown.picture,
          .instant = shown.instant,
          .never_where = shown.never_where};
}

}  // namespace

ResultField measure(std::string_view name, std::string_view unit, std::string_view en,
                    std::string_view vi, Better better, int decimals) {
  return field(FieldKind::measure, {}, name, unit, en, vi,
               {.decimals = decimals, .better = better});
}

ResultField column(std::string_view table, std::string_view name, std::string_view unit,
                   std::string_view en, std::string_view vi, const Shown& shown) {
  return field(FieldKind::column, table, name, unit, en, vi, shown);
}

ResultField words(std::string_view table, std::string_view name, std::string_view en,
                  std::string_view vi) {
  return field(FieldKind::text, table, name, "1", en, vi, {});
}

ResultField grid(std::string_view name, std::string_view unit, std::string_view en,
                 std::string_view vi, const Shown& shown) {
  return field(FieldKind::grid, {}, name, unit, en, vi, shown);
}

ResultField frames(std::string_view name, std::string_view unit, std::string_view en,
                   std::string_view vi, const Shown& shown) {
  return field(FieldKind::frames, {}, name, unit, en, vi, shown);
}

ResultField series(std::string_view table, std::string_view name, std::string_view unit,
                   std::string_view en, std::string_view vi, const Shown& shown) {
  return field(FieldKind::series, table, name, unit, en, vi, shown);
}

}  // namespace twin::declare
