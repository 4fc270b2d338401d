#include "engine/gis/write_features.h"

#include <cpl_string.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include <algorithm>
#include <cmath>

#include "engine/gis/gdal_session.h"
#include "engine/gis/ogr_geometry.h"

namespace twin {
namespace {

struct DestroySrs {
  void operator()(OGRSpatialReferenceH srs) const { OSRDestroySpatialReference(srs); }
};
using Srs = std::unique_ptr<void, DestroySrs>;

struct DestroyFeature {
  void operator()(OGRFeatureH feature) const { OGR_F_Destroy(feature); }
};
using OgrFeature = std::unique_ptr<void, DestroyFeature>;

void add_field(OGRLayerH layer, const std::string& name, OGRFieldType type,
               OGRFieldSubType subtype = OFSTNone) {
  OGRFieldDefnH field = OGR_Fld_Create(name.c_str(), type);
  OGR_Fld_SetSubType(field, subtype);
  OGR_L_CreateField(layer, field, TRUE);
  OGR_Fld_Destroy(field);
}

void add_column(OGRLayerH layer, const Column& column) {
  switch (column.kind) {
    case ColumnKind::number:
      return add_field(layer, column.name, OFTReal);
    case ColumnKind::integer:
      return add_field(layer, column.name, OFTInteger64);
    case ColumnKind::flag:
      return add_field(layer, column.name, OFTInteger, OFSTBoolean);
    case ColumnKind::text:
      return add_field(layer, column.name, OFTString);
  }
}

void set_value(OGRFeatureH feature, int field, ColumnKind kind, const Value& value) {
  if (const auto* text = text_in(value)) {
    OGR_F_SetFieldString(feature, field, text->c_str());
  } else if (const auto* number = std::get_if<double>(&value); number && std::isfinite(*number)) {
    if (kind == ColumnKind::number || kind == ColumnKind::text) {
      OGR_F_SetFieldDouble(feature, field, *number);
    } else {
      OGR_F_SetFieldInteger64(feature, field, std::llround(*number));
    }
  } else {
    OGR_F_SetFieldNull(feature, field);
  }
}

/// A name for GeoPackage's own column that none of the table's has.
std::string free_name(const FeatureTable& table, std::string name) {
  const auto taken = [&](const Column& column) { return EQUAL(column.name.c_str(), name.c_str()); };
  while (std::ranges::any_of(table.columns(), taken)) name += "_";
  return name;
}

void write_rows(OGRLayerH layer, const FeatureTable& table) {
  for (const Feature& row : table) {
    const OgrFeature feature(OGR_F_Create(OGR_L_GetLayerDefn(layer)));
    for (std::size_t i = 0; i < table.columns().size(); ++i) {
      const Column& column = table.columns()[i];
      set_value(feature.get(), static_cast<int>(i), column.kind, row.value(column.name));
    }
    if (OgrGeometry geometry = ogr_geometry(row.geometry())) {
      OGR_F_SetGeometryDirectly(feature.get(), geometry.release());
    }
    if (OGR_L_CreateFeature(layer, feature.get()) != OGRERR_NONE) return;
  }
}

void write_layer(GDALDatasetH dataset, const LayerToWrite& what, OGRSpatialReferenceH srs) {
  const FeatureTable& table = *what.table;
  CPLStringList options;
  options.SetNameValue("FID", free_name(table, "fid").c_str());
  options.SetNameValue("GEOMETRY_NAME", free_name(table, "geom").c_str());
  OGRLayerH layer = GDALDatasetCreateLayer(dataset, table.layer().c_str(), srs,
                                           type_of(what.geometry), options.List());
  if (layer == nullptr) return;
  for (const Column& column : table.columns()) add_column(layer, column);
  write_rows(layer, table);
}

/// The table in which QGIS keeps a GeoPackage's styles.
void write_styles(GDALDatasetH dataset, const std::vector<LayerToWrite>& layers) {
  const auto styled = [](const LayerToWrite& layer) { return !layer.qgis_style.empty(); };
  if (std::ranges::none_of(layers, styled)) return;
  OGRLayerH table = GDALDatasetCreateLayer(dataset, "layer_styles", nullptr, wkbNone, nullptr);
  if (table == nullptr) return;
  for (const char* name : {"f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column",
                           "styleName", "styleQML", "styleSLD"}) {
    add_field(table, name, OFTString);
  }
  add_field(table, "useAsDefault", OFTInteger, OFSTBoolean);
  for (const char* name : {"description", "owner", "ui"}) add_field(table, name, OFTString);
  add_field(table, "update_time", OFTDateTime);
  for (const LayerToWrite& layer : layers) {
    if (!styled(layer)) continue;
    const OgrFeature row(OGR_F_Create(OGR_L_GetLayerDefn(table)));
    const auto set = [&](const char* column, const std::string& text) {
      OGR_F_SetFieldString(row.get(), OGR_F_GetFieldIndex(row.get(), column), text.c_str());
    };
    set("f_table_catalog", "");
    set("f_table_schema", "");
    set("f_table_name", layer.table->layer());
    set("f_geometry_column",
        layer.geometry == GeometryKind::none ? std::string() : free_name(*layer.table, "geom"));
    set("styleName", layer.table->layer());
    set("styleQML", layer.qgis_style);
    set("useAsDefault", "1");
    set("update_time", "1970/01/01 00:00:00");
    if (OGR_L_CreateFeature(table, row.get()) != OGRERR_NONE) return;
  }
}

Srs srs_of(const std::string& crs) {
  if (crs.empty()) return nullptr;
  Srs srs(OSRNewSpatialReference(nullptr));
  OSRSetFromUserInput(srs.get(), crs.c_str());
  return srs;
}

}  // namespace

void write_geopackage(const std::filesystem::path& file, const std::vector<LayerToWrite>& layers,
                      const std::string& crs) {
  const MemoryFile memory(".gpkg");
  {
    const GdalComplaints complaints;
    const Srs srs = srs_of(crs);
    Dataset dataset(GDALCreate(GDALGetDriverByName("GPKG"), memory.name().c_str(), 0, 0, 0,
                               GDT_Unknown, nullptr));
    if (dataset) {
      GDALDatasetStartTransaction(dataset.get(), FALSE);
      for (const LayerToWrite& layer : layers) write_layer(dataset.get(), layer, srs.get());
      write_styles(dataset.get(), layers);
      GDALDatasetCommitTransaction(dataset.get());
      dataset.reset();
    }
    if (complaints.failed()) throw cannot_write(file, complaints.first());
  }
  memory.publish(file);
}

}  // namespace twin
