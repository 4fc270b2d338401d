#include <algorithm>
#include <cmath>
#include <numeric>

#include "layers/assumed/making.h"

namespace twin {
namespace {

double living_area_m2(const Building& building, const AssumedTable& table) {
  if (building.use == "house" || building.use == "apartment") return floor_area_m2(building);
  if (building.use == "shop")
    return table.number("people.living_share_of_shops") * floor_area_m2(building);
  return 0.0;
}

/// Whole numbers in the proportion of `weights` that add up to `total` exactly: the largest
/// remainders are rounded up (Hamilton's method), the first of equals.
std::vector<double> shared_out(const std::vector<double>& weights, double total) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<double> parts(weights.size(), 0.0);
  if (sum <= 0.0) return parts;
  std::vector<std::pair<double, std::size_t>> remainders;
  double given = 0.0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const double exact = total * weights[i] / sum;
    parts[i] = std::floor(exact);
    given += parts[i];
    if (weights[i] > 0.0) remainders.emplace_back(parts[i] - exact, i);
  }
  std::ranges::sort(remainders);
  for (std::size_t k = 0; given < total && !remainders.empty(); ++k, given += 1.0) {
    parts[remainders[k % remainders.size()].second] += 1.0;
  }
  return parts;
}

}  // namespace

void make_residents(Making& making) {
  std::vector<Building>& buildings = making.layers.buildings;
  if (std::ranges::any_of(buildings, [](const Building& b) { return b.residents > 0.0; })) return;
  std::vector<double> weights;
  for (std::size_t b = 0; b < buildings.size(); ++b) {
    Random random(making.seed, "residents", b);
    weights.push_back(living_area_m2(buildings[b], making.table) *
                      making.table.range("people.crowding").drawn(random));
  }
  Boundary& boundary = making.layers.boundary;
  if (boundary.residents <= 0.0) {
    const double area_m2 = std::accumulate(weights.begin(), weights.end(), 0.0);
    boundary.residents = std::floor(area_m2 / making.table.number("people.floor_m2_a_resident"));
    making.mark(boundary.provenance, "residents");
  }
  const std::vector<double> residents = shared_out(weights, std::round(boundary.residents));
  for (std::size_t b = 0; b < buildings.size(); ++b) {
    buildings[b].residents = residents[b];
    making.mark(buildings[b].provenance, "residents");
  }
}

}  // namespace twin
