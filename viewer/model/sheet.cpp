#include "viewer/model/sheet.h"

#include <algorithm>

#include "engine/base/csv_text.h"

namespace twin {
namespace {

std::string cell_text(const Value& value, int decimals) {
  if (const auto* number = std::get_if<double>(&value)) return with_decimals(*number, decimals);
  const auto* text = text_in(value);
  return text == nullptr ? std::string() : *text;
}

std::string on_one_line(std::string text) {
  std::ranges::replace_if(
      text, [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
  return text;
}

}  // namespace

std::string tab_separated(const Sheet& sheet, Language language) {
  std::string out;
  for (std::size_t i = 0; i < sheet.columns.size(); ++i) {
    out += (i > 0 ? "\t" : "") + on_one_line(sheet.columns[i].title);
  }
  out += '\n';
  for (const std::vector<Value>& row : sheet.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      std::string cell = cell_text(row[i], sheet.columns[i].decimals);
      const bool number = std::holds_alternative<double>(row[i]);
      if (number && language == Language::vietnamese) std::ranges::replace(cell, '.', ',');
      out += (i > 0 ? "\t" : "") + on_one_line(std::move(cell));
    }
    out += '\n';
  }
  return out;
}

std::string comma_separated(const Sheet& sheet) {
  std::vector<std::string> cells;
  for (const Sheet::Column& column : sheet.columns) cells.push_back(column.title);
  std::string out = kByteOrderMark + csv_line(cells);
  for (const std::vector<Value>& row : sheet.rows) {
    cells.clear();
    for (std::size_t i = 0; i < row.size(); ++i) {
      cells.push_back(cell_text(row[i], sheet.columns[i].decimals));
    }
    out += csv_line(cells);
  }
  return out;
}

}  // namespace twin
