#pragma once

#include <filesystem>
#include <string>

#include "engine/space/grid.h"

namespace twin {

/// What a raster's file says of itself; its cells, however many, are not read.
struct RasterHead {
  GridFrame frame;
  std::string crs;  ///< "EPSG:5897", WKT, or empty where the file names none
};

/// @throws InputError as `read_raster`.
RasterHead read_raster_head(const std::filesystem::path& file);

}  // namespace twin
