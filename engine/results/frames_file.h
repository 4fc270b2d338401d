#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/progress.h"
#include "engine/results/manifest.h"
#include "engine/space/grid.h"

namespace twin {

/// What the time axis and the map of a netCDF file need beside its values.
struct CfContext {
  std::string title;
  std::string start;    ///< local time with offset of second 0, or empty
  std::string crs;      ///< "EPSG:5897"
  std::string crs_wkt;  ///< the same in WKT, for programs that know no codes; may be empty
  std::string source;   ///< "wardtwin 0.1.0, run 1234…"
};

/// "seconds since 2025-09-30 11:30:00 +07:00", or plain seconds where no start is known.
std::string cf_time_units(const std::string& start);

/// Writes a grid through time as NetCDF-CF: dimensions time, y, x; floats kept to the bit.
/// `frame_at(i)` gives the grid of `times_s[i]`; all have the same frame. Returns the least and
/// the greatest value, nothing where all are NaN. @throws OutputError.
std::optional<std::pair<double, double>> write_frames(
    const std::filesystem::path& file, const ManifestField& field, const CfContext& context,
    const std::vector<double>& times_s, const std::function<Grid<float>(std::size_t)>& frame_at,
    const Progress& progress);

/// Reads what write_frames wrote. @throws InputError: missing, damaged, or no such instant.
std::vector<double> read_frame_times_s(const std::filesystem::path& file);
Grid<float> read_frame(const std::filesystem::path& file, const std::string& name,
                       std::size_t index);
GridFrame read_frames_frame(const std::filesystem::path& file);
/// The values of one cell at `count` instants from `first` on, without reading the grids.
/// @throws InputError: also where the cell lies outside.
std::vector<float> read_frames_at(const std::filesystem::path& file, const std::string& name,
                                  Cell cell, std::size_t first, std::size_t count);

}  // namespace twin
