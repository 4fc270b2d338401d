#pragma once

#include <vector>

#include "engine/results/bundle.h"
#include "layers/ward/ward.h"
#include "tools/picture/map_view.h"

namespace twin {

/// A feature with its number on the map: its place in a ranking.
struct Numbered {
  int number = 0;
  Polyline line;
};

/// The first places of a ranking, the best first; none where the field is no column `rank`.
std::vector<Numbered> first_places(const Bundle& run, const ManifestField& field);

/// The numbers in discs on their lines, then names of the river, the streets and, where there is
/// room, the lanes: along their lines, on a halo, the most important first; what would touch
/// another one is left out.
void draw_labels(Canvas& canvas, const MapView& view, const WardLayers& ward,
                 const std::vector<Numbered>& numbered);

}  // namespace twin
