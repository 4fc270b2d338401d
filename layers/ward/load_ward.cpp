#include "layers/ward/load_ward.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <future>

#include "engine/base/nearest.h"
#include "engine/base/partial_folder.h"
#include "engine/base/read_file.h"
#include "engine/base/toml_file.h"
#include "engine/gis/raster_file.h"
#include "engine/gis/read_features.h"
#include "engine/gis/write_features.h"
#include "engine/space/geometry.h"
#include "layers/ward/sketched_ward.h"
#include "layers/ward/ward_style.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

/// How one layer is declared, read and written.
struct LayerEntry {
  const LayerSpec* spec;
  std::function<void(WardLayers&, const FeatureTable&, Findings&)> replace;
  std::function<FeatureTable(const WardLayers&)> table;
};

template <typename Item>
LayerEntry entry(const LayerSpec& spec, std::vector<Item> WardLayers::*items,
                 std::vector<Item> (*load)(const FeatureTable&, Findings&),
                 FeatureTable (*table)(const std::vector<Item>&)) {
  return {&spec,
          [items, load](WardLayers& layers, const FeatureTable& rows, Findings& findings) {
            layers.*items = load(rows, findings);
          },
          [items, table](const WardLayers& layers) { return table(layers.*items); }};
}

/// Every layer but the terrain, in the order of the GeoPackage.
const std::vector<LayerEntry>& entries() {
  using W = WardLayers;
  static const std::vector<LayerEntry> all = {
      {&boundary_spec(),
       [](W& layers, const FeatureTable& rows, Findings& findings) {
         layers.boundary = load_boundary(rows, findings);
       },
       [](const W& layers) { return boundary_table(layers.boundary); }},
      entry(roads_spec(), &W::roads, load_roads, roads_table),
      entry(lanes_spec(), &W::lanes, load_lanes, lanes_table),
      entry(obstacles_spec(), &W::obstacles, load_obstacles, obstacles_table),
      entry(junctions_spec(), &W::junctions, load_junctions, junctions_table),
      entry(buildings_spec(), &W::buildings, load_buildings, buildings_table),
      entry(addresses_spec(), &W::addresses, load_addresses, addresses_table),
      entry(residential_groups_spec(), &W::residential_groups, load_residential_groups,
            residential_groups_table),
      entry(drain_pipes_spec(), &W::drain_pipes, load_drain_pipes, drain_pipes_table),
      entry(drain_manholes_spec(), &W::drain_manholes, load_drain_manholes, drain_manholes_table),
      entry(drain_inlets_spec(), &W::drain_inlets, load_drain_inlets, drain_inlets_table),
      entry(drain_outfalls_spec(), &W::drain_outfalls, load_drain_outfalls, drain_outfalls_table),
      entry(drain_pumps_spec(), &W::drain_pumps, load_drain_pumps, drain_pumps_table),
      entry(cisterns_spec(), &W::cisterns, load_cisterns, cisterns_table),
      entry(hydrants_spec(), &W::hydrants, load_hydrants, hydrants_table),
      entry(draw_points_spec(), &W::draw_points, load_draw_points, draw_points_table),
      entry(fire_stations_spec(), &W::fire_stations, load_fire_stations, fire_stations_table),
      entry(greens_spec(), &W::greens, load_greens, greens_table),
      entry(parking_spec(), &W::parking, load_parking, parking_table),
      entry(facilities_spec(), &W::facilities, load_facilities, facilities_table),
      entry(flood_spots_spec(), &W::flood_spots, load_flood_spots, flood_spots_table),
      entry(reports_spec(), &W::reports, load_reports, reports_table),
      entry(river_spec(), &W::river, load_river, river_table),
  };
  return all;
}

const LayerEntry& entry_named(std::string_view name) {
  const auto it = std::ranges::find_if(
      entries(), [&](const LayerEntry& entry) { return entry.spec->name == name; });
  if (it != entries().end()) return *it;
  std::vector<std::string> names;
  for (const LayerEntry& entry : entries()) names.emplace_back(entry.spec->name);
  throw InputError({.where = tr("layer '", "lớp '") + std::string(name) + "'",
                    .found = tr("a name that no layer has", "tên không phải của lớp nào"),
                    .expected = expected_name(name, names),
                    .outcome = tr("correct the name", "hãy sửa tên lớp"),
                    .layer = std::string(name)});
}

bool is_same_ground(const Grid<float>& a, const Grid<float>& b) {
  if (a.frame() != b.frame()) return false;
  const auto same = [](float x, float y) { return x == y || (std::isnan(x) && std::isnan(y)); };
  return std::equal(a.values().data(), a.values().data() + a.values().size(), b.values().data(),
                    same);
}

/// "open data" where the header says so of the terrain, surveyed or assumed alike.
Provenance terrain_provenance(const WardHeader& header) {
  const auto it = header.sources.find("terrain");
  const std::string said = it == header.sources.end() ? "" : it->second;
  const std::string word = said.substr(0, said.find(':'));
  return {.source = source_of(word), .method = said, .seed = header.seed, .assumed = {}};
}

}  // namespace

