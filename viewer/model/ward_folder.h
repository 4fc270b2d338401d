#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "engine/gis/feature_table.h"
#include "engine/space/grid.h"
#include "viewer/model/address_book.h"

namespace twin {

/// A ward as the viewer reads it: the tables of its layers and its terrain, untyped. What a
/// surveyed ward lacks is simply not drawn.
struct WardFolder {
  std::filesystem::path folder;
  std::string name;
  bool made_up = false;  ///< a sample: nothing in it is a real place
  std::map<std::string, FeatureTable, std::less<>> layers;
  std::optional<Grid<float>> terrain_m;          ///< until a world stands on it
  std::shared_ptr<const AddressBook> addresses;  ///< never nullptr

  /// nullptr where the ward has no such layer.
  const FeatureTable* layer(std::string_view name) const;
  /// Whether any feature or column of it is not surveyed or open data.
  bool built_on_assumed_data() const;
};

/// Whether a ward lies there: a folder with ward.toml, or that file.
bool is_ward(const std::filesystem::path& path);

/// Reads the layers that can be drawn. @throws InputError: unreadable or truncated files.
WardFolder read_ward_folder(const std::filesystem::path& folder_or_toml);

}  // namespace twin
