#include <algorithm>
#include <cmath>

#include "layers/assumed/making.h"
#include "layers/assumed/plane.h"

namespace twin {
namespace {

/// The households of one building, at its middle.
struct Homes {
  Point at;
  double households = 0.0;
  std::size_t building = 0;
};

/// A part of the ward on its way to becoming one group or several.
struct Part {
  Polygon area;
  std::vector<Homes> homes;
};

double households_of(const std::vector<Homes>& homes) {
  double sum = 0.0;
  for (const Homes& h : homes) sum += h.households;
  return sum;
}

/// A half of the plane, as far as a ward reaches: left of the line through `p`.
Polygon half_plane(Point p, Step along) {
  constexpr double kFar_m = 20000.0;
  const Point a = p + along * -kFar_m;
  return {.outer = rectangle(a, along, 2.0 * kFar_m, kFar_m), .holes = {}};
}

std::size_t largest(const std::vector<Polygon>& parts) {
  const auto it =
      std::ranges::max_element(parts, {}, [](const Polygon& part) { return area_m2(part); });
  return static_cast<std::size_t>(it - parts.begin());
}

/// The direction in which most street metres run, taking a street and one square to it as equal
/// (the mean of directions times four).
Step street_direction(const WardLayers& layers) {
  double x = 0.0;
  double y = 0.0;
  for (const Road& road : layers.roads) {
    for (std::size_t i = 1; i < road.centreline.size(); ++i) {
      const Step step = from_to(road.centreline[i - 1], road.centreline[i]);
      const double angle = 4.0 * std::atan2(step.y_m, step.x_m);
      x += std::hypot(step.x_m, step.y_m) * std::cos(angle);
      y += std::hypot(step.x_m, step.y_m) * std::sin(angle);
    }
  }
  const double angle = 0.25 * std::atan2(y, x);
  return {std::cos(angle), std::sin(angle)};
}

/// Along the streets or square to them, whichever way the homes reach farther.
Step long_axis(const std::vector<Homes>& homes, Step streets) {
  const auto reach_m = [&](Step axis) {
    double low = INFINITY;
    double high = -INFINITY;
    for (const Homes& h : homes) {
      const double at = dot(from_to(homes.front().at, h.at), axis);
      low = std::min(low, at);
      high = std::max(high, at);
    }
    return high - low;
  };
  return reach_m(streets) >= reach_m(left_of(streets)) ? streets : left_of(streets);
}

/// Cuts areas in two by straight lines, along the streets or square to them, until each part is one
/// group. Where a cut would leave a part in pieces, the smaller pieces go to the other side, which
/// they touch along the cut.
class GroupCutter {
 public:
  explicit GroupCutter(Making& making)
      : making_(making),
        wanted_(making.table.number("people.households_a_group")),
        streets_(street_direction(making.layers)) {}

  void cut(Part part) {
    const double households = households_of(part.homes);
    const int groups = std::max(1, static_cast<int>(std::lround(households / wanted_)));
    split(std::move(part), groups);
  }

 private:
  void split(Part part, int groups) {
    if (groups <= 1 || part.homes.size() < 2) return add(part);
    const int first_groups = groups / 2;
    const Step axis = long_axis(part.homes, streets_);
    std::ranges::stable_sort(part.homes, {}, [&](const Homes& h) {
      return dot(from_to(part.area.outer.front(), h.at), axis);
    });
    const double wanted = households_of(part.homes) * first_groups / groups;
    double counted = 0.0;
    std::size_t k = 0;
    while (k + 1 < part.homes.size() && counted + 0.5 * part.homes[k].households < wanted) {
      counted += part.homes[k++].households;
    }
    k = std::max<std::size_t>(k, 1);
    const double gap_m = dot(from_to(part.homes[k - 1].at, part.homes[k].at), axis);
    const Point on_cut = part.homes[k].at + axis * (-0.5 * gap_m);
    auto [low, high] = halves(part.area, on_cut, axis);
    if (low.outer.empty() || high.outer.empty()) return add(part);
    Part first{.area = std::move(low), .homes = {}};
    Part second{.area = std::move(high), .homes = {}};
    for (const Homes& h : part.homes) {
      (contains(first.area, h.at) ? first : second).homes.push_back(h);
    }
    split(std::move(first), first_groups);
    split(std::move(second), groups - first_groups);
  }

  static std::pair<Polygon, Polygon> halves(const Polygon& area, Point on_cut, Step axis) {
    const Step along = left_of(axis) * -1.0;  // left of it lies the far half
    std::vector<Polygon> high = intersection(area, half_plane(on_cut, along));
    std::vector<Polygon> low = intersection(area, half_plane(on_cut, along * -1.0));
    if (high.empty() || low.empty()) return {};
    const std::size_t main_high = largest(high);
    const std::size_t main_low = largest(low);
    std::vector<Polygon> to_low{low[main_low]};
    std::vector<Polygon> to_high{high[main_high]};
    for (std::size_t i = 0; i < high.size(); ++i) {
      if (i != main_high) to_low.push_back(high[i]);
    }
    for (std::size_t i = 0; i < low.size(); ++i) {
      if (i != main_low) to_high.push_back(low[i]);
    }
    const std::vector<Polygon> low_all = unioned(to_low);
    const std::vector<Polygon> high_all = unioned(to_high);
    return {low_all[largest(low_all)], high_all[largest(high_all)]};
  }

  void add(const Part& part) {
    const std::size_t number = making_.layers.residential_groups.size() + 1;
    ResidentialGroup group;
    group.id = numbered("T", number, 3);
    group.name = "Tổ dân phố số " + std::to_string(number);
    group.area = part.area;
    group.households = std::round(households_of(part.homes));
    group.provenance = making_.assumed("cuts of the ward into equal numbers of households");
    for (const Homes& h : part.homes) {
      Building& building = making_.layers.buildings[h.building];
      building.group_id = group.id;
      making_.mark(building.provenance, "group_id");
    }
    making_.layers.residential_groups.push_back(std::move(group));
  }

  Making& making_;
  double wanted_;
  Step streets_;
};

/// Gives each building without a group that in whose area it lies.
void join_groups(Making& making) {
  const auto& groups = making.layers.residential_groups;
  std::vector<Box> boxes;
  for (const ResidentialGroup& group : groups) boxes.push_back(box_of(group.area));
  const BoxIndex index(std::move(boxes));
  for (Building& building : making.layers.buildings) {
    if (!building.group_id.empty()) continue;
    const Point p = centroid(building.footprint);
    for (const std::size_t g : index.meeting(Box{p.x_m, p.y_m, p.x_m, p.y_m})) {
      if (!contains(groups[g].area, p)) continue;
      building.group_id = groups[g].id;
      making.mark(building.provenance, "group_id");
      break;
    }
  }
}

}  // namespace

void make_groups(Making& making) {
  WardLayers& layers = making.layers;
  if (!layers.residential_groups.empty()) return join_groups(making);
  if (layers.buildings.empty()) return;
  Part ward{.area = layers.boundary.outline, .homes = {}};
  const double household = making.table.number("people.residents_a_household");
  for (std::size_t b = 0; b < layers.buildings.size(); ++b) {
    ward.homes.push_back({.at = centroid(layers.buildings[b].footprint),
                          .households = layers.buildings[b].residents / household,
                          .building = b});
  }
  GroupCutter(making).cut(std::move(ward));
  making.tell("residential_groups", layers.residential_groups.size());
}

}  // namespace twin
