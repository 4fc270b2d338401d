#include "layers/ward/water_works.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <unordered_set>

#include "engine/space/cells_on_line.h"
#include "engine/space/geometry.h"
#include "layers/ward/renovation.h"
#include "layers/ward/ward_ways.h"

namespace twin {
namespace {

constexpr double kUnknownLaneWidth_m = 2.0;

const Polyline& centreline(const WardLayers& layers, std::size_t way) {
  const std::size_t roads = layers.roads.size();
  return way < roads ? layers.roads[way].centreline : layers.lanes[way - roads].centreline;
}

std::size_t way_with_id(const WardLayers& layers, const std::string& id) {
  const std::vector<std::size_t> ways = ways_called(layers, id);
  if (ways.empty()) throw not_in_ward("lanes", id);
  return ways.front();
}

std::vector<Cell> cells_of(const GridFrame& frame, const Polygon& area) {
  std::vector<Cell> cells;
  for_cells_in(frame, area, [&](Cell cell) { cells.push_back(cell); });
  return cells;
}

/// The lowest known ground of these cells and the eight about each.
double lowest_m(const Grid<float>& ground_m, const std::vector<Cell>& cells) {
  const GridFrame& frame = ground_m.frame();
  float lowest = std::numeric_limits<float>::infinity();
  for (const Cell& cell : cells) {
    for (int row = std::max(0, cell.row - 1); row <= std::min(frame.rows - 1, cell.row + 1);
         ++row) {
      for (int col = std::max(0, cell.col - 1); col <= std::min(frame.cols - 1, cell.col + 1);
           ++col) {
        const float here = ground_m({row, col});
        if (!std::isnan(here)) lowest = std::min(lowest, here);
      }
    }
  }
  return static_cast<double>(lowest);
}

DrainInlet outlet_of(const WardLayers& layers, const DetentionPond& pond) {
  DrainInlet outlet;
  outlet.id = pond.name + "_outlet";
  outlet.place = point_inside(pond.area);
  outlet.kind = "grate";
  outlet.capacity_m3ps = pond.outlet_m3ps;
  outlet.provenance.method = kRenovationMethod;
  const auto nearest = std::ranges::min_element(
      layers.drain_manholes, {},
      [&](const DrainManhole& manhole) { return distance_m(manhole.place, outlet.place); });
  if (nearest != layers.drain_manholes.end()) outlet.manhole_id = nearest->id;
  return outlet;
}

}  // namespace

double ground_width_m(const WardLayers& layers, std::size_t way) {
  const std::size_t roads = layers.roads.size();
  if (way < roads) return width_or_usual_m(layers.roads[way]);
  return layers.lanes[way - roads].clear_width_m.value_or(kUnknownLaneWidth_m);
}

std::vector<Cell> ground_of_ways(const WardLayers& layers, const std::vector<std::size_t>& ways) {
  const GridFrame& frame = layers.terrain.ground_m.frame();
  Grid<std::uint8_t> seen(frame, 0);
  std::vector<Cell> cells;
  const auto take = [&](Cell cell) {
    if (seen(cell) == 0) cells.push_back(cell);
    seen(cell) = 1;
  };
  for (const std::size_t way : ways) {
    const Polyline& line = centreline(layers, way);
    for_cells_near(frame, line, ground_width_m(layers, way) / 2.0, take);
    for (const CellOnLine& on : cells_along(frame, line)) take(on.cell);
  }
  return cells;
}

double ground_area_m2(const Terrain& terrain, const Polygon& area) {
  const GridFrame& frame = terrain.ground_m.frame();
  return static_cast<double>(cells_of(frame, area).size()) * frame.cell_m * frame.cell_m;
}

void block(WardLayers& layers, const InletBlocking& blocking) {
  std::unordered_set<std::string> wanted(blocking.inlet_ids.begin(), blocking.inlet_ids.end());
  for (DrainInlet& inlet : layers.drain_inlets) {
    if (wanted.erase(inlet.id) == 0) continue;
    inlet.clogged_share = 1.0 - (1.0 - inlet.clogged_share) * (1.0 - blocking.share);
    mark_renovated(inlet.provenance, "clogged_share");
  }
  for (const std::string& id : blocking.inlet_ids) {
    if (wanted.contains(id)) throw not_in_ward("drain_inlets", id);
  }
}

void relevel(WardLayers& layers, const Relevelling& relevelling) {
  std::vector<std::size_t> ways;
  for (const std::string& id : relevelling.way_ids) ways.push_back(way_with_id(layers, id));
  Grid<float>& ground_m = layers.terrain.ground_m;
  Grid<std::uint8_t> moved(ground_m.frame(), 0);
  for (const Cell& cell : ground_of_ways(layers, ways)) {
    ground_m(cell) += static_cast<float>(relevelling.raise_m);
    moved(cell) = 1;
  }
  for (DrainManhole& manhole : layers.drain_manholes) {
    const auto cell = ground_m.frame().cell_at(manhole.place);
    if (!cell || moved(*cell) == 0) continue;
    manhole.ground_m += relevelling.raise_m;
    mark_renovated(manhole.provenance, "ground_m");
  }
  mark_renovated(layers.terrain.provenance, "ground_m");
}

void pave_permeable(WardLayers& layers, const std::string& way_id) {
  const std::size_t way = way_with_id(layers, way_id);
  const std::size_t roads = layers.roads.size();
  (way < roads ? layers.roads[way].surface : layers.lanes[way - roads].surface) = kPermeable;
  mark_renovated(way < roads ? layers.roads[way].provenance : layers.lanes[way - roads].provenance,
                 "surface");
}

void dig(WardLayers& layers, const DetentionPond& pond) {
  Grid<float>& ground_m = layers.terrain.ground_m;
  const std::vector<Cell> cells = cells_of(ground_m.frame(), pond.area);
  const auto floor_m = static_cast<float>(lowest_m(ground_m, cells) - pond.depth_m);
  for (const Cell& cell : cells) ground_m(cell) = floor_m;
  mark_renovated(layers.terrain.provenance, "ground_m");
  Green basin;
  basin.id = pond.name;
  basin.name = pond.name;
  basin.kind = kDryBasin;
  basin.area = pond.area;
  basin.provenance.method = kRenovationMethod;
  layers.greens.push_back(std::move(basin));
  if (pond.outlet_m3ps > 0.0) layers.drain_inlets.push_back(outlet_of(layers, pond));
}

}  // namespace twin
