#pragma once

#include "engine/base/findings.h"
#include "engine/gis/feature_table.h"
#include "engine/gis/layer_spec.h"
#include "tools/import/import_map.h"

namespace twin {

/// An office's table with the columns of the ward's layer: taken from the map, else by the same
/// name, else by a name that offices give such a column. Numbers written as text become numbers;
/// words are translated by the map. Columns that nobody asked for are told in `findings`.
/// @throws InputError where the map names a column the file does not have.
FeatureTable mapped_table(const FeatureTable& table, const LayerSpec& spec, const LayerMap& map,
                          Findings& findings);

}  // namespace twin
