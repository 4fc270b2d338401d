#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/traffic/assignment.h"
#include "engine/traffic/bush.h"

namespace twin {

/// What flows on the links, and what they cost each class, kept up to date with each other.
class LinkCosts {
 public:
  explicit LinkCosts(const AssignmentProblem& problem);

  /// Flow of each link and class anew from all bushes, so that rounding does not add up.
  void add_up(std::span<const Bush> bushes);
  void price();
  void change(std::uint32_t link, double pcu);
  double total_cost() const;

  double delay(std::uint32_t link) const { return delay_[link]; }
  double slope(std::uint32_t link) const { return slope_[link]; }
  double flow(std::uint32_t link) const { return total_[link]; }
  /// Of a class, by link.
  std::span<const double> of_class(std::size_t k) const { return cost_[k]; }
  std::span<const double> by_class() const { return by_class_; }
  std::span<const double> total() const { return total_; }
  std::span<const double> delays() const { return delay_; }

 private:
  const AssignmentProblem& problem_;
  std::vector<double> by_class_;
  std::vector<double> total_;
  std::vector<double> delay_;
  std::vector<double> slope_;
  std::vector<std::vector<double>> cost_;
};

}  // namespace twin
