#include "scenarios/renovation/candidates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <set>
#include <utility>

#include "engine/space/geometry.h"

namespace twin {
namespace {

bool too_low(std::optional<double> clear_m, double needed_m) {
  return clear_m && *clear_m < needed_m;
}

/// All that keeps a vehicle from walking a path; nothing where a lane on it has an unknown width.
std::optional<Renovation> works_along(const Ward& ward, const std::vector<std::uint32_t>& path,
                                      const ClearanceNeed& need) {
  Renovation works;
  std::set<std::uint32_t> lanes;
  for (const std::uint32_t s : path) {
    for (const NarrowPoint& point : ward.streets().narrow_points(s)) {
      if (!too_low(point.clear_width_m, need.width_m) &&
          !too_low(point.clear_height_m, need.height_m)) {
        continue;
      }
      works.cleared_obstacles.push_back(ward.layers().obstacles[point.cause].id);
    }
    const std::uint32_t way = ward.streets().segments()[s].way;
    if (!ward.way(way).is_lane || !lanes.insert(way).second) continue;
    const Lane& lane = ward.layers().lanes[ward.way(way).index];
    if (!lane.clear_width_m) return std::nullopt;
    if (too_low(lane.clear_width_m, need.width_m)) works.widened.push_back({lane.id, need.width_m});
    if (too_low(lane.clear_height_m, need.height_m))
      works.raised.push_back({lane.id, need.height_m});
  }
  return works;
}

void add_openings(const Ward& ward, const LaneTree& tree, std::uint32_t way,
                  const CandidateRules& rules, std::vector<Candidate>& found) {
  const std::vector<std::uint32_t> path = tree.way_in(way);
  if (path.empty()) return;
  Renovation smaller;  // what the vehicle before needs: the same works make no second candidate
  for (const ClearanceNeed& need : rules.needs) {
    const auto works = works_along(ward, path, need);
    if (!works || works->empty() || *works == smaller) continue;
    found.push_back({.id = "open-" + ward.way_id(way) + "-" + need.name,
                     .way = way,
                     .kind = CandidateKind::open,
                     .vehicle = need.name,
                     .works = *works,
                     .cost_mvnd = {},
                     .residents = tree.residents_behind()[way]});
    smaller = *works;
  }
}

/// Metres of hose along the network from the nearest usable water to each junction.
LeastCosts hose_from_water(const Ward& ward, const std::vector<Polyline>& lines) {
  const StreetNetwork& streets = ward.streets();
  const LineIndex index(lines);
  std::vector<Start> starts;
  const auto add = [&](Point place) {
    const auto found = index.nearest(place, 50.0);
    if (!found || streets.along(static_cast<std::uint32_t>(found->line)).empty()) return;
    const std::uint32_t s =
        streets.segment_at(static_cast<std::uint32_t>(found->line), found->nearest.along_m);
    const Segment& segment = streets.segments()[s];
    const double along_m = found->nearest.along_m - segment.begin_m;
    starts.push_back({segment.from, found->nearest.away_m + along_m});
    starts.push_back({segment.to, found->nearest.away_m + segment.length_m - along_m});
  };
  for (const Cistern& c : ward.layers().cisterns) {
    if (c.usable) add(c.place);
  }
  for (const Hydrant& h : ward.layers().hydrants) {
    if (h.working) add(h.place);
  }
  std::vector<double> cost;
  for (const Segment& segment : streets.segments()) cost.push_back(segment.length_m);
  return least_costs(streets, cost, starts);
}

void add_waters(const Ward& ward, const CandidateRules& rules, std::vector<Candidate>& found) {
  std::vector<Polyline> lines;
  for (const StreetWay& way : ward.streets().ways()) lines.push_back(way.line);
  const LeastCosts hose = hose_from_water(ward, lines);
  std::vector<double> dry(lines.size(), 0.0);  // residents beyond the reach of water, by way
  for (std::size_t b = 0; b < ward.doors().size(); ++b) {
    const auto& door = ward.doors()[b];
    if (!door) continue;
    const Segment& segment = ward.streets().segments()[door->segment];
    const double hose_m = std::min(hose.cost[segment.from] + door->along_m,
                                   hose.cost[segment.to] + segment.length_m - door->along_m);
    if (hose_m + door->away_m > rules.hose_reach_m) {
      dry[segment.way] += ward.layers().buildings[b].residents;
    }
  }
  for (std::uint32_t way = 0; way < lines.size(); ++way) {
    if (dry[way] <= 0.0 || !ward.way(way).is_lane) continue;
    Candidate candidate{.id = "water-" + ward.way_id(way),
                        .way = way,
                        .kind = CandidateKind::water,
                        .vehicle = {},
                        .works = {},
                        .cost_mvnd = {},
                        .residents = dry[way]};
    candidate.works.cisterns.push_back(
        {.id = candidate.id,
         .place = point_along(lines[way], 0.5 * length_m(lines[way])),
         .volume_m3 = rules.cistern_m3,
         .usable = true,
         .suction_lift_m = 2.0,
         .provenance = {
             .source = Source::assumed, .method = "renovation", .seed = 0, .assumed = {}}});
    found.push_back(std::move(candidate));
  }
}

void add_drains(const Ward& ward, const LaneTree& tree, const CandidateRules& rules,
                std::span<const double> depth_of_way_m, std::vector<Candidate>& found) {
  for (std::uint32_t way = 0; way < depth_of_way_m.size(); ++way) {
    if (!ward.way(way).is_lane || !(depth_of_way_m[way] >= rules.flooded_from_m)) continue;
    const std::string& lane = ward.way_id(way);
    found.push_back({.id = "drain-" + lane,
                     .way = way,
                     .kind = CandidateKind::drain,
                     .vehicle = {},
                     .works = {.drained_lanes = {lane}, .resurfaced_lanes = {lane}},
                     .cost_mvnd = {},
                     .residents = tree.residents_behind()[way]});
  }
}

double residents_per_cost(const Candidate& candidate) {
  return candidate.residents / std::max(candidate.cost_mvnd.usual, 1.0);
}

template <typename Item>
bool share_one(const std::vector<Item>& a, const std::vector<Item>& b) {
  return std::ranges::any_of(
      a, [&](const Item& item) { return std::ranges::find(b, item) != b.end(); });
}

}  // namespace

std::string_view word_of(CandidateKind kind) {
  switch (kind) {
    case CandidateKind::open:
      return "open";
    case CandidateKind::water:
      return "water";
    case CandidateKind::drain:
      break;
  }
  return "drain";
}

Text told(CandidateKind kind) {
  switch (kind) {
    case CandidateKind::open:
      return tr("open to vehicles", "mở ngõ cho xe vào");
    case CandidateKind::water:
      return tr("fire water", "cấp nước chữa cháy");
    case CandidateKind::drain:
      break;
  }
  return tr("drain and resurface", "thoát nước, làm lại mặt ngõ");
}

std::vector<Candidate> find_candidates(const Ward& ward, const LaneTree& tree,
                                       const PriceTable& prices, const CandidateRules& rules,
                                       std::span<const double> depth_of_way_m) {
  std::vector<Candidate> found;
  for (std::uint32_t way = 0; way < ward.streets().ways().size(); ++way) {
    add_openings(ward, tree, way, rules, found);
  }
  add_waters(ward, rules, found);
  add_drains(ward, tree, rules, depth_of_way_m, found);
  for (Candidate& candidate : found) {
    candidate.cost_mvnd = cost_of(candidate.works, ward.layers(), prices);
  }
  std::erase_if(found, [](const Candidate& candidate) { return candidate.residents <= 0.0; });
  return found;
}

std::vector<Candidate> most_promising(std::vector<Candidate> candidates, std::size_t most) {
  std::array<std::vector<Candidate>, 3> of_kind;
  for (Candidate& candidate : candidates) {
    of_kind.at(static_cast<std::size_t>(candidate.kind)).push_back(std::move(candidate));
  }
  for (std::vector<Candidate>& kind : of_kind) {
    std::ranges::stable_sort(kind, std::greater<>{}, residents_per_cost);
  }
  std::vector<Candidate> chosen;
  for (std::size_t turn = 0; chosen.size() < most; ++turn) {
    bool any = false;
    for (std::vector<Candidate>& kind : of_kind) {
      if (turn >= kind.size() || chosen.size() >= most) continue;
      chosen.push_back(std::move(kind[turn]));
      any = true;
    }
    if (!any) break;
  }
  return chosen;
}

bool conflict(const Candidate& a, const Candidate& b) {
  const auto lanes = [](const Candidate& c) {
    std::vector<std::string> ids;
    for (const LaneWidening& widening : c.works.widened) ids.push_back(widening.lane_id);
    return ids;
  };
  return a.way == b.way || share_one(a.works.cleared_obstacles, b.works.cleared_obstacles) ||
         share_one(lanes(a), lanes(b));
}

}  // namespace twin
