#include "layers/assumed/plane.h"

#include <algorithm>

namespace twin {
namespace {

void keep_far_vertices(const Polyline& line, std::size_t first, std::size_t last,
                       double tolerance_m, std::vector<char>& kept) {
  double farthest_m = tolerance_m;
  std::size_t farthest = first;
  for (std::size_t i = first + 1; i < last; ++i) {
    const double away_m = nearest_on({line[first], line[last]}, line[i]).away_m;
    if (away_m > farthest_m) {
      farthest_m = away_m;
      farthest = i;
    }
  }
  if (farthest == first) return;
  kept[farthest] = 1;
  keep_far_vertices(line, first, farthest, tolerance_m, kept);
  keep_far_vertices(line, farthest, last, tolerance_m, kept);
}

}  // namespace

Step direction_along(const Polyline& line, double along_m) {
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double piece_m = distance_m(line[i - 1], line[i]);
    if (along_m <= piece_m || i + 1 == line.size()) return direction(line[i - 1], line[i]);
    along_m -= piece_m;
  }
  return {1.0, 0.0};
}

bool is_left_of(const Polyline& line, Point p) {
  const Nearest nearest = nearest_on(line, p);
  return cross(direction_along(line, nearest.along_m), from_to(nearest.at, p)) > 0.0;
}

Polyline simplified(const Polyline& line, double tolerance_m) {
  if (line.size() < 3) return line;
  std::vector<char> kept(line.size(), 0);
  kept.front() = kept.back() = 1;
  keep_far_vertices(line, 0, line.size() - 1, tolerance_m, kept);
  Polyline simple;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (kept[i] != 0) simple.push_back(line[i]);
  }
  return simple;
}

}  // namespace twin
