#pragma once

#include <cstdint>
#include <vector>

#include "engine/base/csv_file.h"

namespace twin {

/// The exact integral of a series from time 0 on, so that what a step adds depends on its two ends
/// only and nothing is lost between them.
class SeriesIntegral {
 public:
  enum class Between { linear, steps };  ///< how the series goes from row to row

  SeriesIntegral() = default;  ///< of nothing: always 0
  /// An empty series counts as 0. Linear ones are constant beyond their rows, stepped ones 0
  /// before the first.
  SeriesIntegral(Series series, Between between);

  double until(double time_s) const;
  double rate_at(double time_s) const;
  /// The greatest rate in a time span.
  double greatest_rate(double from_s, double to_s) const;
  const Series& series() const { return series_; }

 private:
  double from_first_row(double time_s) const;

  Series series_;
  Between between_ = Between::linear;
  std::vector<double> at_row_;  ///< the integral from the first row on
};

}  // namespace twin
