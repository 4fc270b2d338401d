#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/findings.h"
#include "engine/gis/data_place.h"
#include "engine/gis/feature_table.h"
#include "engine/gis/neighbourhood.h"

namespace twin {

/// A layer as an office handed it in, and what its owner knows of it beyond the file.
struct OfficeLayer {
  DataPlace from;             ///< a file, or a table of the office's database
  std::string layer;          ///< in the file; empty: its first one
  std::string becomes;        ///< the ward's layer: "lanes"
  std::string crs = {};       ///< "EPSG:9210"; empty: as the file says, or found out
  std::string encoding = {};  ///< "UTF-8", "TCVN3", "VNI", "Windows-1258"; empty: found out
  std::string where = {};     ///< a filter in OGR SQL: "kind = 'lane'"
};

/// Reads GeoPackage, Shapefile, GeoJSON, KML, DXF, DGN, TAB, FileGDB, CSV, XLSX or a PostGIS table
/// into the ward's CRS and UTF-8. Old Vietnamese encodings are found and converted, missing or
/// mistaken reference systems mended where that is beyond doubt; each mending is a finding. Tables
/// without geometry become points where they have columns of coordinates (x, y; lon, lat; kinh_do,
/// vi_do…).
/// @throws InputError: unreadable, no such layer, a wrong filter, rows without any place, or data
/// of another place.
FeatureTable read_office_layer(const OfficeLayer& wanted, const Neighbourhood& neighbourhood,
                               Findings& findings);

/// A number as offices write it: "3.5", "3,5", "2.324.874,5", "1 250"; nothing when it is none.
/// One separator alone is a decimal one.
std::optional<double> office_number(std::string_view text);

}  // namespace twin
