#pragma once

#include <optional>

#include "engine/space/grid.h"

namespace twin {

/// The ground as the viewer draws it: one height at the centre of each cell, everywhere known.
/// Streets, buildings and water all stand on this one surface, so that nothing floats or sinks.
class GroundLattice {
 public:
  /// Every value of `ground_m` must be a number.
  explicit GroundLattice(Grid<float> ground_m) : ground_m_(std::move(ground_m)) {}

  const GridFrame& frame() const { return ground_m_.frame(); }
  const Grid<float>& ground_m() const { return ground_m_; }

  /// Bilinear between the centres of cells; beyond the frame, the height at its edge.
  double height_at(Point p) const;

 private:
  Grid<float> ground_m_;
};

/// Brings a terrain onto cells of `cell_m` (a cell takes the mean of the terrain's cells whose
/// centres it holds). Where `results` are drawn too, cells coincide with theirs, so the water
/// stands on the same ground that it was computed on. Voids take the height of their neighbours.
GroundLattice lattice_of(const Grid<float>& terrain_m, double cell_m,
                         const std::optional<GridFrame>& results);

/// A plane at `height_m` under a ward without terrain.
GroundLattice flat_lattice(const Box& box, double cell_m, double height_m);

/// Values of another frame on the cells of `frame`, nearest cell; NaN outside.
Grid<float> values_onto(const GridFrame& frame, const Grid<float>& values);

}  // namespace twin
