#include "scenarios/renovation/lane_tree.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace twin {
namespace {

constexpr double kClosed = std::numeric_limits<double>::infinity();

LeastCosts from_streets(const Ward& ward) {
  const StreetNetwork& streets = ward.streets();
  std::vector<double> cost;
  std::vector<bool> on_street(streets.junctions().size(), false);
  for (const Segment& segment : streets.segments()) {
    const bool is_lane = ward.way(segment.way).is_lane;
    cost.push_back(is_lane ? segment.length_m : kClosed);
    if (!is_lane) on_street[segment.from] = true;
  }
  std::vector<Start> starts;
  for (std::uint32_t j = 0; j < on_street.size(); ++j) {
    if (on_street[j]) starts.push_back({j, 0.0});
  }
  return least_costs(streets, cost, starts);
}

}  // namespace

LaneTree::LaneTree(const Ward& ward)
    : ward_(ward),
      least_(from_streets(ward)),
      residents_behind_(ward.streets().ways().size(), 0.0) {
  const auto& segments = ward.streets().segments();
  for (std::size_t b = 0; b < ward.doors().size(); ++b) {
    const auto& door = ward.doors()[b];
    if (!door) continue;
    std::set<std::uint32_t> ways = {segments[door->segment].way};
    if (is_lane(door->segment)) {
      for (const std::uint32_t s : path_to(ward.streets(), least_, nearer_end(*door))) {
        ways.insert(segments[s].way);
      }
    }
    for (const std::uint32_t way : ways) {
      residents_behind_[way] += ward.layers().buildings[b].residents;
    }
  }
}

bool LaneTree::is_lane(std::uint32_t segment) const {
  return ward_.way(ward_.streets().segments()[segment].way).is_lane;
}

std::uint32_t LaneTree::nearer_end(const Door& door) const {
  const Segment& segment = ward_.streets().segments()[door.segment];
  const double by_from_m = least_.cost[segment.from] + door.along_m;
  const double by_to_m = least_.cost[segment.to] + segment.length_m - door.along_m;
  return by_from_m <= by_to_m ? segment.from : segment.to;
}

double LaneTree::depth_m(const Door& door) const {
  if (!is_lane(door.segment)) return 0.0;
  const Segment& segment = ward_.streets().segments()[door.segment];
  const double last_m =
      nearer_end(door) == segment.from ? door.along_m : segment.length_m - door.along_m;
  return least_.cost[nearer_end(door)] + last_m;
}

std::vector<std::uint32_t> LaneTree::way_in(std::uint32_t way) const {
  const StreetNetwork& streets = ward_.streets();
  if (!ward_.way(way).is_lane || streets.along(way).empty()) return {};
  std::uint32_t far_end = Segment::kNone;
  double farthest_m = -1.0;
  std::set<std::uint32_t> own;
  for (const std::uint32_t s : streets.along(way)) {
    own.insert({s, streets.segments()[s].opposite});
    for (const std::uint32_t end : {streets.segments()[s].from, streets.segments()[s].to}) {
      if (!std::isfinite(least_.cost[end]) || least_.cost[end] <= farthest_m) continue;
      farthest_m = least_.cost[end];
      far_end = end;
    }
  }
  if (far_end == Segment::kNone) return {};
  std::vector<std::uint32_t> path = path_to(streets, least_, far_end);
  std::set<std::uint32_t> walked(path.begin(), path.end());
  for (const std::uint32_t s : streets.along(way)) {  // a loop may enter its lane by a side door
    if (!walked.contains(s) && !walked.contains(streets.segments()[s].opposite)) path.push_back(s);
  }
  return path;
}

}  // namespace twin
