#include "engine/results/qgis_style.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/numbers.h"
#include "engine/gis/qgis_rules.h"
#include "engine/results/legend.h"

namespace twin {
namespace {

constexpr const char* kNoValue = "#c8c8c8";

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
  const ManifestField* field = main_column(manifest, table);
  std::vector<QgisRule> rules;
  if (field != nullptr) {
    for (const LegendClass& one : legend_of(*field)) {
      rules.push_back(
          {.filter = filter_of(one, field->name), .label = one.label().vi, .colour = one.colour});
    }
  }
  rules.push_back(
      {.filter = "ELSE", .label = rules.empty() ? table : "không có giá trị", .colour = kNoValue});
  return qgis_rules(rules, geometry);
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
                         xml_escaped(one.label().vi));
  }
  return fmt::format(
      "{}<pipe>\n<rasterrenderer type=\"singlebandpseudocolor\" band=\"1\" opacity=\"0.85\" "
      "alphaBand=\"-1\">\n<rastershader>\n<colorrampshader colorRampType=\"DISCRETE\" "
      "classificationMode=\"1\">\n{}</colorrampshader>\n</rastershader>\n</rasterrenderer>\n"
      "</pipe>\n</qgis>\n",
      kQmlHead, items);
}

}  // namespace twin
