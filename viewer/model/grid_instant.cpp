#include "viewer/model/grid_instant.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "engine/space/geometry.h"
#include "viewer/model/row_values.h"

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

/// As they are drawn (model/row_values.h).
Grid<float> values_at(const World& world, const GridSource& source, std::size_t index) {
  const GridFrame& lattice = world.ground.frame();
  const std::string& name = source.field->name;
  if (source.field->kind == FieldKind::frames) {
    return values_onto(lattice, source.bundle->frame(name, index));
  }
  if (source.field->kind != FieldKind::grid) return area_values(world, source, index);
  Grid<float> values = values_onto(lattice, source.bundle->grid(name));
  if (source.computed != nullptr) {
    mark_never(values, values_onto(lattice, source.bundle->grid(source.computed->name)));
  }
  return values;
}

/// What `before` was at an instant of `of`; NaN where it does not go on then.
Grid<float> values_before(const World& world, const GridOrder& order, std::size_t index) {
  const GridSource& before = *order.before;
  if (order.of.times_s.empty() || before.times_s.empty()) return values_at(world, before, 0);
  const auto then = instant_at(before.times_s, order.of.times_s[index] + order.before_since_s);
  return then ? values_at(world, before, *then) : Grid<float>(world.ground.frame(), kNone);
}

Grid<float> instant_values(const World& world, const GridOrder& order, std::size_t index) {
  Grid<float> values = values_at(world, order.of, index);
  if (!order.before) return values;
  const Grid<float> before = values_before(world, order, index);
  values.values() = before.values().binaryExpr(values.values(), &change_drawn).eval();
  return values;
}

/// Water that is always there is no flood.
Grid<float> without_lasting_water(Grid<float> depth_m, const World& world) {
  depth_m.values() = (world.always_wet.values() != 0).select(kNone, depth_m.values());
  return depth_m;
}

}  // namespace

GridInstant grid_instant(const World& world, const GridOrder& order, std::size_t index) {
  return grid_instant(world, order, instant_values(world, order, index));
}

GridInstant grid_instant(const World& world, const GridOrder& order, Grid<float> values) {
  GridInstant out{.values = std::move(values), .drawn = {}, .told = {}};
  const Grid<float> drawn = order.of_water ? without_lasting_water(out.values, world) : out.values;
  if (order.as == ShownAs::water) {
    out.drawn = drawn_water(drawn, world.ground.ground_m(), world.roof_m, world.always_wet,
                            static_cast<float>(order.wet_from_m));
    out.told = told_depths(out.values, world);
  } else {
    out.drawn = drawn_values(drawn, world.roof_m, world.always_wet);
  }
  return out;
}

double sum_for_peak(const Grid<float>& values, bool depths, const Grid<std::uint8_t>& always_wet) {
  const GridFrame& frame = values.frame();
  const auto is_lasting = [&](Cell cell) {
    const auto there = always_wet.frame().cell_at(frame.centre(cell));
    return there && always_wet(*there) != 0;
  };
  double sum = 0.0;
  for (int row = 0; row < frame.rows; ++row) {
    for (int col = 0; col < frame.cols; ++col) {
      const float value = values({row, col});
      if (!std::isfinite(value) || value == 0.0F) continue;
      if (!depths || !is_lasting({row, col})) sum += static_cast<double>(value);
    }
  }
  return sum;
}

}  // namespace twin
