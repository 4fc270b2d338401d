#include "engine/gis/ogr_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>

#include "engine/base/numbers.h"
#include "engine/gis/compose.h"
#include "engine/gis/ogr_geometry.h"

namespace twin {
namespace {

struct DestroyFeature {
  void operator()(OGRFeatureH feature) const { OGR_F_Destroy(feature); }
};
using OgrFeature = std::unique_ptr<void, DestroyFeature>;

Polyline points_of(OGRGeometryH line) {
  Polyline points;
  const int count = OGR_G_GetPointCount(line);
  points.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) points.push_back({OGR_G_GetX(line, i), OGR_G_GetY(line, i)});
  return points;
}

bool finite(const Polyline& points) {
  return std::ranges::all_of(points,
                             [](Point p) { return std::isfinite(p.x_m) && std::isfinite(p.y_m); });
}

/// A ring without its repeated end.
Polyline ring_of(OGRGeometryH ring) {
  Polyline points = points_of(ring);
  if (points.size() > 1 && points.front() == points.back()) points.pop_back();
  return points;
}

void add_polygon(OGRGeometryH geometry, std::vector<Geometry>& parts) {
  Polygon polygon;
  const int rings = OGR_G_GetGeometryCount(geometry);
  for (int i = 0; i < rings; ++i) {
    Polyline ring = ring_of(OGR_G_GetGeometryRef(geometry, i));
    const bool usable = ring.size() >= 3 && finite(ring);
    if (i == 0) {
      if (!usable) return;
      polygon.outer = std::move(ring);
    } else if (usable) {
      polygon.holes.push_back(std::move(ring));
    }
  }
  if (!polygon.outer.empty()) parts.emplace_back(std::move(polygon));
}

void add_parts(OGRGeometryH geometry, std::vector<Geometry>& parts) {
  switch (wkbFlatten(OGR_G_GetGeometryType(geometry))) {
    case wkbPoint: {
      if (OGR_G_IsEmpty(geometry) != 0) return;  // GDAL counts one point in it, at 0, 0
      const Polyline at = points_of(geometry);
      if (!at.empty() && finite(at)) parts.emplace_back(at.front());
      return;
    }
    case wkbLineString: {
      Polyline line = points_of(geometry);
      if (line.size() >= 2 && finite(line)) parts.emplace_back(std::move(line));
      return;
    }
    case wkbPolygon:
    case wkbTriangle:
      add_polygon(geometry, parts);
      return;
    default:
      for (int i = 0; i < OGR_G_GetGeometryCount(geometry); ++i) {
        add_parts(OGR_G_GetGeometryRef(geometry, i), parts);
      }
  }
}

ColumnKind kind_of(OGRFieldDefnH field) {
  switch (OGR_Fld_GetType(field)) {
    case OFTInteger:
      return OGR_Fld_GetSubType(field) == OFSTBoolean ? ColumnKind::flag : ColumnKind::integer;
    case OFTInteger64:
      return ColumnKind::integer;
    case OFTReal:
      return ColumnKind::number;
    default:
      return ColumnKind::text;
  }
}

std::vector<Column> columns_of(OGRFeatureDefnH definition, const Decode& decode) {
  std::vector<Column> columns;
  for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i) {
    OGRFieldDefnH field = OGR_FD_GetFieldDefn(definition, i);
    const char* name = OGR_Fld_GetNameRef(field);
    columns.push_back({composed(decode ? decode(name) : name), kind_of(field)});
  }
  return columns;
}

/// "2026-08-15T16:40:00+07:00" as `parsed_time` reads it, without the offset where none is stated:
/// `written_time` takes Vietnam's. GDAL's own text of a time ("2026/08/15 16:40:00+07") is nobody's
/// format.
std::string time_text(OGRFeatureH feature, int field) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
  float second = 0.0F;
  OGR_F_GetFieldAsDateTimeEx(feature, field, &year, &month, &day, &hour, &minute, &second, &zone);
  const std::string clock = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", year, month, day,
                                        hour, minute, static_cast<int>(second));
  constexpr int kUnknown = 0, kLocal = 1, kGreenwich = 100;
  if (zone == kUnknown || zone == kLocal) return clock;
  const int quarters = zone - kGreenwich;  // OGR counts zones in quarters of an hour
  return clock + fmt::format("{}{:02}:{:02}", quarters < 0 ? '-' : '+', std::abs(quarters) / 4,
                             std::abs(quarters) % 4 * 15);
}

/// The texts of one column. Equal ones are decoded, composed and held once, as long as the column
/// speaks in few words; of names and ids every text is its own.
class ColumnTexts {
 public:
  explicit ColumnTexts(const Decode& decode) : decode_(decode) {}

  CellText of(std::string_view bytes) {
    const auto known = made_.find(bytes);
    if (known != made_.end()) return known->second;
    const CellText text = composed(decode_ ? decode_(bytes) : std::string(bytes));
    constexpr std::size_t kFew = 4096;
    if (made_.size() < kFew) made_.emplace(bytes, text);
    return text;
  }

 private:
  const Decode& decode_;
  std::map<std::string, CellText, std::less<>> made_;
};

