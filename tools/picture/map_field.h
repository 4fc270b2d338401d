#pragma once

#include <vector>

#include "engine/results/bundle.h"
#include "engine/results/legend.h"
#include "tools/picture/map_view.h"

namespace twin {

/// A field of a run, ready to be drawn: its classes and how much of the ward falls in each.
struct MapField {
  const ManifestField* field = nullptr;
  std::vector<LegendClass> legend;
  std::vector<double> totals;  ///< by class: hectares, kilometres of line, or a number of things
  Text totals_unit;            ///< "ha", "km", "số lượng"
};

/// Measures a field against its legend.
MapField map_field(const Bundle& run, const ManifestField& field);

/// What the map shows over its main field where that is a grid: the other fields marked `picture`
/// that lie in tables, such as points of observation.
std::vector<MapField> map_overlays(const Bundle& run, const ManifestField& main);

/// Draws a grid as an image, a column as its features in class colours; nothing where a value is
/// missing or below the first class.
void draw_field(Canvas& canvas, const MapView& view, const Bundle& run, const MapField& field);

}  // namespace twin
