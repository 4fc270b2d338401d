#pragma once

#include <filesystem>
#include <string>

#include "engine/space/grid.h"

namespace twin {

/// A raster as its file has it: NaN where the file says "no data".
struct Raster {
  Grid<float> values;
  std::string crs;  ///< "EPSG:5897", WKT, or empty where the file names none
};

/// Reads the first band of a raster with square, north-up cells.
/// @throws InputError: missing, unreadable, rotated, or cells that are not square.
Raster read_raster(const std::filesystem::path& file);

/// Reads one cell. @throws InputError as `read_raster`, and where the cell lies outside.
float read_raster_cell(const std::filesystem::path& file, Cell cell);

/// Reads a raster and brings it onto a frame in another CRS: bilinear, where its cells are much
/// finer than the frame's the mean over the cell; NaN outside. An empty `crs`, or a file that names
/// none, takes the file's coordinates as the frame's.
Raster read_raster_onto(const std::filesystem::path& file, const GridFrame& frame,
                        const std::string& crs);

/// Writes a GeoTIFF (float32, deflate, NaN as no data). @throws OutputError.
void write_raster(const std::filesystem::path& file, const Grid<float>& values,
                  const std::string& crs);

}  // namespace twin
