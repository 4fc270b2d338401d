#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/gis/feature_table.h"
#include "engine/gis/layer_spec.h"
#include "engine/space/geometry.h"

namespace twin {

/// What a layer holds, known without reading its rows.
struct LayerHead {
  GeometryKind geometry = GeometryKind::none;  ///< as declared; none also where rows differ
  std::vector<std::string> columns;
  bool empty = true;
};

/// A GeoPackage held open by who asks it little and often: for single rows, without reading the
/// others. Not for several threads at once.
///
///     const OpenPackage tables("results/flood_t10/tables.gpkg");
///     const FeatureTable houses = tables.rows_with("buildings", "id", "B-000214");
///     const std::size_t row = tables.place_of("buildings", houses[0]);
class OpenPackage {
 public:
  /// @throws InputError: missing, unreadable or truncated.
  explicit OpenPackage(std::filesystem::path file);
  ~OpenPackage();
  OpenPackage(const OpenPackage&) = delete;
  OpenPackage& operator=(const OpenPackage&) = delete;

  // @throws InputError: no such layer (naming those there are), or reading breaks off.
  LayerHead head(const std::string& layer) const;
  /// The rows in which a column holds that text; none where there is no such column.
  FeatureTable rows_with(const std::string& layer, const std::string& column,
                         std::string_view text) const;
  /// The rows whose bounds meet a box.
  FeatureTable rows_meeting(const std::string& layer, const Box& box) const;
  /// The place of a row that was found among all rows of its layer: that of `read_features` where
  /// no geometry has several parts. Counts the rows before it.
  std::size_t place_of(const std::string& layer, const Feature& row) const;

 private:
  struct Opened;
  std::filesystem::path file_;
  std::unique_ptr<Opened> opened_;
};

}  // namespace twin
