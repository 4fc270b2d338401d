#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/findings.h"
#include "engine/base/settings.h"
#include "engine/results/field.h"

namespace twin {

/// The ramp of a field as the manifest keeps it.
struct ManifestRamp {
  struct Class {
    double from = 0.0;
    std::string colour;  ///< "#2b83ba"
    Text meaning;
  };
  std::string name;
  std::vector<Class> classes;
  bool in_words = false;  ///< legends show the words, not the bounds
  Text source;            ///< who set the thresholds
};

/// A result field as the manifest keeps it.
struct ManifestField {
  std::string name;
  std::string unit;
  FieldKind kind = FieldKind::measure;
  std::string table;  ///< of columns, texts and series
  /// Where its values lie: "max_depth_m.tif", "tables.gpkg|buildings"; empty for measures.
  std::string file;
  std::optional<double> least;  ///< of the finite values; nothing where there is none
  std::optional<double> most;
  std::optional<ManifestRamp> ramp;
  Text meaning;
  Better better = Better::neither;
  int decimals = 1;
  bool picture = false;
  bool instant = false;
  std::string never_where;  ///< @see ResultField::never_where; empty in older runs
};

/// A setting as it was used.
struct UsedSetting {
  std::string name;
  SettingValue value;
  std::string unit;
  Text meaning;
  /// Where it was written: "flood_base.toml:7", "--set"; empty for the usual value.
  std::string from = {};
};

/// A named change that was made to the base, in the order in which they were made.
struct UsedChange {
  std::string name;
  Text title;
  std::string path;  ///< of the file that it is written in, relative to the scenario file's folder
  std::string sha256;  ///< of that file, or of what an inline table says
  Text effect;         ///< what it did to the ward: "412 inlets with 50 % …"; may be empty
};

/// A file that was read; `path` is relative to the scenario file's folder.
struct InputFile {
  std::string path;
  std::string sha256;
};

/// A run that was built on.
struct UsedRun {
  std::string name;  ///< key in `[needs]`
  std::string path;  ///< relative to the scenario file's folder
  std::string scenario;
  std::string run_hash;
};

/// How much of a layer was surveyed, open data or assumed.
struct LayerProvenance {
  std::string layer;
  Text title;
  std::size_t features = 0;
  std::size_t surveyed = 0;  ///< features whose geometry is surveyed
  std::size_t open_data = 0;
  std::size_t assumed = 0;
  /// By column, the features in which it is assumed.
  std::map<std::string, std::size_t> assumed_columns;
};

/// The ward a run was made of: what a viewer draws beneath the results.
struct UsedWard {
  std::string path;    ///< of ward.toml, relative to the scenario file's folder
  std::string sha256;  ///< of ward.toml, ward.gpkg and the rasters together
  std::string name;
  bool made_up = false;  ///< a sample: nothing in it is a real place
  std::string crs;       ///< "EPSG:5897"
  std::string heights;   ///< "EPSG:5727"
  std::vector<LayerProvenance> layers;
};

/// What `manifest.json` says of a run, in words a stranger understands.
struct Manifest {
  static constexpr int kFormatVersion = 1;

  std::string program_version;
  std::string run_hash;
  std::string scenario;
  Text scenario_title;
  Text question;
  std::string title;  ///< of the scenario file
  std::string start;  ///< local time with offset of second 0; may be empty
  std::int64_t seed = 0;
  UsedWard ward;
  std::vector<UsedSetting> settings;
  std::vector<UsedChange> changes;
  std::vector<UsedRun> needs;
  std::vector<InputFile> inputs;
  std::map<std::string, double> measures;
  std::vector<ManifestField> fields;
  std::vector<Finding> findings;

  /// @throws InputError: missing, not JSON, of a format this program does not know, or of another
  /// shape; the error then names the first key that is missing or wrong, as
  /// `fields[2].ramp.classes[0].colour` (lists count from 0).
  static Manifest read(const std::filesystem::path& file);
  std::string json() const;

  /// The field of that name, of that table where one is named; nullptr where there is none.
  const ManifestField* field(std::string_view name, std::string_view table = {}) const;
  /// The field a map of the run shows first: one marked `picture`, or else the first with a ramp;
  /// nullptr where nothing can be drawn.
  const ManifestField* main_field() const;
  /// Nothing of the ward is real, or part of it was made up.
  bool built_on_assumed_data() const;
};

/// The field as declared, without what only its values tell.
ManifestField manifest_field(const ResultField& field);

/// A word that two runs share only when program, scenario, start, settings, changes and the bytes
/// of every input are the same.
std::string run_hash_of(const Manifest& manifest);

}  // namespace twin
