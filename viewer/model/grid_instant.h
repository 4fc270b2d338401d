#pragma once

#include <optional>
#include <vector>

#include "viewer/model/labels.h"
#include "viewer/model/run.h"
#include "viewer/model/world.h"
#include "viewer/shapes/drawn_grid.h"

namespace twin {

/// A field of cells or areas, as a thread of its own can read it. What it points to must outlive
/// it.
struct GridSource {
  const Bundle* bundle = nullptr;
  const ManifestField* field = nullptr;
  std::vector<double> times_s;  ///< its instants since the start of its run; none: it has no time
  FeatureValues areas;          ///< of areas: values by row of their table
  const ManifestField* computed = nullptr;  ///< of a grid: @see Run::computed_field
};

/// What of it is drawn.
struct GridOrder {
  GridSource of;
  std::optional<GridSource> before;  ///< taken off, at the same time of the clock: a change
  double before_since_s = 0.0;       ///< how long `before` has gone on when `of` starts
  ShownAs as = ShownAs::ground;
  bool of_water = false;    ///< depths, or what changes in them: none is drawn in rivers and ponds
  double wet_from_m = 0.0;  ///< of water
};

/// A grid at one instant, ready to be drawn and to be asked.
struct GridInstant {
  Grid<float> values;  ///< on the world's lattice, as they are drawn (model/row_values.h)
  DrawnGrid drawn;
  std::vector<DepthSpot> told;  ///< of water: the deepest places
};

/// `index`: of the instants of `order.of`. @throws InputError: it can't be read.
GridInstant grid_instant(const World& world, const GridOrder& order, std::size_t index);
/// The same of `values` that were read already, on the world's lattice, as they are drawn.
GridInstant grid_instant(const World& world, const GridOrder& order, Grid<float> values);

/// By which instants are compared to find a peak: the sum of a grid's values. `depths` in rivers
/// and ponds are no flood.
double sum_for_peak(const Grid<float>& values, bool depths, const Grid<std::uint8_t>& always_wet);

}  // namespace twin
