#pragma once

#include "layers/ward/ward.h"
#include "tools/picture/map_view.h"

namespace twin {

/// Names of the river, the streets and, where there is room, the lanes: along their lines, on a
/// halo, the most important first; a name that would touch another one is left out.
void draw_labels(Canvas& canvas, const MapView& view, const WardLayers& ward);

}  // namespace twin
