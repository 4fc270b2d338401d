#include "engine/space/geometry.h"

#include <geos_c.h>

#include <algorithm>
#include <cmath>
#include <cstdarg>
#include <map>
#include <string>
#include <utility>

namespace twin {
namespace {

constexpr int kQuarterSegments = 8;  // of a round corner

/// GEOS's thread context, silent: what it cannot do comes back as an empty result.
class Geos {
 public:
  Geos() : handle_(GEOS_init_r()) {
    GEOSContext_setNoticeMessageHandler_r(
        handle_, [](const char*, void*) {}, nullptr);
    GEOSContext_setErrorMessageHandler_r(
        handle_, [](const char*, void*) {}, nullptr);
  }
  ~Geos() { GEOS_finish_r(handle_); }
  Geos(const Geos&) = delete;
  Geos& operator=(const Geos&) = delete;
  GEOSContextHandle_t handle() const { return handle_; }

 private:
  GEOSContextHandle_t handle_;
};

GEOSContextHandle_t geos() {
  thread_local const Geos context;
  return context.handle();
}

struct Destroy {
  void operator()(GEOSGeometry* shape) const { GEOSGeom_destroy_r(geos(), shape); }
};
using Shape = std::unique_ptr<GEOSGeometry, Destroy>;

GEOSCoordSequence* sequence_of(const Polyline& points, bool close) {
  const std::size_t count = points.size() + (close ? 1 : 0);
  GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(geos(), static_cast<unsigned>(count), 2);
  for (std::size_t i = 0; i < count; ++i) {
    const Point& p = points[i % points.size()];
    GEOSCoordSeq_setXY_r(geos(), sequence, static_cast<unsigned>(i), p.x_m, p.y_m);
  }
  return sequence;
}

Shape shape_of(const Polyline& line) {
  return Shape(GEOSGeom_createLineString_r(geos(), sequence_of(line, false)));
}

Shape shape_of(const Polygon& polygon) {
  if (polygon.outer.size() < 3) return Shape(GEOSGeom_createEmptyPolygon_r(geos()));
  std::vector<GEOSGeometry*> holes;
  for (const Polyline& hole : polygon.holes) {
    if (hole.size() >= 3)
      holes.push_back(GEOSGeom_createLinearRing_r(geos(), sequence_of(hole, true)));
  }
  GEOSGeometry* shell = GEOSGeom_createLinearRing_r(geos(), sequence_of(polygon.outer, true));
  return Shape(
      GEOSGeom_createPolygon_r(geos(), shell, holes.data(), static_cast<unsigned>(holes.size())));
}

template <typename Item>
Shape collection_of(const std::vector<Item>& items, int type) {
  std::vector<GEOSGeometry*> shapes;
  shapes.reserve(items.size());
  for (const Item& item : items) shapes.push_back(shape_of(item).release());
  return Shape(GEOSGeom_createCollection_r(geos(), type, shapes.data(),
                                           static_cast<unsigned>(shapes.size())));
}

Polyline points_of(const GEOSGeometry* line) {
  const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(geos(), line);
  unsigned count = 0;
  GEOSCoordSeq_getSize_r(geos(), sequence, &count);
  Polyline points(count);
  for (unsigned i = 0; i < count; ++i) {
    GEOSCoordSeq_getXY_r(geos(), sequence, i, &points[i].x_m, &points[i].y_m);
  }
  return points;
}

Polyline open_ring(const GEOSGeometry* ring) {
  Polyline points = points_of(ring);
  if (points.size() > 1 && points.front() == points.back()) points.pop_back();
  return points;
}

/// Calls `visit` for each part of the wanted type in a shape, however deep.
template <typename Visit>
void for_parts(const GEOSGeometry* shape, int type, const Visit& visit) {
  if (shape == nullptr || GEOSisEmpty_r(geos(), shape) != 0) return;
  if (GEOSGeomTypeId_r(geos(), shape) == type) return visit(shape);
  const int parts = GEOSGetNumGeometries_r(geos(), shape);
  if (parts < 1 || GEOSGetGeometryN_r(geos(), shape, 0) == shape) return;
  for (int i = 0; i < parts; ++i) for_parts(GEOSGetGeometryN_r(geos(), shape, i), type, visit);
}

std::vector<Polygon> polygons_of(const Shape& shape) {
  std::vector<Polygon> polygons;
  for_parts(shape.get(), GEOS_POLYGON, [&](const GEOSGeometry* part) {
    Polygon polygon{.outer = open_ring(GEOSGetExteriorRing_r(geos(), part)), .holes = {}};
    const int holes = GEOSGetNumInteriorRings_r(geos(), part);
    for (int i = 0; i < holes; ++i) {
      polygon.holes.push_back(open_ring(GEOSGetInteriorRingN_r(geos(), part, i)));
    }
    polygons.push_back(std::move(polygon));
  });
  return polygons;
}

double signed_area_m2(const Polyline& ring) {
  double twice = 0.0;
  if (ring.empty()) return 0.0;
  const Point origin = ring.front();  // far coordinates would cost digits
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point& a = ring[i];
    const Point& b = ring[(i + 1) % ring.size()];
    twice +=
        (a.x_m - origin.x_m) * (b.y_m - origin.y_m) - (b.x_m - origin.x_m) * (a.y_m - origin.y_m);
  }
  return 0.5 * twice;
}

/// Above 0 where a, b, c turn left.
double turn(Point a, Point b, Point c) {
  return (b.x_m - a.x_m) * (c.y_m - a.y_m) - (b.y_m - a.y_m) * (c.x_m - a.x_m);
}

bool is_convex(const Polyline& ring, double orientation) {
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point& a = ring[i];
    const Point& b = ring[(i + 1) % ring.size()];
    const Point& c = ring[(i + 2) % ring.size()];
    if (turn(a, b, c) * orientation < 0.0) return false;
  }
  return true;
}

