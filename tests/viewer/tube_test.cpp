#include "viewer/shapes/tube.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "tests/viewer/mesh_measures.h"

namespace twin {
namespace {

double surface_m2(const Mesh& mesh) {
  double sum = 0.0;
  for (const Eigen::Vector3f& area : facing_areas_m2(mesh)) sum += area.norm();
  return sum;
}

/// Whether every triangle faces where its corners say.
bool faces_outwards(const Mesh& mesh) {
  const auto areas = facing_areas_m2(mesh);
  for (std::size_t i = 0; i < areas.size(); ++i) {
    if (areas[i].norm() > 1e-7F && areas[i].dot(mesh.normals[mesh.corners[3 * i]]) < 0)
      return false;
  }
  return true;
}

TEST(Pipe, ABoxLiesOnItsInvertAndHasTheSizeOfItsInside) {
  Mesh mesh;
  add_pipe(mesh, {{0, 0}, {10, 0}},
           {.invert_from_m = 3.0, .invert_to_m = 2.5, .width_m = 2.0, .height_m = 1.5, .box = true},
           {0, 0}, 4);
  const MeshBox box = box_of(mesh);
  EXPECT_FLOAT_EQ(box.low.z(), 2.5F);   // invert downstream
  EXPECT_FLOAT_EQ(box.high.z(), 4.5F);  // crown upstream: 3.0 + 1.5
  EXPECT_FLOAT_EQ(box.high.y() - box.low.y(), 2.0F);
  // Two sides of 10 × 1.5 m, top and bottom of 2 m × √(10² + 0.5²) m.
  EXPECT_NEAR(surface_m2(mesh), 2 * 10 * 1.5 + 2 * 2 * std::hypot(10.0, 0.5), 1e-4);
  EXPECT_TRUE(faces_outwards(mesh));
  EXPECT_FLOAT_EQ(mesh.tags.front()[0], 4.0F);
}

TEST(Pipe, ARoundOneIsAPrismOfEightSides) {
  Mesh mesh;
  add_pipe(mesh, {{0, 0}, {0, 6}, {0, 20}},
           {.invert_from_m = 1.0, .invert_to_m = 1.0, .width_m = 1.0, .height_m = 1.0}, {0, 0}, 0);
  // Girth of an octagon in a circle of radius 0.5: 16 · 0.5 · sin(π/8).
  EXPECT_NEAR(surface_m2(mesh), 20.0 * 8.0 * std::sin(std::numbers::pi / 8.0), 1e-4);
  EXPECT_NEAR(box_of(mesh).low.z(), 1.0, 1e-6);
  EXPECT_TRUE(faces_outwards(mesh));
}

TEST(Pipe, WithoutLengthDrawsNothing) {
  Mesh mesh;
  add_pipe(mesh, {{3, 3}, {3, 3}}, {.width_m = 1.0, .height_m = 1.0}, {0, 0}, 0);
  add_pipe(mesh, {{3, 3}}, {.width_m = 1.0, .height_m = 1.0}, {0, 0}, 0);
  EXPECT_TRUE(mesh.empty());
}

TEST(Shaft, ReachesFromItsBottomToItsLid) {
  Mesh mesh;
  add_shaft(mesh, {5, 5}, 2.0, 6.0, 0.5, {0, 0}, 1);
  EXPECT_FLOAT_EQ(box_of(mesh).low.z(), 2.0F);
  EXPECT_FLOAT_EQ(box_of(mesh).high.z(), 6.0F);
  const double girth_m = 8.0 * std::sin(std::numbers::pi / 8.0);
  const double lid_m2 = 8.0 * 0.5 * 0.25 * std::sin(std::numbers::pi / 4.0);
  EXPECT_NEAR(surface_m2(mesh), 4.0 * girth_m + lid_m2, 1e-4);
  EXPECT_TRUE(faces_outwards(mesh));
  Mesh none;
  add_shaft(none, {5, 5}, 6.0, 6.0, 0.5, {0, 0}, 1);
  EXPECT_TRUE(none.empty());
}

TEST(Plate, IsAPolygonThatFacesUp) {
  Mesh mesh;
  add_plate(mesh, {7, 9}, 5.5, 0.35, 8, {0, 0}, 3);
  // An octagon in a circle of radius r has an area of 2 √2 r².
  EXPECT_NEAR(surface_m2(mesh), 2.0 * std::sqrt(2.0) * 0.35 * 0.35, 1e-6);
  EXPECT_TRUE(faces_outwards(mesh));
  EXPECT_EQ(mesh.corners.size(), 3U * 6U);
  EXPECT_FLOAT_EQ(box_of(mesh).high.z(), 5.5F);
}

}  // namespace
}  // namespace twin
