#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/base/findings.h"
#include "engine/space/cells_on_line.h"
#include "engine/space/grid.h"
#include "layers/ward/land_cover.h"

namespace twin {

class Ward;  // layers/ward/ward.h

/// A ward as water sees it: square cells over the ward and a margin around it.
///
/// A cell *holds water* unless it is blocked. Blocked are the cells with more than the rules' share
/// of their area inside footprints, small open pockets enclosed by them, cells of unknown ground,
/// and those further from the ward than the margin. A cell on the centreline of a street or lane is
/// never blocked by a footprint, so that a lane narrower than a cell stays one connected channel;
/// it takes the ground along its centreline.
struct GridModel {
  GridFrame frame;       ///< whole cells, its corner a multiple of the cell from the CRS's origin
  GridFrame ward_frame;  ///< the part of it that covers the ward without the margin
  Grid<float> ground_m;  ///< above the ward's datum; the bed in rivers; NaN where unknown
  Grid<float> manning;   ///< s/m^(1/3)
  Grid<std::uint8_t> cover;    ///< LandCover
  Grid<std::uint8_t> blocked;  ///< 1: holds no water
  Grid<std::uint8_t> in_ward;  ///< 1: its centre lies in the ward
  std::vector<Cell> rim;       ///< cells that hold water with the end of the margin at a side
  /// How many blocked cells shed their rain onto each cell. Summed over all cells it is the number
  /// of blocked cells under roofs, so no rain is lost and none is doubled.
  Grid<std::int32_t> roof_cells;

  /// By building: the open cells along its walls, row by row; where houses stand all round it, the
  /// cell of the street or lane it opens onto; none where there is no such cell within reach.
  std::vector<std::vector<Cell>> facade;
  /// By building: the open cells that take its roof's rain; none where no cell of it is blocked.
  std::vector<std::vector<Cell>> roof_to;
  /// By way of the ward's streets: the cells of its centreline; none for bridges.
  std::vector<std::vector<CellOnLine>> way_cells;
  /// By inlet: the open cell it drains.
  std::vector<std::optional<Cell>> inlet_cell;
  /// By river: the cells with their middle within half its width and half a cell of its line, so
  /// that none is partly channel.
  std::vector<std::vector<Cell>> river_cells;
  std::vector<std::vector<Cell>> pond_cells;  ///< of each green that is a pond, not of dry basins

  std::vector<Finding> findings;

  LandCover cover_at(Cell cell) const { return static_cast<LandCover>(cover(cell)); }
  bool holds_water(Cell cell) const { return blocked(cell) == 0; }
};

/// Lays a ward and the ground within `margin_m` of it onto cells of `cell_m` metres. Cell values
/// are means of the finer terrain.
GridModel grid_model(const Ward& ward, double cell_m, double margin_m, const LandCoverTable& table);

/// The part of a grid on the model's `frame` that covers `ward_frame`, NaN outside the ward.
Grid<float> clipped_to_ward(const GridModel& model, const Grid<float>& values);

}  // namespace twin