bool ring_contains(const Polyline& ring, Point p) {
  bool inside = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    const Point& a = ring[i];
    const Point& b = ring[j];
    if ((a.y_m > p.y_m) == (b.y_m > p.y_m)) continue;
    if (p.x_m < (b.x_m - a.x_m) * (p.y_m - a.y_m) / (b.y_m - a.y_m) + a.x_m) inside = !inside;
  }
  return inside;
}

}  // namespace

double distance_m(Point a, Point b) { return std::hypot(a.x_m - b.x_m, a.y_m - b.y_m); }

double length_m(const Polyline& line) {
  double length = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) length += distance_m(line[i - 1], line[i]);
  return length;
}

Point point_along(const Polyline& line, double along_m) {
  if (along_m <= 0.0) return line.front();
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double piece_m = distance_m(line[i - 1], line[i]);
    if (along_m < piece_m) {
      const double share = along_m / piece_m;
      return {line[i - 1].x_m + share * (line[i].x_m - line[i - 1].x_m),
              line[i - 1].y_m + share * (line[i].y_m - line[i - 1].y_m)};
    }
    along_m -= piece_m;
  }
  return line.back();
}

Polyline part_of(const Polyline& line, double begin_m, double end_m) {
  Polyline part{point_along(line, begin_m)};
  double at_m = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    at_m += distance_m(line[i - 1], line[i]);
    if (at_m > begin_m && at_m < end_m) part.push_back(line[i]);
  }
  part.push_back(point_along(line, end_m));
  return part;
}

Polyline reversed(Polyline line) {
  std::ranges::reverse(line);
  return line;
}

Nearest nearest_on(const Polyline& line, Point p) {
  Nearest best{.at = line.front(), .along_m = 0.0, .away_m = distance_m(line.front(), p)};
  double at_m = 0.0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const Point a = line[i - 1];
    const Point b = line[i];
    const double dx = b.x_m - a.x_m;
    const double dy = b.y_m - a.y_m;
    const double square = dx * dx + dy * dy;
    const double share =
        square > 0.0 ? std::clamp(((p.x_m - a.x_m) * dx + (p.y_m - a.y_m) * dy) / square, 0.0, 1.0)
                     : 0.0;
    const Point on{a.x_m + share * dx, a.y_m + share * dy};
    const double away_m = distance_m(on, p);
    const double piece_m = std::sqrt(square);
    if (away_m < best.away_m) best = {on, at_m + share * piece_m, away_m};
    at_m += piece_m;
  }
  return best;
}

