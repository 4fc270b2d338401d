#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "engine/base/toml_file.h"

namespace twin {

/// How a whole layer of a ward was replaced by another.
struct Replacement {
  std::string layer;          ///< "lanes"
  std::string by;             ///< "survey.gpkg, layer 'edges'"
  std::string sha256;         ///< of the file, or of the rows that a database gave
  int features = 0;           ///< taken over from it
  int was_features = 0;       ///< of the layer before, above 0
  std::string was_source;     ///< "assumed"; several words joined by ", "
  std::string was_method;     ///< how it had been made up; empty where it had not
  std::string was_seeds;      ///< of what had been made up, joined by ", "
  std::string was_said = {};  ///< what [sources] said of it

  bool operator==(const Replacement&) const = default;
};

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
  /// The database to which the ward is published, "PG:host=db dbname=ward schema=yenhoa"; empty:
  /// none. It holds no password.
  std::string store = {};
  /// By layer, where it came from in words: "open data: streets.osm.pbf, sha256 …".
  std::map<std::string, std::string> sources = {};
  std::vector<Replacement> replaced = {};  ///< the latest last
};

/// Reads the top table of a ward.toml.
/// @throws InputError: misspelt keys, values of another type, a password in `store`.
WardHeader header_of(const TomlTable& toml);

/// The text of a ward.toml; equal headers, equal bytes.
std::string toml_of(const WardHeader& header);

}  // namespace twin
