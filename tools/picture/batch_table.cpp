#include "tools/picture/batch_table.h"

#include <algorithm>
#include <cmath>

#include "engine/base/numbers.h"
#include "engine/results/legend.h"
#include "tools/picture/words.h"

namespace twin {
namespace {

constexpr std::size_t kLeastColumn = 12;  // characters

const BatchRow* as_is_of(const BatchTable& table, const std::string& storm) {
  const auto row = std::ranges::find_if(
      table.rows, [&](const BatchRow& one) { return one.storm == storm && one.is_as_is(); });
  return row == table.rows.end() ? nullptr : &*row;
}

std::optional<double> value_of(const BatchRow& row, const ManifestField& field) {
  const auto it = row.measures.find(field.name);
  return it == row.measures.end() ? std::nullopt : std::optional(it->second);
}

/// Some run has a value of it: scores, for one, are given only where something was observed.
bool is_known(const BatchTable& table, const ManifestField& field) {
  return std::ranges::any_of(table.rows, [&](const BatchRow& row) {
    const auto value = value_of(row, field);
    return value && !std::isnan(*value);
  });
}

std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string padded(const std::string& text, std::size_t width, bool right) {
  const std::string blanks(width > width_of(text) ? width - width_of(text) : 0, ' ');
  return right ? blanks + text : text + blanks;
}

/// A value as it is, a difference elsewhere: what stands in the table on a terminal.
std::string told(const BatchTable& table, const BatchRow& row, const ManifestField& field,
                 Language language) {
  if (row.failure) return tr("failed", "lỗi").in(language);
  const auto value = value_of(row, field);
  if (!value) return "–";
  if (row.is_as_is()) return shown_value(*value, field).in(language);
  const auto change = change_of(table, row, field);
  return change ? shown_change(*change, field.decimals).in(language)
                : "= " + shown_value(*value, field).in(language);
}

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string{c};
  return out + "\"";
}

}  // namespace

std::size_t BatchTable::finished() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(rows, [](const BatchRow& row) { return !row.failure; }));
}

std::optional<double> change_of(const BatchTable& table, const BatchRow& row,
                                const ManifestField& field) {
  const BatchRow* as_is = as_is_of(table, row.storm);
  if (row.is_as_is() || as_is == nullptr) return std::nullopt;
  const auto before = value_of(*as_is, field);
  const auto after = value_of(row, field);
  if (!before || !after) return std::nullopt;
  return *before == *after ? 0.0 : *after - *before;
}

std::vector<SharedFailure> shared_failures(const std::vector<BatchRow>& rows) {
  std::vector<SharedFailure> shared;
  for (const BatchRow& row : rows) {
    if (!row.failure) continue;
    const auto known = std::ranges::find(shared, *row.failure, &SharedFailure::finding);
    if (known == shared.end()) {
      shared.push_back({.finding = *row.failure, .folders = row.folder});
    } else {
      known->folders += ", " + row.folder;
    }
  }
  return shared;
}

std::vector<const ManifestField*> judged_fields(const BatchTable& table) {
  std::vector<const ManifestField*> judged;
  for (const ManifestField& field : table.fields) {
    if (field.better != Better::neither && is_known(table, field)) judged.push_back(&field);
  }
  return judged;
}

std::vector<const ManifestField*> other_fields(const BatchTable& table) {
  std::vector<const ManifestField*> others;
  for (const ManifestField& field : table.fields) {
    if (field.better == Better::neither && is_known(table, field)) others.push_back(&field);
  }
  return others;
}

std::string batch_text(const BatchTable& table, Language language) {
  std::string out;
  std::size_t heads = 0;
  for (const ManifestField* field : judged_fields(table)) {
    heads = std::max(heads, width_of(field->name) + 2);
  }
  for (const BatchRow& first : table.rows) {
    if (!first.is_as_is()) continue;
    out += "\n" + first.storm + " · " + first.storm_title.in(language) + "\n" +
           padded("", heads, false);
    std::vector<const BatchRow*> runs;
    std::vector<std::size_t> widths;
    for (const BatchRow& row : table.rows) {
      if (row.storm != first.storm) continue;
      runs.push_back(&row);
      widths.push_back(std::max(kLeastColumn, width_of(row.measure) + 2));
      out += padded(row.measure, widths.back(), true);
    }
    out += "\n";
    for (const ManifestField* field : judged_fields(table)) {
      out += padded(field->name, heads, false);
      for (std::size_t i = 0; i < runs.size(); ++i) {
        out += padded(told(table, *runs[i], *field, language), widths[i], true);
      }
      const Text unit = unit_for_people(field->unit);
      out += (unit.empty() ? "" : "  " + unit.in(language)) + "\n";
    }
  }
  for (const SharedFailure& one : shared_failures(table.rows)) {
    out += "\n" + one.folders + ": " + one.finding.text(language) + "\n";
  }
  return out;
}

std::string batch_csv(const BatchTable& table, Language language) {
  std::string out = "\xEF\xBB\xBFstorm,measure,storm_title,measure_title,folder,run_hash,error";
  for (const ManifestField& field : table.fields) {
    out += "," + field.name + "," + field.name + "_change";
  }
  out += "\r\n";
  const auto cell = [](const std::optional<double>& value) {
    return value && std::isfinite(*value) ? "," + shortest(*value) : std::string(",");
  };
  for (const BatchRow& row : table.rows) {
    out += row.storm + "," + row.measure + "," + quoted(row.storm_title.in(language)) + "," +
           quoted(row.measure_title.in(language)) + "," + row.folder + "," + row.run_hash + "," +
           quoted(row.failure ? row.failure->text(language) : "");
    for (const ManifestField& field : table.fields) {
      out += cell(value_of(row, field)) + cell(change_of(table, row, field));
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace twin