namespace {

/// Twice the area of a triangle, positive where it turns left.
double turn_m2(Point a, Point b, Point c) {
  return (b.x_m - a.x_m) * (c.y_m - a.y_m) - (b.y_m - a.y_m) * (c.x_m - a.x_m);
}

std::optional<Point> crossing(Point a, Point b, Point c, Point d) {
  const double c_beside = turn_m2(a, b, c);
  const double d_beside = turn_m2(a, b, d);
  if (c_beside * d_beside >= 0.0 || turn_m2(c, d, a) * turn_m2(c, d, b) >= 0.0) return std::nullopt;
  const double share = c_beside / (c_beside - d_beside);
  return Point{c.x_m + share * (d.x_m - c.x_m), c.y_m + share * (d.y_m - c.y_m)};
}

}  // namespace

std::vector<Point> crossings(const Polyline& a, const Polyline& b) {
  std::vector<Point> found;
  for (std::size_t i = 1; i < a.size(); ++i) {
    for (std::size_t j = 1; j < b.size(); ++j) {
      if (const auto at = crossing(a[i - 1], a[i], b[j - 1], b[j])) found.push_back(*at);
    }
  }
  return found;
}

double area_m2(const Polyline& ring) { return std::abs(signed_area_m2(ring)); }

double area_m2(const Polygon& polygon) {
  double area = area_m2(polygon.outer);
  for (const Polyline& hole : polygon.holes) area -= area_m2(hole);
  return area;
}

Point centroid(const Polygon& polygon) {
  const Polyline& ring = polygon.outer;
  if (ring.empty()) return {};
  const Point origin = ring.front();
  double twice = 0.0;
  double x = 0.0;
  double y = 0.0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point a{ring[i].x_m - origin.x_m, ring[i].y_m - origin.y_m};
    const Point& next = ring[(i + 1) % ring.size()];
    const Point b{next.x_m - origin.x_m, next.y_m - origin.y_m};
    const double cross = a.x_m * b.y_m - b.x_m * a.y_m;
    twice += cross;
    x += (a.x_m + b.x_m) * cross;
    y += (a.y_m + b.y_m) * cross;
  }
  if (twice == 0.0) return origin;
  return {origin.x_m + x / (3.0 * twice), origin.y_m + y / (3.0 * twice)};
}

Box box_of(const Polyline& line) {
  Box box;
  box.add(line);
  return box;
}

Box box_of(const Polygon& polygon) { return box_of(polygon.outer); }

bool contains(const Polygon& polygon, Point p) {
  if (!ring_contains(polygon.outer, p)) return false;
  return std::ranges::none_of(polygon.holes,
                              [&](const Polyline& h) { return ring_contains(h, p); });
}

Point point_inside(const Polygon& polygon) {
  const Shape inside(GEOSPointOnSurface_r(geos(), shape_of(polygon).get()));
  Point p = centroid(polygon);
  if (inside && GEOSisEmpty_r(geos(), inside.get()) == 0) {
    GEOSGeomGetX_r(geos(), inside.get(), &p.x_m);
    GEOSGeomGetY_r(geos(), inside.get(), &p.y_m);
  }
  return p;
}

std::vector<Polygon> buffered(const Polygon& polygon, double margin_m) {
  return polygons_of(
      Shape(GEOSBuffer_r(geos(), shape_of(polygon).get(), margin_m, kQuarterSegments)));
}

std::vector<Polygon> buffered(const Polyline& line, double margin_m) {
  return polygons_of(Shape(GEOSBuffer_r(geos(), shape_of(line).get(), margin_m, kQuarterSegments)));
}

