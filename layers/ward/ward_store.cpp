#include "layers/ward/ward_store.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/partial_folder.h"
#include "engine/base/read_file.h"
#include "engine/gis/crs.h"
#include "engine/gis/postgis_store.h"
#include "layers/layer_rows.h"
#include "layers/ward/load_ward.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

constexpr const char* kToml = "ward.toml";
constexpr const char* kTerrain = "dem.tif";

/// The table with every column its layer has today: a ward of an older program lacks some.
FeatureTable with_all_columns(const FeatureTable& table, const LayerSpec& spec) {
  std::vector<Column> columns = table.columns();
  for (const Column& column : spec.table_columns()) {
    if (!table.has_column(column.name)) columns.push_back(column);
  }
  FeatureTable out(table.source(), table.layer(), columns);
  for (const Feature& row : table) out.add(row.fid(), row.geometry(), row.values());
  return out;
}

/// A table for each layer of the program, in its order.
std::vector<FeatureTable> every_table(const fs::path& folder) {
  const std::vector<FeatureTable> there = tables_of(folder);
  std::vector<FeatureTable> tables;
  for (const LayerSpec* spec : layer_specs()) {
    const auto it = std::ranges::find(there, spec->name, &FeatureTable::layer);
    tables.push_back(it == there.end() ? empty_table(*spec) : with_all_columns(*it, *spec));
  }
  return tables;
}

/// ward.toml as it stands, or where the ward is drawn, one that says so without the drawing.
std::string toml_for_store(const fs::path& folder_or_toml, WardHeader header) {
  if (header.sketch.empty()) {
    const bool is_toml = folder_or_toml.extension() == ".toml";
    return read_file(is_toml ? folder_or_toml : folder_or_toml / kToml,
                     tr("the ward's ward.toml", "tệp ward.toml của phường"));
  }
  header.sketch.clear();
  return toml_of(header);
}

void need_wards_crs(const WardHeader& header, const fs::path& ward) {
  if (header.crs == kWardCrs) return;
  throw InputError({.where = ward.string(),
                    .found = header.crs,
                    .expected = kWardCrs,
                    .outcome = tr("nothing was published", "chưa công bố gì")});
}

void need_columns(const FeatureTable& table, const LayerSpec& spec) {
  for (const ColumnSpec& column : spec.columns) {
    if (table.has_column(column.name)) continue;
    throw InputError(
        {.where = table.source(),
         .found = tr("no column '", "không có cột '") + std::string(column.name) + "'",
         .expected = tr("every column of the layer ", "đủ các cột của lớp ") +
                     std::string(spec.name) + tr(", as published", ", như khi công bố"),
         .outcome = tr("nothing was fetched; restore the column, or publish the ward again",
                       "chưa lấy gì; hãy khôi phục cột hoặc công bố lại phường"),
         .layer = std::string(spec.name)});
  }
}

/// Our columns in our order, then those of others: a column that was added later stands last in a
/// database.
FeatureTable in_order(const FeatureTable& table, const LayerSpec& spec) {
  std::vector<Column> columns = spec.table_columns();
  for (Column& ours : columns) ours = *std::ranges::find(table.columns(), ours.name, &Column::name);
  for (const Column& column : table.columns()) {
    if (std::ranges::find(columns, column) == columns.end()) columns.push_back(column);
  }
  FeatureTable out(table.source(), table.layer(), columns);
  for (const Feature& row : table) {
    std::vector<Value> values;
    for (const Column& column : columns) values.push_back(row.value(column.name));
    out.add(row.fid(), row.geometry(), std::move(values));
  }
  return out;
}

/// Only what a ward folder has; a store must not be able to write elsewhere.
void need_known_name(const StoredFile& file, const PostgisPlace& place) {
  if (file.name == kToml || file.name == kTerrain) return;
  throw InputError({.where = whole_name(place),
                    .found = tr("a file '", "tệp '") + file.name + "'",
                    .expected = tr("ward.toml and dem.tif", "ward.toml và dem.tif"),
                    .outcome = tr("nothing was fetched", "chưa lấy gì")});
}

}  // namespace

void publish_ward(const fs::path& folder_or_toml, const PostgisPlace& place, Findings& findings,
                  const Progress& progress) {
  const LoadedWard ward = load_ward(folder_or_toml, findings, progress.part(0.0, 0.3));
  need_wards_crs(ward.header, folder_or_toml);
  const std::vector<FeatureTable> tables = every_table(ward.folder);
  std::vector<StoredLayer> layers;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    layers.push_back({.table = &tables[i], .spec = layer_specs()[i]});
  }
  std::vector<StoredFile> files = {{kToml, toml_for_store(folder_or_toml, ward.header)}};
  const fs::path terrain = ward.folder / kTerrain;
  if (fs::exists(terrain)) {
    files.push_back(
        {kTerrain, read_file(terrain, tr("the ward's terrain", "địa hình của phường"))});
  }
  write_postgis(place, layers, files, kWardCrs, findings, progress.part(0.3, 1.0));
}

void fetch_ward(const PostgisPlace& place, const fs::path& folder, Findings& findings,
                const Progress& progress) {
  const Stored stored = read_postgis(place, layer_specs(), kWardCrs, progress.part(0.0, 0.7));
  std::vector<FeatureTable> tables;
  for (std::size_t i = 0; i < stored.tables.size(); ++i) {
    need_columns(stored.tables[i], *layer_specs()[i]);
    tables.push_back(in_order(stored.tables[i], *layer_specs()[i]));
  }
  for (const StoredFile& file : stored.files) {
    need_known_name(file, place);
    write_file(folder / file.name, file.bytes);
  }
  write_tables(folder, kWardCrs, tables);
  load_ward(folder, findings, progress.part(0.7, 1.0));
}

}  // namespace twin
