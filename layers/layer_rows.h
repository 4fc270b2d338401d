#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/gis/feature_table.h"
#include "engine/gis/layer_spec.h"
#include "engine/gis/provenance.h"

namespace twin {

/// A layer's declaration with the columns every layer has: `id` in front; `source`, `method`,
/// `seed` and `assumed` behind.
LayerSpec with_common_columns(LayerSpec spec);

Provenance provenance_of(const SpecRow& row);

inline Value cell(const std::string& text) { return text.empty() ? Value{} : Value{text}; }
inline Value cell(double number) { return number; }
inline Value cell(std::optional<double> number) { return number ? Value{*number} : Value{}; }
inline Value cell(int number) { return static_cast<double>(number); }
inline Value cell(bool flag) { return flag ? 1.0 : 0.0; }

/// Appends a row whose values are `id`, `values` in the spec's order, and the provenance.
void add_row(FeatureTable& table, const std::string& id, Geometry geometry,
             std::vector<Value> values, const Provenance& provenance);

/// An empty table of a layer.
FeatureTable empty_table(const LayerSpec& spec);

/// Gives each row an id: the column `id`, or the layer's name and the row's number where it has
/// none. An id that came before gets a suffix, and a finding says so.
class RowIds {
 public:
  std::string of(const Feature& feature, const LayerSpec& spec, Findings& findings);

 private:
  std::set<std::string, std::less<>> taken_;
};

/// Whether the row's geometry is what the layer wants; a finding otherwise, the row being left out.
bool has_geometry(const Feature& feature, const LayerSpec& spec, Findings& findings);

/// Reads each usable row with `read(SpecRow, id) -> Item`.
template <typename Item, typename Read>
std::vector<Item> load_rows(const FeatureTable& table, const LayerSpec& spec, Findings& findings,
                            const Read& read) {
  std::vector<Item> items;
  items.reserve(table.size());
  RowIds ids;
  for (const Feature& feature : table) {
    if (!has_geometry(feature, spec, findings)) continue;
    const SpecRow row(spec, feature, findings);
    items.push_back(read(row, ids.of(feature, spec, findings)));
  }
  return items;
}

}  // namespace twin
