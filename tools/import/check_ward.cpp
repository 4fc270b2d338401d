#include "tools/import/check_ward.h"

#include "tools/import/check_drains.h"
#include "tools/import/check_levels.h"
#include "tools/import/check_shapes.h"
#include "tools/import/check_streets.h"

namespace twin {

Findings check_ward(const LoadedWard& ward) {
  Findings findings;
  check_streets(ward.layers, findings);
  check_drains(ward.layers, findings);
  check_levels(ward.layers, findings);
  for (const LayerSpec* spec : layer_specs()) {
    const FeatureTable table = layer_table(ward.layers, spec->name);
    check_polygons(table, findings);
    check_repeated(table, findings);
  }
  check_names(ward.layers, findings);
  for (const LayerSpec* spec : layer_specs()) {
    tell_assumed(layer_table(ward.layers, spec->name), findings);
  }
  return findings;
}

}  // namespace twin
