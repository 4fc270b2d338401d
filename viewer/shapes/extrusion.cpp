#include "viewer/shapes/extrusion.h"

#include <cmath>

#include "engine/space/geometry.h"

namespace twin {
namespace {

constexpr double kFoundation_m = 0.5;

bool goes_left(const Polyline& ring) {
  double twice = 0.0;
  const Point o = ring.front();
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const Point& a = ring[i];
    const Point& b = ring[(i + 1) % ring.size()];
    twice += (a.x_m - o.x_m) * (b.y_m - o.y_m) - (b.x_m - o.x_m) * (a.y_m - o.y_m);
  }
  return twice > 0.0;
}

/// Walls along a ring; `left` where the building lies to the left of it.
void add_walls(Mesh& mesh, const Polyline& ring, bool left, const BuildingShape& shape,
               const std::array<float, 4>& tag, const SceneOrigin& origin) {
  for (std::size_t i = 0; i < ring.size(); ++i) {
    Point a = ring[i];
    Point b = ring[(i + 1) % ring.size()];
    if (!left) std::swap(a, b);
    const double length_m = distance_m(a, b);
    if (length_m < 1e-6) continue;
    const Eigen::Vector3f normal(static_cast<float>((b.y_m - a.y_m) / length_m),
                                 static_cast<float>((a.x_m - b.x_m) / length_m), 0.0F);
    const double foot_m = shape.ground_m - kFoundation_m;
    const double top_m = shape.ground_m + shape.height_m;
    const std::uint32_t first = mesh.add(origin.from(a, foot_m), normal, tag);
    mesh.add(origin.from(b, foot_m), normal, tag);
    mesh.add(origin.from(b, top_m), normal, tag);
    mesh.add(origin.from(a, top_m), normal, tag);
    mesh.triangle(first, first + 1, first + 2);
    mesh.triangle(first, first + 2, first + 3);
  }
}

}  // namespace

void add_building(Mesh& mesh, const Polygon& footprint, const BuildingShape& shape,
                  const SceneOrigin& origin) {
  const auto roof = triangles(footprint);
  if (roof.empty()) return;
  const std::array<float, 4> tag = {
      static_cast<float>(shape.feature), static_cast<float>(shape.ground_m),
      static_cast<float>(shape.height_m), static_cast<float>(shape.floor_m)};
  add_walls(mesh, footprint.outer, goes_left(footprint.outer), shape, tag, origin);
  for (const Polyline& hole : footprint.holes) {
    if (hole.size() >= 3) add_walls(mesh, hole, !goes_left(hole), shape, tag, origin);
  }
  const double top_m = shape.ground_m + shape.height_m;
  for (const auto& corners : roof) {
    const std::uint32_t a = mesh.add(origin.from(corners[0], top_m), {0, 0, 1}, tag);
    mesh.add(origin.from(corners[1], top_m), {0, 0, 1}, tag);
    mesh.add(origin.from(corners[2], top_m), {0, 0, 1}, tag);
    mesh.triangle(a, a + 1, a + 2);
  }
}

}  // namespace twin
