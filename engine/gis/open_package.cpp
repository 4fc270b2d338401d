#include "engine/gis/open_package.h"

#include <algorithm>

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

std::string in_marks(char mark, std::string_view text) {
  std::string out(1, mark);
  for (const char c : text) out.append(c == mark ? 2 : 1, c);
  return out + mark;
}

}  // namespace

struct OpenPackage::Opened {
  Dataset dataset;

  /// A layer with all of its rows to be read.
  OGRLayerH layer(const std::filesystem::path& file, const std::string& name) const {
    OGRLayerH found = layer_named(dataset.get(), file, name);
    OGR_L_SetSpatialFilter(found, nullptr);
    OGR_L_SetAttributeFilter(found, nullptr);
    return found;
  }
};

OpenPackage::OpenPackage(std::filesystem::path file)
    : file_(std::move(file)),
      opened_(std::make_unique<Opened>(Opened{open_for_reading(file_, DataKind::vector)})) {}

OpenPackage::~OpenPackage() = default;

LayerHead OpenPackage::head(const std::string& layer) const {
  OGRLayerH rows = opened_->layer(file_, layer);
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn(rows);
  LayerHead head{.geometry = kind_of(OGR_FD_GetGeomType(definition)),
                 .columns = {},
                 .empty = OGR_L_GetFeatureCount(rows, TRUE) == 0};
  for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i) {
    head.columns.emplace_back(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i)));
  }
  return head;
}

FeatureTable OpenPackage::rows_with(const std::string& layer, const std::string& column,
                                    std::string_view text) const {
  OGRLayerH rows = opened_->layer(file_, layer);
  // Of a column that it does not know SQLite takes the name for a text.
  const bool known = OGR_FD_GetFieldIndex(OGR_L_GetLayerDefn(rows), column.c_str()) >= 0;
  const std::string holds = in_marks('"', column) + " = " + in_marks('\'', text);
  OGR_L_SetAttributeFilter(rows, known ? holds.c_str() : "0 = 1");
  return rows_of(rows, file_, layer);
}

FeatureTable OpenPackage::rows_meeting(const std::string& layer, const Box& box) const {
  OGRLayerH rows = opened_->layer(file_, layer);
  OGR_L_SetSpatialFilterRect(rows, box.west_m, box.south_m, box.east_m, box.north_m);
  return rows_of(rows, file_, layer);
}

std::size_t OpenPackage::place_of(const std::string& layer, const Feature& row) const {
  OGRLayerH rows = opened_->layer(file_, layer);
  const std::string before =
      in_marks('"', OGR_L_GetFIDColumn(rows)) + " < " + std::to_string(row.fid());
  OGR_L_SetAttributeFilter(rows, before.c_str());
  return static_cast<std::size_t>(std::max<GIntBig>(0, OGR_L_GetFeatureCount(rows, TRUE)));
}

}  // namespace twin
