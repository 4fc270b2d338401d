#pragma once

#include "engine/base/findings.h"
#include "engine/gis/provenance.h"
#include "engine/gis/raster_file.h"
#include "engine/space/grid.h"

namespace twin {

/// The bare ground: metres above the ward's vertical datum (EPSG:5727), NaN where unknown.
/// Buildings are not in it; kerbs and carriageways are.
struct Terrain {
  Grid<float> ground_m;
  Provenance provenance;
};

/// Checks a raster as the ward's ground: says what is void inside `needed`, and how much.
/// @throws InputError when nothing of `needed` is covered or levels are no levels (all NaN, or
/// beyond −20 to 100 m).
Terrain load_terrain(Raster raster, const std::string& file, const Box& needed,
                     Provenance provenance, Findings& findings);

}  // namespace twin
