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

/// Some rows of a layer, with their places among all of them.
struct FoundRows {
  FeatureTable rows;
  std::vector<std::size_t> at;
};

/// A GeoPackage held open by who asks it little and often: for single rows, without reading the
/// others. Places count features: they are those of `read_features` where no geometry has several
/// parts. Not for several threads at once.
///
///     const OpenPackage tables("results/flood_t10/tables.gpkg");
///     const FoundRows house = tables.rows_with("buildings", "id", "B-000214");
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
  FoundRows rows_with(const std::string& layer, const std::string& column,
                      std::string_view text) const;
  /// The rows whose bounds meet a box.
  FoundRows rows_meeting(const std::string& layer, const Box& box) const;

 private:
  struct Opened;
  std::filesystem::path file_;
  std::unique_ptr<Opened> opened_;
};

}  // namespace twin
