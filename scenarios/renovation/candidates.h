#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/text.h"
#include "layers/ward/renovation.h"
#include "scenarios/renovation/lane_tree.h"
#include "scenarios/renovation/prices.h"

namespace twin {

/// What a vehicle needs clear to pass.
struct ClearanceNeed {
  std::string name;  ///< of the vehicle class, for people
  double width_m = 0.0;
  double height_m = 0.0;
};

enum class CandidateKind {
  open,   ///< lets a vehicle into the lane: every narrow point on the way in, in one bundle
  water,  ///< brings fire water into the lane
  drain,  ///< drains and resurfaces a flooded lane
};
/// The code in ids and tables.
std::string_view word_of(CandidateKind kind);
/// The same for people.
Text told(CandidateKind kind);

/// One thing the board may decide for one lane.
struct Candidate {
  std::string id;         ///< "open-L12-small"
  std::uint32_t way = 0;  ///< the lane it is for
  CandidateKind kind = CandidateKind::open;
  std::string vehicle;  ///< the class it lets in, where it opens the lane
  Renovation works;
  Price cost_mvnd;         ///< million VND
  double residents = 0.0;  ///< behind the lane's mouth, or in the houses that it brings water to
};

/// How candidates are found.
struct CandidateRules {
  std::vector<ClearanceNeed> needs;  ///< the vehicles lanes are opened for, smallest first
  double hose_reach_m = 150.0;       ///< houses farther from water along the lanes lack it
  double cistern_m3 = 30.0;
  double flooded_from_m = 0.15;
};

/// Every candidate that the ward's layers suggest, in the order of its lanes. `depth_of_way_m` is
/// the greatest flood depth of each way (NaN: unknown); empty where no flood was run.
/// Lanes of unknown width get none: they must be surveyed first.
std::vector<Candidate> find_candidates(const Ward& ward, const LaneTree& tree,
                                       const PriceTable& prices, const CandidateRules& rules,
                                       std::span<const double> depth_of_way_m);

/// The most promising ones to simulate: of each kind in turn the one with the most residents per
/// cost, until there are `most`. A choice of what to look at, not yet a rank.
std::vector<Candidate> most_promising(std::vector<Candidate> candidates, std::size_t most);

/// Whether two candidates share a work or a lane, so that only one may be funded.
bool conflict(const Candidate& a, const Candidate& b);

}  // namespace twin
