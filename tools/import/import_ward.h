#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/findings.h"
#include "engine/base/progress.h"
#include "engine/gis/data_place.h"
#include "layers/ward/load_ward.h"
#include "tools/import/import_map.h"

namespace twin {

/// `--layer NAME=FILE[:LAYER]` or `--layer NAME=PG:…[:TABLE]`
struct LayerFile {
  std::string name;  ///< of the ward's layer
  DataPlace from;
  std::string layer;  ///< in the file; empty: its first one
};

/// Reads `NAME=FILE[:LAYER]`; a file whose own name has a colon is found as a whole.
/// @throws UsageError without `=`; InputError for a layer no ward has, or not a database's name.
LayerFile parsed_layer_file(const std::string& argument);

struct ImportRequest {
  /// A ward folder whose layers stay but for those that are given; `osm` and `boundary` are not
  /// read then.
  std::optional<std::filesystem::path> base;
  std::filesystem::path osm;
  DataPlace boundary;
  std::optional<std::filesystem::path> dem;
  std::vector<LayerFile> layers;
  ImportMap map;
  bool fill_missing = false;
  std::optional<std::int64_t> seed;      ///< nothing: the base's, else 0
  std::filesystem::path assumed_tables;  ///< folder of the numbers for what is made up
};

/// A ward read from what offices and OpenStreetMap give, everything in EPSG:5897.
struct ImportedWard {
  WardHeader header;
  WardLayers layers;
  std::optional<LoadedWard> base;    ///< as it was read
  std::size_t findings_of_base = 0;  ///< so many of the findings, the first, came with reading it
};

/// Reads all files, keeps what lies in the ward and 300 m around it, and makes up what is missing
/// where asked. Equal files and seed give equal wards. What was mended, left out or assumed is told
/// in `findings`, and of a base what a replaced layer leaves behind; the header records what
/// replaced what. @throws InputError for a file that cannot be used; UsageError: `boundary` among
/// the layers.
ImportedWard import_ward(const ImportRequest& request, Findings& findings,
                         const Progress& progress);

}  // namespace twin
