#include "viewer/web_export/table_json.h"

#include <cmath>
#include <map>
#include <set>

#include "engine/gis/provenance.h"
#include "viewer/look/words.h"

namespace twin {
namespace {

/// The words of a column `source` that stand for what was made up.
Json assumed_words(const FeatureTable& table, const Json& word_of_row) {
  std::set<int> words;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const auto source = table[row].text("source");
    if (source && source_of(*source) == Source::assumed) words.insert(word_of_row[row].get<int>());
  }
  return words;
}

Json column_json(const FeatureTable& table, const Column& column) {
  Json json = {{"name", column.name},
               {"title", json_of(title_of_column(column.name))},
               {"unit", json_of(unit_of_column(column.name))}};
  if (column.kind == ColumnKind::text) {
    std::vector<Text> texts;
    texts.reserve(table.size());
    for (const Feature& row : table) texts.push_back(shown_cell(row, column));
    json["kind"] = "text";
    json.update(words_json(texts));
    if (column.name == "source") json["assumed"] = assumed_words(table, json["rows"]);
    return json;
  }
  json["kind"] = column.kind == ColumnKind::flag ? "flag" : "number";
  Json values = Json::array();
  for (const Feature& row : table) {
    const auto number = row.number(column.name);
    values.push_back(number && std::isfinite(*number) ? Json(*number) : Json());
  }
  json["values"] = std::move(values);
  return json;
}

}  // namespace

Json words_json(const std::vector<Text>& texts) {
  std::map<std::pair<std::string, std::string>, int> number_of;
  Json words = Json::array();
  Json rows = Json::array();
  for (const Text& text : texts) {
    if (text.empty()) {
      rows.push_back(-1);
      continue;
    }
    const auto [it, is_new] =
        number_of.try_emplace({text.vi, text.en}, static_cast<int>(words.size()));
    if (is_new) words.push_back(json_of(text));
    rows.push_back(it->second);
  }
  return {{"words", std::move(words)}, {"rows", std::move(rows)}};
}

Json layer_table_json(const FeatureTable& table) {
  Json columns = Json::array();
  for (const Column& column : table.columns()) columns.push_back(column_json(table, column));
  return {{"rows", table.size()}, {"columns", std::move(columns)}};
}

}  // namespace twin
