#include "viewer/model/on_demand.h"

#include <algorithm>

#include "engine/results/list_file.h"

namespace twin {
namespace {

constexpr double kUsualWidth_m = 2.5;      // of a line whose table has no width
constexpr const char* kPlain = "#ff9e1a";  // of a row without a value

/// The first number of a row, with the field that declares it.
struct FirstValue {
  const ManifestField* field = nullptr;
  double value = 0.0;
};

FirstValue first_value(const Manifest& manifest, const std::string& table, const Feature& row) {
  for (const ManifestField& field : manifest.fields) {
    if (field.table != table || field.kind != FieldKind::column) continue;
    if (const auto value = row.number(field.name)) return {.field = &field, .value = *value};
  }
  return {};
}

std::string colour_of_row(const FirstValue& first) {
  if (first.field == nullptr) return kPlain;
  const std::vector<LegendClass> legend = legend_of(*first.field);
  const LegendClass* its = class_of(legend, first.value);
  return its == nullptr ? kPlain : its->colour;
}

/// What a row says of itself in words, then its first number.
Text told(const Manifest& manifest, const FeatureTable& table, const Feature& row,
          const FirstValue& first) {
  Text words;
  for (const ManifestField& field : manifest.fields) {
    const bool text = field.table == table.layer() && field.kind == FieldKind::text;
    if (!text || !is_told_in(Language::vietnamese, table, field.name)) continue;
    words = told_text(table, row, field.name);
    break;
  }
  if (first.field == nullptr) return words;
  const Text number = shown_with_unit(first.value, *first.field);
  return words.empty() ? number : words + Text(": ") + number;
}

void add_row(const Session& session, const RowOnDemand& place, OnDemand& out) {
  const Run& run = *session.runs()[place.run];
  const FeatureTable& table = place.row.read;
  const Feature& row = place.row.feature();
  const FirstValue first = first_value(run.manifest(), table.layer(), row);
  out.rows.push_back(place);
  if (row.line().size() > 1) {
    out.lines.push_back({.run = place.run,
                         .line = row.line(),
                         .width_m = width_on_demand_m(row),
                         .colour = colour_of_row(first)});
  } else if (const auto at = row.point()) {
    out.points.push_back({.run = place.run,
                          .at = *at,
                          .what = told(run.manifest(), table, row, first),
                          .colour = colour_of_row(first)});
  }
}

}  // namespace

bool is_on_demand(const FeatureTable& table) { return table.has_column(kShownFor); }

bool is_on_demand(const LayerHead& head) {
  return std::ranges::find(head.columns, kShownFor) != head.columns.end();
}

double width_on_demand_m(const Feature& row) {
  return row.number("width_m").value_or(kUsualWidth_m);
}

OnDemand on_demand(const Session& session, const std::string& feature_id) {
  OnDemand out;
  if (feature_id.empty()) return out;
  for (std::size_t run = 0; run < session.runs().size(); ++run) {
    const Bundle& bundle = session.runs()[run]->bundle();
    for (const std::string& name : bundle.tables()) {
      if (!is_on_demand(session.runs()[run]->head_of(name))) continue;
      const FeatureTable found = bundle.rows_with(name, kShownFor, feature_id);
      for (std::size_t i = 0; i < found.size(); ++i) {
        const RunRow row{.read = found, .here = i, .row = bundle.place_of(name, found[i])};
        add_row(session, {.run = run, .row = row}, out);
      }
    }
  }
  return out;
}

}  // namespace twin
