#pragma once

#include <span>
#include <string>
#include <string_view>

#include "engine/base/text.h"
#include "engine/gis/feature_table.h"
#include "engine/results/manifest.h"

namespace twin {

/// What a column that names rows is called: "mã", "tên", "địa chỉ"…, "loại" for `kind` and its
/// words `kind_vi` and `kind_en`; empty for all others.
Text naming_title(std::string_view column);

/// Whether a column is shown to people who read `language`: of `why_vi` and `why_en`, or of
/// `reason` and `reason_en`, only theirs, and codes (`kind`) not where words stand beside them
/// (`kind_vi`).
bool is_told_in(Language language, const FeatureTable& table, const std::string& column);

/// What a row says in a column that is told in Vietnamese; in English by its twin for that language
/// where the table has one.
Text told_text(const FeatureTable& table, const Feature& row, const std::string& column);

/// What that column means, likewise.
Text told_meaning(const Manifest& manifest, const ManifestField& field);

/// A table as people open it in a spreadsheet: comma-separated as in RFC 4180, UTF-8 with a byte
/// order mark (else Excel takes Vietnamese letters apart), a row each in the table's order.
/// Columns: those that name a row, then the result columns and texts among `fields`, headed by
/// their Vietnamese meaning and unit; numbers have the field's decimals and a point. Columns that
/// are not told in Vietnamese are left out. No value: an empty cell.
std::string list_csv(const FeatureTable& table, std::span<const ManifestField> fields);

}  // namespace twin
