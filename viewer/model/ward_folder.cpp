#include "viewer/model/ward_folder.h"

#include <algorithm>
#include <array>
#include <future>
#include <vector>

#include "engine/base/toml_file.h"
#include "engine/gis/provenance.h"
#include "engine/gis/raster_file.h"
#include "engine/gis/read_features.h"

namespace twin {
namespace {

namespace fs = std::filesystem;

/// What is drawn; the rest of a ward stays on the disk.
constexpr std::array<std::string_view, 20> kDrawn = {
    "boundary",    "roads",       "lanes",        "buildings",      "greens",
    "river",       "cisterns",    "hydrants",     "draw_points",    "fire_stations",
    "facilities",  "drain_pipes", "drain_inlets", "drain_outfalls", "drain_manholes",
    "drain_pumps", "parking",     "flood_spots",  "obstacles",      "residential_groups"};
constexpr std::string_view kLargest = "buildings";

fs::path toml_of(const fs::path& path) {
  return path.extension() == ".toml" ? path : path / "ward.toml";
}

}  // namespace

const FeatureTable* WardFolder::layer(std::string_view layer_name) const {
  const auto it = layers.find(layer_name);
  return it == layers.end() ? nullptr : &it->second;
}

bool WardFolder::built_on_assumed_data() const {
  if (made_up) return true;
  return std::ranges::any_of(layers, [](const auto& entry) {
    return std::ranges::any_of(entry.second, [](const Feature& feature) {
      return source_of(feature.text("source").value_or("")) == Source::assumed ||
             feature.text("assumed").has_value();
    });
  });
}

bool is_ward(const fs::path& path) {
  std::error_code error;
  return path.filename() == "ward.toml" || fs::is_regular_file(path / "ward.toml", error);
}

WardFolder read_ward_folder(const fs::path& folder_or_toml) {
  const fs::path toml_file = toml_of(folder_or_toml);
  const TomlTable toml = TomlTable::read(toml_file);
  WardFolder ward;
  ward.folder = toml_file.parent_path();
  ward.name = toml.need_text("name");
  ward.made_up = toml.flag("made_up").value_or(false);
  const fs::path package = ward.folder / "ward.gpkg";
  ward.addresses = std::make_shared<AddressBook>(package);
  const fs::path dem = ward.folder / "dem.tif";
  const std::vector<std::string> there = layer_names(package);
  const auto has = [&](std::string_view name) {
    return std::ranges::find(there, name) != there.end();
  };
  auto terrain = std::async(std::launch::async, [&]() -> std::optional<Grid<float>> {
    std::error_code error;
    if (!fs::is_regular_file(dem, error)) return std::nullopt;
    return read_raster(dem).values;
  });
  auto largest = std::async(std::launch::async, [&]() -> std::optional<FeatureTable> {
    if (!has(kLargest)) return std::nullopt;
    return read_features(package, std::string(kLargest));
  });
  for (const std::string_view name : kDrawn) {
    if (name == kLargest || !has(name)) continue;
    ward.layers.emplace(std::string(name), read_features(package, std::string(name)));
  }
  if (auto buildings = largest.get()) ward.layers.emplace(kLargest, std::move(*buildings));
  ward.terrain_m = terrain.get();
  return ward;
}

}  // namespace twin
