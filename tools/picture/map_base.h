#pragma once

#include "layers/ward/ward.h"
#include "tools/picture/map_view.h"

namespace twin {

/// The ground of every map: hillshade of the terrain, greens.
void draw_ground(Canvas& canvas, const MapView& view, const WardLayers& ward);
/// The river: over a grid too, for the depth of a river is no flood.
void draw_river(Canvas& canvas, const MapView& view, const WardLayers& ward);
/// Streets and lanes at their true width, over the ground.
void draw_streets(Canvas& canvas, const MapView& view, const WardLayers& ward);
void draw_buildings(Canvas& canvas, const MapView& view, const WardLayers& ward);
/// The ward's outline; what lies outside is dimmed.
void draw_outline(Canvas& canvas, const MapView& view, const WardLayers& ward);

}  // namespace twin
