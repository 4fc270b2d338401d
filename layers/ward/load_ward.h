#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/progress.h"
#include "layers/ward/ward.h"
#include "layers/ward/ward_header.h"

namespace twin {

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

/// Writes a ward that came out of another. A layer, or the terrain, that did not change is carried
/// over as it stands in the other's folder, with columns that only people know.
void write_ward_after(const std::filesystem::path& folder, const WardHeader& header,
                      const WardLayers& layers, const LoadedWard& before);

/// The layers of a ward.gpkg as they stand there, in the order of `layer_specs`.
std::vector<FeatureTable> tables_of(const std::filesystem::path& folder);
/// Writes tables as ward.gpkg, empty ones left out; layers of other names are not written.
void write_tables(const std::filesystem::path& folder, const std::string& crs,
                  const std::vector<FeatureTable>& tables);

/// Every layer that `--layer NAME=FILE` may replace, with its declaration.
const std::vector<const LayerSpec*>& layer_specs();
/// Puts the rows of a table into the layer of that name, replacing all it had.
/// @throws InputError: no such layer (the nearest is named), unusable rows.
void replace_layer(WardLayers& layers, const FeatureTable& table, Findings& findings);
/// The layer of that name as a table.
FeatureTable layer_table(const WardLayers& layers, std::string_view name);

}  // namespace twin
