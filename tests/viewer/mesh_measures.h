#pragma once

#include <Eigen/Geometry>
#include <vector>

#include "viewer/shapes/mesh.h"

namespace twin {

struct MeshBox {
  Eigen::Vector3f low;
  Eigen::Vector3f high;
};

inline MeshBox box_of(const Mesh& mesh) {
  MeshBox box{mesh.places.front(), mesh.places.front()};
  for (const Eigen::Vector3f& place : mesh.places) {
    box.low = box.low.cwiseMin(place);
    box.high = box.high.cwiseMax(place);
  }
  return box;
}

/// Half the cross product of each triangle: its direction is where it faces, its length the area.
inline std::vector<Eigen::Vector3f> facing_areas_m2(const Mesh& mesh) {
  std::vector<Eigen::Vector3f> areas;
  for (std::size_t i = 0; i < mesh.corners.size(); i += 3) {
    const Eigen::Vector3f& a = mesh.places[mesh.corners[i]];
    const Eigen::Vector3f& b = mesh.places[mesh.corners[i + 1]];
    const Eigen::Vector3f& c = mesh.places[mesh.corners[i + 2]];
    areas.push_back(0.5F * (b - a).cross(c - a));
  }
  return areas;
}

inline std::vector<double> upward_areas_m2(const Mesh& mesh) {
  std::vector<double> areas;
  for (const Eigen::Vector3f& area : facing_areas_m2(mesh)) areas.push_back(area.z());
  return areas;
}

}  // namespace twin
