#pragma once

#include <vector>

namespace twin {

/// A place in the ward: metres in its projected CRS, x east, y north.
struct Point {
  double x_m = 0.0;
  double y_m = 0.0;

  bool operator==(const Point&) const = default;
};

using Polyline = std::vector<Point>;

/// An area with holes. Rings are closed without repeating their first point.
struct Polygon {
  Polyline outer;
  std::vector<Polyline> holes;

  bool operator==(const Polygon&) const = default;
};

/// An axis-aligned box; empty until the first point is added.
struct Box {
  double west_m = 1e300;
  double south_m = 1e300;
  double east_m = -1e300;
  double north_m = -1e300;

  bool empty() const { return west_m > east_m; }
  void add(Point p) {
    west_m = p.x_m < west_m ? p.x_m : west_m;
    east_m = p.x_m > east_m ? p.x_m : east_m;
    south_m = p.y_m < south_m ? p.y_m : south_m;
    north_m = p.y_m > north_m ? p.y_m : north_m;
  }
  void add(const Polyline& line) {
    for (const Point& p : line) add(p);
  }
  bool contains(Point p) const {
    return p.x_m >= west_m && p.x_m <= east_m && p.y_m >= south_m && p.y_m <= north_m;
  }
  Box grown_by(double margin_m) const {
    return {west_m - margin_m, south_m - margin_m, east_m + margin_m, north_m + margin_m};
  }
};

}  // namespace twin
