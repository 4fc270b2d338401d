#pragma once

#include <optional>
#include <span>
#include <vector>

#include "scenarios/renovation/appraisal.h"
#include "scenarios/renovation/benefits.h"
#include "scenarios/renovation/candidates.h"
#include "scenarios/renovation/portfolio.h"

namespace twin {

/// A candidate with what re-simulation says of it.
struct Ranked {
  Candidate candidate;
  std::vector<Gain> gains;          ///< by benefit_specs()
  double flood_relief = 0.0;        ///< residents, by the shortcut of docs/scenarios/renovation.md
  double points = 0.0;              ///< the gains that count, by their worth
  std::optional<std::size_t> year;  ///< in which it is funded

  double points_per_billion() const;
};

/// Points of a candidate: only gains beyond their own numerical error count.
double points_of(const Ranked& ranked, std::span<const Worth> worths);

/// Appraises the ward with each candidate built. Candidates run side by side on `threads`; each
/// answer is the same whatever their number.
std::vector<Ranked> simulated(const Appraisal& appraisal, std::vector<Candidate> candidates,
                              int threads, const Progress& progress);

/// Orders by points per cost, the best first; equals by id. Those worth nothing come last.
void sort_by_worth(std::vector<Ranked>& ranked);

/// Marks the year in which each is funded.
Portfolio fund(std::vector<Ranked>& ranked, std::span<const double> yearly_budgets_mvnd,
               double yearly_factor);

}  // namespace twin
