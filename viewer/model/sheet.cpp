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

/// As people of that language read it.
std::string told_cell(const Value& value, int decimals, Language language) {
  std::string cell = cell_text(value, decimals);
  const bool number = std::holds_alternative<double>(value);
  if (number && language == Language::vietnamese) std::ranges::replace(cell, '.', ',');
  return cell;
}

std::string in_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else
      out += c;
  }
  return out;
}

constexpr const char* kTextCell = R"(<td style="mso-number-format:'\@'">)";

std::string html_cell(const Value& value, int decimals, Language language) {
  const std::string told = in_html(told_cell(value, decimals, language));
  const bool number = std::holds_alternative<double>(value) && !told.empty();
  const std::string opening =
      number ? "<td x:num=\"" + cell_text(value, decimals) + "\">" : kTextCell;
  return opening + told + "</td>";
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
      out +=
          (i > 0 ? "\t" : "") + on_one_line(told_cell(row[i], sheet.columns[i].decimals, language));
    }
    out += '\n';
  }
  return out;
}

std::string html_table(const Sheet& sheet, Language language) {
  std::string out =
      "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">"
      "<head><meta charset=\"utf-8\"></head><body><table>\n<tr>";
  for (const Sheet::Column& column : sheet.columns) {
    out += kTextCell + in_html(column.title) + "</td>";
  }
  out += "</tr>\n";
  for (const std::vector<Value>& row : sheet.rows) {
    out += "<tr>";
    for (std::size_t i = 0; i < row.size(); ++i) {
      out += html_cell(row[i], sheet.columns[i].decimals, language);
    }
    out += "</tr>\n";
  }
  return out + "</table></body></html>\n";
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