LoadedWard load_ward(const fs::path& folder_or_toml, Findings& findings, const Progress& progress) {
  const bool is_toml = folder_or_toml.extension() == ".toml";
  const fs::path toml_file = is_toml ? folder_or_toml : folder_or_toml / "ward.toml";
  LoadedWard ward;
  ward.header = header_of(TomlTable::read(toml_file));
  ward.folder = toml_file.parent_path();
  if (!ward.header.sketch.empty()) {
    ward.folder = folder_made_from_sketch(toml_file, ward.header, progress);
  }
  const fs::path package = ward.folder / "ward.gpkg";
  const std::vector<std::string> present = layer_names(package);
  const fs::path dem = ward.folder / "dem.tif";
  std::future<Raster> ground;  // read beside the layers, as it takes as long as they do
  if (fs::exists(dem)) ground = std::async(std::launch::async, read_raster, dem);
  for (const LayerEntry& entry : entries()) {
    const std::string name(entry.spec->name);
    if (std::ranges::find(present, name) == present.end()) continue;
    entry.replace(ward.layers, read_features(package, name), findings);
  }
  ward.files = {toml_file, package};
  if (ground.valid()) {
    ward.layers.terrain =
        load_terrain(ground.get(), dem.string(), box_of(ward.layers.boundary.outline),
                     terrain_provenance(ward.header), findings);
    ward.files.push_back(dem);
  }
  return ward;
}

void write_tables(const fs::path& folder, const std::string& crs,
                  const std::vector<FeatureTable>& tables) {
  std::vector<LayerToWrite> to_write;
  for (const LayerEntry& entry : entries()) {
    const auto table = std::ranges::find(tables, entry.spec->name, &FeatureTable::layer);
    if (table == tables.end() || table->empty()) continue;
    to_write.push_back({.table = &*table,
                        .geometry = entry.spec->geometry,
                        .qgis_style = ward_style(*entry.spec)});
  }
  write_geopackage(folder / "ward.gpkg", to_write, crs);
}

void write_layers(const fs::path& folder, const std::string& crs, const WardLayers& layers) {
  std::vector<FeatureTable> tables;
  tables.reserve(entries().size());
  for (const LayerEntry& entry : entries()) tables.push_back(entry.table(layers));
  write_tables(folder, crs, tables);
  if (layers.terrain.ground_m.frame().rows > 0) {
    write_raster(folder / "dem.tif", layers.terrain.ground_m, crs);
  }
}

void write_ward(const fs::path& folder, const WardHeader& header, const WardLayers& layers) {
  write_layers(folder, header.crs, layers);
  write_file(folder / "ward.toml", toml_of(header));
}

std::vector<FeatureTable> tables_of(const fs::path& folder) {
  const fs::path package = folder / "ward.gpkg";
  const std::vector<std::string> present = layer_names(package);
  std::vector<FeatureTable> tables;
  for (const LayerEntry& entry : entries()) {
    const std::string name(entry.spec->name);
    if (std::ranges::find(present, name) == present.end()) continue;
    tables.push_back(read_features(package, name));
  }
  return tables;
}

void write_ward_after(const fs::path& folder, const WardHeader& header, const WardLayers& layers,
                      const LoadedWard& before) {
  std::vector<FeatureTable> tables;
  const std::vector<FeatureTable> as_they_stood = tables_of(before.folder);
  for (const LayerEntry& entry : entries()) {
    FeatureTable now = entry.table(layers);
    const auto stood = std::ranges::find(as_they_stood, entry.spec->name, &FeatureTable::layer);
    const bool kept = stood != as_they_stood.end() && now.has_rows_of(entry.table(before.layers));
    tables.push_back(kept ? *stood : std::move(now));
  }
  write_tables(folder, header.crs, tables);
  const fs::path dem = before.folder / "dem.tif";
  const Grid<float>& ground_m = layers.terrain.ground_m;
  if (fs::exists(dem) && is_same_ground(ground_m, before.layers.terrain.ground_m)) {
    write_file(folder / "dem.tif", read_file(dem, tr("the ward's terrain", "địa hình của phường")));
  } else if (ground_m.frame().rows > 0) {
    write_raster(folder / "dem.tif", ground_m, header.crs);
  }
  write_file(folder / "ward.toml", toml_of(header));
}

const std::vector<const LayerSpec*>& layer_specs() {
  static const std::vector<const LayerSpec*> specs = [] {
    std::vector<const LayerSpec*> all;
    for (const LayerEntry& entry : entries()) all.push_back(entry.spec);
    return all;
  }();
  return specs;
}

void replace_layer(WardLayers& layers, const FeatureTable& table, Findings& findings) {
  entry_named(table.layer()).replace(layers, table, findings);
}

FeatureTable layer_table(const WardLayers& layers, std::string_view name) {
  return entry_named(name).table(layers);
}

}  // namespace twin
