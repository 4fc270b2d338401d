#pragma once

#include "engine/base/findings.h"
#include "engine/water/surface.h"
#include "layers/ward/grid_model.h"
#include "scenarios/scenario.h"

namespace twin {

/// The rain of the setting `rain_raster` on the cells of a model, times `rain_factor`. Findings say
/// when of the run no frame tells of rain.
/// @throws InputError as read_rain_raster and rain_zones; the ward must lie on the raster.
RainZones rain_raster_on(const GridModel& model, const Request& request, Findings& findings);

/// What falls on each cell from 0 to `until_s`, mm.
Grid<float> rain_total_mm(const RainZones& zones, double until_s);

}  // namespace twin
