#include "viewer/model/ward_shapes.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "engine/space/geometry.h"
#include "viewer/model/rivers.h"
#include "viewer/shapes/extrusion.h"
#include "viewer/shapes/ribbon.h"
#include "viewer/shapes/trees.h"
#include "viewer/shapes/tube.h"

namespace twin {
namespace {

constexpr double kTile_m = 256.0;
constexpr double kFarDetail_m = 0.7;
constexpr double kTreeSquare_m = 9.0;

/// Levels that nobody surveyed: a pipe then lies this far below the street.
constexpr double kUsualCover_m = 1.2;
constexpr double kShaft_m = 0.45;
constexpr double kCover_m = 0.35;
constexpr int kCoverCorners = 8;
constexpr double kGrate_m = 0.35;  // half the diagonal of its square
constexpr int kGrateCorners = 4;

std::pair<int, int> tile_of(Point p, const SceneOrigin& origin) {
  return {static_cast<int>(std::floor((p.x_m - origin.x_m) / kTile_m)),
          static_cast<int>(std::floor((p.y_m - origin.y_m) / kTile_m))};
}

/// The rows of a layer; none where the ward lacks it.
const FeatureTable& rows_in(const WardFolder& ward, std::string_view layer) {
  static const FeatureTable none("", "", {});
  const FeatureTable* table = ward.layer(layer);
  return table == nullptr ? none : *table;
}

PipeShape shape_of(const Feature& pipe, const World& world) {
  const double height_m = pipe.number("height_m").value_or(0.4);
  const auto usual_m = [&](Point end) {
    return world.ground.height_at(end) - kUsualCover_m - height_m;
  };
  return {.invert_from_m = pipe.number("invert_from_m").value_or(usual_m(pipe.line().front())),
          .invert_to_m = pipe.number("invert_to_m").value_or(usual_m(pipe.line().back())),
          .width_m = pipe.number("width_m").value_or(height_m),
          .height_m = height_m,
          .box = pipe.text("shape") == "box"};
}

/// Calls with each pipe's row and line.
template <class Add>
void for_pipes(const WardFolder& ward, const Add& add) {
  const FeatureTable& table = rows_in(ward, "drain_pipes");
  for (std::size_t row = 0; row < table.size(); ++row) {
    if (table[row].line().size() > 1) add(table[row], row, table[row].line());
  }
}

/// Calls with the row, place and ground level of each manhole or inlet.
template <class Add>
void for_points(const WardFolder& ward, std::string_view layer, const World& world,
                const Add& add) {
  const FeatureTable& table = rows_in(ward, layer);
  for (std::size_t row = 0; row < table.size(); ++row) {
    if (const auto at = table[row].point()) add(table[row], row, *at, world.ground.height_at(*at));
  }
}

std::string_view covered_layer(bool grate) { return grate ? "drain_inlets" : "drain_manholes"; }

double bottom_m(const Feature& manhole, double top_m) {
  return manhole.number("invert_m").value_or(top_m - kUsualCover_m);
}

/// The pieces of a pipe along its axis.
void add_rods(std::vector<DrainRod>& rods, const FeatureTable& pipes, std::size_t row,
              const World& world) {
  const Polyline& line = pipes[row].line();
  const PipeShape shape = shape_of(pipes[row], world);
  const double whole_m = std::max(length_m(line), 1e-9);
  double along_m = 0.0;
  const auto axis = [&](Point p) -> Eigen::Vector3d {
    const double invert_m =
        shape.invert_from_m + along_m / whole_m * (shape.invert_to_m - shape.invert_from_m);
    return world.origin.from(p, invert_m + 0.5 * shape.height_m).cast<double>();
  };
  Eigen::Vector3d from = axis(line.front());
  for (std::size_t i = 1; i < line.size(); ++i) {
    along_m += distance_m(line[i - 1], line[i]);
    const Eigen::Vector3d to = axis(line[i]);
    rods.push_back({.rod = {from, to, 0.5 * std::max(shape.width_m, shape.height_m)},
                    .layer = &pipes,
                    .row = row});
    from = to;
  }
}

BuildingShape shape_of(const World& world, std::size_t block) {
  const BuildingBlock& it = world.blocks[block];
  return {
      .ground_m = it.ground_m, .height_m = it.height_m, .floor_m = it.floor_m, .feature = block};
}

/// Whether all along a wall, the building to its left, another one rises about as high beside it.
bool is_hidden(const World& world, const BuildingBlock& block, Point from, Point to) {
  constexpr double kSeen_m = 0.5;   // so little of it is not missed
  constexpr double kBeside = 0.75;  // of a cell, out from the wall
  const GridFrame& frame = world.roof_m.frame();
  const double length_m = distance_m(from, to);
  const Point along = {(to.x_m - from.x_m) / length_m, (to.y_m - from.y_m) / length_m};
  const double beside_m = kBeside * frame.cell_m;
  const int steps = std::max(1, static_cast<int>(std::ceil(length_m / frame.cell_m)));
  for (int step = 0; step < steps; ++step) {
    const double at_m = length_m * (step + 0.5) / steps;
    const auto cell = frame.cell_at({from.x_m + at_m * along.x_m + beside_m * along.y_m,
                                     from.y_m + at_m * along.y_m - beside_m * along.x_m});
    if (!cell || world.roof_m(*cell) <= 0.0F) return false;
    const double beside_top_m = world.ground.ground_m()(*cell) + world.roof_m(*cell);
    if (beside_top_m < block.ground_m + block.height_m - kSeen_m) return false;
    if (contains(block.footprint, frame.centre(*cell))) return false;  // its own roof
  }
  return true;
}

template <class AddRibbon>
TiledMesh ribbons_in(const WardFolder& ward, std::string_view layer, const World& world,
                     double beyond_m, const AddRibbon& add) {
  TiledMesh tiles;
  const FeatureTable& table = rows_in(ward, layer);
  for (std::size_t row = 0; row < table.size(); ++row) {
    const Polyline& line = table[row].line();
    if (line.size() < 2) continue;
    add(tiles[tile_of(line.front(), world.origin)], line,
        drawn_width_m(table[row]) + 2.0 * beyond_m, world.origin, world.height_along(line), row);
  }
  return tiles;
}

bool bears_trees(const Feature& green) {
  const std::string kind = green.text("kind").value_or("park");
  return kind == "park" || kind == "garden";
}

}  // namespace

double drawn_width_m(const Feature& way) {
  for (const char* column : {"clear_width_m", "width_m"}) {
    const auto width_m = way.number(column);
    if (width_m && *width_m > 0.2) return *width_m;
  }
  // Of a carriageway: its lanes of usual width; of an alley nobody measured: 2 m.
  constexpr double kLane_m = 3.25;
  constexpr double kAlley_m = 2.0;
  const auto lanes = way.number("lanes");
  return lanes ? std::max(1.0, *lanes) * kLane_m : kAlley_m;
}

BlockTiles blocks_by_tile(const World& world) {
  BlockTiles tiles;
  for (std::size_t block = 0; block < world.blocks.size(); ++block) {
    tiles[tile_of(world.blocks[block].footprint.outer.front(), world.origin)].push_back(block);
  }
  return tiles;
}

TiledMesh building_shapes(const World& world) {
  TiledMesh tiles;
  for (const auto& [tile, blocks] : blocks_by_tile(world)) {
    tiles.emplace(tile, building_shapes(world, blocks));
  }
  return tiles;
}

Mesh building_shapes(const World& world, std::span<const std::size_t> blocks) {
  Mesh mesh;
  for (const std::size_t block : blocks) {
    add_building(mesh, world.blocks[block].footprint, shape_of(world, block), world.origin);
  }
  return mesh;
}

Mesh far_building_shapes(const World& world, std::span<const std::size_t> blocks) {
  Mesh mesh;
  for (const std::size_t block : blocks) {
    const BuildingBlock& it = world.blocks[block];
    add_far_building(mesh, it.footprint, shape_of(world, block), world.origin, kFarDetail_m,
                     [&](Point from, Point to) { return !is_hidden(world, it, from, to); });
  }
  return mesh;
}

TiledMesh street_shapes(const WardFolder& ward, std::string_view layer, const World& world,
                        double beyond_m) {
  return ribbons_in(ward, layer, world, beyond_m, add_ribbon);
}

TiledMesh far_street_shapes(const WardFolder& ward, std::string_view layer, const World& world) {
  return ribbons_in(ward, layer, world, 0.0, add_far_ribbon);
}

Mesh boundary_shape(const WardFolder& ward, const World& world) {
  Mesh mesh;
  for (const Feature& part : rows_in(ward, "boundary")) {
    Polyline ring = part.polygon().outer;
    if (ring.size() < 3) continue;
    ring.push_back(ring.front());
    add_ribbon(mesh, ring, kBoundary_m, world.origin, world.height(), 0);
  }
  return mesh;
}

Mesh river_shape(const WardFolder& ward, const World& world, std::span<const float> levels_m) {
  Mesh mesh;
  const FeatureTable& table = rows_in(ward, "river");
  const std::vector<RiverSurface> surfaces = river_surfaces(ward, world);
  for (std::size_t row = 0; row < table.size(); ++row) {
    const Feature& reach = table[row];
    if (reach.line().size() < 2) continue;
    const HeightAt surface = [&](Point p) { return surfaces[row].height_m(p, levels_m[row]); };
    add_ribbon(mesh, reach.line(), drawn_river_m(reach), world.origin, surface, row);
  }
  return mesh;
}

Mesh river_shape(const WardFolder& ward, const World& world) {
  return river_shape(ward, world, usual_river_levels_m(ward));
}

Mesh lowest_river_shape(const WardFolder& ward, const World& world) {
  const std::vector<float> dry_m(rows_in(ward, "river").size(), kUnderEveryBed_m);
  return river_shape(ward, world, dry_m);
}

TiledMesh drain_shapes(const WardFolder& ward, const World& world) {
  TiledMesh tiles;
  for_pipes(ward, [&](const Feature& pipe, std::size_t row, const Polyline& line) {
    add_pipe(tiles[tile_of(line.front(), world.origin)], line, shape_of(pipe, world), world.origin,
             row);
  });
  for_points(ward, "drain_manholes", world,
             [&](const Feature& manhole, std::size_t row, Point at, double top_m) {
               add_shaft(tiles[tile_of(at, world.origin)], at, bottom_m(manhole, top_m),
                         top_m - 0.02, kShaft_m, world.origin, row);
             });
  return tiles;
}

std::vector<CoverSquare> cover_squares(const WardFolder& ward, const World& world) {
  std::map<std::pair<int, int>, CoverSquare> squares;
  const auto sort = [&](bool grate) {
    for_points(ward, covered_layer(grate), world,
               [&](const Feature&, std::size_t row, Point at, double top_m) {
                 CoverSquare& square = squares[tile_of(at, world.origin)];
                 square.box.extend(world.origin.from(at, top_m));
                 square.covers.push_back({static_cast<std::uint32_t>(row), grate});
               });
  };
  sort(false);
  sort(true);
  std::vector<CoverSquare> all;
  for (auto& [tile, square] : squares) all.push_back(std::move(square));
  return all;
}

Mesh cover_shapes(const WardFolder& ward, const World& world, std::span<const Cover> covers) {
  Mesh mesh;
  for (const Cover& cover : covers) {
    const Point at = *rows_in(ward, covered_layer(cover.grate))[cover.row].point();
    add_plate(mesh, at, world.ground.height_at(at), cover.grate ? kGrate_m : kCover_m,
              cover.grate ? kGrateCorners : kCoverCorners, world.origin, cover.row);
  }
  return mesh;
}

std::vector<DrainRod> drain_rods(const WardFolder& ward, const World& world) {
  std::vector<DrainRod> rods;
  for_pipes(ward, [&](const Feature&, std::size_t row, const Polyline&) {
    add_rods(rods, *ward.layer("drain_pipes"), row, world);
  });
  const auto add_shafts = [&](std::string_view layer, double radius_m, const auto& lowest_m) {
    for_points(ward, layer, world, [&](const Feature& it, std::size_t row, Point at, double top_m) {
      const auto place = [&](double z_m) -> Eigen::Vector3d {
        return world.origin.from(at, z_m).cast<double>();
      };
      rods.push_back({.rod = {place(lowest_m(it, top_m)), place(top_m), radius_m},
                      .layer = ward.layer(layer),
                      .row = row,
                      .at_street = true});
    });
  };
  add_shafts("drain_manholes", kShaft_m, bottom_m);
  add_shafts("drain_inlets", kGrate_m, [](const Feature&, double top_m) { return top_m; });
  return rods;
}

std::vector<Tree> trees_of(const Feature& green, const World& world) {
  if (green.polygon().outer.size() < 3 || !bears_trees(green)) return {};
  return trees_in(green.polygon(), kTreeSquare_m, world.height());
}

TiledMesh tree_shapes(const WardFolder& ward, const World& world) {
  TiledMesh tiles;
  for (const Feature& green : rows_in(ward, "greens")) {
    if (green.polygon().outer.size() < 3 || !bears_trees(green)) continue;
    add_trees(tiles[tile_of(green.polygon().outer.front(), world.origin)], green.polygon(),
              kTreeSquare_m, world.origin, world.height());
  }
  return tiles;
}

TiledMesh ribbons_of(const FeatureTable& table, const World& world) {
  TiledMesh tiles;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const Polyline& line = table[row].line();
    if (line.size() < 2) continue;
    add_widening_ribbon(tiles[tile_of(line.front(), world.origin)], line, drawn_width_m(table[row]),
                        world.origin, world.height_along(line), row);
  }
  return tiles;
}

}  // namespace twin
