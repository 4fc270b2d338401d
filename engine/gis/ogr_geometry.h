#pragma once

#include <ogr_api.h>

#include <memory>
#include <string>

#include "engine/gis/feature_table.h"
#include "engine/gis/layer_spec.h"

// Private to engine/gis: our geometries as OGR's.

namespace twin {

struct DestroyGeometry {
  void operator()(OGRGeometryH geometry) const { OGR_G_DestroyGeometry(geometry); }
};
using OgrGeometry = std::unique_ptr<void, DestroyGeometry>;

OGRwkbGeometryType type_of(GeometryKind kind);

/// A new geometry; none for a row that has none.
OgrGeometry ogr_geometry(const Geometry& geometry);

}  // namespace twin
