#pragma once

#include <map>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "engine/results/field.h"
#include "engine/results/output.h"

namespace twin {

/// A run's results in memory: for tests, and for scenarios that ask another one many times.
///
///     Collected flood(kFlood.results, "flood");
///     kFlood.run(request, flood, Progress{});
///     flood.measure("people_affected");
///
/// @throws std::logic_error for a name the scenario did not declare, or values that do not fit the
/// rows of their table: the scenario's own mistake.
class Collected : public Output, public Results {
 public:
  /// `fields` must outlive this.
  explicit Collected(std::span<const ResultField> fields, std::string scenario = {},
                     std::string start = {}, std::string run_hash = {});

  void table(const FeatureTable& rows) override;
  void list(std::string_view table) override;
  void measure(std::string_view name, double value) override;
  void column(std::string_view table, std::string_view name,
              std::span<const double> values) override;
  void texts(std::string_view table, std::string_view name,
             std::span<const std::string> values) override;
  void grid(std::string_view name, const Grid<float>& values) override;
  void frame(std::string_view name, double time_s, const Grid<float>& values) override;
  void series(std::string_view table, std::string_view name, std::span<const double> times_s,
              std::span<const float> values) override;
  void finding(const Finding& finding) override { findings_.add(finding); }

  std::string scenario() const override { return scenario_; }
  std::string start() const override { return start_; }
  std::string run_hash() const override { return run_hash_; }

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

  /// A series as it was given: all instants of all rows.
  struct Series {
    std::vector<double> times_s;
    std::vector<float> values;  ///< `values[t * rows + row]`
  };
  using Place = std::pair<std::string, std::string>;  ///< table, name

  std::span<const ResultField> fields() const { return fields_; }
  const std::map<std::string, double>& measures() const { return measures_; }
  const std::map<std::string, Grid<float>>& grids() const { return grids_; }
  const std::map<Place, Series>& all_series() const { return series_; }
  /// The names of the tables, in the order they were given.
  const std::vector<std::string>& tables() const { return table_order_; }
  /// The names of those that are also wanted as a list, in the order they were asked for.
  const std::vector<std::string>& lists() const { return lists_; }
  const Findings& findings() const { return findings_; }

  /// The declaration of a field. @throws std::logic_error where there is none.
  const ResultField& declared(std::string_view name, FieldKind kind,
                              std::string_view table = {}) const;

 private:
  const Series& series_of(std::string_view table, std::string_view name) const;
  std::size_t rows_of(std::string_view table, std::string_view name) const;
  void check_rows(std::string_view table, std::string_view name, std::size_t values) const;
  FeatureTable joined(const FeatureTable& rows) const;

  std::span<const ResultField> fields_;
  std::string scenario_;
  std::string start_;
  std::string run_hash_;
  std::map<std::string, double> measures_;
  std::vector<std::string> table_order_;
  std::vector<std::string> lists_;
  std::map<std::string, FeatureTable, std::less<>> tables_;  ///< without the result columns
  std::map<Place, std::vector<double>> columns_;
  std::map<Place, std::vector<std::string>> texts_;
  mutable std::mutex joining_;
  mutable std::map<std::string, FeatureTable, std::less<>> joined_;  ///< made when asked for
  std::map<std::string, Grid<float>> grids_;
  std::map<std::string, std::map<double, Grid<float>>, std::less<>> frames_;
  std::map<Place, Series> series_;
  Findings findings_;
};

/// The error of asking a run for something it does not have: the nearest name is told.
InputError no_such_result(const std::string& run, std::string_view name,
                          std::span<const std::string> there);
/// A column's numbers, NaN where a row has none. @throws InputError: no such column.
std::vector<double> numbers_of(const FeatureTable& table, std::string_view name,
                               const std::string& run);

}  // namespace twin
