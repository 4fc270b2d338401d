#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace twin {

/// What may be funded: worth `value` points for `cost`.
struct Fundable {
  double value = 0.0;
  double cost = 0.0;
};

/// What to fund, and when.
struct Portfolio {
  std::vector<std::optional<std::size_t>> year_of;  ///< per item; nothing: not funded
  double value = 0.0;  ///< sum of the values chosen, discounted by year
  double bound = 0.0;  ///< no choice is worth more
  bool proven = false;

  std::size_t funded() const;
};

/// Which pairs of items may not both be funded, such as two bundles that share a work.
using Conflicts = std::vector<std::pair<std::size_t, std::size_t>>;

/// The choice of greatest value under yearly budgets that are not carried over:
///
///     max Σ_iy value_i · d^y · x_iy   with   Σ_y x_iy ≤ 1,   Σ_i cost_i x_iy ≤ budget_y,
///     x_iy binary,   Σ_y (x_ay + x_by) ≤ 1 for each conflict,
///
/// solved by branch and cut (COIN-OR CBC) in one thread and without a clock, so that it is the
/// same each time. `yearly_factor` d ≤ 1 makes an early benefit worth more than a late one.
Portfolio best_portfolio(std::span<const Fundable> items, const Conflicts& conflicts,
                         std::span<const double> yearly_budgets, double yearly_factor);

}  // namespace twin
