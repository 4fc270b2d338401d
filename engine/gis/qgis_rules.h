#pragma once

#include <string>
#include <vector>

#include "engine/gis/layer_spec.h"

namespace twin {

/// How QGIS shall draw some features of a layer.
struct QgisRule {
  std::string filter;    ///< an expression of QGIS; "ELSE" for what no other rule takes
  std::string label;     ///< in its legend
  std::string colour;    ///< "#2b83ba"
  double size_mm = 0.0;  ///< width of a line, diameter of a point; 0: as usual
  bool hollow = false;   ///< a polygon without filling, its outline in the colour
};

/// QML text for the table `layer_styles`; empty for a table without geometry.
std::string qgis_rules(const std::vector<QgisRule>& rules, GeometryKind geometry);

/// What stands before and behind the renderer in a QML text, and letters that XML wants masked.
inline constexpr const char* kQmlHead =
    "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
    "<qgis version=\"3.22\" styleCategories=\"Symbology\">\n";
std::string xml_escaped(const std::string& text);

}  // namespace twin
