#include "viewer/shapes/trees.h"

#include <cmath>
#include <cstdint>
#include <numbers>

#include "engine/space/geometry.h"

namespace twin {
namespace {

constexpr int kSides = 7;
constexpr double kTrunk_m = 0.18;

/// A number 0 to 1 for a square of the plane: the same in every run (SplitMix64).
double spread(std::int64_t column, std::int64_t row, std::uint64_t kind) {
  std::uint64_t x = static_cast<std::uint64_t>(column) * 0x9E3779B97F4A7C15ULL ^
                    static_cast<std::uint64_t>(row) * 0xC2B2AE3D27D4EB4FULL ^
                    kind * 0x165667B19E3779F9ULL;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
  return static_cast<double>((x ^ (x >> 31)) >> 11) * 0x1.0p-53;
}

/// A ring of the crown or the trunk; returns its first corner.
std::uint32_t ring(Mesh& mesh, const Tree& tree, double radius_m, double up_m, float lean,
                   float crown, const SceneOrigin& origin) {
  std::uint32_t first = 0;
  for (int side = 0; side < kSides; ++side) {
    const double angle = 2.0 * std::numbers::pi * side / kSides;
    const Point p{tree.at.x_m + radius_m * std::cos(angle),
                  tree.at.y_m + radius_m * std::sin(angle)};
    const Eigen::Vector3f normal = Eigen::Vector3f(static_cast<float>(std::cos(angle)),
                                                   static_cast<float>(std::sin(angle)), lean)
                                       .normalized();
    const std::uint32_t corner = mesh.add(origin.from(p, tree.ground_m + up_m), normal,
                                          {crown, tree.shade, static_cast<float>(up_m), 0.0F});
    if (side == 0) first = corner;
  }
  return first;
}

void join(Mesh& mesh, std::uint32_t below, std::uint32_t above) {
  for (std::uint32_t side = 0; side < kSides; ++side) {
    const std::uint32_t next = (side + 1) % kSides;
    mesh.triangle(below + side, below + next, above + next);
    mesh.triangle(below + side, above + next, above + side);
  }
}

void add_tree(Mesh& mesh, const Tree& tree, const SceneOrigin& origin) {
  const double clear_m = tree.clear_m();
  const std::uint32_t foot = ring(mesh, tree, kTrunk_m, 0.0, 0.0F, 0.0F, origin);
  const std::uint32_t fork = ring(mesh, tree, kTrunk_m, clear_m + 0.4, 0.0F, 0.0F, origin);
  join(mesh, foot, fork);
  // A round crown: under side, waist, shoulder, top.
  const double crown_m = tree.height_m - clear_m;
  const std::uint32_t under = ring(mesh, tree, 0.55 * tree.crown_m, clear_m, -0.8F, 1.0F, origin);
  const std::uint32_t waist =
      ring(mesh, tree, tree.crown_m, clear_m + 0.38 * crown_m, 0.15F, 1.0F, origin);
  const std::uint32_t shoulder =
      ring(mesh, tree, 0.72 * tree.crown_m, clear_m + 0.76 * crown_m, 1.0F, 1.0F, origin);
  join(mesh, under, waist);
  join(mesh, waist, shoulder);
  const std::uint32_t top = mesh.add(origin.from(tree.at, tree.ground_m + tree.height_m), {0, 0, 1},
                                     {1.0F, tree.shade, static_cast<float>(tree.height_m), 0.0F});
  for (std::uint32_t side = 0; side < kSides; ++side) {
    mesh.triangle(shoulder + side, shoulder + (side + 1) % kSides, top);
  }
}

}  // namespace

std::vector<Tree> trees_in(const Polygon& area, double square_m, const HeightAt& ground) {
  std::vector<Tree> trees;
  const Box box = box_of(area);
  if (box.empty()) return trees;
  const auto square = [&](double metres) {
    return static_cast<std::int64_t>(std::floor(metres / square_m));
  };
  for (std::int64_t row = square(box.south_m); row <= square(box.north_m); ++row) {
    for (std::int64_t column = square(box.west_m); column <= square(box.east_m); ++column) {
      const Point at{(static_cast<double>(column) + 0.15 + 0.7 * spread(column, row, 1)) * square_m,
                     (static_cast<double>(row) + 0.15 + 0.7 * spread(column, row, 2)) * square_m};
      if (!contains(area, at)) continue;
      const double size = spread(column, row, 3);
      trees.push_back({.at = at,
                       .ground_m = ground(at),
                       .height_m = 4.5 + 4.0 * size,
                       .crown_m = 1.7 + 1.3 * size,
                       .shade = static_cast<float>(spread(column, row, 4))});
    }
  }
  return trees;
}

void add_trees(Mesh& mesh, const Polygon& area, double square_m, const SceneOrigin& origin,
               const HeightAt& ground) {
  for (const Tree& tree : trees_in(area, square_m, ground)) add_tree(mesh, tree, origin);
}

}  // namespace twin
