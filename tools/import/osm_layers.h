#pragma once

#include <vector>

#include "engine/base/findings.h"
#include "engine/gis/osm_file.h"
#include "layers/junctions/junctions.h"
#include "layers/roads/roads.h"

namespace twin {

/// The drivable streets of an extract. Lanes that have no tag are taken as 2, or 1 where the way is
/// one-way, and marked assumed. Ways driven against their drawing are turned round. Steps, paths
/// and what else cannot be driven is left out.
std::vector<Road> roads_of(const OsmExtract& extract);

/// Signals, crossings and right of way at nodes.
std::vector<Junction> junctions_of(const OsmExtract& extract);

}  // namespace twin
