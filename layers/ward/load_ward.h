#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/base/progress.h"
#include "layers/ward/ward.h"

namespace twin {

/// What `ward.toml` says beside the layers themselves.
struct WardHeader {
  std::string name;
  std::string crs = "EPSG:5897";
  std::string heights = "EPSG:5727";
  bool made_up = false;  ///< a sample: nothing in it is a real place
  std::int64_t seed = 0;
  /// A drawing beside ward.toml ("sketch.toml") from which the rest of the folder is made up; empty
  /// where the layers were given.
  std::string sketch = {};
  /// By layer, where it came from in words: "open data: streets.osm.pbf, sha256 …".
  std::map<std::string, std::string> sources;
};

struct LoadedWard {
  WardHeader header;
  WardLayers layers;
  std::filesystem::path folder;
  std::vector<std::filesystem::path> files;  ///< all that was read: ward.toml, ward.gpkg, dem.tif
};

/// Reads a ward folder, or its ward.toml. Layers that are absent stay empty. Where ward.toml names
/// a sketch, ward.gpkg and dem.tif are first made from it by seed, unless those of this very sketch
/// are there: beside ward.toml, or in a temporary folder where that cannot be written (`folder`
/// says which).
/// @throws InputError: no ward there, unreadable or truncated files, misspelt keys.
LoadedWard load_ward(const std::filesystem::path& folder_or_toml, Findings& findings,
                     const Progress& progress = Progress{});

/// Writes ward.toml, ward.gpkg and dem.tif into an existing folder; equal wards, equal bytes.
void write_ward(const std::filesystem::path& folder, const WardHeader& header,
                const WardLayers& layers);

/// The same without ward.toml.
void write_layers(const std::filesystem::path& folder, const std::string& crs,
                  const WardLayers& layers);

/// Every layer that `--layer NAME=FILE` may replace, with its declaration.
const std::vector<const LayerSpec*>& layer_specs();
/// Puts the rows of a table into the layer of that name, replacing all it had.
/// @throws InputError: no such layer (the nearest is named), unusable rows.
void replace_layer(WardLayers& layers, const FeatureTable& table, Findings& findings);
/// The layer of that name as a table.
FeatureTable layer_table(const WardLayers& layers, std::string_view name);

}  // namespace twin
