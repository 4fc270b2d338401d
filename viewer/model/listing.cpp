#include "viewer/model/listing.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/base/numbers.h"
#include "engine/base/plain_letters.h"
#include "engine/results/legend.h"
#include "engine/results/list_file.h"
#include "viewer/look/words.h"
#include "viewer/model/row_values.h"

namespace twin {
namespace {

std::vector<std::string> texts_of(const FeatureTable& table, const Column& column,
                                  Language language) {
  std::vector<std::string> texts;
  texts.reserve(table.size());
  for (const Feature& row : table) texts.push_back(shown_cell(row, column).in(language));
  return texts;
}

std::vector<double> numbers_in(const FeatureTable& table, const std::string& column) {
  std::vector<double> numbers;
  numbers.reserve(table.size());
  for (const Feature& row : table) {
    numbers.push_back(row.number(column).value_or(std::nan("")));
  }
  return numbers;
}

int decimals_of(const Column& column, const std::vector<double>& numbers) {
  constexpr int kMeasured = 2;
  if (column.kind == ColumnKind::integer) return 0;
  const bool whole = std::ranges::all_of(
      numbers, [](double number) { return std::isnan(number) || number == std::round(number); });
  return whole ? 0 : kMeasured;
}

ListColumn attribute(const FeatureTable& table, const Column& column, Language language) {
  const Text naming = naming_title(column.name);
  ListColumn out{.name = column.name,
                 .title = naming.empty() ? title_of_column(column.name) : naming};
  out.is_number = column.kind == ColumnKind::number || column.kind == ColumnKind::integer;
  if (out.is_number) {
    out.unit = unit_of_column(column.name);
    out.numbers = numbers_in(table, column.name);
    out.decimals = decimals_of(column, out.numbers);
  } else {
    out.texts = texts_of(table, column, language);
  }
  return out;
}

ListColumn result(const Run& run, const ManifestField& field, Language language) {
  const FeatureTable& table = run.bundle().table(field.table);
  ListColumn out{.name = field.name,
                 .title = field.meaning.empty() ? Text(field.name) : field.meaning,
                 .unit = unit_for_people(field.unit),
                 .decimals = field.decimals};
  if (field.kind == FieldKind::text) {
    out.title = told_meaning(run.manifest(), field);
    out.unit = {};
    for (const Feature& row : table) {
      out.texts.push_back(told_text(table, row, field.name).in(language));
    }
    return out;
  }
  out.is_number = true;
  if (field.kind == FieldKind::series) {
    out.title += tr(" (at the time shown)", " (lúc đang xem)");
    out.series = &field;
    return out;
  }
  out.numbers = run.bundle().column(field.table, field.name);
  if (run.computed_field(field) != nullptr) {
    for (const float value : drawn_rows(run, field).values) {
      out.never.push_back(never_happened(value));
    }
  }
  out.is_clock = field.instant && run.has_clock();
  if (out.is_clock) {
    out.unit = {};
    for (double& number : out.numbers) number += run.start_s();
  }
  return out;
}

void add_results(const Run& run, const FeatureTable& table, Language language, Listing& listing) {
  for (const ManifestField& field : run.manifest().fields) {
    if (field.table != table.layer() || !naming_title(field.name).empty()) continue;
    if (field.kind == FieldKind::text && !is_told_in(Language::vietnamese, table, field.name)) {
      continue;
    }
    listing.columns.push_back(result(run, field, language));
  }
}

bool compare(double value, Comparison comparison, double number) {
  switch (comparison) {
    case Comparison::above:
      return value > number;
    case Comparison::at_least:
      return value >= number;
    case Comparison::below:
      return value < number;
    case Comparison::at_most:
      return value <= number;
    case Comparison::equal:
    case Comparison::holds:
    case Comparison::is:
      break;
  }
  return value == number;
}

bool meets_text(const std::string& text, const Condition& condition) {
  if (condition.comparison == Comparison::is) return text == condition.text;
  return condition.comparison == Comparison::holds && condition.sought.is_in(text);
}

double rounded(double value, int decimals) {
  const double scale = std::pow(10.0, decimals);
  return std::round(value * scale) / scale;
}

}  // namespace

std::vector<Listed> listed_tables(const Session& session) {
  std::vector<Listed> all;
  for (std::size_t run = 0; run < session.runs().size(); ++run) {
    const Run& of = *session.runs()[run];
    for (const std::string& table : of.bundle().tables()) {
      if (!of.head_of(table).empty) all.push_back({.run = run, .table = table});
    }
  }
  for (const auto& [name, table] : session.ward().layers) {
    if (!table.empty()) all.push_back({.run = std::nullopt, .table = name});
  }
  return all;
}

const FeatureTable& table_of(const Session& session, const Listed& listed) {
  return listed.run ? session.runs()[*listed.run]->bundle().table(listed.table)
                    : *session.ward().layer(listed.table);
}

Text ListColumn::heading() const { return unit.empty() ? title : title + " (" + unit + ")"; }

std::string ListColumn::shown(std::size_t row, Language language) const {
  if (!is_number) return texts[row];
  if (!std::isfinite(numbers[row])) {
    return row < never.size() && never[row] ? words_for_never().in(language) : std::string();
  }
  return is_clock ? clock_text(numbers[row]) : twin::shown(numbers[row], decimals).in(language);
}

Listing listing_of(const Session& session, const Listed& listed, double wall_s, Language language) {
  const FeatureTable& table = table_of(session, listed);
  Listing listing{.of = listed, .rows = table.size(), .columns = {}};
  for (const Column& column : table.columns()) {
    const bool names = !naming_title(column.name).empty();
    if ((names && is_told_in(language, table, column.name)) || (!names && !listed.run)) {
      listing.columns.push_back(attribute(table, column, language));
    }
  }
  if (listed.run) add_results(*session.runs()[*listed.run], table, language, listing);
  set_instant(session, listing, wall_s);
  return listing;
}

bool set_instant(const Session& session, Listing& listing, double wall_s) {
  bool any = false;
  for (ListColumn& column : listing.columns) {
    if (column.series == nullptr) continue;
    const Run& run = *session.runs()[*listing.of.run];
    const auto since_s = session.since_start_s(*listing.of.run, wall_s);
    const auto now = since_s ? instant_at(run.times_s(*column.series), *since_s) : std::nullopt;
    if (now) {
      const std::vector<float> values = run.bundle().series_at(listing.of.table, column.name, *now);
      column.numbers.assign(values.begin(), values.end());
    } else {
      column.numbers.assign(listing.rows, std::nan(""));
    }
    any = true;
  }
  return any;
}

Text sign_of(Comparison comparison) {
  switch (comparison) {
    case Comparison::above:
      return ">";
    case Comparison::at_least:
      return "≥";
    case Comparison::below:
      return "<";
    case Comparison::at_most:
      return "≤";
    case Comparison::equal:
      return "=";
    case Comparison::holds:
      return tr("holds", "chứa");
    case Comparison::is:
      break;
  }
  return tr("is", "là");
}

SoughtText::SoughtText(std::string_view typed) : plain_(plain_letters(typed)) {
  const auto accented = [](char c) { return static_cast<unsigned char>(c) >= 0x80U; };
  if (std::ranges::any_of(typed, accented)) small_ = small_letters(typed);
}

bool SoughtText::is_in(std::string_view text) const {
  if (plain_letters(text).find(plain_) == std::string::npos) return false;
  return small_.empty() || small_letters(text).find(small_) != std::string::npos;
}

std::vector<std::string> kinds_in(const ListColumn& column) {
  constexpr std::size_t kMost = 40;
  std::set<std::pair<std::string, std::string>> kinds;
  for (const std::string& text : column.texts) {
    if (!text.empty()) kinds.insert({plain_letters(text), text});
    if (kinds.size() > kMost) return {};
  }
  std::vector<std::string> texts;
  for (const auto& [plain, text] : kinds) texts.push_back(text);
  return texts;
}

bool meets(const Listing& listing, std::span<const Condition> conditions, std::size_t row) {
  return std::ranges::all_of(conditions, [&](const Condition& condition) {
    const ListColumn& column = listing.columns[condition.column];
    if (!column.is_number) return meets_text(column.texts[row], condition);
    if (std::isnan(column.numbers[row])) return false;
    return compare(rounded(column.numbers[row], column.decimals), condition.comparison,
                   rounded(condition.number, column.decimals));
  });
}

std::optional<double> typed_number(std::string text) {
  std::erase_if(text, [](char c) { return c == ' '; });
  if (std::ranges::count(text, ',') + std::ranges::count(text, '.') > 1) return std::nullopt;
  std::ranges::replace(text, ',', '.');
  return parsed_number(text);
}

ColumnSum sum_of(const ListColumn& column, std::span<const std::size_t> rows) {
  ColumnSum sum;
  if (!column.is_number || column.is_clock) return sum;
  for (const std::size_t row : rows) {
    if (!std::isfinite(column.numbers[row])) continue;
    sum.sum += column.numbers[row];
    ++sum.count;
  }
  return sum;
}

Sheet sheet_of(const Listing& listing, std::span<const std::size_t> rows, Language language) {
  Sheet sheet;
  for (const ListColumn& column : listing.columns) {
    sheet.columns.push_back({.title = column.heading().in(language), .decimals = column.decimals});
  }
  sheet.rows.reserve(rows.size());
  for (const std::size_t row : rows) {
    std::vector<Value> cells;
    cells.reserve(listing.columns.size());
    for (const ListColumn& column : listing.columns) {
      const bool number = column.is_number && !column.is_clock;
      cells.push_back(number ? Value{column.numbers[row]} : Value{column.shown(row, language)});
    }
    sheet.rows.push_back(std::move(cells));
  }
  return sheet;
}

}  // namespace twin
