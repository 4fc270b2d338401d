#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/space/grid.h"
#include "engine/space/point.h"

namespace twin {

double distance_m(Point a, Point b);
double length_m(const Polyline& line);
/// Along the line at `along_m` from its start; the ends beyond them.
Point point_along(const Polyline& line, double along_m);
/// The part of a line between two distances from its start, begin < end.
Polyline part_of(const Polyline& line, double begin_m, double end_m);
Polyline reversed(Polyline line);

/// Where a line comes closest to a point.
struct Nearest {
  Point at;
  double along_m = 0.0;
  double away_m = 0.0;
};
Nearest nearest_on(const Polyline& line, Point p);

/// Where two lines cross: not where one only touches the other or runs along it.
std::vector<Point> crossings(const Polyline& a, const Polyline& b);

/// Area of a ring or polygon, square metres, never negative.
double area_m2(const Polyline& ring);
double area_m2(const Polygon& polygon);
Point centroid(const Polygon& polygon);
Box box_of(const Polyline& line);
Box box_of(const Polygon& polygon);
/// Inside by the even–odd rule; points on the edge may fall either way.
bool contains(const Polygon& polygon, Point p);
/// A point that is surely inside, for labels (GEOS).
Point point_inside(const Polygon& polygon);

/// Everything within `margin_m` of a shape (negative: shrunk), round corners (GEOS).
std::vector<Polygon> buffered(const Polygon& polygon, double margin_m);
std::vector<Polygon> buffered(const Polyline& line, double margin_m);
std::vector<Polygon> unioned(const std::vector<Polygon>& polygons);
std::vector<Polygon> intersection(const Polygon& a, const Polygon& b);
std::vector<Polygon> difference(const Polygon& a, const std::vector<Polygon>& taken_away);
/// The parts of a line inside a polygon.
std::vector<Polyline> clipped(const Polyline& line, const Polygon& polygon);
/// The faces enclosed by lines that are noded at their crossings first (GEOS polygonize).
std::vector<Polygon> faces_between(const std::vector<Polyline>& lines);
/// Triangles that cover a polygon and nothing else, counter-clockwise: a fan for convex
/// quadrangles, else constrained Delaunay (GEOS). None for a polygon without area.
std::vector<std::array<Point, 3>> triangles(const Polygon& polygon);
/// Whether a polygon is simple and closed; the reason where it is not (GEOS).
std::optional<std::string> invalid_reason(const Polygon& polygon);

/// Calls `visit` for each cell whose centre lies inside, row by row from the north-west.
void for_cells_in(const GridFrame& frame, const Polygon& polygon,
                  const std::function<void(Cell)>& visit);

/// Boxes by place: finds the items whose boxes meet a box, in the order they were added.
class BoxIndex {
 public:
  explicit BoxIndex(std::vector<Box> boxes);
  ~BoxIndex();
  BoxIndex(BoxIndex&&) noexcept;
  BoxIndex& operator=(BoxIndex&&) noexcept;

  std::vector<std::size_t> meeting(const Box& box) const;

 private:
  struct Bins;
  std::unique_ptr<Bins> bins_;
};

/// Lines by place, to find the nearest of many.
class LineIndex {
 public:
  explicit LineIndex(const std::vector<Polyline>& lines);
  struct Found {
    std::size_t line = 0;
    Nearest nearest;
  };
  /// The nearest line within `reach_m` (the first of equals), or nothing.
  std::optional<Found> nearest(Point p, double reach_m) const;

 private:
  std::vector<Polyline> lines_;
  BoxIndex boxes_;
};

}  // namespace twin
