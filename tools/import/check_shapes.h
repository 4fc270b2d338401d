#pragma once

#include "engine/base/findings.h"
#include "engine/gis/feature_table.h"
#include "layers/ward/ward.h"

namespace twin {

/// Polygons that cross or touch themselves.
void check_polygons(const FeatureTable& table, Findings& findings);

/// Features of one layer with the same geometry to a centimetre, in whichever direction.
void check_repeated(const FeatureTable& table, Findings& findings);

/// Ids that stand in a feature but belong to none: ways of obstacles and addresses, buildings of
/// addresses, groups of buildings.
void check_names(const WardLayers& layers, Findings& findings);

/// How much of a layer is assumed; nothing where all is known.
void tell_assumed(const FeatureTable& table, Findings& findings);

}  // namespace twin
