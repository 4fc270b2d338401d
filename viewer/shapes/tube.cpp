#include "viewer/shapes/tube.h"

#include <cmath>
#include <numbers>

#include "engine/space/geometry.h"

namespace twin {
namespace {

constexpr int kSides = 8;  // of a round pipe
constexpr double kShortest_m = 0.01;

/// Corners of a section, counter-clockwise looking along the pipe, in halves of width and height
/// from its middle; each with the direction that it faces.
struct Corner {
  double across = 0.0;
  double up = 0.0;
  double faces_across = 0.0;
  double faces_up = 0.0;
};

std::vector<Corner> round_section() {
  std::vector<Corner> corners;
  for (int side = 0; side <= kSides; ++side) {
    const double angle = 2.0 * std::numbers::pi * side / kSides;
    const double x = std::cos(angle);
    const double y = std::sin(angle);
    corners.push_back({x, y, x, y});
  }
  return corners;
}

/// Four faces with corners of their own, so that edges stay sharp.
std::vector<Corner> box_section() {
  std::vector<Corner> corners;
  for (const auto& [x, y] : {std::pair{1.0, 0.0}, {0.0, 1.0}, {-1.0, 0.0}, {0.0, -1.0}}) {
    corners.push_back({x + y, y - x, x, y});
    corners.push_back({x - y, y + x, x, y});
  }
  return corners;
}

double length_to(const Polyline& line, std::size_t last) {
  double length = 0.0;
  for (std::size_t i = 1; i <= last; ++i) length += distance_m(line[i - 1], line[i]);
  return length;
}

/// Direction of a line at one of its points: of the pieces that meet there.
std::pair<double, double> direction_at(const Polyline& line, std::size_t i) {
  const Point& before = line[i == 0 ? 0 : i - 1];
  const Point& after = line[i + 1 == line.size() ? i : i + 1];
  const double length = distance_m(before, after);
  if (length < kShortest_m) return {1.0, 0.0};
  return {(after.x_m - before.x_m) / length, (after.y_m - before.y_m) / length};
}

}  // namespace

void add_pipe(Mesh& mesh, const Polyline& line, const PipeShape& shape, const SceneOrigin& origin,
              std::size_t feature) {
  const double whole_m = line.size() < 2 ? 0.0 : length_to(line, line.size() - 1);
  if (whole_m < kShortest_m) return;
  const std::vector<Corner> section = shape.box ? box_section() : round_section();
  const auto around = static_cast<std::uint32_t>(section.size());
  for (std::size_t i = 0; i < line.size(); ++i) {
    const double along_m = length_to(line, i);
    const double fall = along_m / whole_m;
    const double middle_m = shape.invert_from_m + fall * (shape.invert_to_m - shape.invert_from_m) +
                            0.5 * shape.height_m;
    const auto [ahead_x, ahead_y] = direction_at(line, i);
    std::uint32_t first = 0;
    for (const Corner& corner : section) {
      const double across_m = 0.5 * shape.width_m * corner.across;
      const Point at{line[i].x_m + ahead_y * across_m, line[i].y_m - ahead_x * across_m};
      const Eigen::Vector3f normal(static_cast<float>(ahead_y * corner.faces_across),
                                   static_cast<float>(-ahead_x * corner.faces_across),
                                   static_cast<float>(corner.faces_up));
      const std::uint32_t added =
          mesh.add(origin.from(at, middle_m + 0.5 * shape.height_m * corner.up), normal,
                   {static_cast<float>(feature), 0.0F, static_cast<float>(along_m),
                    static_cast<float>(0.5 * shape.width_m)});
      if (&corner == &section.front()) first = added;
    }
    if (i == 0) continue;
    // Round sections share corners between faces, boxes do not.
    const std::uint32_t step = shape.box ? 2 : 1;
    for (std::uint32_t k = 0; k + 1 < around; k += step) {
      const std::uint32_t here = first + k;
      const std::uint32_t before = here - around;
      mesh.triangle(before, here, before + 1);
      mesh.triangle(here, here + 1, before + 1);
    }
  }
}

void add_shaft(Mesh& mesh, Point at, double bottom_m, double top_m, double radius_m,
               const SceneOrigin& origin, std::size_t feature) {
  if (top_m - bottom_m < kShortest_m) return;
  const std::array<float, 4> tag = {static_cast<float>(feature), 1.0F, 0.0F,
                                    static_cast<float>(radius_m)};
  const std::uint32_t lid = mesh.add(origin.from(at, top_m), {0.0F, 0.0F, 1.0F}, tag);
  std::uint32_t last_rim = 0;
  std::uint32_t last_wall = 0;
  for (int side = 0; side <= kSides; ++side) {
    const double angle = 2.0 * std::numbers::pi * side / kSides;
    const Point edge{at.x_m + radius_m * std::cos(angle), at.y_m + radius_m * std::sin(angle)};
    const Eigen::Vector3f outward(static_cast<float>(std::cos(angle)),
                                  static_cast<float>(std::sin(angle)), 0.0F);
    const std::uint32_t rim = mesh.add(origin.from(edge, top_m), {0.0F, 0.0F, 1.0F}, tag);
    const std::uint32_t wall = mesh.add(origin.from(edge, top_m), outward, tag);
    mesh.add(origin.from(edge, bottom_m), outward, tag);
    if (side > 0) {
      mesh.triangle(lid, last_rim, rim);
      mesh.triangle(last_wall, last_wall + 1, wall);
      mesh.triangle(wall, last_wall + 1, wall + 1);
    }
    last_rim = rim;
    last_wall = wall;
  }
}

void add_plate(Mesh& mesh, Point at, double level_m, double radius_m, int corners,
               const SceneOrigin& origin, std::size_t feature) {
  const auto first = static_cast<std::uint32_t>(mesh.places.size());
  for (int corner = 0; corner < corners; ++corner) {
    const double angle = 2.0 * std::numbers::pi * (corner + 0.5) / corners;
    const Point edge{at.x_m + radius_m * std::cos(angle), at.y_m + radius_m * std::sin(angle)};
    mesh.add(origin.from(edge, level_m), {0.0F, 0.0F, 1.0F},
             {static_cast<float>(feature), 0.0F, 0.0F, static_cast<float>(radius_m)});
    const auto added = first + static_cast<std::uint32_t>(corner);
    if (corner > 1) mesh.triangle(first, added - 1, added);
  }
}

}  // namespace twin
