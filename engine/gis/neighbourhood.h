#pragma once

#include <string>

#include "engine/base/findings.h"
#include "engine/gis/feature_table.h"
#include "engine/space/geometry.h"

namespace twin {

/// Where a ward's data must lie, by which a file's reference system is judged.
struct Neighbourhood {
  Box box;  ///< in the ward's CRS
  const LineIndex* streets =
      nullptr;  ///< known streets, to tell systems a few hundred metres apart
};

/// Brings a table into the ward's CRS (EPSG:5897).
///
/// `stated` is what the file says of itself ("EPSG:4326", WKT, or empty). A file that states
/// nothing is tried in the systems that Vietnamese offices use (VN-2000 zones, UTM, WGS 84, either
/// order of axes) and taken in the one that puts it into the neighbourhood, on the known streets
/// where it is made of lines. What was mended or assumed is told in `findings`.
/// @throws InputError naming the likely cause where the table lies elsewhere.
FeatureTable brought_home(const FeatureTable& table, const std::string& stated,
                          const Neighbourhood& neighbourhood, Findings& findings);

}  // namespace twin
