#include "engine/results/list_file.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "engine/base/csv_text.h"
#include "engine/results/legend.h"

namespace twin {
namespace {

using Row = std::vector<std::string>;

constexpr std::string_view kVietnamese = "_vi";
constexpr std::string_view kEnglish = "_en";

std::string_view without_language(std::string_view column) {
  const bool told = column.ends_with(kVietnamese) || column.ends_with(kEnglish);
  return told ? column.substr(0, column.size() - kVietnamese.size()) : column;
}

std::string english_twin_of(std::string_view column) {
  return std::string(without_language(column)) + std::string(kEnglish);
}

bool is_listed(const FeatureTable& table, const ManifestField& field) {
  const bool cell = field.kind == FieldKind::column || field.kind == FieldKind::text;
  return cell && field.table == table.layer() && table.has_column(field.name) &&
         naming_title(field.name).empty() && is_told_in(Language::vietnamese, table, field.name);
}

std::string head_of(const ManifestField& field) {
  const Text unit = unit_for_people(field.unit);
  return field.meaning.vi + (unit.empty() ? "" : " (" + unit.vi + ")");
}

}  // namespace

Text naming_title(std::string_view column) {
  static const std::pair<std::string_view, Text> kKnown[] = {{"id", tr("id", "mã")},
                                                             {"name", tr("name", "tên")},
                                                             {"lane", tr("lane", "ngõ")},
                                                             {"address", tr("address", "địa chỉ")},
                                                             {"kind", tr("kind", "loại")}};
  const auto* known = std::ranges::find(kKnown, without_language(column),
                                        &std::pair<std::string_view, Text>::first);
  return known == std::end(kKnown) ? Text() : known->second;
}

bool is_told_in(Language language, const FeatureTable& table, const std::string& column) {
  const std::string base(without_language(column));
  const auto has = [&](std::string_view ending) {
    return table.has_column(base + std::string(ending));
  };
  const bool vietnamese = language == Language::vietnamese;
  if (column.ends_with(kEnglish)) return !vietnamese || !(has(kVietnamese) || has(""));
  if (column.ends_with(kVietnamese)) return vietnamese || !has(kEnglish);
  return !has(kVietnamese) && (vietnamese || !has(kEnglish));
}

Text told_text(const FeatureTable& table, const Feature& row, const std::string& column) {
  const std::string vietnamese = row.text(column).value_or("");
  const std::string english = english_twin_of(column);
  if (!table.has_column(english)) return vietnamese;
  return {row.text(english).value_or(""), vietnamese};
}

Text told_meaning(const Manifest& manifest, const ManifestField& field) {
  const ManifestField* english = manifest.field(english_twin_of(field.name), field.table);
  return english == nullptr ? field.meaning : Text(english->meaning.en, field.meaning.vi);
}

std::string list_csv(const FeatureTable& table, std::span<const ManifestField> fields) {
  std::vector<std::string> naming;
  for (const Column& column : table.columns()) {
    if (!naming_title(column.name).empty() &&
        is_told_in(Language::vietnamese, table, column.name)) {
      naming.push_back(column.name);
    }
  }
  std::vector<const ManifestField*> listed;
  for (const ManifestField& field : fields) {
    if (is_listed(table, field)) listed.push_back(&field);
  }
  std::string text = kByteOrderMark;
  Row heads;
  for (const std::string& name : naming) heads.push_back(naming_title(name).vi);
  for (const ManifestField* field : listed) heads.push_back(head_of(*field));
  text += csv_line(heads);
  for (const Feature& row : table) {
    Row cells;
    for (const std::string& name : naming) cells.push_back(row.text(name).value_or(""));
    for (const ManifestField* field : listed) {
      cells.push_back(
          field->kind == FieldKind::text
              ? row.text(field->name).value_or("")
              : with_decimals(row.number(field->name).value_or(std::nan("")), field->decimals));
    }
    text += csv_line(cells);
  }
  return text;
}

}  // namespace twin
