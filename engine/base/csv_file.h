#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/findings.h"

namespace twin {

/// A comma-separated file with a heading, each row knowing its line (the heading is line 1).
/// Quotes and a byte order mark are understood; blank lines are left out.
class CsvFile {
 public:
  /// @throws InputError: missing or unreadable.
  static CsvFile read(const std::filesystem::path& file);
  static CsvFile parse(std::string_view text, const std::string& name);

  const std::vector<std::string>& columns() const { return columns_; }
  std::size_t rows() const { return cells_.size(); }
  bool has_column(std::string_view name) const;
  /// @throws InputError naming the columns there are.
  std::size_t column(std::string_view name) const;

  const std::string& text(std::size_t row, std::size_t column) const;
  /// @throws InputError where the cell is no number.
  double number(std::size_t row, std::size_t column) const;
  /// "rain.csv:4, column 'mm_per_h'"
  Text where(std::size_t row, std::size_t column) const;
  Text where_row(std::size_t row) const;
  const std::string& name() const { return name_; }

 private:
  std::string name_;
  std::vector<std::string> columns_;
  std::vector<std::vector<std::string>> cells_;
  std::vector<std::size_t> lines_;
};

/// A value through time, strictly increasing in time.
struct Series {
  std::vector<double> time_s;
  std::vector<double> value;

  /// Linear between the rows, constant beyond them; the series must not be empty.
  double linear_at(double at_s) const;
  /// The value of the last row at or before `at_s`; 0 before the first row.
  double step_at(double at_s) const;

  bool operator==(const Series&) const = default;
};

/// Reads the columns `time_s` and `value_column`.
/// @throws InputError: unreadable, no rows, no number, or times that do not increase (with the row).
Series read_series(const std::filesystem::path& file, std::string_view value_column);

}  // namespace twin
