#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/findings.h"
#include "engine/gis/feature_table.h"

namespace twin {

/// The one declaration of a column: parser, check, help and documents all read it.
struct ColumnSpec {
  std::string_view name;  ///< "clear_width_m"
  ColumnKind kind = ColumnKind::number;
  std::string_view unit = "1";  ///< SI, "1" where there is none
  std::string_view en;          ///< what it means
  std::string_view vi;
  double least = -1e300;  ///< for numbers: the least usable value
  double most = 1e300;
  std::string_view allowed = {};  ///< for texts: the allowed words, separated by blanks; empty: any
  bool required = false;          ///< a row without it cannot be used

  Text meaning() const { return {std::string(en), std::string(vi)}; }
};

enum class GeometryKind { none, point, line, polygon };

/// The one declaration of a layer of a ward.
struct LayerSpec {
  std::string_view name;  ///< as in `--layer NAME=FILE`: "lanes"
  GeometryKind geometry = GeometryKind::none;
  std::string_view en;  ///< title
  std::string_view vi;
  std::string_view manager_vi;  ///< who manages such assets (Quyết định 61/2025/QĐ-UBND)
  std::vector<ColumnSpec> columns;

  const ColumnSpec& column(std::string_view wanted) const;  ///< asserts that there is one
  /// The columns as a FeatureTable wants them.
  std::vector<Column> table_columns() const;
};

/// One row read by its layer's declaration: an unusable value becomes a finding and nothing.
class SpecRow {
 public:
  SpecRow(const LayerSpec& spec, const Feature& feature, Findings& findings)
      : spec_(spec), feature_(feature), findings_(findings) {}

  /// The number where it lies in the declared range; NaN, infinite or outside: a finding, nothing.
  std::optional<double> number(std::string_view column) const;
  double number_or(std::string_view column, double otherwise) const;
  int integer_or(std::string_view column, int otherwise) const;
  bool flag_or(std::string_view column, bool otherwise) const;
  /// The text; one that is not allowed gives a finding and nothing.
  std::optional<std::string> text(std::string_view column) const;
  std::string text_or(std::string_view column, std::string_view otherwise) const;
  std::string need_text(std::string_view column) const { return feature_.need_text(column); }
  const Feature& feature() const { return feature_; }

 private:
  const LayerSpec& spec_;
  const Feature& feature_;
  Findings& findings_;
};

}  // namespace twin
