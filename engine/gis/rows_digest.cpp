#include "engine/gis/rows_digest.h"

#include <algorithm>
#include <cmath>

#include "engine/base/numbers.h"
#include "engine/base/sha256.h"

namespace twin {
namespace {

std::string text_of(const Value& value) {
  if (const auto* text = text_in(value)) return *text;
  const auto* number = std::get_if<double>(&value);
  return number != nullptr && std::isfinite(*number) ? shortest(*number) : std::string();
}

std::vector<std::string> filled_columns(const FeatureTable& table) {
  std::vector<std::string> names;
  for (const Column& column : table.columns()) {
    const auto has_value = [&](const Feature& row) {
      return !text_of(row.value(column.name)).empty();
    };
    if (std::ranges::any_of(table, has_value)) names.push_back(column.name);
  }
  std::ranges::sort(names);
  return names;
}

void add_text(std::string& text, const Polyline& line) {
  for (const Point& p : line) text += shortest(p.x_m) + " " + shortest(p.y_m) + " ";
}

}  // namespace

std::string sha256_of_rows(const FeatureTable& table) {
  const std::vector<std::string> columns = filled_columns(table);
  std::string text;
  for (const std::string& column : columns) text += column + "\n";
  for (const Feature& row : table) {
    for (const std::string& column : columns) text += text_of(row.value(column)) + "\t";
    if (const auto point = row.point()) add_text(text, Polyline{*point});
    add_text(text, row.line());
    add_text(text, row.polygon().outer);
    for (const Polyline& hole : row.polygon().holes) add_text(text += "- ", hole);
    text += "\n";
  }
  return sha256_of_text(text);
}

}  // namespace twin
