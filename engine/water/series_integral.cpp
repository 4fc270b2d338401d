#include "engine/water/series_integral.h"

#include <algorithm>
#include <utility>

namespace twin {

SeriesIntegral::SeriesIntegral(Series series, Between between)
    : series_(std::move(series)), between_(between) {
  double sum = 0.0;
  for (std::size_t i = 0; i < series_.time_s.size(); ++i) {
    if (i > 0) {
      const double rate = between_ == Between::linear
                              ? 0.5 * (series_.value[i - 1] + series_.value[i])
                              : series_.value[i - 1];
      sum += rate * (series_.time_s[i] - series_.time_s[i - 1]);
    }
    at_row_.push_back(sum);
  }
}

double SeriesIntegral::rate_at(double time_s) const {
  if (series_.time_s.empty()) return 0.0;
  return between_ == Between::linear ? series_.linear_at(time_s) : series_.step_at(time_s);
}

double SeriesIntegral::from_first_row(double time_s) const {
  const auto after = std::ranges::upper_bound(series_.time_s, time_s);
  if (after == series_.time_s.begin()) {
    return between_ == Between::linear ? series_.value.front() * (time_s - series_.time_s.front())
                                       : 0.0;
  }
  const auto i = static_cast<std::size_t>(after - series_.time_s.begin()) - 1;
  const double past_s = time_s - series_.time_s[i];
  const double rate = between_ == Between::linear
                          ? 0.5 * (series_.value[i] + series_.linear_at(time_s))
                          : series_.value[i];
  return at_row_[i] + rate * past_s;
}

double SeriesIntegral::until(double time_s) const {
  if (series_.time_s.empty()) return 0.0;
  return from_first_row(time_s) - from_first_row(0.0);
}

double SeriesIntegral::greatest_rate(double from_s, double to_s) const {
  double greatest = std::max(rate_at(from_s), rate_at(to_s));
  const auto after = std::ranges::upper_bound(series_.time_s, from_s);
  for (auto i = static_cast<std::size_t>(after - series_.time_s.begin());
       i < series_.time_s.size() && series_.time_s[i] < to_s; ++i) {
    greatest = std::max(greatest, series_.value[i]);
  }
  return greatest;
}

}  // namespace twin
