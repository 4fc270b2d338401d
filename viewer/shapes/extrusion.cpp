#include "viewer/shapes/extrusion.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/space/geometry.h"

namespace twin {
namespace {

constexpr double kFoundation_m = 0.5;
constexpr double kShortest_m = 1e-6;  // a wall without length has no direction

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

using Tag = std::array<float, 4>;

Eigen::Vector3f outward(Point a, Point b, double length_m) {
  if (length_m < kShortest_m) return Eigen::Vector3f::Zero();
  return {static_cast<float>((b.y_m - a.y_m) / length_m),
          static_cast<float>((a.x_m - b.x_m) / length_m), 0.0F};
}

/// The eaves of a building: places that walls and roof share, to be found by their coordinates.
struct Eaves {
  std::vector<Point> at;
  std::vector<std::uint32_t> corner;

  std::optional<std::uint32_t> find(Point p) const {
    const auto it = std::ranges::find(at, p);
    if (it == at.end()) return std::nullopt;
    return corner[static_cast<std::size_t>(it - at.begin())];
  }
};

/// Walls along a ring that has the building to its left: a place at the foot and one at the eaves
/// for each corner. The one at the eaves has the normal of the wall that begins there.
void add_walls(Mesh& mesh, const Polyline& ring, const BuildingShape& shape, const Tag& tag,
               const SceneOrigin& origin, const WallSeen& seen, Eaves& eaves) {
  const auto count = static_cast<std::uint32_t>(ring.size());
  const auto first = static_cast<std::uint32_t>(mesh.places.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    const Point a = ring[i];
    const Point b = ring[(i + 1) % count];
    const double length_m = distance_m(a, b);
    const Eigen::Vector3f normal = outward(a, b, length_m);
    mesh.add(origin.from(a, shape.ground_m - kFoundation_m), normal, tag);
    const std::uint32_t top =
        mesh.add(origin.from(a, shape.ground_m + shape.height_m), normal, tag);
    eaves.at.push_back(a);
    eaves.corner.push_back(top);
    if (length_m < kShortest_m || (seen && !seen(a, b))) continue;
    const std::uint32_t next = first + 2 * ((i + 1) % count);
    mesh.triangle(top - 1, next, top);
    mesh.triangle(next, next + 1, top);
  }
}

/// The roof, over the places of the eaves; the last corner of each triangle is a place of its own
/// that faces up.
class Roof {
 public:
  Roof(Mesh& mesh, const Eaves& eaves, double top_m, const Tag& tag, const SceneOrigin& origin)
      : mesh_(mesh), eaves_(eaves), top_m_(top_m), tag_(tag), origin_(origin) {}

  void add(const std::array<Point, 3>& corners) {
    // A corner that faces up already, or else the first, comes last.
    std::size_t last = 0;
    for (std::size_t k = 0; k < 3; ++k) {
      if (std::ranges::find(faces_up_at_, corners[k]) != faces_up_at_.end()) last = k;
    }
    mesh_.triangle(place(corners[(last + 1) % 3]), place(corners[(last + 2) % 3]),
                   facing_up(corners[last]));
  }

 private:
  std::uint32_t place(Point p) {
    const auto shared = eaves_.find(p);
    return shared ? *shared : facing_up(p);
  }
  std::uint32_t facing_up(Point p) {
    const auto it = std::ranges::find(faces_up_at_, p);
    if (it != faces_up_at_.end())
      return faces_up_[static_cast<std::size_t>(it - faces_up_at_.begin())];
    faces_up_at_.push_back(p);
    faces_up_.push_back(mesh_.add(origin_.from(p, top_m_), {0.0F, 0.0F, 1.0F}, tag_));
    return faces_up_.back();
  }

  Mesh& mesh_;
  const Eaves& eaves_;
  double top_m_;
  const Tag& tag_;
  const SceneOrigin& origin_;
  std::vector<Point> faces_up_at_;
  std::vector<std::uint32_t> faces_up_;
};

Polyline turned_left(Polyline ring, bool left) {
  if (!left) std::ranges::reverse(ring);
  return ring;
}

/// Whether there was anything to add.
bool add(Mesh& mesh, const Polygon& footprint, const BuildingShape& shape,
         const SceneOrigin& origin, const WallSeen& seen) {
  const auto roof = triangles(footprint);
  if (roof.empty()) return false;
  const Tag tag = {static_cast<float>(shape.feature), static_cast<float>(shape.ground_m),
                   static_cast<float>(shape.height_m), static_cast<float>(shape.floor_m)};
  Eaves eaves;
  add_walls(mesh, turned_left(footprint.outer, goes_left(footprint.outer)), shape, tag, origin,
            seen, eaves);
  for (const Polyline& hole : footprint.holes) {
    if (hole.size() < 3) continue;
    add_walls(mesh, turned_left(hole, !goes_left(hole)), shape, tag, origin, seen, eaves);
  }
  Roof over(mesh, eaves, shape.ground_m + shape.height_m, tag, origin);
  for (const auto& corners : roof) over.add(corners);
  return true;
}

double away_from_line_m(Point p, Point a, Point b) {
  const double length_m = distance_m(a, b);
  if (length_m < kShortest_m) return distance_m(p, a);
  return std::abs((b.x_m - a.x_m) * (p.y_m - a.y_m) - (b.y_m - a.y_m) * (p.x_m - a.x_m)) / length_m;
}

/// The ring without the corners that stand out least, one after the other.
Polyline smoothed(Polyline ring, double detail_m) {
  const auto stands_out_m = [&](std::size_t i) {
    const std::size_t count = ring.size();
    return away_from_line_m(ring[i], ring[(i + count - 1) % count], ring[(i + 1) % count]);
  };
  while (ring.size() > 4) {
    std::size_t least = 0;
    double least_m = stands_out_m(0);
    for (std::size_t i = 1; i < ring.size(); ++i) {
      const double out_m = stands_out_m(i);
      if (out_m >= least_m) continue;
      least_m = out_m;
      least = i;
    }
    if (least_m >= detail_m) break;
    ring.erase(ring.begin() + static_cast<std::ptrdiff_t>(least));
  }
  return ring;
}

}  // namespace

void add_building(Mesh& mesh, const Polygon& footprint, const BuildingShape& shape,
                  const SceneOrigin& origin) {
  add(mesh, footprint, shape, origin, {});
}

void add_far_building(Mesh& mesh, const Polygon& footprint, const BuildingShape& shape,
                      const SceneOrigin& origin, double detail_m, const WallSeen& seen) {
  Polygon plain{.outer = smoothed(footprint.outer, detail_m), .holes = footprint.holes};
  for (Polyline& hole : plain.holes) hole = smoothed(std::move(hole), detail_m);
  // An outline that no longer closes round an area keeps its corners.
  if (!add(mesh, plain, shape, origin, seen)) add(mesh, footprint, shape, origin, seen);
}

}  // namespace twin
