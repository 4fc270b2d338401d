#include "engine/gis/read_features.h"

#include "engine/gis/ogr_rows.h"

namespace twin {
FeatureTable read_features(const std::filesystem::path& file, const std::string& layer) {
  const Dataset dataset = open_for_reading(file, DataKind::vector);
  OGRLayerH rows = layer_named(dataset.get(), file, layer);
  return rows_of(rows, file, OGR_L_GetName(rows));
}

std::vector<std::string> layer_names(const std::filesystem::path& file) {
  const Dataset dataset = open_for_reading(file, DataKind::vector);
  std::vector<std::string> names;
  for (int i = 0; i < GDALDatasetGetLayerCount(dataset.get()); ++i) {
    names.emplace_back(OGR_L_GetName(GDALDatasetGetLayer(dataset.get(), i)));
  }
  return names;
}

}  // namespace twin
