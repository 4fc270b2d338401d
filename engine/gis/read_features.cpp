#include "engine/gis/read_features.h"

#include "engine/gis/ogr_rows.h"

namespace twin {
namespace {

GeometryKind kind_of(OGRwkbGeometryType type) {
  switch (wkbFlatten(type)) {
    case wkbPoint:
    case wkbMultiPoint:
      return GeometryKind::point;
    case wkbLineString:
    case wkbMultiLineString:
      return GeometryKind::line;
    case wkbPolygon:
    case wkbMultiPolygon:
      return GeometryKind::polygon;
    default:
      return GeometryKind::none;
  }
}

}  // namespace

FeatureTable read_features(const std::filesystem::path& file, const std::string& layer) {
  const Dataset dataset = open_for_reading(file, DataKind::vector);
  OGRLayerH rows = layer_named(dataset.get(), file, layer);
  return rows_of(rows, file, OGR_L_GetName(rows));
}

LayerHead layer_head(const std::filesystem::path& file, const std::string& layer) {
  const Dataset dataset = open_for_reading(file, DataKind::vector);
  OGRLayerH rows = layer_named(dataset.get(), file, layer);
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn(rows);
  LayerHead head{.geometry = kind_of(OGR_FD_GetGeomType(definition)),
                 .columns = {},
                 .empty = OGR_L_GetFeatureCount(rows, TRUE) == 0};
  for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i) {
    head.columns.emplace_back(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i)));
  }
  return head;
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
