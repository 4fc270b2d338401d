#pragma once

#include <string>

#include "engine/base/findings.h"
#include "layers/ward/load_ward.h"

namespace twin {

/// What stood in a layer that is about to be replaced: number of features, sources, methods and
/// seeds; nothing (no features) where the layer was empty.
Replacement former_layer(const WardLayers& layers, const WardHeader& header,
                         const std::string& layer);

/// The same of the terrain, which counts as one feature.
Replacement former_terrain(const WardLayers& layers, const WardHeader& header);

/// Says of a ward in which layers were replaced what its other layers have lost by it: ids that
/// name what is no longer there, and layers that were made up to fit a layer that is no more.
void tell_left_behind(const LoadedWard& before, const WardHeader& header, const WardLayers& now,
                      Findings& findings);

}  // namespace twin
