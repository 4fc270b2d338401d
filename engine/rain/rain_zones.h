#pragma once

#include <string>

#include "engine/rain/rain_raster.h"
#include "engine/water/surface.h"

namespace twin {

/// Lays coarse rain onto the cells of a grid. A cell takes the rain of the coarse cells it lies in,
/// by the share of its area in each, so the grid gets what the coarse cells give, exactly; where
/// the two have different reference systems the shares are those of four places in the cell. Cells
/// with the same shares are one zone.
///
/// Before the first frame, between frames and after the last no rain falls. Cells beyond the raster
/// take the nearest coarse cell's rain.
///
/// @param crs of the frame; empty: that of the raster
/// @param covered not 0 in cells that must lie on the raster, such as the ward's
/// @throws InputError: a cell that must be covered is not, a value is missing, or the raster has
/// more than 65,536 different shares on the frame.
RainZones rain_zones(const RainRaster& raster, const GridFrame& frame, const std::string& crs,
                     const Grid<std::uint8_t>& covered);

/// Depth fallen on each zone from 0 to `until_s`, mm.
std::vector<double> fallen_mm(const RainZones& zones, double until_s);

}  // namespace twin
