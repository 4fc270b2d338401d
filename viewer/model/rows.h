#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "engine/gis/feature_table.h"
#include "engine/space/geometry.h"

namespace twin {

/// A click this far from a street's edge still means it, where nothing else is there.
inline constexpr double kBeside_m = 2.0;

/// The rows of a table, found by id and by place without looking at every one.
class Rows {
 public:
  /// `table` must outlive this.
  explicit Rows(const FeatureTable& table);

  /// The first row of that id.
  std::optional<std::size_t> with_id(const std::string& id) const;
  /// The row that a place belongs to: of the lines as wide as they are drawn, `beside_m` (at most
  /// kBeside_m) beside them included, the nearest; of areas the last one around it.
  std::optional<std::size_t> at(Point p, double beside_m = kBeside_m) const;

 private:
  const FeatureTable& table_;
  std::unordered_map<std::string, std::size_t> by_id_;
  BoxIndex boxes_;
};

}  // namespace twin
