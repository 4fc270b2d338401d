#include "engine/gis/qgis_rules.h"

#include <fmt/format.h>

#include <charconv>

namespace twin {
namespace {

std::string rgba(const std::string& hex) {
  unsigned value = 0x999999;  // grey for what is no colour
  if (hex.size() == 7) std::from_chars(hex.data() + 1, hex.data() + 7, value, 16);
  return fmt::format("{},{},{},255", value >> 16U & 255U, value >> 8U & 255U, value & 255U);
}

std::string prop(const char* key, const std::string& value) {
  return fmt::format("<prop k=\"{}\" v=\"{}\"/>", key, value);
}

std::string size_or(double size_mm, double usual_mm) {
  return fmt::format("{}", size_mm > 0.0 ? size_mm : usual_mm);
}

std::string symbol(std::size_t number, GeometryKind geometry, const QgisRule& rule) {
  const char* type = "fill";
  std::string layer;
  switch (geometry) {
    case GeometryKind::line:
      type = "line";
      layer = "<layer class=\"SimpleLine\" enabled=\"1\">" + prop("line_color", rgba(rule.colour)) +
              prop("line_width", size_or(rule.size_mm, 0.7)) + prop("capstyle", "round") +
              "</layer>";
      break;
    case GeometryKind::point:
      type = "marker";
      layer = "<layer class=\"SimpleMarker\" enabled=\"1\">" + prop("color", rgba(rule.colour)) +
              prop("name", "circle") + prop("size", size_or(rule.size_mm, 2.4)) +
              prop("outline_color", "60,60,60,255") + prop("outline_width", "0.2") + "</layer>";
      break;
    case GeometryKind::polygon:
    case GeometryKind::none:
      layer = "<layer class=\"SimpleFill\" enabled=\"1\">" + prop("color", rgba(rule.colour)) +
              prop("style", rule.hollow ? "no" : "solid") +
              prop("outline_color", rule.hollow ? rgba(rule.colour) : "110,110,110,255") +
              prop("outline_width", rule.hollow ? "0.6" : "0.1") + "</layer>";
      break;
  }
  return fmt::format(
      "<symbol name=\"{}\" type=\"{}\" alpha=\"1\" clip_to_extent=\"1\">{}</symbol>\n", number,
      type, layer);
}

}  // namespace

std::string qgis_rules(const std::vector<QgisRule>& rules, GeometryKind geometry) {
  if (geometry == GeometryKind::none) return {};
  std::string list;
  std::string symbols;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    list += fmt::format("<rule key=\"rule{}\" filter=\"{}\" symbol=\"{}\" label=\"{}\"/>\n", i,
                        xml_escaped(rules[i].filter), i, xml_escaped(rules[i].label));
    symbols += symbol(i, geometry, rules[i]);
  }
  return fmt::format(
      "{}<renderer-v2 type=\"RuleRenderer\" symbollevels=\"0\" enableorderby=\"0\">\n"
      "<rules key=\"all\">\n{}</rules>\n<symbols>\n{}</symbols>\n</renderer-v2>\n</qgis>\n",
      kQmlHead, list, symbols);
}

std::string xml_escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace twin
