#include "engine/results/qgis_style.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/numbers.h"
#include "engine/results/legend.h"

namespace twin {
namespace {

constexpr const char* kHead =
    "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
    "<qgis version=\"3.22\" styleCategories=\"Symbology\">\n";
constexpr const char* kNoValue = "#c8c8c8";

std::string escaped(const std::string& text) {
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

std::string rgba(const std::string& hex) {
  const Colour colour = colour_of(hex);
  return fmt::format("{:.0f},{:.0f},{:.0f},255", 255 * colour.red, 255 * colour.green,
                     255 * colour.blue);
}

std::string prop(const char* key, const std::string& value) {
  return fmt::format("<prop k=\"{}\" v=\"{}\"/>", key, value);
}

std::string symbol(std::size_t number, GeometryKind geometry, const std::string& colour) {
  const char* type = "fill";
  std::string layer;
  switch (geometry) {
    case GeometryKind::line:
      type = "line";
      layer = "<layer class=\"SimpleLine\" enabled=\"1\">" + prop("line_color", rgba(colour)) +
              prop("line_width", "0.7") + prop("capstyle", "round") + "</layer>";
      break;
    case GeometryKind::point:
      type = "marker";
      layer = "<layer class=\"SimpleMarker\" enabled=\"1\">" + prop("color", rgba(colour)) +
              prop("name", "circle") + prop("size", "2.4") + prop("outline_color", "60,60,60,255") +
              prop("outline_width", "0.2") + "</layer>";
      break;
    case GeometryKind::polygon:
    case GeometryKind::none:
      layer = "<layer class=\"SimpleFill\" enabled=\"1\">" + prop("color", rgba(colour)) +
              prop("style", "solid") + prop("outline_color", "110,110,110,255") +
              prop("outline_width", "0.1") + "</layer>";
      break;
  }
  return fmt::format(
      "<symbol name=\"{}\" type=\"{}\" alpha=\"1\" clip_to_extent=\"1\">{}</symbol>\n", number,
      type, layer);
}

const ManifestField* main_column(const Manifest& manifest, const std::string& table) {
  const auto usable = [&](const ManifestField& field) {
    return field.kind == FieldKind::column && field.table == table && field.least;
  };
  const ManifestField* with_ramp = nullptr;
  for (const ManifestField& field : manifest.fields) {
    if (!usable(field)) continue;
    if (field.picture) return &field;
    if (with_ramp == nullptr && field.ramp) with_ramp = &field;
  }
  return with_ramp;
}

std::string filter_of(const LegendClass& one, const std::string& column) {
  std::string filter;
  if (one.from > -1e299) filter = fmt::format("\"{}\" >= {}", column, shortest(one.from));
  if (std::isfinite(one.to)) {
    filter += fmt::format("{}\"{}\" < {}", filter.empty() ? "" : " AND ", column, shortest(one.to));
  }
  return filter;
}

}  // namespace

std::string qgis_style(const Manifest& manifest, const std::string& table, GeometryKind geometry) {
  if (geometry == GeometryKind::none) return {};
  const ManifestField* field = main_column(manifest, table);
  const std::vector<LegendClass> legend =
      field != nullptr ? legend_of(*field) : std::vector<LegendClass>{};
  std::string rules;
  std::string symbols;
  for (std::size_t i = 0; i < legend.size(); ++i) {
    rules +=
        fmt::format("<rule key=\"class{}\" filter=\"{}\" symbol=\"{}\" label=\"{}\"/>\n", i,
                    escaped(filter_of(legend[i], field->name)), i, escaped(legend[i].label().vi));
    symbols += symbol(i, geometry, legend[i].colour);
  }
  rules += fmt::format("<rule key=\"rest\" filter=\"ELSE\" symbol=\"{}\" label=\"{}\"/>\n",
                       legend.size(), legend.empty() ? table : "không có giá trị");
  symbols += symbol(legend.size(), geometry, kNoValue);
  return fmt::format(
      "{}<renderer-v2 type=\"RuleRenderer\" symbollevels=\"0\" enableorderby=\"0\">\n"
      "<rules key=\"all\">\n{}</rules>\n<symbols>\n{}</symbols>\n</renderer-v2>\n</qgis>\n",
      kHead, rules, symbols);
}

std::string qgis_raster_style(const ManifestField& field) {
  std::string items;
  const std::vector<LegendClass> legend = legend_of(field);
  if (!legend.empty() && legend.front().from > -1e299) {
    items += fmt::format("<item value=\"{}\" color=\"#ffffff\" alpha=\"0\" label=\"\"/>\n",
                         shortest(legend.front().from));
  }
  for (const LegendClass& one : legend) {
    const int alpha = one.colour == "#ffffff" ? 0 : 255;  // white: nothing to see
    items += fmt::format("<item value=\"{}\" color=\"{}\" alpha=\"{}\" label=\"{}\"/>\n",
                         std::isfinite(one.to) ? shortest(one.to) : "inf", one.colour, alpha,
                         escaped(one.label().vi));
  }
  return fmt::format(
      "{}<pipe>\n<rasterrenderer type=\"singlebandpseudocolor\" band=\"1\" opacity=\"0.85\" "
      "alphaBand=\"-1\">\n<rastershader>\n<colorrampshader colorRampType=\"DISCRETE\" "
      "classificationMode=\"1\">\n{}</colorrampshader>\n</rastershader>\n</rasterrenderer>\n"
      "</pipe>\n</qgis>\n",
      kHead, items);
}

}  // namespace twin
