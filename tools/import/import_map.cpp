#include "tools/import/import_map.h"

#include <algorithm>

#include "engine/base/nearest.h"
#include "engine/base/toml_file.h"
#include "engine/gis/layer_spec.h"
#include "layers/ward/load_ward.h"

namespace twin {
namespace {

std::vector<std::string> layer_names() {
  std::vector<std::string> names;
  for (const LayerSpec* spec : layer_specs()) names.emplace_back(spec->name);
  return names;
}

std::vector<std::string> column_names(const std::string& layer) {
  std::vector<std::string> names;
  for (const LayerSpec* spec : layer_specs()) {
    if (spec->name != layer) continue;
    for (const ColumnSpec& column : spec->columns) names.emplace_back(column.name);
  }
  return names;
}

void need_one_of(const std::string& word, const std::vector<std::string>& valid, Text where) {
  if (std::ranges::find(valid, word) != valid.end()) return;
  throw InputError({.where = std::move(where),
                    .found = "'" + word + "'",
                    .expected = expected_name(word, valid),
                    .outcome = tr("correct it", "hãy sửa lại")});
}

/// The texts of a table, whatever its keys.
std::map<std::string, std::string> texts_in(const TomlTable& table) {
  std::map<std::string, std::string> texts;
  for (const std::string& key : table.keys()) texts[key] = table.need_text(key);
  return texts;
}

LayerMap layer_map(const TomlTable& table, const std::string& layer) {
  table.allow_only(
      {"where", "encoding", "crs", "columns", "values", "source", "method", "assumed"});
  const std::vector<std::string> valid = column_names(layer);
  LayerMap map{.where = table.text("where").value_or(""),
               .encoding = table.text("encoding").value_or(""),
               .crs = table.text("crs").value_or(""),
               .source = table.text("source").value_or(""),
               .method = table.text("method").value_or(""),
               .assumed = table.texts("assumed").value_or(std::vector<std::string>{}),
               .where_written = table.where()};
  if (const auto columns = table.table("columns")) {
    columns->allow_only(valid);
    map.columns = texts_in(*columns);
  }
  if (const auto values = table.table("values")) {
    values->allow_only(valid);
    for (const std::string& column : values->keys()) {
      map.values[column] = texts_in(*values->table(column));
    }
  }
  for (const std::string& column : map.assumed) {
    need_one_of(column, valid, table.where("assumed"));
  }
  if (!map.source.empty()) {
    need_one_of(map.source, {"surveyed", "open data", "assumed"}, table.where("source"));
  }
  return map;
}

}  // namespace

ImportMap read_import_map(const std::filesystem::path& file) {
  const TomlTable top = TomlTable::read(file);
  top.allow_only(layer_names());
  ImportMap map;
  for (const std::string& layer : top.keys()) map[layer] = layer_map(*top.table(layer), layer);
  return map;
}

}  // namespace twin
