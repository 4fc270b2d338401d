#pragma once

#include <string>

#include "engine/gis/layer_spec.h"
#include "engine/results/manifest.h"

namespace twin {

/// How QGIS shall draw a table of a run, as QML for the table `layer_styles`: in the classes of the
/// table's main column (marked `picture`, or the first with a ramp), plain grey where it has none.
std::string qgis_style(const Manifest& manifest, const std::string& table, GeometryKind geometry);

/// How QGIS shall draw a grid, as QML for a file of the raster's name beside it.
std::string qgis_raster_style(const ManifestField& field);

}  // namespace twin