std::vector<Polygon> unioned(const std::vector<Polygon>& polygons) {
  const Shape all = collection_of(polygons, GEOS_MULTIPOLYGON);
  return polygons_of(Shape(GEOSUnaryUnion_r(geos(), all.get())));
}

std::vector<Polygon> intersection(const Polygon& a, const Polygon& b) {
  return polygons_of(Shape(GEOSIntersection_r(geos(), shape_of(a).get(), shape_of(b).get())));
}

std::vector<Polygon> difference(const Polygon& a, const std::vector<Polygon>& taken_away) {
  const Shape all = collection_of(taken_away, GEOS_MULTIPOLYGON);
  const Shape one(GEOSUnaryUnion_r(geos(), all.get()));
  if (!one) return {a};
  return polygons_of(Shape(GEOSDifference_r(geos(), shape_of(a).get(), one.get())));
}

std::vector<Polyline> clipped(const Polyline& line, const Polygon& polygon) {
  std::vector<Polyline> parts;
  const Shape inside(GEOSIntersection_r(geos(), shape_of(line).get(), shape_of(polygon).get()));
  for_parts(inside.get(), GEOS_LINESTRING,
            [&](const GEOSGeometry* part) { parts.push_back(points_of(part)); });
  return parts;
}

std::vector<Polygon> faces_between(const std::vector<Polyline>& lines) {
  const Shape all = collection_of(lines, GEOS_MULTILINESTRING);
  const Shape noded(GEOSUnaryUnion_r(geos(), all.get()));
  if (!noded) return {};
  const GEOSGeometry* parts[] = {noded.get()};
  return polygons_of(Shape(GEOSPolygonize_r(geos(), parts, 1)));
}

std::vector<std::array<Point, 3>> triangles(const Polygon& polygon) {
  const Polyline& ring = polygon.outer;
  const double signed_m2 = signed_area_m2(ring);
  std::vector<std::array<Point, 3>> all;
  if (ring.size() < 3 || signed_m2 == 0.0) return all;
  const auto add = [&](Point a, Point b, Point c) {
    const double left = turn(a, b, c);
    if (left > 0.0) all.push_back({a, b, c});
    if (left < 0.0) all.push_back({a, c, b});
  };
  // A star drawn without lifting the pen also turns one way only: four corners can't make one.
  if (polygon.holes.empty() && ring.size() <= 4 && is_convex(ring, signed_m2)) {
    for (std::size_t i = 2; i < ring.size(); ++i) add(ring[0], ring[i - 1], ring[i]);
    return all;
  }
  const Shape parts(GEOSConstrainedDelaunayTriangulation_r(geos(), shape_of(polygon).get()));
  for_parts(parts.get(), GEOS_POLYGON, [&](const GEOSGeometry* part) {
    const Polyline corners = open_ring(GEOSGetExteriorRing_r(geos(), part));
    if (corners.size() == 3) add(corners[0], corners[1], corners[2]);
  });
  return all;
}

std::optional<std::string> invalid_reason(const Polygon& polygon) {
  if (polygon.outer.size() < 3) return "fewer than three corners";
  const Shape shape = shape_of(polygon);
  if (GEOSisValid_r(geos(), shape.get()) == 1) return std::nullopt;
  const std::unique_ptr<char, void (*)(char*)> reason(GEOSisValidReason_r(geos(), shape.get()),
                                                      [](char* text) { GEOSFree_r(geos(), text); });
  return reason ? std::string(reason.get()) : std::string("not a valid polygon");
}

