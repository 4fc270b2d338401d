#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/findings.h"
#include "engine/gis/cell_text.h"
#include "engine/space/point.h"

namespace twin {

using Geometry = std::variant<std::monostate, Point, Polyline, Polygon>;
/// A cell of a table: nothing, a number (flags are 0 and 1) or a text.
using Value = std::variant<std::monostate, double, CellText>;

/// The text in a cell; none where it holds a number or nothing.
inline const std::string* text_in(const Value& value) {
  const auto* text = std::get_if<CellText>(&value);
  return text != nullptr ? &text->str() : nullptr;
}

enum class ColumnKind { number, integer, flag, text };

struct Column {
  std::string name;
  ColumnKind kind = ColumnKind::text;

  bool operator==(const Column&) const = default;
};

/// What all rows of a table share: where they come from and their columns.
struct TableHead {
  std::string source;  ///< "lanes.gpkg, layer 'lanes'"
  std::string layer;   ///< "lanes"
  std::vector<Column> columns;

  std::optional<std::size_t> index_of(std::string_view column) const;
};

/// One row of a layer, already in the ward's CRS.
class Feature {
 public:
  Feature(std::shared_ptr<const TableHead> head, std::int64_t fid, Geometry geometry,
          std::vector<Value> values);

  std::int64_t fid() const { return fid_; }
  const Geometry& geometry() const { return geometry_; }
  /// In the order of the table's columns.
  const std::vector<Value>& values() const { return values_; }
  /// The line, polygon or point of this feature; an empty one where it has another geometry.
  const Polyline& line() const;
  const Polygon& polygon() const;
  std::optional<Point> point() const;
  /// Some place of the geometry, for maps of findings; nothing where there is no geometry.
  std::optional<Point> place() const;

  const Value& value(std::string_view column) const;  ///< nothing where there is no such column
  std::optional<double> number(std::string_view column) const;
  std::optional<std::string> text(std::string_view column) const;
  /// @throws InputError when this row has none.
  std::string need_text(std::string_view column) const;

  /// "lanes.gpkg, layer 'lanes', feature 214, column 'width_m'"; without a column, the feature.
  Text where(std::string_view column = {}) const;
  /// A finding about a column of this feature, its layer and place filled in; `hint` says how to
  /// mend it in the file.
  Finding finding(std::string_view column, Text found, Text expected, Text outcome,
                  Text hint) const;

 private:
  std::shared_ptr<const TableHead> head_;
  std::int64_t fid_;
  Geometry geometry_;
  std::vector<Value> values_;
};

/// The rows of one layer, in file order.
class FeatureTable {
 public:
  FeatureTable(std::string source, std::string layer, std::vector<Column> columns);

  /// Makes room for this many rows: a large table that grows takes twice its memory.
  void reserve(std::size_t rows) { features_.reserve(rows); }
  /// Adds a row; `values` stand in the order of the columns, absent ones at the end may be left
  /// out.
  void add(std::int64_t fid, Geometry geometry, std::vector<Value> values);

  const std::string& source() const { return head_->source; }
  const std::string& layer() const { return head_->layer; }
  const std::vector<Column>& columns() const { return head_->columns; }
  bool has_column(std::string_view name) const { return head_->index_of(name).has_value(); }
  /// @throws InputError naming the first missing column and those there are.
  void require_columns(std::initializer_list<std::string_view> names) const;

  /// Whether both have the same columns and, row by row, the same geometries and values.
  bool has_rows_of(const FeatureTable& other) const;

  std::size_t size() const { return features_.size(); }
  bool empty() const { return features_.empty(); }
  const Feature& operator[](std::size_t row) const { return features_[row]; }
  auto begin() const { return features_.begin(); }
  auto end() const { return features_.end(); }

 private:
  std::shared_ptr<const TableHead> head_;
  std::vector<Feature> features_;
};

}  // namespace twin
