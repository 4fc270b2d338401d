#include "engine/results/list_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>
#include <vector>

#include "engine/results/legend.h"

namespace twin {
namespace {

using Row = std::vector<std::string>;

std::string quoted(const std::string& cell) {
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string out = "\"";
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

void add_line(const Row& cells, std::string& text) {
  for (std::size_t i = 0; i < cells.size(); ++i) text += (i > 0 ? "," : "") + quoted(cells[i]);
  text += "\r\n";
}

std::string with_decimals(double value, int decimals) {
  if (!std::isfinite(value)) return {};
  std::array<char, 400> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value + 0.0,
                                 std::chars_format::fixed, decimals);
  std::string text(digits.data(), end.ptr);
  const bool only_zeros = text.find_first_not_of("-0.") == std::string::npos;
  return only_zeros && text.front() == '-' ? text.substr(1) : text;
}

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
  std::string text = "\xEF\xBB\xBF";
  Row heads;
  for (const std::string& name : naming) heads.push_back(naming_title(name).vi);
  for (const ManifestField* field : listed) heads.push_back(head_of(*field));
  add_line(heads, text);
  for (const Feature& row : table) {
    Row cells;
    for (const std::string& name : naming) cells.push_back(row.text(name).value_or(""));
    for (const ManifestField* field : listed) {
      cells.push_back(
          field->kind == FieldKind::text
              ? row.text(field->name).value_or("")
              : with_decimals(row.number(field->name).value_or(std::nan("")), field->decimals));
    }
    add_line(cells, text);
  }
  return text;
}

}  // namespace twin
