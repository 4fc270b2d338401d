#pragma once

#include <cassert>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/gis/feature_table.h"
#include "engine/gis/layer_spec.h"
#include "engine/gis/provenance.h"

namespace twin {

/// A layer's declaration with the columns every layer has: `id` in front; `source`, `method`,
/// `seed` and `assumed` behind.
LayerSpec with_common_columns(LayerSpec spec);

/// How the rows of a layer and its items stand for each other; told once, for reading and writing:
///
///     const RowShape<Lane> kLane{.geometry = &Lane::centreline,
///                                .columns = {{"name", &Lane::name}, {"lit", &Lane::lit}},
///                                .usual = {.kind = "ngo"}};
template <typename Item>
struct RowShape {
  using Member = std::variant<std::string Item::*, double Item::*, std::optional<double> Item::*,
                              int Item::*, bool Item::*>;
  struct Bound {
    std::string_view column;
    Member member;
  };
  std::variant<Point Item::*, Polyline Item::*, Polygon Item::*> geometry;
  std::vector<Bound> columns;  ///< in the order of the layer's declaration
  Item usual = {};             ///< what a column reads in a row without a usable value there
  std::string Item::*id = &Item::id;
};

/// Gives each row an id: the column `id`, or the layer's name and the row's number where it has
/// none. An id that came before gets a suffix, and a finding says so.
class RowIds {
 public:
  std::string of(const Feature& feature, const LayerSpec& spec, Findings& findings);

 private:
  std::set<std::string, std::less<>> taken_;
};

/// Where each row of a ward comes from, by its columns `source`, `method`, `seed` and `assumed`. A
/// row without a known source, or with a name in `assumed` that no column has, counts as assumed
/// and a finding says so, once for a layer that has no column `source` at all. (What an office
/// hands in has its source from the import.)
class Provenances {
 public:
  Provenances(const FeatureTable& table, const LayerSpec& spec, Findings& findings);
  Provenance of(const Feature& feature);

 private:
  Source source_told(const Feature& feature);
  void tell_unknown_column(const Feature& feature, const std::string& name);

  const LayerSpec& spec_;
  Findings& findings_;
  bool has_sources_;
};

/// Whether the row's geometry is what the layer wants; a finding otherwise, the row being left out.
bool has_geometry(const Feature& feature, const LayerSpec& spec, Findings& findings);

// Reads what a row has; `value` keeps what it was where the row has nothing usable.
void read(const SpecRow& row, std::string_view column, std::string& value);
void read(const SpecRow& row, std::string_view column, double& value);
void read(const SpecRow& row, std::string_view column, std::optional<double>& value);
void read(const SpecRow& row, std::string_view column, int& value);
void read(const SpecRow& row, std::string_view column, bool& value);
void read(const SpecRow& row, Point& place);
void read(const SpecRow& row, Polyline& line);
void read(const SpecRow& row, Polygon& area);

/// The items of a table. Rows without the layer's geometry are left out, values that cannot be used
/// read as usual, and findings say so of both.
template <typename Item>
std::vector<Item> load_rows(const FeatureTable& table, const LayerSpec& spec,
                            const RowShape<Item>& shape, Findings& findings) {
  std::vector<Item> items;
  items.reserve(table.size());
  RowIds ids;
  Provenances provenances(table, spec, findings);
  for (const Feature& feature : table) {
    if (!has_geometry(feature, spec, findings)) continue;
    const SpecRow row(spec, feature, findings);
    Item item = shape.usual;
    std::visit([&](auto geometry) { read(row, item.*geometry); }, shape.geometry);
    for (const auto& bound : shape.columns) {
      std::visit([&](auto of_item) { read(row, bound.column, item.*of_item); }, bound.member);
    }
    item.*shape.id = ids.of(feature, spec, findings);
    item.provenance = provenances.of(feature);
    items.push_back(std::move(item));
  }
  return items;
}

inline Value cell(const std::string& text) { return text.empty() ? Value{} : Value{text}; }
inline Value cell(double number) { return number; }
inline Value cell(std::optional<double> number) { return number ? Value{*number} : Value{}; }
inline Value cell(int number) { return static_cast<double>(number); }
inline Value cell(bool flag) { return flag ? 1.0 : 0.0; }

/// An empty table of a layer.
FeatureTable empty_table(const LayerSpec& spec);
/// Appends a row whose values are `id`, `values` in the spec's order, and the provenance.
void add_row(FeatureTable& table, const std::string& id, Geometry geometry,
             std::vector<Value> values, const Provenance& provenance);

/// The table of a layer, a row an item, in their order.
template <typename Item>
FeatureTable table_of(const std::vector<Item>& items, const LayerSpec& spec,
                      const RowShape<Item>& shape) {
  FeatureTable table = empty_table(spec);
  for (const Item& item : items) {
    std::vector<Value> values;
    values.reserve(spec.columns.size());
    for (const auto& bound : shape.columns) {
      assert(bound.column == spec.columns[values.size() + 1].name);  // behind `id`
      values.push_back(std::visit([&](auto of_item) { return cell(item.*of_item); }, bound.member));
    }
    add_row(table, item.*shape.id,
            std::visit([&](auto geometry) { return Geometry(item.*geometry); }, shape.geometry),
            std::move(values), item.provenance);
  }
  return table;
}

}  // namespace twin
