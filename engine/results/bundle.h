#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "engine/gis/open_package.h"
#include "engine/results/manifest.h"
#include "engine/results/output.h"

namespace twin {

/// A finished run read back from its folder: all a viewer, `compare`, `at` and `report` know, and
/// what other scenarios get through `[needs]`. Files are read when they are asked for.
///
///     const Bundle flood("results/flood_t10");
///     const FeatureTable& lanes = flood.table("lanes");
class Bundle : public Results {
 public:
  /// @throws InputError: no folder of a run there.
  explicit Bundle(const std::filesystem::path& folder);

  const Manifest& manifest() const { return manifest_; }
  const std::filesystem::path& folder() const { return folder_; }
  /// Where the ward of this run lies now: by what run.log noted of the place, then by the
  /// manifest's path from where scenario files usually lie; nothing where it is at neither.
  std::optional<std::filesystem::path> ward_toml() const;
  /// The tables there are, in the order of the manifest's fields.
  std::vector<std::string> tables() const;
  /// What a table holds, known without reading its rows. @throws InputError: no such table.
  LayerHead table_head(std::string_view name) const;

  std::string scenario() const override { return manifest_.scenario; }
  std::string start() const override { return manifest_.start; }
  std::string run_hash() const override { return manifest_.run_hash; }
  bool has(std::string_view field) const override;
  double measure(std::string_view name) const override;
  const FeatureTable& table(std::string_view name) const override;
  std::vector<double> column(std::string_view table, std::string_view name) const override;
  Grid<float> grid(std::string_view name) const override;
  std::vector<double> frame_times_s(std::string_view name) const override;
  Grid<float> frame(std::string_view name, std::size_t index) const override;
  std::vector<double> series_times_s(std::string_view table, std::string_view name) const override;
  std::vector<float> series_at(std::string_view table, std::string_view name,
                               std::size_t time_index) const override;

  // What a click asks: one place, without reading the grid or the rows around it.
  // @throws InputError: no such result, instant, row or cell.
  FeatureTable rows_with(std::string_view table, const std::string& column,
                         std::string_view text) const;
  FeatureTable rows_meeting(std::string_view table, const Box& box) const;
  /// The place among all rows of its table of a row that was found.
  std::size_t place_of(std::string_view table, const Feature& row) const;
  GridFrame grid_frame(std::string_view name) const;
  float grid_at(std::string_view name, Cell cell) const;
  GridFrame frames_frame(std::string_view name) const;
  /// At `count` instants of a grid through time, from the index `first` on.
  std::vector<float> frames_at(std::string_view name, Cell cell, std::size_t first,
                               std::size_t count) const;
  /// At `count` instants of a series, from the index `first` on.
  std::vector<float> series_of_row(std::string_view table, std::string_view name, std::size_t row,
                                   std::size_t first, std::size_t count) const;

 private:
  void require_table(std::string_view name) const;
  /// The tables, opened when first asked; to be used under `reading_`.
  const OpenPackage& open_tables() const;
  /// The file of a field of that kind. @throws InputError where the run has none.
  std::filesystem::path file_of(FieldKind kind, std::string_view name,
                                std::string_view table = {}) const;

  std::filesystem::path folder_;
  Manifest manifest_;
  mutable std::mutex reading_;
  mutable std::map<std::string, FeatureTable, std::less<>> tables_;
  mutable std::unique_ptr<OpenPackage> open_tables_;
};

/// The key under which run.log notes where the ward lies, seen from the run's folder.
inline constexpr const char* kWardFromHere = "ward_from_here";

}  // namespace twin
