#pragma once

#include <string>

#include "engine/base/findings.h"
#include "engine/gis/feature_table.h"
#include "engine/space/geometry.h"

namespace twin {

/// Where a ward's data must lie, by which a file's reference system is judged.
struct Neighbourhood {
  Box box;  ///< in the ward's CRS
  // What tells systems a few hundred metres apart, where it is known.
  const LineIndex* streets = nullptr;  ///< lines lie on these, or end at them as lanes do
  const Polygon* outline = nullptr;    ///< of the ward, in which most of its data lies
};

/// Brings a table into the ward's CRS (EPSG:5897).
///
/// `stated` is what the file says of itself ("EPSG:4326", WKT, or empty). A file that states
/// nothing is tried in the systems that Vietnamese offices use (VN-2000 zones, UTM, WGS 84, either
/// order of axes) and taken in the one that puts it into the neighbourhood and there fits best:
/// most of it inside the outline, and lines on known streets or with their ends at them. Points and
/// areas that fit in several are taken in the likeliest of these. What was mended or assumed is
/// told in `findings`.
/// @throws InputError naming the likely cause where the table lies elsewhere, or the two systems
/// where lines fit the known streets equally well in both.
FeatureTable brought_home(const FeatureTable& table, const std::string& stated,
                          const Neighbourhood& neighbourhood, Findings& findings);

}  // namespace twin
