#include "engine/results/bundle_writer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <sstream>

#include "engine/base/json_file.h"
#include "engine/gis/crs.h"
#include "engine/gis/raster_file.h"
#include "engine/gis/write_features.h"
#include "engine/results/frames_file.h"
#include "engine/results/list_file.h"
#include "engine/results/qgis_style.h"
#include "engine/results/series_file.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

constexpr const char* kUnfinished = "unfinished";  // folder of what only a running run needs
constexpr const char* kRunHash = "run_hash";       // in it
constexpr const char* kLock = "lock";
constexpr const char* kCall = "call.json";

std::string text_in(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

CfContext cf_context(const Manifest& manifest) {
  return {.title = manifest.title.empty() ? manifest.scenario_title.en : manifest.title,
          .start = manifest.start,
          .crs = manifest.ward.crs,
          .crs_wkt = wkt_of_crs(manifest.ward.crs),
          .source = "wardtwin " + manifest.program_version + ", run " + manifest.run_hash};
}

GeometryKind geometry_kind(const FeatureTable& table) {
  for (const Feature& row : table) {
    switch (row.geometry().index()) {
      case 1:
        return GeometryKind::point;
      case 2:
        return GeometryKind::line;
      case 3:
        return GeometryKind::polygon;
      default:
        break;
    }
  }
  return GeometryKind::none;
}

template <typename Values>
void widen(ManifestField& field, const Values& values) {
  for (const auto value : values) {
    if (!std::isfinite(value)) continue;
    field.least = std::min(field.least.value_or(value), static_cast<double>(value));
    field.most = std::max(field.most.value_or(value), static_cast<double>(value));
  }
}

bool same_run(const fs::path& partial, const std::string& run_hash) {
  return text_in(partial / kUnfinished / kRunHash) == run_hash;
}

/// Resuming makes sense only in what an equal run left.
PartialFolder::Start usable_start(const fs::path& target, const std::string& run_hash,
                                  PartialFolder::Start asked) {
  fs::path partial = target.lexically_normal();
  if (!partial.has_filename()) partial = partial.parent_path();
  partial += ".partial";
  return asked == PartialFolder::Start::resume && same_run(partial, run_hash)
             ? PartialFolder::Start::resume
             : PartialFolder::Start::afresh;
}

}  // namespace

std::string FileCheckpoints::load() { return text_in(file_); }

void FileCheckpoints::save(std::string_view state) {
  const fs::path unfinished = file_.string() + ".new";
  write_file(unfinished, state);
  std::error_code error;
  fs::rename(unfinished, file_, error);
  if (error) {
    throw OutputError({.where = file_.string(),
                       .found = error.message(),
                       .expected = tr("a place that can be written to", "nơi ghi được"),
                       .outcome = tr("stopped", "đã dừng")});
  }
}

BundleWriter::BundleWriter(const fs::path& target, Manifest heading,
                           std::span<const ResultField> fields, PartialFolder::Start start)
    : folder_(target, usable_start(target, heading.run_hash, start)),
      manifest_(std::move(heading)),
      gathered_(fields, manifest_.scenario, manifest_.start, manifest_.run_hash),
      checkpoints_(folder_.path() / kUnfinished / "state"),
      continues_(folder_.continues()),
      replaced_leftover_(folder_.replaced_leftover()) {
  for (const ResultField& field : fields) manifest_.fields.push_back(manifest_field(field));
  std::error_code ignored;  // a folder that cannot be made shows when the file is written
  fs::create_directories(folder() / kUnfinished, ignored);
  write_file(folder() / kUnfinished / kRunHash, manifest_.run_hash);
  lock_.emplace(folder() / kUnfinished / kLock);
}

bool is_interrupted_run(const fs::path& partial) {
  std::error_code error;
  return fs::exists(partial / kUnfinished / kRunHash, error) &&
         !is_locked(partial / kUnfinished / kLock);
}

void BundleWriter::note(const RunCall& call) const {
  const nlohmann::json json = {{"scenario_file", call.scenario_file.string()},
                               {"folder", call.folder.string()},
                               {"assignments", call.assignments},
                               {"title", call.title}};
  write_file(folder() / kUnfinished / kCall, json.dump(2) + "\n");
}

std::optional<RunCall> call_of(const fs::path& partial) {
  try {
    const JsonFile file(partial / kUnfinished / kCall, {});
    const JsonPlace told = file.root();
    return RunCall{.scenario_file = told.at("scenario_file").text(),
                   .folder = told.at("folder").text(),
                   .assignments = texts_in(told.at("assignments")),
                   .title = told.at("title").text()};
  } catch (const InputError&) {
    return std::nullopt;
  }
}

