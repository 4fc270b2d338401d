#pragma once

#include <string>

#include "engine/gis/layer_spec.h"

namespace twin {

/// How QGIS shall draw a layer of a ward, as QML: streets by their class, lanes by what a fire
/// engine needs, the other layers in one colour each, named in Vietnamese.
std::string ward_style(const LayerSpec& layer);

}  // namespace twin
