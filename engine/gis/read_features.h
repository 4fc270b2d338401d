#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/gis/feature_table.h"

namespace twin {

/// Reads one layer of a GeoPackage (or any file GDAL reads) whose coordinates are already the
/// ward's. Multi-part geometries become one feature a part, all with the fid of their feature.
/// An empty `layer` means the first one.
/// @throws InputError: missing, unreadable or truncated file, no such layer (naming those there
/// are).
FeatureTable read_features(const std::filesystem::path& file, const std::string& layer = {});

/// The names of the layers in a file, in its order. @throws InputError as above.
std::vector<std::string> layer_names(const std::filesystem::path& file);

}  // namespace twin
