#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/space/point.h"

namespace twin {

using OsmTags = std::map<std::string, std::string, std::less<>>;

/// A way that carries the tag `highway`, in the ward's CRS.
struct OsmWay {
  std::int64_t id = 0;
  Polyline line;
  OsmTags tags;  ///< texts in composed UTF-8
};

/// A tagged node.
struct OsmNode {
  std::int64_t id = 0;
  Point place;
  OsmTags tags;
};

struct OsmExtract {
  std::vector<OsmWay> ways;
  std::vector<OsmNode> nodes;
};

/// Reads the ways and nodes with a tag `highway` of an OpenStreetMap extract (.osm.pbf or .osm).
/// @throws InputError: missing, unreadable or truncated.
OsmExtract read_osm(const std::filesystem::path& file);

}  // namespace twin
