#include "engine/traffic/trip_matrix.h"

#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

namespace twin {
namespace {

constexpr double kRowTolerance = 1e-9;

double row_sum(const TripMatrix& matrix, std::size_t row) {
  double sum = 0.0;
  for (std::size_t c = 0; c < matrix.columns(); ++c) sum += matrix(row, c);
  return sum;
}

std::vector<double> column_sums_of(const TripMatrix& matrix) {
  std::vector<double> sums(matrix.columns(), 0.0);
  for (std::size_t r = 0; r < matrix.rows(); ++r) {
    for (std::size_t c = 0; c < matrix.columns(); ++c) sums[c] += matrix(r, c);
  }
  return sums;
}

/// Brings each row to its sum; the greatest share by which one was off.
double fit_rows(TripMatrix& matrix, std::span<const double> wanted) {
  double worst = 0.0;
  for (std::size_t r = 0; r < matrix.rows(); ++r) {
    const double sum = row_sum(matrix, r);
    if (sum == 0.0) continue;
    const double factor = wanted[r] / sum;
    if (wanted[r] > 0.0) worst = std::max(worst, std::abs(factor - 1.0));
    for (std::size_t c = 0; c < matrix.columns(); ++c) matrix(r, c) *= factor;
  }
  return worst;
}

void fit_columns(TripMatrix& matrix, std::span<const double> wanted, double scale) {
  const std::vector<double> sums = column_sums_of(matrix);
  for (std::size_t r = 0; r < matrix.rows(); ++r) {
    for (std::size_t c = 0; c < matrix.columns(); ++c) {
      if (sums[c] > 0.0) matrix(r, c) *= wanted[c] * scale / sums[c];
    }
  }
}

double mean_of(const TripMatrix& cost, const TripMatrix& trips) {
  double weighted = 0.0;
  for (std::size_t r = 0; r < cost.rows(); ++r) {
    for (std::size_t c = 0; c < cost.columns(); ++c) {
      if (trips(r, c) > 0.0) weighted += trips(r, c) * cost(r, c);
    }
  }
  const double all = trips.sum();
  return all > 0.0 ? weighted / all : 0.0;
}

Gravity with_deterrence(const TripMatrix& cost, std::span<const double> row_sums,
                        std::span<const double> column_sums, double per_unit) {
  TripMatrix seed(cost.rows(), cost.columns());
  for (std::size_t r = 0; r < cost.rows(); ++r) {
    for (std::size_t c = 0; c < cost.columns(); ++c) {
      if (std::isfinite(cost(r, c))) seed(r, c) = std::exp(-per_unit * cost(r, c));
    }
  }
  TripMatrix trips = furness(std::move(seed), row_sums, column_sums);
  const double mean = mean_of(cost, trips);
  return {std::move(trips), per_unit, mean};
}

}  // namespace

double TripMatrix::sum() const { return std::accumulate(values_.begin(), values_.end(), 0.0); }

TripMatrix furness(TripMatrix seed, std::span<const double> row_sums,
                   std::span<const double> column_sums, int most_rounds) {
  assert(row_sums.size() == seed.rows() && column_sums.size() == seed.columns());
  const double of_rows = std::accumulate(row_sums.begin(), row_sums.end(), 0.0);
  const double of_columns = std::accumulate(column_sums.begin(), column_sums.end(), 0.0);
  if (of_rows <= 0.0 || of_columns <= 0.0) return TripMatrix(seed.rows(), seed.columns());
  fit_rows(seed, row_sums);
  for (int round = 0; round < most_rounds; ++round) {
    fit_columns(seed, column_sums, of_rows / of_columns);
    if (fit_rows(seed, row_sums) <= kRowTolerance) break;
  }
  return seed;
}

Gravity gravity(const TripMatrix& cost, std::span<const double> row_sums,
                std::span<const double> column_sums, double wanted_mean) {
  Gravity none = with_deterrence(cost, row_sums, column_sums, 0.0);
  if (none.mean_cost <= wanted_mean || wanted_mean <= 0.0) return none;
  // exp(−β·cost) with β beyond 20 per mean cost has no trips left but to the nearest.
  double low = 0.0;
  double high = 20.0 / wanted_mean;
  constexpr int kHalvings = 24;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = 0.5 * (low + high);
    const Gravity tried = with_deterrence(cost, row_sums, column_sums, middle);
    (tried.mean_cost > wanted_mean ? low : high) = middle;
  }
  return with_deterrence(cost, row_sums, column_sums, 0.5 * (low + high));
}

}  // namespace twin
