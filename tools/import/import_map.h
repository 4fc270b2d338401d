#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/base/text.h"

namespace twin {

/// What `--map` says of one layer's file: how to read it as the ward's layer.
struct LayerMap {
  std::string where = {};                           ///< a filter in OGR SQL: "kind = 'lane'"
  std::string encoding = {};                        ///< "TCVN3"…; empty: found out
  std::string crs = {};                             ///< "EPSG:9210"; empty: as the file says
  std::map<std::string, std::string> columns = {};  ///< the ward's column to the file's
  /// By the ward's column, the file's words to the ward's: surface, "bê tông", "concrete".
  std::map<std::string, std::map<std::string, std::string>> values = {};
  std::string source = {};  ///< "surveyed", "open data" or "assumed"; empty: as the file says
  std::string method = {};  ///< how it was made up, where it is assumed
  std::vector<std::string> assumed = {};  ///< columns that nobody measured
  Text where_written = {};                ///< "map.toml:3", for complaints
};

/// By layer of the ward.
using ImportMap = std::map<std::string, LayerMap>;

/// Reads a file such as
///
///     [lanes]
///     where   = "kind = 'lane'"
///     columns = { clear_width_m = "be_rong", surface = "ket_cau" }
///     values.surface = { "bê tông" = "concrete" }
///     source  = "open data"
///     assumed = ["clear_width_m"]
///
/// @throws InputError: unreadable, no such layer or column of the ward, an unknown key or word.
ImportMap read_import_map(const std::filesystem::path& file);

}  // namespace twin
