#pragma once

#include <ogr_api.h>

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/gis/feature_table.h"
#include "engine/gis/gdal_session.h"

// Private to engine/gis: rows of GDAL's vector layers as tables.

namespace twin {

/// The layer of that name, the first one where it is empty.
/// @throws InputError naming the layers there are.
OGRLayerH layer_named(GDALDatasetH dataset, const DataPlace& from, const std::string& layer);

/// "lanes.gpkg, layer 'lanes'"
std::string source_of_layer(const DataPlace& from, OGRLayerH layer);

/// The plain parts of a geometry: collections taken apart, curves as lines, heights dropped. Parts
/// without a finite coordinate or with too few points are left out.
std::vector<Geometry> parts_of(OGRGeometryH geometry);

/// How the bytes of a text column become UTF-8.
using Decode = std::function<std::string(std::string_view bytes)>;

/// How much one layer may hold: many times a whole city's, and what memory can take.
struct ReadLimits {
  std::size_t rows = 5'000'000;
  std::size_t vertices = 100'000'000;
  std::size_t text_bytes = 1'000'000'000;
};

/// Reads what is left of a layer, coordinates as they stand; a feature without geometry keeps its
/// row. Texts are decoded, then composed.
/// @throws InputError where reading breaks off, or the layer holds more than the limits.
FeatureTable rows_of(OGRLayerH layer, const DataPlace& from, std::string table_layer,
                     const Decode& decode = {}, const ReadLimits& limits = {});

}  // namespace twin
