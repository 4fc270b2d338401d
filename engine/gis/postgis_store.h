#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/findings.h"
#include "engine/base/progress.h"
#include "engine/gis/data_place.h"
#include "engine/gis/feature_table.h"
#include "engine/gis/layer_spec.h"

namespace twin {

/// A layer for a schema: one table, named and described as its declaration says.
struct StoredLayer {
  const FeatureTable* table = nullptr;
  const LayerSpec* spec = nullptr;
};

/// A file that lies in a schema as it is.
struct StoredFile {
  std::string name;
  std::string bytes;
};

/// What a schema held at one instant.
struct Stored {
  std::vector<FeatureTable> tables;
  std::vector<StoredFile> files;
  /// By layer, `sha256_of_rows` of what was published; empty where nobody kept it.
  std::map<std::string, std::string> published_sha256 = {};
};

/// Writes layers and files into a schema in one transaction: whoever reads meanwhile sees what was
/// there before, afterwards all of the new. A table that is there keeps its rights, views, indices
/// and the columns that others added (with their values, by `id`; `findings` names them), and has
/// its rows replaced and its columns altered to the layer's. `crs` is an EPSG code.
/// @throws InputError as PostgisSession, or what others keep there under a name of ours;
/// OutputError: no right to write, no space.
void write_postgis(const PostgisPlace& place, const std::vector<StoredLayer>& layers,
                   const std::vector<StoredFile>& files, const std::string& crs, Findings& findings,
                   const Progress& progress);

/// Reads the tables of these layers and all files, as they stood at one instant; rows by their key.
/// @throws InputError as PostgisSession; no such schema or table, a table in another CRS, a file
/// whose bytes have changed since it was written.
Stored read_postgis(const PostgisPlace& place, const std::vector<const LayerSpec*>& layers,
                    const std::string& crs, const Progress& progress);

}  // namespace twin
