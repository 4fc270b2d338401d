#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/findings.h"
#include "engine/gis/feature_table.h"
#include "engine/space/grid.h"

namespace twin {

/// Where results go: a folder on disk (BundleWriter) or memory (Collected), for tests and ranking.
/// Every name written must be a declared ResultField of the scenario.
class Output {
 public:
  virtual ~Output() = default;

  /// Declares the rows of a table: column `id`, geometry and what staff want to see beside the
  /// results (name, width, `source`, `assumed`). Comes before its columns and series.
  virtual void table(const FeatureTable& rows) = 0;
  /// Asks for a table, with its result columns, also as TABLE.csv for people's spreadsheets. Comes
  /// after the table.
  virtual void list(std::string_view table) = 0;
  virtual void measure(std::string_view name, double value) = 0;
  /// One value a row; NaN means "no value" (not computed, not reached).
  virtual void column(std::string_view table, std::string_view name,
                      std::span<const double> values) = 0;
  virtual void texts(std::string_view table, std::string_view name,
                     std::span<const std::string> values) = 0;
  virtual void grid(std::string_view name, const Grid<float>& values) = 0;
  /// One instant of a grid through time, seconds after the scenario's start. Writing an instant
  /// again replaces it, so a resumed run may repeat its last one.
  virtual void frame(std::string_view name, double time_s, const Grid<float>& values) = 0;
  /// All rows of a table through time: `values[t * rows + row]`.
  virtual void series(std::string_view table, std::string_view name,
                      std::span<const double> times_s, std::span<const float> values) = 0;
  virtual void finding(const Finding& finding) = 0;
};

/// What a scenario left, read back: a folder (Bundle) or memory (Collected). Other scenarios get
/// it through `[needs]`, the viewer, `compare`, `at` and `report` read it too.
class Results {
 public:
  virtual ~Results() = default;

  virtual std::string scenario() const = 0;
  /// Local time with offset at which its clock starts: "2025-09-30T11:30:00+07:00"; may be empty.
  virtual std::string start() const = 0;
  /// A word that is the same for equal runs only.
  virtual std::string run_hash() const = 0;

  virtual bool has(std::string_view field) const = 0;
  // @throws InputError where the run has no such thing.
  virtual double measure(std::string_view name) const = 0;
  virtual const FeatureTable& table(std::string_view name) const = 0;  ///< with its result columns
  virtual std::vector<double> column(std::string_view table, std::string_view name) const = 0;
  virtual Grid<float> grid(std::string_view name) const = 0;
  virtual std::vector<double> frame_times_s(std::string_view name) const = 0;
  virtual Grid<float> frame(std::string_view name, std::size_t index) const = 0;
  virtual std::vector<double> series_times_s(std::string_view table,
                                             std::string_view name) const = 0;
  /// Row by row at one instant of a series.
  virtual std::vector<float> series_at(std::string_view table, std::string_view name,
                                       std::size_t time_index) const = 0;
};

/// Where a long run keeps its state so that it can go on after an interruption. Memory outputs
/// and short scenarios have none.
class Checkpoints {
 public:
  virtual ~Checkpoints() = default;
  /// The last state saved by an interrupted run of the same inputs and settings; empty: none.
  virtual std::string load() = 0;
  virtual void save(std::string_view state) = 0;
};

}  // namespace twin
