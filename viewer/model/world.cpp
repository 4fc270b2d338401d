#include "viewer/model/world.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "engine/space/cells_on_line.h"
#include "engine/space/geometry.h"
#include "viewer/look/ground_look.h"
#include "viewer/shapes/extrusion.h"
#include "viewer/shapes/trees.h"
#include "viewer/shapes/tube.h"

namespace twin {
namespace {

constexpr double kCell_m = 2.0;  // of the lattice where no result says otherwise
constexpr double kTile_m = 256.0;
constexpr double kPlainHeight_m = 3.5;  // of a building without one
constexpr double kTreeSquare_m = 9.0;
constexpr double kKerb_m = 1.2;  // pavement drawn on either side of a road
constexpr double kBoundary_m = 5.0;

std::pair<int, int> tile_of(Point p, const SceneOrigin& origin) {
  return {static_cast<int>(std::floor((p.x_m - origin.x_m) / kTile_m)),
          static_cast<int>(std::floor((p.y_m - origin.y_m) / kTile_m))};
}

Box box_of_features(const FeatureTable& table) {
  Box box;
  for (const Feature& feature : table) {
    box.add(feature.line());
    box.add(feature.polygon().outer);
    if (const auto p = feature.point()) box.add(*p);
  }
  return box;
}

Box ward_box(const WardFolder& ward) {
  Box box;
  if (const FeatureTable* boundary = ward.layer("boundary")) box = box_of_features(*boundary);
  if (!box.empty()) return box;
  for (const auto& [name, table] : ward.layers) {
    const Box part = box_of_features(table);
    if (part.empty()) continue;
    box.add({part.west_m, part.south_m});
    box.add({part.east_m, part.north_m});
  }
  if (box.empty() && ward.terrain_m) {
    const GridFrame& frame = ward.terrain_m->frame();
    box.add(frame.north_west);
    box.add({frame.north_west.x_m + frame.cols * frame.cell_m,
             frame.north_west.y_m - frame.rows * frame.cell_m});
  }
  if (box.empty()) box = {-100.0, -100.0, 100.0, 100.0};
  return box;
}

GroundLattice ground_of(const WardFolder& ward, const Box& box,
                        const std::optional<GridFrame>& results) {
  if (ward.terrain_m && ward.terrain_m->frame().rows > 1) {
    return lattice_of(*ward.terrain_m, kCell_m, results);
  }
  return flat_lattice(box.grown_by(100.0), kCell_m, 0.0);
}

void add_buildings(const WardFolder& ward, World& world) {
  const FeatureTable* table = ward.layer("buildings");
  if (table == nullptr) return;
  for (std::size_t row = 0; row < table->size(); ++row) {
    const Feature& building = (*table)[row];
    const Polygon& footprint = building.polygon();
    if (footprint.outer.size() < 3) continue;
    double ground_m = std::numeric_limits<double>::max();
    for (const Point& p : footprint.outer) {
      ground_m = std::min(ground_m, world.ground.height_at(p));
    }
    const double height_m = building.number("height_m").value_or(kPlainHeight_m);
    const double floors = std::max(1.0, building.number("floors").value_or(1.0));
    const std::size_t block = world.blocks.size();
    add_building(world.buildings[tile_of(footprint.outer.front(), world.origin)], footprint,
                 {.ground_m = ground_m,
                  .height_m = height_m,
                  .floor_m = height_m / floors,
                  .feature = block},
                 world.origin);
    world.blocks.push_back({.footprint = footprint, .ground_m = ground_m, .height_m = height_m});
    world.building_rows.push_back(row);
    world.paints.push_back(paint_of(building));
    for_cells_in(world.roof_m.frame(), footprint, [&](Cell cell) {
      float& roof_m = world.roof_m(cell);
      const double above_m = ground_m + height_m - world.ground.ground_m()(cell);
      roof_m = std::max(roof_m, static_cast<float>(std::max(0.1, above_m)));
    });
  }
}

void add_ways(const WardFolder& ward, std::string_view layer, World& world, TiledMesh& tiles,
              bool kerbs) {
  const FeatureTable* table = ward.layer(layer);
  if (table == nullptr) return;
  const HeightAt ground = world.height();
  for (std::size_t row = 0; row < table->size(); ++row) {
    const Feature& way = (*table)[row];
    if (way.line().size() < 2) continue;
    const double width_m = drawn_width_m(way);
    const auto tile = tile_of(way.line().front(), world.origin);
    add_ribbon(tiles[tile], way.line(), width_m, world.origin, ground, world.ways.size());
    if (kerbs) {
      add_ribbon(world.kerbs[tile], way.line(), width_m + 2.0 * kKerb_m, world.origin, ground,
                 world.ways.size());
    }
    world.ways.push_back({.layer = std::string(layer), .row = row, .width_m = width_m});
  }
}

void add_boundary(const WardFolder& ward, World& world) {
  const FeatureTable* table = ward.layer("boundary");
  if (table == nullptr) return;
  for (const Feature& part : *table) {
    Polyline ring = part.polygon().outer;
    if (ring.size() < 3) continue;
    ring.push_back(ring.front());
    add_ribbon(world.boundary, ring, kBoundary_m, world.origin, world.height(), 0);
  }
}

/// The river lies at its usual level, or on the ground where no bed was dug into the terrain.
void add_river(const WardFolder& ward, World& world) {
  const FeatureTable* table = ward.layer("river");
  if (table == nullptr) return;
  for (std::size_t row = 0; row < table->size(); ++row) {
    const Feature& reach = (*table)[row];
    if (reach.line().size() < 2) continue;
    const double level_m = reach.number("usual_level_m").value_or(-100.0);
    const HeightAt surface = [&](Point p) {
      const Point middle = nearest_on(reach.line(), p).at;
      return std::max(level_m, world.ground.height_at(middle) + 0.05);
    };
    add_ribbon(world.river, reach.line(), reach.number("width_m").value_or(20.0), world.origin,
               surface, row);
  }
}

/// Levels that nobody surveyed: a pipe then lies this far below the street.
constexpr double kUsualCover_m = 1.2;
constexpr double kShaft_m = 0.45;
constexpr double kCover_m = 0.35;

void add_pipes(const WardFolder& ward, World& world) {
  const FeatureTable* table = ward.layer("drain_pipes");
  if (table == nullptr) return;
  for (std::size_t row = 0; row < table->size(); ++row) {
    const Feature& pipe = (*table)[row];
    if (pipe.line().size() < 2) continue;
    const double height_m = pipe.number("height_m").value_or(0.4);
    const auto usual_m = [&](Point end) {
      return world.ground.height_at(end) - kUsualCover_m - height_m;
    };
    add_pipe(world.drains[tile_of(pipe.line().front(), world.origin)], pipe.line(),
             {.invert_from_m = pipe.number("invert_from_m").value_or(usual_m(pipe.line().front())),
              .invert_to_m = pipe.number("invert_to_m").value_or(usual_m(pipe.line().back())),
              .width_m = pipe.number("width_m").value_or(height_m),
              .height_m = height_m,
              .box = pipe.text("shape") == "box"},
             world.origin, row);
  }
}

void add_manholes(const WardFolder& ward, World& world) {
  const FeatureTable* table = ward.layer("drain_manholes");
  if (table == nullptr) return;
  for (std::size_t row = 0; row < table->size(); ++row) {
    const Feature& manhole = (*table)[row];
    const auto at = manhole.point();
    if (!at) continue;
    const double top_m = world.ground.height_at(*at);
    const auto tile = tile_of(*at, world.origin);
    add_shaft(world.drains[tile], *at, manhole.number("invert_m").value_or(top_m - kUsualCover_m),
              top_m - 0.02, kShaft_m, world.origin, row);
    add_shaft(world.covers[tile], *at, top_m - 0.02, top_m, kCover_m, world.origin, row);
  }
}

void add_inlets(const WardFolder& ward, World& world) {
  const FeatureTable* table = ward.layer("drain_inlets");
  if (table == nullptr) return;
  constexpr double kHalfGrate_m = 0.3;
  for (std::size_t row = 0; row < table->size(); ++row) {
    const auto at = (*table)[row].point();
    if (!at) continue;
    add_ribbon(world.covers[tile_of(*at, world.origin)],
               {{at->x_m - kHalfGrate_m, at->y_m}, {at->x_m + kHalfGrate_m, at->y_m}}, 0.4,
               world.origin, world.height(), row);
  }
}

void mark_always_wet(const WardFolder& ward, World& world) {
  Grid<std::uint8_t>& wet = world.always_wet;
  if (const FeatureTable* rivers = ward.layer("river")) {
    constexpr double kBank_m = 3.0;
    for (const Feature& reach : *rivers) {
      const double reach_m = 0.5 * reach.number("width_m").value_or(20.0) + kBank_m;
      for_cells_near(wet.frame(), reach.line(), reach_m, [&](Cell cell) { wet(cell) = 1; });
    }
  }
  if (const FeatureTable* greens = ward.layer("greens")) {
    for (const Feature& green : *greens) {
      if (green.text("kind") != "pond") continue;
      for_cells_in(wet.frame(), green.polygon(), [&](Cell cell) { wet(cell) = 1; });
    }
  }
}

bool bears_trees(const Feature& green) {
  const std::string kind = green.text("kind").value_or("park");
  return kind == "park" || kind == "garden";
}

void add_greens(const WardFolder& ward, World& world) {
  const FeatureTable* table = ward.layer("greens");
  if (table == nullptr) return;
  for (const Feature& green : *table) {
    if (green.polygon().outer.size() < 3 || !bears_trees(green)) continue;
    add_trees(world.trees[tile_of(green.polygon().outer.front(), world.origin)], green.polygon(),
              kTreeSquare_m, world.origin, world.height());
  }
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

TiledMesh ribbons_of(const FeatureTable& table, const World& world) {
  TiledMesh tiles;
  const HeightAt ground = world.height();
  for (std::size_t row = 0; row < table.size(); ++row) {
    const Polyline& line = table[row].line();
    if (line.size() < 2) continue;
    add_widening_ribbon(tiles[tile_of(line.front(), world.origin)], line, drawn_width_m(table[row]),
                        world.origin, ground, row);
  }
  return tiles;
}

World world_of(const WardFolder& ward, const std::optional<GridFrame>& results) {
  const Box box = ward_box(ward);
  GroundLattice ground = ground_of(ward, box, results);
  const GridFrame frame = ground.frame();
  World world{.origin = {std::round(0.5 * (box.west_m + box.east_m)),
                         std::round(0.5 * (box.south_m + box.north_m))},
              .ground = std::move(ground),
              .colours = {},
              .roof_m = Grid<float>(frame, 0.0F),
              .always_wet = Grid<std::uint8_t>(frame, std::uint8_t{0}),
              .box = box,
              .buildings = {},
              .blocks = {},
              .building_rows = {},
              .paints = {},
              .ways = {},
              .kerbs = {},
              .roads = {},
              .lanes = {},
              .boundary = {},
              .river = {},
              .drains = {},
              .covers = {},
              .trees = {}};
  world.colours = ground_colours(ward, world.ground);
  add_buildings(ward, world);
  add_ways(ward, "lanes", world, world.lanes, false);
  add_ways(ward, "roads", world, world.roads, true);
  add_boundary(ward, world);
  add_river(ward, world);
  mark_always_wet(ward, world);
  add_pipes(ward, world);
  add_manholes(ward, world);
  add_inlets(ward, world);
  add_greens(ward, world);
  return world;
}

}  // namespace twin
