#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/file_lock.h"
#include "engine/base/partial_folder.h"
#include "engine/base/progress.h"
#include "engine/results/collected.h"
#include "engine/results/frame_spool.h"
#include "engine/results/manifest.h"

namespace twin {

/// The state of a run kept in a file; there whole or not at all.
class FileCheckpoints : public Checkpoints {
 public:
  explicit FileCheckpoints(std::filesystem::path file) : file_(std::move(file)) {}
  std::string load() override;
  void save(std::string_view state) override;

 private:
  std::filesystem::path file_;
};

/// A call of `wardtwin run`, by which a run that was interrupted can be gone on with.
struct RunCall {
  std::filesystem::path scenario_file;   ///< absolute
  std::filesystem::path folder;          ///< in which the program was called, absolute
  std::vector<std::string> assignments;  ///< of --set: "key=value"
  std::string title;                     ///< for people
};

/// A run's results on disk, as docs/results.md describes them: written to `TARGET.partial`, named
/// TARGET when whole. Grids through time go to disk as they come; all else is written at the end.
/// Equal results give equal bytes.
class BundleWriter : public Output {
 public:
  /// `heading` is the manifest without measures, findings and ranges; `fields` must outlive this.
  /// A partial folder of another run (by its hash) is never resumed: `continues()` tells.
  /// @throws InputError when TARGET exists; OutputError when nothing can be written there.
  BundleWriter(const std::filesystem::path& target, Manifest heading,
               std::span<const ResultField> fields, PartialFolder::Start start);

  bool continues() const { return continues_; }
  bool replaced_leftover() const { return replaced_leftover_; }
  const std::filesystem::path& folder() const { return folder_.path(); }
  Checkpoints& checkpoints() { return checkpoints_; }

  void table(const FeatureTable& rows) override { gathered_.table(rows); }
  void list(std::string_view table) override { gathered_.list(table); }
  void measure(std::string_view name, double value) override { gathered_.measure(name, value); }
  void column(std::string_view table, std::string_view name,
              std::span<const double> values) override {
    gathered_.column(table, name, values);
  }
  void texts(std::string_view table, std::string_view name,
             std::span<const std::string> values) override {
    gathered_.texts(table, name, values);
  }
  void grid(std::string_view name, const Grid<float>& values) override {
    gathered_.grid(name, values);
  }
  void frame(std::string_view name, double time_s, const Grid<float>& values) override;
  void series(std::string_view table, std::string_view name, std::span<const double> times_s,
              std::span<const float> values) override {
    gathered_.series(table, name, times_s, values);
  }
  void finding(const Finding& finding) override { gathered_.finding(finding); }

  /// Keeps how the run was asked for until it is finished. @throws OutputError.
  void note(const RunCall& call) const;
  /// Writes every file of the folder; a Bundle can read it from then on. @throws OutputError.
  void write(const Progress& progress);
  /// Removes what only an unfinished run needs and gives the folder its name. @throws OutputError.
  void finish();

 private:
  FrameSpool spool(std::string_view name) const;
  void write_grids();
  void write_all_frames(const Progress& progress);
  void write_tables();
  void write_all_series();
  void set_range(ManifestField& field) const;

  PartialFolder folder_;
  Manifest manifest_;
  Collected gathered_;
  FileCheckpoints checkpoints_;
  std::optional<FileLock> lock_;  ///< until it is finished: somebody is at work here
  bool continues_ = false;
  bool replaced_leftover_ = false;
};

/// Whether a folder `TARGET.partial` holds a run that was begun, isn't finished, and that no
/// process is at work on: it can be gone on with.
bool is_interrupted_run(const std::filesystem::path& partial);

/// How such a run was asked for; nothing where its folder doesn't tell, as those of batches.
std::optional<RunCall> call_of(const std::filesystem::path& partial);

}  // namespace twin
