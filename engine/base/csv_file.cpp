#include "engine/base/csv_file.h"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "engine/base/numbers.h"
#include "engine/base/read_file.h"

namespace twin {
namespace {

std::string trimmed(std::string text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && blank(text.back())) text.pop_back();
  text.erase(text.begin(), std::ranges::find_if_not(text, blank));
  return text;
}

std::vector<std::string> split_line(std::string_view line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quoted && c == '"' && i + 1 < line.size() && line[i + 1] == '"') {
      cells.back() += '"';
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      cells.emplace_back();
    } else {
      cells.back() += c;
    }
  }
  for (std::string& cell : cells) cell = trimmed(std::move(cell));
  return cells;
}

/// A file of another kind would be quoted with its bytes, which no terminal shows.
void refuse_binary(std::string_view text, const std::string& name) {
  const auto is_text = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20U || c == '\t' || c == '\r' || c == '\n';
  };
  const auto* const at = std::ranges::find_if_not(text, is_text);
  if (at == text.end()) return;
  const auto line = 1 + std::count(text.begin(), at, '\n');
  throw InputError({.where = name + ":" + std::to_string(line),
                    .found = tr("bytes that are no text (a picture, a workbook, or UTF-16?)",
                                "các byte không phải văn bản (ảnh, bảng tính hay UTF-16?)"),
                    .expected = tr("a CSV file in UTF-8", "tệp CSV mã UTF-8"),
                    .outcome = tr("not read; export it as CSV (UTF-8)",
                                  "không đọc; hãy xuất lại dạng CSV (UTF-8)")});
}

}  // namespace

CsvFile CsvFile::parse(std::string_view text, const std::string& name) {
  CsvFile csv;
  csv.name_ = name;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  refuse_binary(text, name);
  std::istringstream lines{std::string(text)};
  std::size_t line = 0;
  for (std::string row; std::getline(lines, row);) {
    ++line;
    if (trimmed(row).empty()) continue;
    if (csv.columns_.empty()) {
      csv.columns_ = split_line(row);
      continue;
    }
    csv.cells_.push_back(split_line(row));
    csv.cells_.back().resize(csv.columns_.size());
    csv.lines_.push_back(line);
  }
  return csv;
}

CsvFile CsvFile::read(const std::filesystem::path& file) {
  return parse(read_file(file, tr("a CSV file", "một tệp CSV")), file.string());
}

bool CsvFile::has_column(std::string_view name) const {
  return std::ranges::find(columns_, name) != columns_.end();
}

std::size_t CsvFile::column(std::string_view name) const {
  const auto it = std::ranges::find(columns_, name);
  if (it != columns_.end()) return static_cast<std::size_t>(it - columns_.begin());
  std::string there;
  for (const std::string& column : columns_) there += (there.empty() ? "" : ", ") + column;
  throw InputError({.where = name_ + ":1",
                    .found = tr("the columns ", "các cột ") + there,
                    .expected = tr("a column '", "một cột '") + std::string(name) + "'",
                    .outcome = tr("rename or add it there", "hãy đổi tên hoặc thêm cột ở đó")});
}

const std::string& CsvFile::text(std::size_t row, std::size_t column) const {
  return cells_.at(row).at(column);
}

double CsvFile::number(std::size_t row, std::size_t column) const {
  const std::string& cell = text(row, column);
  if (const auto value = parsed_number(cell); value && std::isfinite(*value)) return *value;
  throw InputError(
      {.where = where(row, column),
       .found = cell.empty() ? tr("nothing", "ô trống") : Text("'" + cell + "'"),
       .expected = tr("a number with a decimal point", "một số, dấu thập phân là dấu chấm"),
       .outcome = tr("mend it there", "hãy sửa ở đó")});
}

Text CsvFile::where_row(std::size_t row) const {
  return name_ + ":" + std::to_string(lines_.at(row));
}

Text CsvFile::where(std::size_t row, std::size_t column) const {
  return where_row(row) + tr(", column '", ", cột '") + columns_.at(column) + "'";
}

double Series::linear_at(double at_s) const {
  const auto after = std::ranges::upper_bound(time_s, at_s);
  if (after == time_s.begin()) return value.front();
  if (after == time_s.end()) return value.back();
  const auto i = static_cast<std::size_t>(after - time_s.begin());
  const double share = (at_s - time_s[i - 1]) / (time_s[i] - time_s[i - 1]);
  return value[i - 1] + share * (value[i] - value[i - 1]);
}

double Series::step_at(double at_s) const {
  const auto after = std::ranges::upper_bound(time_s, at_s);
  return after == time_s.begin() ? 0.0
                                 : value[static_cast<std::size_t>(after - time_s.begin()) - 1];
}

Series read_series(const std::filesystem::path& file, std::string_view value_column) {
  const CsvFile csv = CsvFile::read(file);
  const std::size_t time = csv.column("time_s");
  const std::size_t value = csv.column(value_column);
  Series series;
  for (std::size_t row = 0; row < csv.rows(); ++row) {
    const double time_s = csv.number(row, time);
    if (!series.time_s.empty() && time_s <= series.time_s.back()) {
      throw InputError(
          {.where = csv.where(row, time),
           .found = shortest(time_s),
           .expected = tr("a time after ", "thời điểm sau ") + shortest(series.time_s.back()),
           .outcome = tr("put the rows in order", "hãy xếp các dòng theo thời gian")});
    }
    series.time_s.push_back(time_s);
    series.value.push_back(csv.number(row, value));
  }
  if (series.time_s.empty()) {
    throw InputError({.where = csv.name(),
                      .found = tr("no rows", "không có dòng nào"),
                      .expected = tr("at least one row of time and value",
                                     "ít nhất một dòng thời gian và giá trị"),
                      .outcome = tr("fill the series in", "hãy điền chuỗi số liệu")});
  }
  return series;
}

}  // namespace twin
