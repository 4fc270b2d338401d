#include "scenarios/traffic/connectors.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "engine/space/geometry.h"

namespace twin::traffic {
namespace {

constexpr std::size_t kBusiest = 3;
constexpr std::size_t kNearest = 2;
/// Ways along streets are longer than the straight line: 4/π is the mean of right-angled ways.
constexpr double kDetour = 1.27;

/// The nearer end of the street that a door opens onto.
std::uint32_t junction_of(const StreetNetwork& streets, const Door& door) {
  const Segment& segment = streets.segments()[door.segment];
  return door.along_m <= 0.5 * segment.length_m ? segment.from : segment.to;
}

/// The junctions nearest to most doors, busiest first.
std::vector<std::uint32_t> busiest(const Ward& ward, const Zone& zone,
                                   const std::vector<bool>& core) {
  std::map<std::uint32_t, int> doors;
  for (const std::size_t building : zone.buildings) {
    const std::uint32_t j = junction_of(ward.streets(), *ward.doors()[building]);
    if (core[j]) ++doors[j];
  }
  std::vector<std::pair<std::uint32_t, int>> sorted(doors.begin(), doors.end());
  std::ranges::stable_sort(sorted,
                           [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::uint32_t> first;
  for (const auto& [j, number] : sorted) {
    if (first.size() < kBusiest) first.push_back(j);
  }
  return first;
}

std::vector<std::uint32_t> nearest(const Ward& ward, const Zone& zone,
                                   const std::vector<bool>& core) {
  std::vector<std::pair<double, std::uint32_t>> by_distance;
  const auto& places = ward.streets().junctions();
  for (std::uint32_t j = 0; j < places.size(); ++j) {
    if (core[j]) by_distance.emplace_back(distance_m(places[j], zone.centre), j);
  }
  const std::size_t number = std::min(kNearest, by_distance.size());
  std::partial_sort(by_distance.begin(), by_distance.begin() + static_cast<std::ptrdiff_t>(number),
                    by_distance.end());
  std::vector<std::uint32_t> first;
  for (std::size_t i = 0; i < number; ++i) first.push_back(by_distance[i].second);
  return first;
}

double mean_way_m(const Ward& ward, const Zone& zone, std::uint32_t junction) {
  double sum = 0.0;
  for (const std::size_t building : zone.buildings) {
    sum += distance_m(ward.doors()[building]->at, ward.streets().junctions()[junction]);
  }
  return kDetour * sum / static_cast<double>(zone.buildings.size());
}

}  // namespace

std::vector<Access> accesses_of(const Ward& ward, const Zone& zone,
                                const std::vector<std::vector<bool>>& cores) {
  std::set<std::uint32_t> junctions;
  for (const std::uint32_t j : busiest(ward, zone, cores.front())) junctions.insert(j);
  for (const std::vector<bool>& core : cores) {
    for (const std::uint32_t j : nearest(ward, zone, core)) junctions.insert(j);
  }
  std::vector<Access> accesses;
  for (const std::uint32_t j : junctions) {
    accesses.push_back({.junction = j, .length_m = mean_way_m(ward, zone, j)});
  }
  return accesses;
}

}  // namespace twin::traffic
