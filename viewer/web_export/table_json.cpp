#include "viewer/web_export/table_json.h"

#include <cmath>
#include <map>

#include "viewer/look/words.h"

namespace twin {
namespace {

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

Json address_json(const WardFolder& ward, const FeatureTable& buildings) {
  std::vector<Text> texts;
  texts.reserve(buildings.size());
  for (const Feature& building : buildings) {
    const auto all = ward.addresses->of_building(building.text("id").value_or(""));
    texts.push_back(all.empty() ? Text() : Text(all.front()));
  }
  Json json = {{"name", "address"},
               {"title", json_of(tr("address", "địa chỉ"))},
               {"unit", ""},
               {"kind", "text"}};
  json.update(words_json(texts));
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

Json layer_table_json(const WardFolder& ward, const FeatureTable& table) {
  Json columns = Json::array();
  if (table.layer() == "buildings") columns.push_back(address_json(ward, table));
  for (const Column& column : table.columns()) columns.push_back(column_json(table, column));
  return {{"rows", table.size()}, {"columns", std::move(columns)}};
}

}  // namespace twin
