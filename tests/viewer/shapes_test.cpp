#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/viewer/mesh_measures.h"
#include "viewer/look/lookup.h"
#include "viewer/shapes/camera.h"
#include "viewer/shapes/extrusion.h"
#include "viewer/shapes/lattice.h"
#include "viewer/shapes/pick.h"
#include "viewer/shapes/shade.h"
#include "viewer/shapes/trees.h"
#include "viewer/shapes/water.h"

namespace twin {
namespace {

constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();
const Polygon kHouse = {.outer = {{0, 0}, {4, 0}, {4, 12}, {0, 12}}, .holes = {}};

TEST(Building, WallsAndRoofCloseRoundTheFootprint) {
  Mesh mesh;
  add_building(mesh, kHouse, {.ground_m = 5.0, .height_m = 10.0, .floor_m = 3.3, .feature = 2},
               {0, 0});
  Eigen::Vector3f sum(0, 0, 0);
  double walls_m2 = 0.0;
  for (const Eigen::Vector3f& area : facing_areas_m2(mesh)) {
    sum += area;
    if (std::abs(area.z()) < 1e-5F) walls_m2 += area.norm();
  }
  EXPECT_NEAR(sum.z(), 48.0F, 1e-4);         // the roof: 4 × 12 m
  EXPECT_NEAR(walls_m2, 32.0 * 10.5, 1e-3);  // girth 32 m, from half a metre in the ground
  EXPECT_NEAR(sum.head<2>().norm(), 0.0F, 1e-3);
  EXPECT_FLOAT_EQ(box_of(mesh).high.z(), 15.0F);
}

TEST(Building, WallsFaceOutwardsWhicheverWayItIsDrawn) {
  Polygon clockwise = kHouse;
  std::reverse(clockwise.outer.begin(), clockwise.outer.end());
  for (const Polygon& footprint : {kHouse, clockwise}) {
    Mesh mesh;
    add_building(mesh, footprint, {}, {0, 0});
    for (std::size_t i = 0; i < mesh.places.size(); ++i) {
      if (mesh.normals[i].z() > 0.5F) continue;
      const Eigen::Vector2f from_middle = mesh.places[i].head<2>() - Eigen::Vector2f(2, 6);
      EXPECT_GT(from_middle.dot(mesh.normals[i].head<2>()), 0.0F);
    }
    for (std::size_t i = 0; i < mesh.corners.size(); i += 3) {
      const Eigen::Vector3f facing = facing_areas_m2(mesh)[i / 3].normalized();
      EXPECT_NEAR(facing.dot(mesh.normals[mesh.corners[i + 2]]), 1.0F, 1e-4);
    }
  }
}

TEST(Building, ACourtyardStaysOpen) {
  Polygon block = {.outer = {{0, 0}, {20, 0}, {20, 20}, {0, 20}},
                   .holes = {{{5, 5}, {15, 5}, {15, 15}, {5, 15}}}};
  Mesh mesh;
  add_building(mesh, block, {}, {0, 0});
  double roof_m2 = 0.0;
  for (const double up : upward_areas_m2(mesh)) roof_m2 += up;
  EXPECT_NEAR(roof_m2, 300.0, 1e-3);
}

TEST(Building, FromAfarItLacksSmallCornersAndWallsThatNobodySees) {
  // A bay of 0.4 m and a yard of 3 m; the wall to the west is a neighbour's too.
  const Polygon house = {.outer = {{0, 0},
                                   {10, 0},
                                   {10, 4},
                                   {10.4, 4},
                                   {10.4, 6},
                                   {10, 6},
                                   {10, 20},
                                   {3, 20},
                                   {3, 10},
                                   {0, 10}},
                         .holes = {}};
  Mesh mesh;
  add_far_building(mesh, house, {.ground_m = 0.0, .height_m = 9.5}, {0, 0}, 0.7,
                   [](Point from, Point to) { return from.x_m != 0.0 || to.x_m != 0.0; });
  double walls_m2 = 0.0;
  double roof_m2 = 0.0;
  for (const Eigen::Vector3f& area : facing_areas_m2(mesh)) {
    (area.z() > 1e-5F ? roof_m2 : walls_m2) += area.norm();
  }
  EXPECT_NEAR(roof_m2, 10.0 * 20.0 - 3.0 * 10.0, 1e-3);
  // South 10, east 20, north 7 + 3, yard 10; the west's 10 m are not there.
  EXPECT_NEAR(walls_m2, 50.0 * 10.0, 1e-2);
}

TEST(Building, AnOutlineThatIsAllSmallCornersStays) {
  const Polygon post = {.outer = {{0, 0}, {0.3, 0}, {0.3, 0.3}, {0, 0.3}}, .holes = {}};
  Mesh mesh;
  add_far_building(mesh, post, {}, {0, 0}, 0.7, [](Point, Point) { return true; });
  EXPECT_EQ(mesh.corners.size(), 3U * (2 * 4 + 2));
}

TEST(Lattice, TakesMeansAndFillsVoids) {
  Grid<float> terrain({.north_west = {0, 4}, .cell_m = 1.0, .rows = 4, .cols = 4}, 6.0F);
  terrain({0, 0}) = 8.0F;
  terrain({2, 2}) = terrain({2, 3}) = terrain({3, 2}) = terrain({3, 3}) = kUnknown;
  const GroundLattice lattice = lattice_of(terrain, 2.0, {});
  EXPECT_EQ(lattice.frame().rows, 2);
  EXPECT_FLOAT_EQ(lattice.ground_m()({0, 0}), 6.5F);  // (8 + 6 + 6 + 6) / 4
  EXPECT_FLOAT_EQ(lattice.ground_m()({1, 1}), 6.0F);
  EXPECT_DOUBLE_EQ(lattice.height_at({2.0, 3.0}), 6.25);  // half way from 6.5 to 6
  EXPECT_DOUBLE_EQ(lattice.height_at({-50.0, 3.0}), 6.5);
}

TEST(Lattice, ItsCellsCoincideWithThoseOfTheResults) {
  const Grid<float> terrain({.north_west = {0, 100}, .cell_m = 1.0, .rows = 100, .cols = 100},
                            6.0F);
  const GridFrame results{.north_west = {31, 71}, .cell_m = 2.0, .rows = 20, .cols = 20};
  const GridFrame frame = lattice_of(terrain, 5.0, results).frame();
  EXPECT_DOUBLE_EQ(frame.cell_m, 2.0);
  EXPECT_DOUBLE_EQ(std::fmod(results.north_west.x_m - frame.north_west.x_m, 2.0), 0.0);
  EXPECT_LE(frame.north_west.x_m, 0.0);
  EXPECT_GE(frame.north_west.y_m, 100.0);
}

TEST(Shade, ATowerThrowsItsShadowAwayFromTheSun) {
  const GridFrame frame{.north_west = {0, 40}, .cell_m = 1.0, .rows = 40, .cols = 40};
  const Grid<float> ground(frame, 0.0F);
  Grid<float> top(frame, 0.0F);
  top({20, 20}) = 10.0F;
  // The sun in the west at 45°: 10 m up reach 10 m east.
  const Shade shade = shade_of(ground, top, Eigen::Vector3d(-1, 0, 1).normalized());
  EXPECT_NEAR(shade.shadow_m({20, 26}), 4.0F, 1e-4);  // 10 − 6
  EXPECT_LT(shade.shadow_m({20, 31}), 0.0F);
  EXPECT_LT(shade.shadow_m({20, 15}), 0.0F);
  EXPECT_LT(shade.sky({20, 21}), shade.sky({5, 5}));
  EXPECT_FLOAT_EQ(shade.sky({5, 5}), 1.0F);
}

TEST(Water, ItsSurfaceEndsWhereItMeetsTheGround) {
  const GridFrame frame{.north_west = {0, 1}, .cell_m = 1.0, .rows = 1, .cols = 4};
  Grid<float> ground(frame, 0.0F);
  ground({0, 2}) = 0.5F;
  ground({0, 3}) = 1.0F;
  Grid<float> depth(frame, 0.0F);
  depth({0, 0}) = depth({0, 1}) = 0.3F;
  const Grid<float> drawn = drawable_depth_m(depth, ground, Grid<float>(frame, 0.0F), 0.05F);
  EXPECT_FLOAT_EQ(drawn({0, 1}), 0.3F);
  EXPECT_FLOAT_EQ(drawn({0, 2}), -0.2F);  // level 0.3 below the ground at 0.5
  EXPECT_FLOAT_EQ(drawn({0, 3}), -1.0F);
}

TEST(Water, GoesOnUnderAHouseThatHidesIt) {
  const GridFrame frame{.north_west = {0, 1}, .cell_m = 1.0, .rows = 1, .cols = 2};
  Grid<float> depth(frame, 0.4F);
  depth({0, 1}) = kUnknown;
  Grid<float> ground(frame, 0.0F);
  ground({0, 1}) = 1.0F;
  Grid<float> roof(frame, 0.0F);
  roof({0, 1}) = 9.0F;
  EXPECT_FLOAT_EQ(drawable_depth_m(depth, ground, roof, 0.05F)({0, 1}), 0.4F);
}

TEST(Camera, TheTargetIsInTheMiddleAndNorthIsUp) {
  const Camera camera = Camera::toward({10, 20, 5}, 100.0, 0.0, 90.0);
  const auto middle = camera.on_picture({10, 20, 5}, 800, 600);
  ASSERT_TRUE(middle);
  EXPECT_NEAR(middle->x, 400.0, 1e-6);
  EXPECT_NEAR(middle->y, 300.0, 1e-6);
  EXPECT_NEAR(middle->ahead_m, 100.0, 1e-6);
  EXPECT_LT(camera.on_picture({10, 30, 5}, 800, 600)->y, 300.0);
  EXPECT_GT(camera.on_picture({20, 20, 5}, 800, 600)->x, 400.0);
  EXPECT_FALSE(camera.on_picture({10, 20, 500}, 800, 600));
}

TEST(Camera, ARayThroughAPixelComesBackToIt) {
  const Camera camera = Camera::toward({0, 0, 0}, 300.0, 35.0, 40.0);
  const Ray ray = camera.ray(123.0, 456.0, 1280, 720);
  const auto back = camera.on_picture(ray.from + 70.0 * ray.along, 1280, 720);
  EXPECT_NEAR(back->x, 123.0, 1e-6);
  EXPECT_NEAR(back->y, 456.0, 1e-6);
  EXPECT_NEAR(camera.heading_deg(), 35.0, 1e-9);
  EXPECT_NEAR(camera.turned(10.0, 5.0).down_deg(), 45.0, 1e-9);
}

TEST(Picker, MeetsARoofAtTheHeightItIsDrawnAt) {
  const GroundLattice ground = flat_lattice({-50, -50, 50, 50}, 2.0, 0.0);
  const std::vector<BuildingBlock> house = {
      {.footprint = kHouse, .ground_m = 0.0, .height_m = 10.0}};
  const Picker picker(ground, house, {0, 0});
  const Ray down{.from = {2, 6, 100}, .along = {0, 0, -1}};
  const auto whole = picker.first_on(down, {});
  ASSERT_TRUE(whole && whole->building);
  EXPECT_NEAR(whole->z_m, 10.0, 0.5);
  EXPECT_NEAR(picker.first_on(down, {.height_scale = 0.2})->z_m, 2.0, 0.5);
  const auto beside = picker.first_on({.from = {20, 6, 100}, .along = {0, 0, -1}}, {});
  ASSERT_TRUE(beside);
  EXPECT_FALSE(beside->building);
  EXPECT_FALSE(picker.first_on({.from = {0, 0, 100}, .along = {0, 0, 1}}, {}));
  EXPECT_FALSE(picker.first_on(down, {.buildings = false})->building);
  const HeightAt water = [](Point) { return 1.5; };
  EXPECT_NEAR(picker.first_on(down, {.buildings = false, .surface = water})->z_m, 1.5, 0.01);
}

TEST(Rod, IsMetWhereARayGoesInOrPassedWhereItComesClosest) {
  const Rod pipe{.from = {0, 0, 3}, .to = {100, 0, 3}, .radius_m = 0.5};
  const auto down = [](double x_m, double y_m) {
    return Ray{.from = {x_m, y_m, 13}, .along = {0, 0, -1}};
  };
  EXPECT_DOUBLE_EQ(passing_of(down(50, 0), pipe).ahead_m, 9.5);  // to its back, 0.5 above its axis
  EXPECT_DOUBLE_EQ(passing_of(down(50, 0), pipe).beside_m, 0.0);
  EXPECT_DOUBLE_EQ(passing_of(down(50, 0.3), pipe).ahead_m, 9.6);  // 0.4 above: 3-4-5
  EXPECT_DOUBLE_EQ(passing_of(down(50, 2), pipe).beside_m, 1.5);
  EXPECT_DOUBLE_EQ(passing_of(down(103, 4), pipe).beside_m, 4.5);  // 5 m from its end
  const Rod shaft{.from = {0, 0, 1}, .to = {0, 0, 6}, .radius_m = 0.5};
  EXPECT_DOUBLE_EQ(passing_of(down(0.1, 0), shaft).ahead_m, 7.0);  // through the lid
  const Rod ball{.from = {0, 0, 6}, .to = {0, 0, 6}, .radius_m = 0.5};
  EXPECT_DOUBLE_EQ(passing_of(down(0, 0), ball).ahead_m, 6.5);
  EXPECT_DOUBLE_EQ(passing_of({.from = {0, 0, 13}, .along = {0, 0, 1}}, ball).ahead_m, 0.0);
}

TEST(Trees, StandInsideTheirGreenAndTheSameEveryTime) {
  const Polygon park = {.outer = {{0, 0}, {60, 0}, {60, 40}, {0, 40}}, .holes = {}};
  Mesh first;
  Mesh second;
  const HeightAt flat = [](Point) { return 6.0; };
  add_trees(first, park, 9.0, {0, 0}, flat);
  add_trees(second, park, 9.0, {0, 0}, flat);
  EXPECT_FALSE(first.empty());
  EXPECT_EQ(first.places, second.places);
  EXPECT_GT(box_of(first).low.x(), -3.0F);  // a crown may hang over
  EXPECT_FLOAT_EQ(box_of(first).low.z(), 6.0F);
}

TEST(Lookup, IsSharpAtTheBoundsOfTheLegend) {
  const std::vector<LegendClass> legend = {
      {.from = 0.1, .to = 0.3, .colour = "#0000ff", .bounds = {}, .meaning = {}},
      {.from = 0.3, .to = 1e9, .colour = "#ff0000", .bounds = {}, .meaning = {}}};
  const Lookup lookup = lookup_of(legend);
  const auto colour_at = [&](double value) {
    const double u = (value - lookup.least) / (lookup.most - lookup.least);
    return lookup.colours[static_cast<std::size_t>(std::lround(u * (Lookup::kColours - 1)))];
  };
  EXPECT_EQ(colour_at(0.11)[2], 255);
  EXPECT_EQ(colour_at(0.29)[2], 255);
  EXPECT_EQ(colour_at(0.31)[0], 255);
  EXPECT_EQ(lookup.colours.front()[3], 0);  // below the first class: no colour
  EXPECT_EQ(lookup.colours.back()[0], 255);
  EXPECT_DOUBLE_EQ(wet_from_m(legend), 0.1);
}

TEST(Lookup, AClassFromZeroOnIsDryGround) {
  const std::vector<LegendClass> legend = {
      {.from = 0.0, .to = 0.05, .colour = "#ffffff", .bounds = {}, .meaning = {}},
      {.from = 0.05, .to = 1e9, .colour = "#0000ff", .bounds = {}, .meaning = {}}};
  EXPECT_DOUBLE_EQ(wet_from_m(legend), 0.05);
}

}  // namespace
}  // namespace twin
