#include "viewer/model/row_values.h"

#include <cmath>
#include <limits>

#include "viewer/shapes/drawn_grid.h"

namespace twin {
namespace {

constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

}  // namespace

bool never_happened(float drawn) { return drawn == kNothing; }

float change_drawn(float before, float after) {
  if (never_happened(before) && never_happened(after)) return kNothing;
  return never_happened(before) || never_happened(after) ? kNone : after - before;
}

void mark_never(Grid<float>& values, const Grid<float>& computed) {
  const auto never = values.values().isNaN() && !computed.values().isNaN();
  values.values() = never.select(kNothing, values.values()).eval();
}

FeatureValues drawn_rows(const Run& run, const ManifestField& field) {
  FeatureValues out = run.values_of(field);
  const ManifestField* computed = run.computed_field(field);
  if (computed == nullptr) return out;
  const FeatureValues there = run.values_of(*computed);
  if (there.values.size() != out.values.size()) return out;
  for (std::size_t i = 0; i < out.values.size(); ++i) {
    if (std::isnan(out.values[i]) && !std::isnan(there.values[i])) out.values[i] = kNothing;
  }
  return out;
}

FeatureValues change_of_rows(const RowsBefore& before, const FeatureValues& after,
                             const FeatureTable& rows) {
  FeatureValues change = after;
  for (std::size_t row = 0; row < after.rows; ++row) {
    const auto row_before = before.rows.with_id(rows[row].text("id").value_or(""));
    for (std::size_t t = 0; t < after.times_s.size(); ++t) {
      const auto then = instant_at(before.values.times_s, after.times_s[t] + before.since_s);
      float& value = change.values[t * after.rows + row];
      value =
          row_before && then
              ? change_drawn(before.values.values[*then * before.values.rows + *row_before], value)
              : kNone;
    }
  }
  return change;
}

}  // namespace twin