void for_cells_in(const GridFrame& frame, const Polygon& polygon,
                  const std::function<void(Cell)>& visit) {
  const Box box = box_of(polygon);
  if (box.empty()) return;
  const auto row_of = [&](double y_m) { return (frame.north_west.y_m - y_m) / frame.cell_m; };
  const auto col_of = [&](double x_m) { return (x_m - frame.north_west.x_m) / frame.cell_m; };
  const int first = std::max(0, static_cast<int>(std::floor(row_of(box.north_m))));
  const int last = std::min(frame.rows - 1, static_cast<int>(std::floor(row_of(box.south_m))));
  std::vector<double> crossings;
  for (int row = first; row <= last; ++row) {
    const double y_m = frame.centre({row, 0}).y_m;
    crossings.clear();
    const auto cross = [&](const Polyline& ring) {
      for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        const Point& a = ring[i];
        const Point& b = ring[j];
        if ((a.y_m > y_m) == (b.y_m > y_m)) continue;
        crossings.push_back((b.x_m - a.x_m) * (y_m - a.y_m) / (b.y_m - a.y_m) + a.x_m);
      }
    };
    cross(polygon.outer);
    for (const Polyline& hole : polygon.holes) cross(hole);
    std::ranges::sort(crossings);
    for (std::size_t k = 0; k + 1 < crossings.size(); k += 2) {
      const int from = std::max(0, static_cast<int>(std::ceil(col_of(crossings[k]) - 0.5)));
      const int to =
          std::min(frame.cols, static_cast<int>(std::ceil(col_of(crossings[k + 1]) - 0.5)));
      for (int col = from; col < to; ++col) visit({row, col});
    }
  }
}

struct BoxIndex::Bins {
  static constexpr double kBin_m = 50.0;
  std::vector<Box> boxes;
  std::map<std::pair<long, long>, std::vector<std::size_t>> items;

  template <typename Visit>
  static void for_bins(const Box& box, const Visit& visit) {
    const auto bin = [](double at_m) { return static_cast<long>(std::floor(at_m / kBin_m)); };
    for (long y = bin(box.south_m); y <= bin(box.north_m); ++y) {
      for (long x = bin(box.west_m); x <= bin(box.east_m); ++x) visit(std::pair{y, x});
    }
  }
};

BoxIndex::BoxIndex(std::vector<Box> boxes) : bins_(std::make_unique<Bins>()) {
  bins_->boxes = std::move(boxes);
  for (std::size_t i = 0; i < bins_->boxes.size(); ++i) {
    if (bins_->boxes[i].empty()) continue;
    Bins::for_bins(bins_->boxes[i], [&](const auto& bin) { bins_->items[bin].push_back(i); });
  }
}

BoxIndex::~BoxIndex() = default;
BoxIndex::BoxIndex(BoxIndex&&) noexcept = default;
BoxIndex& BoxIndex::operator=(BoxIndex&&) noexcept = default;

std::vector<std::size_t> BoxIndex::meeting(const Box& box) const {
  std::vector<std::size_t> found;
  Bins::for_bins(box, [&](const auto& bin) {
    const auto it = bins_->items.find(bin);
    if (it == bins_->items.end()) return;
    for (const std::size_t i : it->second) {
      const Box& other = bins_->boxes[i];
      const bool apart = other.west_m > box.east_m || other.east_m < box.west_m ||
                         other.south_m > box.north_m || other.north_m < box.south_m;
      if (!apart) found.push_back(i);
    }
  });
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

namespace {

std::vector<Box> boxes_of(const std::vector<Polyline>& lines) {
  std::vector<Box> boxes;
  boxes.reserve(lines.size());
  for (const Polyline& line : lines) boxes.push_back(box_of(line));
  return boxes;
}

}  // namespace

LineIndex::LineIndex(const std::vector<Polyline>& lines) : lines_(lines), boxes_(boxes_of(lines)) {}

std::optional<LineIndex::Found> LineIndex::nearest(Point p, double reach_m) const {
  for (double look_m = std::min(25.0, reach_m);; look_m = std::min(2.0 * look_m, reach_m)) {
    std::optional<Found> best;
    for (const std::size_t i : boxes_.meeting(Box{p.x_m, p.y_m, p.x_m, p.y_m}.grown_by(look_m))) {
      const Nearest nearest = nearest_on(lines_[i], p);
      if (nearest.away_m <= look_m && (!best || nearest.away_m < best->nearest.away_m)) {
        best = Found{i, nearest};
      }
    }
    if (best || look_m >= reach_m) return best;
  }
}

}  // namespace twin
