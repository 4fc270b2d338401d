#include "viewer/model/grid_instant.h"

#include <algorithm>
#include <limits>

#include "engine/space/geometry.h"

namespace twin {
namespace {

constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

Grid<float> area_values(const World& world, const GridSource& source, std::size_t index) {
  const FeatureTable& table = source.bundle->table(source.field->table);
  Grid<float> values(world.ground.frame(), kNone);
  const std::size_t first = std::min(index, source.areas.times_s.size() - 1) * source.areas.rows;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const float value = source.areas.values[first + row];
    for_cells_in(values.frame(), table[row].polygon(), [&](Cell cell) { values(cell) = value; });
  }
  return values;
}

Grid<float> values_at(const World& world, const GridSource& source, std::size_t index) {
  const GridFrame& lattice = world.ground.frame();
  const std::string& name = source.field->name;
  switch (source.field->kind) {
    case FieldKind::grid:
      return values_onto(lattice, source.bundle->grid(name));
    case FieldKind::frames:
      return values_onto(lattice, source.bundle->frame(name, index));
    default:
      return area_values(world, source, index);
  }
}

}  // namespace

GridInstant grid_instant(const World& world, const GridOrder& order, std::size_t index) {
  GridInstant out{.values = values_at(world, order.of, index), .drawn = {}, .told = {}};
  if (order.before) {
    const double since_start_s = order.of.times_s.empty() ? 0.0 : order.of.times_s[index];
    const std::size_t then = whole_index(order.before->times_s, since_start_s);
    out.values.values() -= values_at(world, *order.before, then).values();
  }
  if (order.as == ShownAs::water) {
    out.drawn = drawn_water(out.values, world.ground.ground_m(), world.roof_m,
                            static_cast<float>(order.wet_from_m));
    out.told = told_depths(out.values, world);
  } else {
    out.drawn = drawn_values(out.values, world.roof_m);
  }
  return out;
}

}  // namespace twin
