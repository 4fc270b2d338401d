#include "viewer/shapes/ribbon.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/viewer/mesh_measures.h"

namespace twin {
namespace {

const HeightAt kFlat = [](Point) { return 6.0; };

TEST(Ribbon, IsAsWideAndLongAsTheLane) {
  Mesh mesh;
  add_ribbon(mesh, {{100, 200}, {140, 200}}, 3.0, {100, 200}, kFlat, 7);
  const MeshBox box = box_of(mesh);
  EXPECT_FLOAT_EQ(box.low.y(), -1.5F);
  EXPECT_FLOAT_EQ(box.high.y(), 1.5F);
  EXPECT_NEAR(box.low.x(), -1.5F, 1e-5);  // round ends of half the width
  EXPECT_NEAR(box.high.x(), 41.5F, 1e-5);
  EXPECT_FLOAT_EQ(box.low.z(), 6.0F);
  EXPECT_FLOAT_EQ(mesh.tags.front()[0], 7.0F);
}

TEST(Ribbon, EveryTriangleFacesTheSky) {
  Mesh mesh;
  add_ribbon(mesh, {{0, 0}, {30, 0}, {30, 25}, {5, 30}}, 4.0, {0, 0}, kFlat, 0);
  for (const double up : upward_areas_m2(mesh)) EXPECT_GE(up, -1e-4);
}

TEST(Ribbon, AGentleBendKeepsTheWidth) {
  // At 30° both edges run 2 m from the middle line, so the corner of the outer edge lies
  // 2 / cos 15° = 2.0706 m from the bend.
  Mesh mesh;
  const double cosine = std::cos(M_PI / 6.0);
  add_ribbon(mesh, {{0, 0}, {8, 0}, {8 + 8 * cosine, 4}}, 4.0, {0, 0}, kFlat, 0);
  double farthest_m = 0.0;
  for (std::size_t i = 0; i < mesh.places.size(); ++i) {
    const bool edge_at_bend = std::abs(mesh.tags[i][1]) == 1.0F && mesh.tags[i][2] == 8.0F;
    if (edge_at_bend) {
      farthest_m = std::hypot(mesh.places[i].x() - 8.0, mesh.places[i].y());
    }
  }
  EXPECT_NEAR(farthest_m, 2.0 / std::cos(M_PI / 12.0), 1e-5);
}

TEST(Ribbon, ASharpBendIsRoundedAndNeverSpikes) {
  Mesh mesh;
  add_ribbon(mesh, {{0, 0}, {20, 0}, {0, 2}}, 4.0, {0, 0}, kFlat, 0);
  EXPECT_LE(box_of(mesh).high.x(), 22.0F + 1e-4F);
}

TEST(Ribbon, FollowsTheGround) {
  Mesh mesh;
  const HeightAt slope = [](Point p) { return 0.1 * p.x_m; };
  add_ribbon(mesh, {{0, 0}, {40, 0}}, 2.0, {0, 0}, slope, 0);
  for (const Eigen::Vector3f& place : mesh.places) EXPECT_NEAR(place.z(), 0.1F * place.x(), 1e-5);
}

TEST(Ribbon, ALineWithoutLengthDrawsNothing) {
  Mesh mesh;
  add_ribbon(mesh, {{5, 5}, {5, 5}}, 2.0, {0, 0}, kFlat, 0);
  EXPECT_TRUE(mesh.empty());
}

TEST(Ribbon, ANarrowLaneFromAfarIsTwoTrianglesAPiece) {
  Mesh mesh;
  add_far_ribbon(mesh, {{0, 0}, {60, 0}, {100, 10}}, 3.0, {0, 0}, kFlat, 4);
  EXPECT_EQ(mesh.corners.size(), 3U * 4U);
  EXPECT_FLOAT_EQ(mesh.tags.front()[0], 4.0F);
  EXPECT_NEAR(box_of(mesh).low.x(), 0.0F, 1e-5);  // without round ends
}

TEST(Ribbon, AWideRoadFromAfarKeepsItsRoundEnds) {
  Mesh mesh;
  add_far_ribbon(mesh, {{0, 0}, {60, 0}}, 20.0, {0, 0}, kFlat, 0);
  EXPECT_NEAR(box_of(mesh).low.x(), -10.0F, 1e-4);
  EXPECT_NEAR(box_of(mesh).high.x(), 70.0F, 1e-4);
}

TEST(Ribbon, ASharpBendFromAfarIsFilledOutside) {
  // Of a right angle the outer edges end 2 m from the bend; the triangle between them has 2 m².
  Mesh mesh;
  add_far_ribbon(mesh, {{0, 0}, {20, 0}, {20, 20}}, 4.0, {0, 0}, kFlat, 0);
  double up_m2 = 0.0;
  for (const double area_m2 : upward_areas_m2(mesh)) up_m2 += std::max(0.0, area_m2);
  EXPECT_NEAR(up_m2, 2 * 80.0 + 4.0, 1e-3);  // with the half of it that lies on both pieces
}

TEST(Ribbon, VietnameseCoordinatesKeepTheirCentimetres) {
  Mesh mesh;
  add_ribbon(mesh, {{582497.37, 2324874.51}, {582507.37, 2324874.51}}, 1.0, {582000, 2324000},
             kFlat, 0);
  EXPECT_NEAR(box_of(mesh).high.x(), 507.87F, 1e-3);
}

}  // namespace
}  // namespace twin
