#pragma once

#include <functional>
#include <vector>

#include "engine/space/grid.h"
#include "engine/space/point.h"

namespace twin {

/// A stretch of a line inside one cell.
struct CellOnLine {
  Cell cell;
  double length_m = 0.0;

  bool operator==(const CellOnLine&) const = default;
};

/// The cells a line passes through, in order, each sharing a side with the next: where the line
/// goes exactly through a corner, the cell between is there with length 0. What lies outside the
/// frame is left out.
std::vector<CellOnLine> cells_along(const GridFrame& frame, const Polyline& line);

/// Calls `visit` for each cell with its middle within `reach_m` of a line, piece by piece of the
/// line; near its corners a cell may be visited twice.
void for_cells_near(const GridFrame& frame, const Polyline& line, double reach_m,
                    const std::function<void(Cell)>& visit);

}  // namespace twin
