#include "tools/wardtwin/compare_runs.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "engine/base/numbers.h"
#include "engine/results/legend.h"

namespace twin {
namespace {

/// Counts pairs of values as they come.
class Counter {
 public:
  /// Second − first; NaN where one of them is missing.
  double add(double first, double second) {
    const bool has_first = !std::isnan(first);
    const bool has_second = !std::isnan(second);
    count_.only_first += has_first && !has_second ? 1 : 0;
    count_.only_second += !has_first && has_second ? 1 : 0;
    if (!has_first || !has_second) return std::nan("");
    const double difference = first == second ? 0.0 : second - first;  // ∞ − ∞ is no difference
    ++count_.compared;
    count_.changed += difference != 0.0 ? 1 : 0;
    if (std::isfinite(difference)) sum_ += difference;
    count_.least = count_.compared == 1 ? difference : std::min(count_.least, difference);
    count_.most = count_.compared == 1 ? difference : std::max(count_.most, difference);
    return difference;
  }
  DifferenceCount done() {
    count_.mean = count_.compared > 0 ? sum_ / static_cast<double>(count_.compared) : 0.0;
    return count_;
  }

 private:
  DifferenceCount count_;
  double sum_ = 0.0;
};

std::string id_of(const Feature& row) { return row.text("id").value_or(std::to_string(row.fid())); }

ColumnDifference column_difference(const Bundle& first, const Bundle& second,
                                   const ManifestField& field) {
  const FeatureTable& table = first.table(field.table);
  const std::vector<double> a = first.column(field.table, field.name);
  const std::vector<double> b = second.column(field.table, field.name);
  std::unordered_map<std::string, double> by_id;
  for (std::size_t row = 0; row < b.size(); ++row) {
    by_id.emplace(id_of(second.table(field.table)[row]), b[row]);
  }
  ColumnDifference out{.field = &field};
  Counter counter;
  double least = 0.0;
  double most = 0.0;
  for (std::size_t row = 0; row < a.size(); ++row) {
    const std::string id = id_of(table[row]);
    const auto pair = by_id.find(id);
    const double change = counter.add(a[row], pair == by_id.end() ? std::nan("") : pair->second);
    out.difference.push_back(change);
    if (change < least) {
      least = change;
      out.least_id = id;
    }
    if (change > most) {
      most = change;
      out.most_id = id;
    }
  }
  out.count = counter.done();
  return out;
}

GridDifference grid_difference(const ManifestField& field, const Grid<float>& a,
                               const Grid<float>& b) {
  GridDifference out{.field = &field, .difference = Grid<float>(a.frame(), 0.0F)};
  Counter counter;
  for (int row = 0; row < a.frame().rows; ++row) {
    for (int col = 0; col < a.frame().cols; ++col) {
      const Cell cell{row, col};
      out.difference(cell) = static_cast<float>(
          counter.add(static_cast<double>(a(cell)), static_cast<double>(b(cell))));
    }
  }
  out.count = counter.done();
  return out;
}

void compare_grids(const Bundle& first, const Bundle& second, const ManifestField& field,
                   Comparison& out) {
  const Grid<float> a = first.grid(field.name);
  const Grid<float> b = second.grid(field.name);
  if (a.frame() == b.frame()) {
    out.grids.push_back(grid_difference(field, a, b));
    return;
  }
  out.findings.add(
      {.where = second.folder().string() + ", " + field.name,
       .found = tr("cells of another size or place", "ô lưới khác cỡ hoặc khác vị trí"),
       .expected = tr("the grid of ", "lưới của ") + first.folder().string(),
       .outcome = tr("this grid was not compared", "lưới này không được so sánh")});
}

std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string left(const std::string& text, std::size_t width) {
  return text + std::string(width > width_of(text) ? width - width_of(text) : 1, ' ');
}

std::string right(const std::string& text, std::size_t width) {
  return std::string(width > width_of(text) ? width - width_of(text) : 1, ' ') + text;
}

std::string with_unit(const std::string& number, const ManifestField& field, Language language) {
  const Text unit = unit_for_people(field.unit);
  return unit.empty() ? number : number + " " + unit.in(language);
}

const char* judgement(const ManifestField& field, double change, Language language) {
  const bool is_told = !std::isnan(change) && shown_change(change, field.decimals) != Text("0");
  if (field.better == Better::neither || !is_told) return "";
  const bool good = (change < 0) == (field.better == Better::less);
  if (language == Language::vietnamese) return good ? "tốt hơn" : "xấu hơn";
  return good ? "better" : "worse";
}

std::string measures_text(const Comparison& comparison, Language language) {
  std::string out;
  for (const MeasureDifference& one : comparison.measures) {
    const int decimals = one.field->decimals;
    const double change = one.first == one.second ? 0.0 : one.second - one.first;
    out += "  " + left(one.field->name, 30) +
           right(shown_value(one.first, *one.field).in(language), 14) +
           right(shown_value(one.second, *one.field).in(language), 14) + "  " +
           left(with_unit(shown_change(change, decimals).in(language), *one.field, language), 24) +
           judgement(*one.field, change, language) + "\n";
  }
  return out;
}

std::string count_text(const ManifestField& field, const DifferenceCount& count,
                       const std::string& least_at, const std::string& most_at, Language language) {
  const bool vi = language == Language::vietnamese;
  const auto number = [&](double value) {
    return shown_change(value, field.decimals + 1).in(language);
  };
  std::string out = fmt::format(
      fmt::runtime(vi ? "đổi {} trong {}; trung bình {}; từ {}{} đến {}{}"
                      : "changed {} of {}; mean {}; from {}{} to {}{}"),
      shown(static_cast<double>(count.changed), 0).in(language),
      shown(static_cast<double>(count.compared), 0).in(language), number(count.mean),
      number(count.least), least_at.empty() ? "" : " (" + least_at + ")",
      with_unit(number(count.most), field, language), most_at.empty() ? "" : " (" + most_at + ")");
  if (count.only_first + count.only_second > 0) {
    out += fmt::format(fmt::runtime(vi ? "; chỉ có ở lần đầu {}, chỉ có ở lần sau {}"
                                       : "; only in the first {}, only in the second {}"),
                       count.only_first, count.only_second);
  }
  return out;
}

}  // namespace

Comparison compare(const Bundle& first, const Bundle& second) {
  Comparison out;
  for (const ManifestField& field : first.manifest().fields) {
    const bool in_both = std::ranges::any_of(second.manifest().fields, [&](const auto& other) {
      return other.name == field.name && other.kind == field.kind && other.table == field.table;
    });
    if (!in_both) continue;
    switch (field.kind) {
      case FieldKind::measure:
        out.measures.push_back({&field, first.measure(field.name), second.measure(field.name)});
        break;
      case FieldKind::column:
        out.columns.push_back(column_difference(first, second, field));
        break;
      case FieldKind::grid:
        compare_grids(first, second, field, out);
        break;
      case FieldKind::text:
      case FieldKind::frames:
      case FieldKind::series:
        break;
    }
  }
  if (!out.measures.empty() || !out.columns.empty() || !out.grids.empty()) return out;
  throw InputError(
      {.where = second.folder().string(),
       .found = tr("a run of '", "một lần chạy của '") + second.scenario() + "'",
       .expected = tr("a run with results that one of '", "một lần chạy có kết quả chung với '") +
                   first.scenario() + tr("' has too", "'"),
       .outcome =
           tr("compare runs of one scenario", "hãy so sánh các lần chạy của cùng một kịch bản")});
}

std::string comparison_text(const Bundle& first, const Bundle& second, const Comparison& comparison,
                            Language language) {
  const bool vi = language == Language::vietnamese;
  std::string out =
      fmt::format("{} ({}) → {} ({})\n", first.folder().filename().string(), first.run_hash(),
                  second.folder().filename().string(), second.run_hash());
  if (!comparison.measures.empty()) {
    out += fmt::format("\n{}\n", vi ? "Chỉ tiêu: lần đầu, lần sau, chênh lệch"
                                    : "Measures: first, second, difference");
    out += measures_text(comparison, language);
  }
  std::string table;
  for (const ColumnDifference& one : comparison.columns) {
    if (one.field->table != table) {
      table = one.field->table;
      out += fmt::format("\n{} {}\n", vi ? "Bảng" : "Table", table);
    }
    out += "  " + left(one.field->name, 30) +
           count_text(*one.field, one.count, one.least_id, one.most_id, language) + "\n";
  }
  if (!comparison.grids.empty()) out += fmt::format("\n{}\n", vi ? "Lưới (ô)" : "Grids (cells)");
  for (const GridDifference& one : comparison.grids) {
    out += "  " + left(one.field->name, 30) + count_text(*one.field, one.count, "", "", language) +
           "\n";
  }
  return out;
}

}  // namespace twin
