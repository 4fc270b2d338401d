#pragma once

#include <span>
#include <vector>

#include "engine/traffic/assignment.h"

namespace twin {

/// Loads all trips onto their cheapest ways. Flows here are in pcu/h, class after class, links in
/// order: `flow[class * links + link]`.
class AllOrNothing {
 public:
  AllOrNothing(const AssignmentProblem& problem, int threads);

  /// Flows on the cheapest ways at these delays (one a link), and Σ pcu · least cost.
  /// Origins are summed in blocks that do not depend on the number of threads.
  double load(std::span<const double> delay, std::vector<double>& flow);

  /// The trips that no open way serves; known after the first load, as it never changes.
  const std::vector<Unserved>& unserved() const { return unserved_; }

 private:
  struct Block {
    std::size_t vehicle_class = 0;
    std::size_t first_origin = 0;
    std::size_t last_origin = 0;  ///< exclusive
    double least_cost = 0.0;
    std::vector<double> flow;  ///< by link
    std::vector<Unserved> unserved;
  };

  void make_blocks();
  void price(std::span<const double> delay);
  void load_block(Block& block) const;
  void gather(std::vector<double>& flow) const;

  const AssignmentProblem& problem_;
  int threads_;
  std::vector<LinkGraph> graphs_;  ///< by class, with its open links only
  std::vector<Block> blocks_;
  std::vector<std::vector<double>> cost_;  ///< by class and place of the forward star
  std::vector<Unserved> unserved_;
};

}  // namespace twin
