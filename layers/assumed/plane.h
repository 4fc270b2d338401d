#pragma once

#include <cmath>

#include "engine/space/geometry.h"

namespace twin {

/// A step in the plane, metres.
struct Step {
  double x_m = 0.0;
  double y_m = 0.0;
};

inline Step operator*(Step s, double times) { return {s.x_m * times, s.y_m * times}; }
inline Step operator+(Step a, Step b) { return {a.x_m + b.x_m, a.y_m + b.y_m}; }
inline Point operator+(Point p, Step s) { return {p.x_m + s.x_m, p.y_m + s.y_m}; }
inline Step from_to(Point a, Point b) { return {b.x_m - a.x_m, b.y_m - a.y_m}; }
inline double dot(Step a, Step b) { return a.x_m * b.x_m + a.y_m * b.y_m; }
/// Above 0 where `b` points left of `a`.
inline double cross(Step a, Step b) { return a.x_m * b.y_m - a.y_m * b.x_m; }
inline Step left_of(Step s) { return {-s.y_m, s.x_m}; }

/// One metre from `a` towards `b`; one metre east where they are the same place.
inline Step direction(Point a, Point b) {
  const double away_m = distance_m(a, b);
  return away_m > 0.0 ? from_to(a, b) * (1.0 / away_m) : Step{1.0, 0.0};
}

/// Turned left by an angle in radians.
inline Step turned(Step s, double angle) {
  const double c = std::cos(angle);
  const double n = std::sin(angle);
  return {c * s.x_m - n * s.y_m, n * s.x_m + c * s.y_m};
}

/// The direction of a line at a distance from its start.
Step direction_along(const Polyline& line, double along_m);

/// The four corners of a rectangle: its front edge from `front` for `width_m` in direction `along`,
/// its depth to the left of that.
inline Polyline rectangle(Point front, Step along, double width_m, double depth_m) {
  const Step back = left_of(along) * depth_m;
  const Point end = front + along * width_m;
  return {front, end, end + back, front + back};
}

/// Which side of a line a point lies on.
bool is_left_of(const Polyline& line, Point p);

/// A line without the vertices that lie within `tolerance_m` of the straight (Douglas–Peucker
/// 1973).
Polyline simplified(const Polyline& line, double tolerance_m);

}  // namespace twin
