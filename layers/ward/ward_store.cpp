#include "layers/ward/ward_store.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/partial_folder.h"
#include "engine/base/read_file.h"
#include "engine/gis/crs.h"
#include "engine/gis/postgis_store.h"
#include "engine/gis/rows_digest.h"
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

/// What ward.toml says of a layer that was changed in the store: what it said, and the change.
std::string said_of_changed(const std::string& said, const FeatureTable& now,
                            const PostgisPlace& place) {
  const std::string change = "changed in " + whole_name(place) + ": ";
  std::string before = said.substr(0, said.find(change));
  if (!before.empty() && !before.ends_with("; ")) before += "; ";
  return before + change + std::to_string(now.size()) + " features, sha256 " + sha256_of_rows(now);
}

void tell_unknown_changes(const PostgisPlace& place, Findings& findings) {
  findings.add({.where = whole_name(place),
                .found = tr("no record of the rows that were published",
                            "không có ghi nhận về các dòng đã công bố"),
                .expected = tr("a readable table ward_layers", "bảng ward_layers đọc được"),
                .outcome = tr("fetched; whether rows were changed since is not known",
                              "đã lấy về; không rõ từ lúc công bố có dòng nào bị sửa không"),
                .hint = tr("publish the ward again, and grant SELECT on ward_layers",
                           "công bố lại phường và cấp quyền SELECT trên ward_layers")});
}

/// The text of ward.toml, true of tables in which people have changed rows since they published.
std::string toml_of_fetched(const StoredFile& toml, const Stored& stored,
                            const std::vector<FeatureTable>& tables, const PostgisPlace& place,
                            Findings& findings) {
  if (stored.published_sha256.empty()) tell_unknown_changes(place, findings);
  bool changed = false;
  WardHeader header = header_of(TomlTable::parse(toml.bytes, toml.name));
  for (const FeatureTable& table : tables) {
    const auto published = stored.published_sha256.find(table.layer());
    if (published == stored.published_sha256.end()) continue;
    if (published->second == sha256_of_rows(table)) continue;
    std::string& said = header.sources[table.layer()];
    said = said_of_changed(said, table, place);
    changed = true;
    findings.add({.where = table.source(),
                  .found = tr("rows other than those published, now ",
                              "các dòng khác với lúc công bố, nay có ") +
                           std::to_string(table.size()) + tr(" features", " đối tượng"),
                  .expected = tr("the rows that were published", "các dòng đã công bố"),
                  .outcome = tr("fetched as they stand; ward.toml says so",
                                "lấy về như đang có; ward.toml có ghi"),
                  .layer = table.layer()});
  }
  return changed ? toml_of(header) : toml.bytes;
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
    write_file(folder / file.name, file.name == kToml
                                       ? toml_of_fetched(file, stored, tables, place, findings)
                                       : file.bytes);
  }
  write_tables(folder, kWardCrs, tables);
  load_ward(folder, findings, progress.part(0.7, 1.0));
}

}  // namespace twin
