#include "tools/picture/map_field.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/space/geometry.h"

namespace twin {
namespace {

constexpr double kPoint_px = 5.0;
constexpr double kThinnestLine_px = 3.0;
constexpr double kUsualWidth_m = 3.0;  // of a line whose table tells no width
constexpr double kHectare_m2 = 10000.0;

std::size_t index_in(const std::vector<LegendClass>& legend, const LegendClass* one) {
  return static_cast<std::size_t>(one - legend.data());
}

double amount_of(const Geometry& geometry) {
  const auto* line = std::get_if<Polyline>(&geometry);
  return line != nullptr ? length_m(*line) / 1000.0 : 1.0;
}

void add_grid(MapField& field, const Grid<float>& values) {
  const double cell_ha = values.frame().cell_m * values.frame().cell_m / kHectare_m2;
  for (const float value : values.values().reshaped<Eigen::RowMajor>()) {
    const LegendClass* one = class_of(field.legend, static_cast<double>(value));
    if (one != nullptr) field.totals[index_in(field.legend, one)] += cell_ha;
  }
  field.totals_unit = "ha";
}

void add_column(MapField& field, const FeatureTable& table) {
  bool lines = false;
  for (const Feature& row : table) {
    const LegendClass* one =
        class_of(field.legend, row.number(field.field->name).value_or(std::nan("")));
    lines = lines || std::holds_alternative<Polyline>(row.geometry());
    if (one != nullptr) field.totals[index_in(field.legend, one)] += amount_of(row.geometry());
  }
  field.totals_unit = lines ? Text("km") : tr("number", "số lượng");
}

/// A white class says that there is nothing to see: it stands in the legend, not on the map.
bool is_drawn(const LegendClass* one) { return one != nullptr && one->colour != "#ffffff"; }

std::uint32_t argb_of(const std::string& hex, double alpha) {
  const Colour colour = colour_of(hex);
  const auto byte = [](double share) {
    return static_cast<std::uint32_t>(std::lround(255 * share));
  };
  return (byte(alpha) << 24U) | (byte(colour.red) << 16U) | (byte(colour.green) << 8U) |
         byte(colour.blue);
}

void draw_grid(Canvas& canvas, const MapView& view, const Grid<float>& values,
               const std::vector<LegendClass>& legend) {
  const GridFrame& frame = values.frame();
  std::vector<std::uint32_t> pixels;
  pixels.reserve(static_cast<std::size_t>(values.values().size()));
  for (const float value : values.values().reshaped<Eigen::RowMajor>()) {
    const LegendClass* one = class_of(legend, static_cast<double>(value));
    pixels.push_back(is_drawn(one) ? argb_of(one->colour, 0.9) : 0);
  }
  const Spot corner = view.at(frame.north_west);
  const double side = frame.cell_m * view.px_per_m();
  canvas.image(pixels, frame.cols, frame.rows,
               {corner.x, corner.y, side * frame.cols, side * frame.rows}, side < 1.5);
}

double line_width_px(const MapView& view, const Feature& row) {
  for (const char* column : {"clear_width_m", "width_m"}) {
    if (const auto width_m = row.number(column)) {
      return std::max(kThinnestLine_px, *width_m * view.px_per_m());
    }
  }
  return std::max(kThinnestLine_px, kUsualWidth_m * view.px_per_m());
}

void draw_row(Canvas& canvas, const MapView& view, const Feature& row, const Ink& colour) {
  if (const auto* polygon = std::get_if<Polygon>(&row.geometry())) {
    canvas.fill(view.rings(*polygon), colour);
    canvas.outline(view.line(polygon->outer), 0.4, ink("#6e6459", 0.35));
  } else if (const auto* line = std::get_if<Polyline>(&row.geometry())) {
    canvas.stroke(view.line(*line), line_width_px(view, row), colour);
  } else if (const auto* point = std::get_if<Point>(&row.geometry())) {
    canvas.disc(view.at(*point), kPoint_px + 1.2, ink("#ffffff"));
    canvas.disc(view.at(*point), kPoint_px, colour);
  }
}

/// Rows by class, the strongest drawn last: what matters is never hidden.
void draw_column(Canvas& canvas, const MapView& view, const FeatureTable& table,
                 const MapField& field) {
  for (const LegendClass& one : field.legend) {
    if (!is_drawn(&one)) continue;
    for (const Feature& row : table) {
      const double value = row.number(field.field->name).value_or(std::nan(""));
      if (class_of(field.legend, value) == &one) draw_row(canvas, view, row, ink(one.colour));
    }
  }
}

}  // namespace

MapField map_field(const Bundle& run, const ManifestField& field) {
  MapField out{.field = &field, .legend = legend_of(field), .totals = {}, .totals_unit = {}};
  out.totals.resize(out.legend.size());
  if (field.kind == FieldKind::grid) {
    add_grid(out, run.grid(field.name));
  } else {
    add_column(out, run.table(field.table));
  }
  return out;
}

std::vector<MapField> map_overlays(const Bundle& run, const ManifestField& main) {
  std::vector<MapField> overlays;
  if (main.kind != FieldKind::grid) return overlays;
  for (const ManifestField& field : run.manifest().fields) {
    const bool is_drawn_over = field.picture && field.kind == FieldKind::column && field.least;
    if (is_drawn_over) overlays.push_back(map_field(run, field));
  }
  return overlays;
}

void draw_field(Canvas& canvas, const MapView& view, const Bundle& run, const MapField& field) {
  if (field.field->kind == FieldKind::grid) {
    draw_grid(canvas, view, run.grid(field.field->name), field.legend);
  } else {
    draw_column(canvas, view, run.table(field.field->table), field);
  }
}

}  // namespace twin
