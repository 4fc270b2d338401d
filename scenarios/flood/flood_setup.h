#pragma once

#include <vector>

#include "engine/base/settings.h"
#include "engine/water/surface.h"
#include "layers/ward/grid_model.h"
#include "layers/ward/ward.h"
#include "scenarios/flood/drain_capacity.h"
#include "scenarios/scenario.h"

namespace twin {

/// A cell at the end of the margin through which water goes on as uniform flow down the slope of
/// the ground outside (Manning): cell · h^(5/3) √S / n. Nothing leaves up a slope.
struct OpenEnd {
  Cell cell;
  double conveyance = 0.0;  ///< cell √S / n
};

/// What a flood run is made from: the solver's setup, and what it needs besides.
struct FloodSetup {
  SurfaceSetup surface;
  Series rain_mm_per_h;               ///< empty: none, or a raster (`surface.rain_zones`)
  std::vector<Series> river_level_m;  ///< by river of the ward
  std::vector<InletLimit> limits;     ///< by inlet of the ward
  std::vector<std::size_t> inlet_of;  ///< of the surface's first inlets: the ward's inlet
  std::vector<OpenEnd> ends;          ///< the surface's inlets after those
  std::vector<std::optional<std::size_t>> river_of_outfall;  ///< the nearest one; none if pumped
};

/// The table of the settings, with what they pave to let rain through.
LandCoverTable land_cover_of(const Settings& settings);

/// Reads the files named by the settings and puts the model, the rain, the soils, the drains and
/// the rivers together. Findings say what of it was assumed.
///
/// Rivers are held at their level. The flux over a bank sees only how far the level stands above
/// the bank (hydrostatic reconstruction), so the bed under held water is raised to a little under
/// the lowest bank: steps stay long and the water on the banks is the same.
FloodSetup flood_setup(const Request& request, const GridModel& model, Findings& findings);

/// What each inlet of the ward that has a cell may take at a time, m³/s: its own capacity, and
/// where the pipes count what they and the river leave it.
std::vector<double> inlet_capacities_m3ps(const FloodSetup& setup, const Settings& settings,
                                          double time_s);
/// What goes on through the open ends at these depths, m³/s.
std::vector<double> end_flows_m3ps(const FloodSetup& setup, const Surface& surface);

}  // namespace twin
