#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace twin {

/// Numbers from each of `rows` to each of `columns`, row by row.
class TripMatrix {
 public:
  TripMatrix(std::size_t rows, std::size_t columns, double value = 0.0)
      : rows_(rows), columns_(columns), values_(rows * columns, value) {}

  std::size_t rows() const { return rows_; }
  std::size_t columns() const { return columns_; }
  double& operator()(std::size_t row, std::size_t column) {
    return values_[row * columns_ + column];
  }
  double operator()(std::size_t row, std::size_t column) const {
    return values_[row * columns_ + column];
  }
  double sum() const;

 private:
  std::size_t rows_;
  std::size_t columns_;
  std::vector<double> values_;
};

/// `seed` scaled by rows and columns until they add up to the sums wanted (Furness 1965; iterative
/// proportional fitting). The column sums are first scaled to the total of the row sums. A row or
/// column whose seed is 0 throughout stays empty, and so are its trips. Ends after `most_rounds`,
/// or when no row is off by more than 1e-9 of itself; rows are exact then.
TripMatrix furness(TripMatrix seed, std::span<const double> row_sums,
                   std::span<const double> column_sums, int most_rounds = 200);

/// A doubly constrained gravity model with exponential deterrence (Wilson 1967).
struct Gravity {
  TripMatrix trips;
  double per_unit = 0.0;   ///< β of exp(−β·cost)
  double mean_cost = 0.0;  ///< of the trips
};

/// Trips whose mean cost is `wanted_mean`, β found by bisection (the mean falls as β grows; Hyman
/// 1969 fits the same equation). Pairs of infinite cost get no trips. Where even β = 0 gives a
/// lower mean than wanted, β stays 0 and `mean_cost` tells.
Gravity gravity(const TripMatrix& cost, std::span<const double> row_sums,
                std::span<const double> column_sums, double wanted_mean);

}  // namespace twin
