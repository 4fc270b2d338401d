#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/findings.h"
#include "engine/base/progress.h"
#include "layers/ward/load_ward.h"
#include "tools/import/import_map.h"

namespace twin {

/// `--layer NAME=FILE[:LAYER]`
struct LayerFile {
  std::string name;  ///< of the ward's layer
  std::filesystem::path file;
  std::string layer;  ///< in the file; empty: its first one
};

/// Reads `NAME=FILE[:LAYER]`; a file whose own name has a colon is found as a whole.
/// @throws UsageError without `=`; InputError for a layer no ward has.
LayerFile parsed_layer_file(const std::string& argument);

struct ImportRequest {
  std::filesystem::path osm;
  std::filesystem::path boundary;
  std::optional<std::filesystem::path> dem;
  std::vector<LayerFile> layers;
  ImportMap map;
  bool fill_missing = false;
  std::int64_t seed = 0;
  std::filesystem::path assumed_tables;  ///< folder of the numbers for what is made up
};

/// A ward read from what offices and OpenStreetMap give, everything in EPSG:5897.
struct ImportedWard {
  WardHeader header;
  WardLayers layers;
};

/// Reads all files, keeps what lies in the ward and 300 m around it, and makes up what is missing
/// where asked. Equal files and seed give equal wards. What was mended, left out or assumed is told
/// in `findings`. @throws InputError for a file that cannot be used.
ImportedWard import_ward(const ImportRequest& request, Findings& findings,
                         const Progress& progress);

}  // namespace twin