FrameSpool BundleWriter::spool(std::string_view name) const {
  return FrameSpool(folder() / kUnfinished / std::string(name));
}

void BundleWriter::frame(std::string_view name, double time_s, const Grid<float>& values) {
  gathered_.declared(name, FieldKind::frames);
  spool(name).write(time_s, values);
}

void BundleWriter::write(const Progress& progress) {
  progress.checkpoint(0.0, tr("writing the results", "ghi kết quả"));
  write_all_frames(progress.part(0.0, 0.7));
  write_grids();
  write_tables();
  write_all_series();
  manifest_.measures = gathered_.measures();
  manifest_.findings = gathered_.findings().all();
  for (ManifestField& field : manifest_.fields) set_range(field);
  std::erase_if(manifest_.fields, [](const ManifestField& field) {
    return field.kind != FieldKind::measure && field.file.empty();  // declared, but not written
  });
  std::erase_if(manifest_.fields, [&](const ManifestField& field) {
    return field.kind == FieldKind::measure && !manifest_.measures.contains(field.name);
  });
  write_file(folder() / "manifest.json", manifest_.json());
  progress.checkpoint(1.0, tr("results written", "đã ghi kết quả"));
}

void BundleWriter::write_all_frames(const Progress& progress) {
  for (ManifestField& field : manifest_.fields) {
    if (field.kind != FieldKind::frames) continue;
    const FrameSpool frames = spool(field.name);
    const std::vector<double> times_s = frames.times_s();
    if (times_s.empty()) continue;
    field.file = field.name + ".nc";
    const auto range = write_frames(
        folder() / field.file, field, cf_context(manifest_), times_s,
        [&](std::size_t i) { return frames.read(times_s[i]); }, progress);
    if (!range) continue;
    field.least = range->first;
    field.most = range->second;
  }
}

void BundleWriter::write_grids() {
  for (ManifestField& field : manifest_.fields) {
    const auto grid = gathered_.grids().find(field.name);
    if (field.kind != FieldKind::grid || grid == gathered_.grids().end()) continue;
    field.file = field.name + ".tif";
    write_raster(folder() / field.file, grid->second, manifest_.ward.crs);
    widen(field, grid->second.values().reshaped<Eigen::RowMajor>());
    write_file(folder() / (field.name + ".qml"), qgis_raster_style(field));
  }
}

void BundleWriter::write_tables() {
  std::vector<LayerToWrite> layers;
  for (const std::string& name : gathered_.tables()) {
    for (ManifestField& field : manifest_.fields) {
      const bool in_table = field.kind == FieldKind::column || field.kind == FieldKind::text;
      if (!in_table || field.table != name) continue;
      if (gathered_.table(name).has_column(field.name)) field.file = "tables.gpkg|" + name;
      if (field.kind == FieldKind::column && !field.file.empty()) {
        widen(field, gathered_.column(name, field.name));
      }
    }
    const FeatureTable& table = gathered_.table(name);
    const GeometryKind geometry = geometry_kind(table);
    layers.push_back({.table = &table,
                      .geometry = geometry,
                      .qgis_style = qgis_style(manifest_, name, geometry)});
  }
  if (!layers.empty()) write_geopackage(folder() / "tables.gpkg", layers, manifest_.ward.crs);
  for (const std::string& name : gathered_.lists()) {
    write_file(folder() / (name + ".csv"), list_csv(gathered_.table(name), manifest_.fields));
  }
}

void BundleWriter::write_all_series() {
  if (gathered_.all_series().empty()) return;
  write_series(folder() / "series.nc", gathered_, manifest_.fields, cf_context(manifest_));
  for (ManifestField& field : manifest_.fields) {
    const auto series = gathered_.all_series().find({field.table, field.name});
    if (field.kind != FieldKind::series || series == gathered_.all_series().end()) continue;
    field.file = "series.nc|" + field.table;
    widen(field, series->second.values);
  }
}

void BundleWriter::set_range(ManifestField& field) const {
  const auto measure = gathered_.measures().find(field.name);
  if (field.kind != FieldKind::measure || measure == gathered_.measures().end()) return;
  widen(field, std::array{measure->second});
}

void BundleWriter::finish() {
  std::error_code error;
  fs::remove_all(folder() / kUnfinished, error);
  if (error) {
    throw OutputError({.where = (folder() / kUnfinished).string(),
                       .found = error.message(),
                       .expected = tr("a folder that can be removed", "thư mục xóa được"),
                       .outcome = tr("the run is left under its partial name",
                                     "lần chạy vẫn mang tên tạm .partial")});
  }
  folder_.finish();
}

}  // namespace twin
