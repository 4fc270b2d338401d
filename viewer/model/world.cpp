#include "viewer/model/world.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/space/cells_on_line.h"
#include "engine/space/geometry.h"
#include "viewer/model/rivers.h"

namespace twin {
namespace {

// Cells of the lattice where no result says otherwise: fine enough for lanes, but of a city no
// more than a graphics card of little memory holds.
constexpr double kCell_m = 2.0;
constexpr double kMostCells = 2.0e6;
constexpr double kPlainHeight_m = 3.5;  // of a building without one

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

double cell_over(double width_m, double height_m) {
  return std::max(kCell_m, std::sqrt(width_m * height_m / kMostCells));
}

GroundLattice ground_of(const WardFolder& ward, const Box& box,
                        const std::optional<GridFrame>& results) {
  if (ward.terrain_m && ward.terrain_m->frame().rows > 1) {
    const GridFrame& frame = ward.terrain_m->frame();
    const double cell_m = cell_over(frame.cols * frame.cell_m, frame.rows * frame.cell_m);
    return lattice_of(*ward.terrain_m, cell_m, results);
  }
  const Box wide = box.grown_by(100.0);
  return flat_lattice(wide, cell_over(wide.east_m - wide.west_m, wide.north_m - wide.south_m), 0.0);
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
    world.blocks.push_back({.footprint = footprint,
                            .ground_m = ground_m,
                            .height_m = height_m,
                            .floor_m = height_m / floors});
    world.building_rows.push_back(row);
    world.paints.push_back(paint_of(building));
    for_cells_in(world.roof_m.frame(), footprint, [&](Cell cell) {
      float& roof_m = world.roof_m(cell);
      const double above_m = ground_m + height_m - world.ground.ground_m()(cell);
      roof_m = std::max(roof_m, static_cast<float>(std::max(0.1, above_m)));
    });
  }
}

void add_bridges(const WardFolder& ward, World& world) {
  const FeatureTable* roads = ward.layer("roads");
  if (roads == nullptr) return;
  for (const Feature& road : *roads) {
    if (road.number("bridge").value_or(0.0) == 0.0 || road.line().size() < 2) continue;
    world.bridges.push_back({.line = road.line(),
                             .from_m = world.ground.height_at(road.line().front()),
                             .to_m = world.ground.height_at(road.line().back())});
  }
}

void mark_ponds(const WardFolder& ward, Grid<std::uint8_t>& wet) {
  if (const FeatureTable* greens = ward.layer("greens")) {
    for (const Feature& green : *greens) {
      if (green.text("kind") != "pond") continue;
      for_cells_in(wet.frame(), green.polygon(), [&](Cell cell) { wet(cell) = 1; });
    }
  }
  // A street beside a pond that shares a cell with it is a street, as where floods are computed.
  for (const char* layer : {"roads", "lanes"}) {
    const FeatureTable* ways = ward.layer(layer);
    if (ways == nullptr) continue;
    for (const Feature& way : *ways) {
      for (const CellOnLine& on : cells_along(wet.frame(), way.line())) wet(on.cell) = 0;
    }
  }
}

void mark_rivers(const WardFolder& ward, Grid<std::uint8_t>& wet) {
  const FeatureTable* rivers = ward.layer("river");
  if (rivers == nullptr) return;
  for (const Feature& reach : *rivers) {
    // Cells on its edge are river too, as where floods are computed.
    const double reach_m = 0.5 * (drawn_river_m(reach) + wet.frame().cell_m);
    for_cells_near(wet.frame(), reach.line(), reach_m, [&](Cell cell) { wet(cell) = 1; });
  }
}

}  // namespace

HeightAt World::height_along(const Polyline& line) const {
  const auto bears = [&](const Bridge& bridge) { return bridge.bears(line); };
  const auto it = std::ranges::find_if(bridges, bears);
  if (it == bridges.end()) return height();
  return [this, &bridge = *it](Point p) { return bridge.deck_m(p, height()); };
}

World world_of(const WardFolder& ward, const std::optional<GridFrame>& results) {
  const Box box = ward_box(ward);
  GroundLattice ground = ground_of(ward, box, results);
  const GridFrame frame = ground.frame();
  World world{.origin = {std::round(0.5 * (box.west_m + box.east_m)),
                         std::round(0.5 * (box.south_m + box.north_m))},
              .ground = std::move(ground),
              .roof_m = Grid<float>(frame, 0.0F),
              .always_wet = Grid<std::uint8_t>(frame, std::uint8_t{0}),
              .box = box,
              .blocks = {},
              .building_rows = {},
              .paints = {},
              .bridges = {}};
  add_buildings(ward, world);
  add_bridges(ward, world);
  mark_ponds(ward, world.always_wet);
  mark_rivers(ward, world.always_wet);
  return world;
}

}  // namespace twin
