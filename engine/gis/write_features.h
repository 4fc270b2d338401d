#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/gis/feature_table.h"
#include "engine/gis/layer_spec.h"

namespace twin {

/// A layer to be written: its rows, its geometry and how QGIS shall draw it.
struct LayerToWrite {
  const FeatureTable* table = nullptr;
  GeometryKind geometry = GeometryKind::none;
  std::string qgis_style = {};  ///< QML text for the table `layer_styles`; empty: none
};

/// Writes a GeoPackage in the given CRS ("EPSG:5897"; empty: none). Equal layers give equal bytes:
/// no clock is written. @throws OutputError naming the cause.
void write_geopackage(const std::filesystem::path& file, const std::vector<LayerToWrite>& layers,
                      const std::string& crs);

}  // namespace twin
