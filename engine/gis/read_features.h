#pragma once

#include <filesystem>
#include <string>

#include "engine/gis/feature_table.h"

namespace twin {

/// Reads one layer of a GeoPackage (or any file GDAL reads) whose coordinates are already the
/// ward's. Multi-part geometries become one feature a part, all with the fid of their feature.
/// An empty `layer` means the first one.
/// @throws InputError: missing, unreadable or truncated file, no such layer (naming those there
/// are).
FeatureTable read_features(const std::filesystem::path& file, const std::string& layer = {});

}  // namespace twin
