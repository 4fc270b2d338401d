#include "engine/gis/ogr_geometry.h"

namespace twin {
namespace {

OGRGeometryH ogr_line(OGRwkbGeometryType type, const Polyline& points, bool close) {
  OGRGeometryH line = OGR_G_CreateGeometry(type);
  const auto count = static_cast<int>(points.size());
  OGR_G_SetPointCount(line, count + (close && count > 0 ? 1 : 0));
  for (int i = 0; i < count; ++i) {
    const Point p = points[static_cast<std::size_t>(i)];
    OGR_G_SetPoint_2D(line, i, p.x_m, p.y_m);
  }
  if (close && count > 0) OGR_G_SetPoint_2D(line, count, points.front().x_m, points.front().y_m);
  return line;
}

}  // namespace

OGRwkbGeometryType type_of(GeometryKind kind) {
  switch (kind) {
    case GeometryKind::point:
      return wkbPoint;
    case GeometryKind::line:
      return wkbLineString;
    case GeometryKind::polygon:
      return wkbPolygon;
    case GeometryKind::none:
      break;
  }
  return wkbNone;
}

OgrGeometry ogr_geometry(const Geometry& geometry) {
  if (const auto* point = std::get_if<Point>(&geometry)) {
    OgrGeometry made(OGR_G_CreateGeometry(wkbPoint));
    OGR_G_SetPoint_2D(made.get(), 0, point->x_m, point->y_m);
    return made;
  }
  if (const auto* line = std::get_if<Polyline>(&geometry)) {
    return OgrGeometry(ogr_line(wkbLineString, *line, false));
  }
  if (const auto* polygon = std::get_if<Polygon>(&geometry)) {
    OgrGeometry made(OGR_G_CreateGeometry(wkbPolygon));
    OGR_G_AddGeometryDirectly(made.get(), ogr_line(wkbLinearRing, polygon->outer, true));
    for (const Polyline& hole : polygon->holes) {
      OGR_G_AddGeometryDirectly(made.get(), ogr_line(wkbLinearRing, hole, true));
    }
    return made;
  }
  return nullptr;
}

}  // namespace twin
