#pragma once

#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/gis/feature_table.h"

namespace twin {

/// The addresses of a ward. They are many and only questions need them, so they are read when they
/// are first asked for, by whichever thread asks: the window lets one of its own do it early.
class AddressBook {
 public:
  /// `package`: ward.gpkg, with or without a layer `addresses`.
  explicit AddressBook(std::filesystem::path package) : package_(std::move(package)) {}

  /// nullptr where the ward has none. @throws InputError: an unreadable file.
  const FeatureTable* table() const;
  /// The addresses of a building in the order of the file. @throws InputError as `table`.
  std::vector<std::string> of_building(const std::string& building_id) const;

 private:
  void read() const;

  std::filesystem::path package_;
  mutable std::once_flag once_;
  mutable std::optional<FeatureTable> table_;
  mutable std::unordered_multimap<std::string, std::size_t> rows_;  ///< by building
};

}  // namespace twin
