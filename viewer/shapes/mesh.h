#pragma once

#include <Eigen/Core>
#include <array>
#include <cstdint>
#include <vector>

#include "engine/space/point.h"

namespace twin {

/// Where the viewer's coordinates start. Projected coordinates (582 497, 2 324 874) do not fit a
/// float, so meshes hold floats from here; the difference is taken in double. Heights stay as they
/// are.
struct SceneOrigin {
  double x_m = 0.0;
  double y_m = 0.0;

  Eigen::Vector3f from(Point p, double z_m) const {
    return {static_cast<float>(p.x_m - x_m), static_cast<float>(p.y_m - y_m),
            static_cast<float>(z_m)};
  }
  Point back(const Eigen::Vector3d& place) const { return {place.x() + x_m, place.y() + y_m}; }
};

/// Triangles with what a shader needs to know at each corner; knows no graphics library.
struct Mesh {
  std::vector<Eigen::Vector3f> places;  ///< metres from the scene's origin, z up
  /// Of length 1, one a place. Of buildings it holds for the triangles of which the place is the
  /// last corner, so that walls and roof share places (OpenGL's provoking vertex).
  std::vector<Eigen::Vector3f> normals;
  /// One a place; each maker of meshes says what its four numbers are.
  std::vector<std::array<float, 4>> tags;
  std::vector<std::uint32_t> corners;  ///< three a triangle, counter-clockwise seen from outside

  bool empty() const { return corners.empty(); }

  std::uint32_t add(const Eigen::Vector3f& place, const Eigen::Vector3f& normal,
                    const std::array<float, 4>& tag) {
    places.push_back(place);
    normals.push_back(normal);
    tags.push_back(tag);
    return static_cast<std::uint32_t>(places.size() - 1);
  }
  void triangle(std::uint32_t a, std::uint32_t b, std::uint32_t c) {
    corners.insert(corners.end(), {a, b, c});
  }
};

}  // namespace twin
