#include "engine/results/bundle.h"

#include <algorithm>

#include "engine/base/toml_file.h"
#include "engine/gis/raster_file.h"
#include "engine/gis/raster_head.h"
#include "engine/gis/read_features.h"
#include "engine/results/collected.h"
#include "engine/results/frames_file.h"
#include "engine/results/series_file.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

constexpr const char* kTables = "tables.gpkg";

Manifest manifest_in(const fs::path& folder) {
  std::error_code error;
  if (fs::is_directory(folder, error)) return Manifest::read(folder / "manifest.json");
  throw InputError(
      {.where = folder.string(),
       .found = tr("no folder", "không có thư mục"),
       .expected = tr("the folder of a finished run", "thư mục của một lần chạy đã xong"),
       .outcome = tr("check the path, or run the scenario first",
                     "hãy kiểm tra đường dẫn hoặc chạy kịch bản trước")});
}

fs::path without_trailing_separator(const fs::path& folder) {
  return folder.has_filename() ? folder : folder.parent_path();
}

std::optional<fs::path> noted_ward(const fs::path& folder) {
  try {
    return TomlTable::read(folder / "run.log").path(kWardFromHere);
  } catch (const InputError&) {
    return std::nullopt;  // a run.log may be missing or edited: it is no part of the results
  }
}

}  // namespace

Bundle::Bundle(const fs::path& folder)
    : folder_(without_trailing_separator(folder)), manifest_(manifest_in(folder_)) {}

std::optional<fs::path> Bundle::ward_toml() const {
  const fs::path usual_scenarios = folder_ / ".." / ".." / "scenarios";
  std::vector<fs::path> places;
  if (const auto noted = noted_ward(folder_)) places.push_back(*noted);
  places.push_back(usual_scenarios / manifest_.ward.path);
  for (const fs::path& place : places) {
    std::error_code error;
    if (fs::is_regular_file(place, error)) return place.lexically_normal();
  }
  return std::nullopt;
}

std::vector<std::string> Bundle::tables() const {
  std::vector<std::string> names;
  for (const ManifestField& field : manifest_.fields) {
    if (!field.table.empty() && std::ranges::find(names, field.table) == names.end()) {
      names.push_back(field.table);
    }
  }
  return names;
}

bool Bundle::has(std::string_view field) const {
  return manifest_.field(field) != nullptr ||
         std::ranges::find(manifest_.fields, field, &ManifestField::table) !=
             manifest_.fields.end();
}

double Bundle::measure(std::string_view name) const {
  const auto it = manifest_.measures.find(std::string(name));
  if (it != manifest_.measures.end()) return it->second;
  std::vector<std::string> there;
  for (const auto& entry : manifest_.measures) there.push_back(entry.first);
  throw no_such_result(folder_.string(), name, there);
}

fs::path Bundle::file_of(FieldKind kind, std::string_view name, std::string_view table) const {
  std::vector<std::string> there;
  for (const ManifestField& field : manifest_.fields) {
    if (field.kind != kind || (!table.empty() && field.table != table)) continue;
    if (field.name == name) return folder_ / field.file.substr(0, field.file.find('|'));
    there.push_back(field.name);
  }
  throw no_such_result(folder_.string(), name, there);
}

void Bundle::require_table(std::string_view name) const {
  const std::vector<std::string> there = tables();
  if (std::ranges::find(there, name) == there.end()) {
    throw no_such_result(folder_.string(), name, there);
  }
}

const OpenPackage& Bundle::open_tables() const {
  if (!open_tables_) open_tables_ = std::make_unique<OpenPackage>(folder_ / kTables);
  return *open_tables_;
}

LayerHead Bundle::table_head(std::string_view name) const {
  require_table(name);
  const std::scoped_lock lock(reading_);
  return open_tables().head(std::string(name));
}

const FeatureTable& Bundle::table(std::string_view name) const {
  const std::scoped_lock lock(reading_);
  const auto it = tables_.find(name);
  if (it != tables_.end()) return it->second;
  require_table(name);
  return tables_.emplace(std::string(name), read_features(folder_ / kTables, std::string(name)))
      .first->second;
}

FeatureTable Bundle::rows_with(std::string_view table, const std::string& column,
                               std::string_view text) const {
  require_table(table);
  const std::scoped_lock lock(reading_);
  return open_tables().rows_with(std::string(table), column, text);
}

FeatureTable Bundle::rows_meeting(std::string_view table, const Box& box) const {
  require_table(table);
  const std::scoped_lock lock(reading_);
  return open_tables().rows_meeting(std::string(table), box);
}

std::size_t Bundle::place_of(std::string_view table, const Feature& row) const {
  require_table(table);
  const std::scoped_lock lock(reading_);
  return open_tables().place_of(std::string(table), row);
}

std::vector<double> Bundle::column(std::string_view table, std::string_view name) const {
  return numbers_of(this->table(table), name, folder_.string());
}

Grid<float> Bundle::grid(std::string_view name) const {
  return read_raster(file_of(FieldKind::grid, name)).values;
}

std::vector<double> Bundle::frame_times_s(std::string_view name) const {
  return read_frame_times_s(file_of(FieldKind::frames, name));
}

Grid<float> Bundle::frame(std::string_view name, std::size_t index) const {
  return read_frame(file_of(FieldKind::frames, name), std::string(name), index);
}

std::vector<double> Bundle::series_times_s(std::string_view table, std::string_view name) const {
  return read_series_times_s(file_of(FieldKind::series, name, table), std::string(table),
                             std::string(name));
}

std::vector<float> Bundle::series_at(std::string_view table, std::string_view name,
                                     std::size_t time_index) const {
  return read_series_at(file_of(FieldKind::series, name, table), std::string(table),
                        std::string(name), time_index);
}

GridFrame Bundle::grid_frame(std::string_view name) const {
  return read_raster_head(file_of(FieldKind::grid, name)).frame;
}

float Bundle::grid_at(std::string_view name, Cell cell) const {
  return read_raster_cell(file_of(FieldKind::grid, name), cell);
}

GridFrame Bundle::frames_frame(std::string_view name) const {
  return read_frames_frame(file_of(FieldKind::frames, name));
}

std::vector<float> Bundle::frames_at(std::string_view name, Cell cell, std::size_t first,
                                     std::size_t count) const {
  return read_frames_at(file_of(FieldKind::frames, name), std::string(name), cell, first, count);
}

std::vector<float> Bundle::series_of_row(std::string_view table, std::string_view name,
                                         std::size_t row, std::size_t first,
                                         std::size_t count) const {
  return read_series_of_row(file_of(FieldKind::series, name, table), std::string(table),
                            std::string(name), row, first, count);
}

}  // namespace twin