Value value_of(OGRFeatureH feature, int field, ColumnKind kind, ColumnTexts& texts) {
  if (OGR_F_IsFieldSetAndNotNull(feature, field) == 0) return {};
  if (kind != ColumnKind::text) return OGR_F_GetFieldAsDouble(feature, field);
  if (OGR_Fld_GetType(OGR_F_GetFieldDefnRef(feature, field)) == OFTDateTime) {
    return time_text(feature, field);
  }
  return texts.of(OGR_F_GetFieldAsString(feature, field));
}

std::size_t vertices_of(const Geometry& geometry) {
  if (const auto* line = std::get_if<Polyline>(&geometry)) return line->size();
  const auto* polygon = std::get_if<Polygon>(&geometry);
  if (polygon == nullptr) return 1;
  std::size_t count = polygon->outer.size();
  for (const Polyline& hole : polygon->holes) count += hole.size();
  return count;
}

/// Counts what a layer takes; a hostile or mistaken file is refused before memory ends.
class Allowance {
 public:
  Allowance(const DataPlace& from, const ReadLimits& limits) : from_(from), left_(limits) {}

  void take(const Geometry& geometry, const std::vector<Value>& values) {
    take(left_.rows, 1, tr("features", "đối tượng"), limits_.rows);
    take(left_.vertices, vertices_of(geometry), tr("vertices", "đỉnh"), limits_.vertices);
    for (const Value& value : values) {
      const auto* text = text_in(value);
      if (text == nullptr) continue;
      take(left_.text_bytes, text->size(), tr("bytes of text", "byte chữ"), limits_.text_bytes);
    }
  }

 private:
  void take(std::size_t& left, std::size_t wanted, const Text& what, std::size_t limit) const {
    if (wanted <= left) {
      left -= wanted;
      return;
    }
    const Text most = shown(static_cast<double>(limit), 0) + " " + what;
    throw unusable(from_, tr("more than ", "nhiều hơn ") + most,
                   tr("one layer of a ward, at most ", "một lớp của phường, nhiều nhất ") + most);
  }

  const DataPlace& from_;
  ReadLimits left_;
  const ReadLimits limits_ = left_;
};

std::string joined_layer_names(GDALDatasetH dataset) {
  std::string line;
  for (int i = 0; i < GDALDatasetGetLayerCount(dataset); ++i) {
    line += (i == 0 ? "" : ", ") + std::string(OGR_L_GetName(GDALDatasetGetLayer(dataset, i)));
  }
  return line;
}

}  // namespace

OGRLayerH layer_named(GDALDatasetH dataset, const DataPlace& from, const std::string& layer) {
  OGRLayerH found = layer.empty() ? GDALDatasetGetLayer(dataset, 0)
                                  : GDALDatasetGetLayerByName(dataset, layer.c_str());
  if (found != nullptr) return found;
  const std::string there = joined_layer_names(dataset);
  const Text found_text =
      there.empty() ? tr("no layer", "không có lớp nào") : tr("the layers ", "các lớp ") + there;
  const Text wanted = layer.empty() ? tr("at least one layer", "ít nhất một lớp")
                                    : tr("a layer '", "một lớp '") + layer + "'";
  throw unusable(from, found_text, wanted);
}

std::string source_of_layer(const DataPlace& from, OGRLayerH layer) {
  return brief_name(from) + ", layer '" + OGR_L_GetName(layer) + "'";
}

std::vector<Geometry> parts_of(OGRGeometryH geometry) {
  std::vector<Geometry> parts;
  if (geometry == nullptr) return parts;
  if (OGR_G_HasCurveGeometry(geometry, TRUE) != 0) {
    const OgrGeometry linear(OGR_G_GetLinearGeometry(geometry, 0.0, nullptr));
    if (linear) add_parts(linear.get(), parts);
    return parts;
  }
  add_parts(geometry, parts);
  return parts;
}

FeatureTable rows_of(OGRLayerH layer, const DataPlace& from, std::string table_layer,
                     const Decode& decode, const ReadLimits& limits) {
  const GdalComplaints complaints;
  OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
  const std::vector<Column> columns = columns_of(definition, decode);
  FeatureTable table(source_of_layer(from, layer), std::move(table_layer), columns);
  Allowance allowance(from, limits);
  std::vector<ColumnTexts> texts(columns.size(), ColumnTexts(decode));
  // Only where the file knows it at once; it is no promise, so not more than is usual.
  const GIntBig count = OGR_L_GetFeatureCount(layer, FALSE);
  constexpr GIntBig kUsual = 500'000;
  if (count > 0) table.reserve(static_cast<std::size_t>(std::min(count, kUsual)));
  while (const OgrFeature feature{OGR_L_GetNextFeature(layer)}) {
    std::vector<Value> values;
    values.reserve(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i) {
      values.push_back(value_of(feature.get(), static_cast<int>(i), columns[i].kind, texts[i]));
    }
    std::vector<Geometry> parts = parts_of(OGR_F_GetGeometryRef(feature.get()));
    if (parts.empty()) parts.emplace_back();
    for (const Geometry& part : parts) allowance.take(part, values);
    const std::int64_t fid = OGR_F_GetFID(feature.get());
    for (std::size_t i = 0; i + 1 < parts.size(); ++i) table.add(fid, std::move(parts[i]), values);
    table.add(fid, std::move(parts.back()), std::move(values));
  }
  if (complaints.failed()) throw broken_off(from, complaints.first());
  return table;
}

}  // namespace twin
