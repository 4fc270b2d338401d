#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/findings.h"
#include "engine/space/grid.h"

namespace twin {

/// Rain on coarse cells through time, as radars and satellites give it.
struct RainRaster {
  std::string name;             ///< the file, for messages
  std::string crs;              ///< "EPSG:4326", WKT, or empty where the file names none
  std::vector<double> x_edges;  ///< of the columns, west to east, in the units of `crs`
  std::vector<double> y_edges;  ///< of the rows, north to south
  std::vector<double> begin_s;  ///< of each frame, after second 0 of the run, increasing
  std::vector<double> end_s;    ///< no later than the next begins; infinite where it holds on
  std::vector<float> mm_per_h;  ///< [frame][row][column]; NaN: no value

  /// Of each frame, where it was read from ("rain.csv:3, b.tif"); empty where `name` and the number
  /// of the frame say it.
  std::vector<Text> frame_names = {};

  /// What a message calls a frame.
  Text frame_name(std::size_t frame) const;
  std::size_t rows() const { return y_edges.size() - 1; }
  std::size_t cols() const { return x_edges.size() - 1; }
  std::size_t cells() const { return rows() * cols(); }
};

/// Where rain is read from, and for which ground.
struct RainFile {
  std::filesystem::path file;
  std::string variable = {};  ///< of a netCDF file, with its group ("Grid/precipitation"), which
                              ///< may be left out where no other has the name; empty: the one that
                              ///< can be rain
  std::string start = {};     ///< local time with offset of the run's second 0; may be empty
  GridFrame frame;            ///< only the cells around it are read
  std::string crs = {};       ///< of the frame; empty: local metres
};

/// Reads the rain on and around a frame. Two kinds of files:
///
/// - NetCDF-CF: one variable of time, y and x (in any order), in the file or one of its groups, in
///   mm/h, mm/s, mm/day, m/s or kg m⁻² s⁻¹, or as mm or kg m⁻² that fall in each interval; `units`
///   of time as "minutes since …". Of several it is the only one that its `standard_name` calls
///   rainfall or precipitation, or that is named so, as in the files of IMERG. A frame holds for
///   its interval (`bounds`), else until the next one begins, the last as long as the one before
///   it; a single frame needs bounds. Without `start`, second 0 is the begin of the first frame.
/// - A CSV of `time_s,file`, GeoTIFFs of mm/h that hold from that second on until the next row; the
///   last holds on, and a row without a file means no rain. A column `unit` may say "mm" for what
///   falls until the next row.
///
/// @throws InputError: unreadable, a single raster, no or several variables, a variable asked of a
/// CSV, no reference system where the frame has
/// one, unknown units or calendar, times out of order, negative or impossible rates, or a raster
/// that lies elsewhere.
RainRaster read_rain_raster(const RainFile& asked, Findings& findings);

/// Whether a file is netCDF, by its first bytes or its name.
bool is_netcdf(const std::filesystem::path& file);

/// @throws InputError where a file is a GeoTIFF or another picture: it has no times.
void refuse_single_raster(const std::filesystem::path& file);

// What reads the two kinds; shared inside engine/rain.
RainRaster read_rain_netcdf(const RainFile& asked, Findings& findings);
RainRaster read_rain_list(const RainFile& asked);

/// Rows and columns of a raster that lie on and beside a frame.
struct RainWindow {
  std::size_t first_row = 0;
  std::size_t rows = 0;
  std::size_t first_col = 0;
  std::size_t cols = 0;
};
/// @throws InputError where the frame lies outside, or nobody can know where it lies.
RainWindow window_around(const RainRaster& raster, const RainFile& asked);

/// Millimetres an hour of one in a unit of intensity, or, where `per_interval`, millimetres.
struct RainUnit {
  double factor = 1.0;
  bool per_interval = false;
};
/// @throws InputError for a unit that is none of rain.
RainUnit rain_unit(const std::string& unit, const Text& where);

}  // namespace twin
