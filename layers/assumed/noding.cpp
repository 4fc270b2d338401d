#include "layers/assumed/noding.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "layers/assumed/plane.h"

namespace twin {
namespace {

constexpr double kOverhang_m = 30.0;

/// A crossing on a street: after which vertex, how far on, and where.
struct Crossing {
  std::size_t after = 0;
  double share = 0.0;
  Point at;
};

std::optional<std::pair<double, double>> shares_at_crossing(Point a, Point b, Point c, Point d) {
  const Step ab = from_to(a, b);
  const Step cd = from_to(c, d);
  const double turn = cross(ab, cd);
  if (std::abs(turn) < 1e-9) return std::nullopt;
  const double t = cross(from_to(a, c), cd) / turn;
  const double u = cross(from_to(a, c), ab) / turn;
  if (t < 0.0 || t > 1.0 || u < 0.0 || u > 1.0) return std::nullopt;
  return std::pair{t, u};
}

void find_crossings(const Polyline& one, const Polyline& other, std::vector<Crossing>& on_one,
                    std::vector<Crossing>& on_other) {
  for (std::size_t i = 1; i < one.size(); ++i) {
    for (std::size_t k = 1; k < other.size(); ++k) {
      const auto shares = shares_at_crossing(one[i - 1], one[i], other[k - 1], other[k]);
      if (!shares) continue;
      const Point at = one[i - 1] + from_to(one[i - 1], one[i]) * shares->first;
      on_one.push_back({i - 1, shares->first, at});
      on_other.push_back({k - 1, shares->second, at});
    }
  }
}

Polyline with_vertices(const Polyline& line, std::vector<Crossing> crossings) {
  std::ranges::stable_sort(crossings, [](const Crossing& a, const Crossing& b) {
    return a.after != b.after ? a.after < b.after : a.share < b.share;
  });
  Polyline whole;
  std::size_t next = 0;
  const auto add = [&](Point p) {
    if (whole.empty() || distance_m(whole.back(), p) > 0.005) whole.push_back(p);
  };
  for (std::size_t i = 0; i < line.size(); ++i) {
    add(line[i]);
    for (; next < crossings.size() && crossings[next].after == i; ++next) add(crossings[next].at);
  }
  return whole;
}

void cut_overhang(Polyline& line, const std::vector<Crossing>& crossings) {
  double first_m = 1e18;
  double last_m = -1.0;
  const double line_m = length_m(line);
  for (const Crossing& crossing : crossings) {
    const double along_m = nearest_on(line, crossing.at).along_m;
    first_m = std::min(first_m, along_m);
    last_m = std::max(last_m, along_m);
  }
  const double begin_m = first_m < kOverhang_m ? first_m : 0.0;
  const double end_m = last_m >= 0.0 && line_m - last_m < kOverhang_m ? last_m : line_m;
  if (begin_m < end_m && (begin_m > 0.0 || end_m < line_m)) line = part_of(line, begin_m, end_m);
}

}  // namespace

Polyline offset(const Polyline& line, double left_m) {
  Polyline moved;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const Step before = direction(line[i > 0 ? i - 1 : 0], line[i > 0 ? i : 1]);
    const Step after = i + 1 < line.size() ? direction(line[i], line[i + 1]) : before;
    const Step normal = left_of(before) + left_of(after);
    // the mitre: its length grows with the bend
    moved.push_back(line[i] + normal * (left_m * 2.0 / dot(normal, normal)));
  }
  return moved;
}

void join_crossings(std::vector<Road>& roads) {
  std::vector<Box> boxes;
  for (const Road& road : roads) boxes.push_back(box_of(road.centreline));
  const BoxIndex index(boxes);
  std::vector<std::vector<Crossing>> crossings(roads.size());
  for (std::size_t a = 0; a < roads.size(); ++a) {
    if (roads[a].bridge) continue;
    for (const std::size_t b : index.meeting(boxes[a])) {
      if (b <= a || roads[b].bridge) continue;
      find_crossings(roads[a].centreline, roads[b].centreline, crossings[a], crossings[b]);
    }
  }
  for (std::size_t r = 0; r < roads.size(); ++r) {
    if (crossings[r].empty()) continue;
    roads[r].centreline = with_vertices(roads[r].centreline, crossings[r]);
    cut_overhang(roads[r].centreline, crossings[r]);
  }
}

}  // namespace twin
