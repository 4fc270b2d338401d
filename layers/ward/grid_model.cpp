#include "layers/ward/grid_model.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

#include "engine/base/numbers.h"
#include "engine/space/geometry.h"
#include "layers/ward/ward.h"
#include "layers/ward/water_works.h"

namespace twin {
namespace {

constexpr int kParts = 4;  // a cell is sampled at kParts x kParts places to see who covers it
constexpr double kSample_m = 0.5;  // of the terrain along a centreline
constexpr std::int32_t kNobody = -1;
constexpr std::array<Cell, 4> kNeighbours{{{-1, 0}, {0, -1}, {0, 1}, {1, 0}}};

bool inside(const GridFrame& frame, Cell cell) {
  return cell.row >= 0 && cell.row < frame.rows && cell.col >= 0 && cell.col < frame.cols;
}

template <typename Visit>
void for_neighbours(const GridFrame& frame, Cell cell, const Visit& visit) {
  for (const Cell& step : kNeighbours) {
    const Cell next{cell.row + step.row, cell.col + step.col};
    if (inside(frame, next)) visit(next);
  }
}

template <typename Visit>
void for_all(const GridFrame& frame, const Visit& visit) {
  for (int row = 0; row < frame.rows; ++row) {
    for (int col = 0; col < frame.cols; ++col) visit(Cell{row, col});
  }
}

bool before(Cell a, Cell b) { return a.row != b.row ? a.row < b.row : a.col < b.col; }

void sort_once(std::vector<Cell>& cells) {
  std::ranges::sort(cells, before);
  cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
}

GridFrame snapped(const Box& box, double cell_m) {
  const double west = std::floor(box.west_m / cell_m);
  const double north = std::ceil(box.north_m / cell_m);
  return {.north_west = {west * cell_m, north * cell_m},
          .cell_m = cell_m,
          .rows = static_cast<int>(north - std::floor(box.south_m / cell_m)),
          .cols = static_cast<int>(std::ceil(box.east_m / cell_m) - west)};
}

GridFrame grown(const GridFrame& frame, int cells) {
  return {.north_west = {frame.north_west.x_m - cells * frame.cell_m,
                         frame.north_west.y_m + cells * frame.cell_m},
          .cell_m = frame.cell_m,
          .rows = frame.rows + 2 * cells,
          .cols = frame.cols + 2 * cells};
}

/// The nearest cell (by centres, then row by row) that `wanted` takes, within `reach_m` of `place`.
template <typename Wanted>
std::optional<Cell> nearest_cell(const GridFrame& frame, Point place, double reach_m,
                                 const Wanted& wanted) {
  std::optional<Cell> best;
  double best_m = reach_m;
  const int reach = static_cast<int>(std::ceil(reach_m / frame.cell_m)) + 1;
  const int row = static_cast<int>(std::floor((frame.north_west.y_m - place.y_m) / frame.cell_m));
  const int col = static_cast<int>(std::floor((place.x_m - frame.north_west.x_m) / frame.cell_m));
  for (int r = std::max(0, row - reach); r <= std::min(frame.rows - 1, row + reach); ++r) {
    for (int c = std::max(0, col - reach); c <= std::min(frame.cols - 1, col + reach); ++c) {
      const double away_m = distance_m(frame.centre({r, c}), place);
      const bool nearer = best ? away_m < best_m : away_m <= best_m;
      if (!nearer || !wanted(Cell{r, c})) continue;
      best = Cell{r, c};
      best_m = away_m;
    }
  }
  return best;
}

/// How much of each cell lies in footprints, and in whose.
struct Footprints {
  Grid<std::uint8_t> parts;                ///< sample places inside some footprint
  Grid<std::uint8_t> largest;              ///< those of the building that has most of it
  Grid<std::int32_t> owner;                ///< that building, or kNobody
  std::vector<std::vector<Cell>> touched;  ///< by building: the cells it has any place of
};

Footprints footprints_on(const GridFrame& frame, std::span<const Building> buildings) {
  Footprints result{.parts = Grid<std::uint8_t>(frame, 0),
                    .largest = Grid<std::uint8_t>(frame, 0),
                    .owner = Grid<std::int32_t>(frame, kNobody),
                    .touched = {}};
  const GridFrame fine{.north_west = frame.north_west,
                       .cell_m = frame.cell_m / kParts,
                       .rows = frame.rows * kParts,
                       .cols = frame.cols * kParts};
  std::vector<Cell> places;
  for (std::size_t b = 0; b < buildings.size(); ++b) {
    places.clear();
    for_cells_in(fine, buildings[b].footprint, [&](Cell c) {
      places.push_back({c.row / kParts, c.col / kParts});
    });
    std::ranges::sort(places, before);
    std::vector<Cell>& touched = result.touched.emplace_back();
    for (std::size_t i = 0, j = 0; i < places.size(); i = j) {
      while (j < places.size() && places[j] == places[i]) ++j;
      const Cell cell = places[i];
      const auto count = static_cast<std::uint8_t>(j - i);
      touched.push_back(cell);
      result.parts(cell) = static_cast<std::uint8_t>(
          std::min(result.parts(cell) + count, kParts * kParts));  // footprints may overlap
      if (count <= result.largest(cell)) continue;
      result.largest(cell) = count;
      result.owner(cell) = static_cast<std::int32_t>(b);
    }
  }
  return result;
}

/// Lays one ward onto one frame, step by step in the order of its methods.
class Builder {
 public:
  Builder(const Ward& ward, const LandCoverTable& table, GridModel& model)
      : ward_(ward),
        layers_(ward.layers()),
        table_(table),
        model_(model),
        frame_(model.frame),
        beyond_(frame_, 1),
        on_way_(frame_, 0),
        shed_by_(frame_, kNobody) {}

  void close_beyond(double margin_m);
  void lay_ground();
  void lay_ways();
  void lay_cover();
  void lay_ponds();
  void lay_river();
  void block_buildings();
  void block_enclosed_yards();
  void find_facades();
  void lead_roofs();
  void move_inlets();
  void lay_roughness();
  void find_rim();

 private:
  const Terrain& terrain() const { return layers_.terrain; }
  bool is_bridge(std::size_t way) const;
  LandCover cover_of_way(std::size_t way) const;
  double way_width_m(std::size_t way) const;
  void cover_ribbon(const Polyline& line, double width_m, LandCover cover);
  void cover_area(const Polygon& area, LandCover cover);
  bool at_rim(Cell cell) const;
  bool takes_rain(Cell cell) const {
    return model_.holds_water(cell) && model_.cover_at(cell) != LandCover::water;
  }
  bool is_street(Cell cell) const {
    const LandCover cover = model_.cover_at(cell);
    return cover == LandCover::road || cover == LandCover::lane || cover == LandCover::permeable ||
           on_way_(cell) != 0;
  }
  std::optional<Cell> street_cell_of_door(std::size_t building) const;
  Point door_place(std::size_t building) const;
  std::vector<Cell> downpipes_of(std::size_t building) const;
  void say(const char* layer, std::size_t count, const Text& found, Text expected, Text outcome);

  const Ward& ward_;
  const WardLayers& layers_;
  const LandCoverTable& table_;
  GridModel& model_;
  GridFrame frame_;
  Grid<std::uint8_t> beyond_;   // further from the ward than the margin
  Grid<std::uint8_t> on_way_;   // cells of a centreline
  Grid<std::int32_t> shed_by_;  // of blocked cells: whose roof
  Footprints footprints_{
      Grid<std::uint8_t>({}, 0), Grid<std::uint8_t>({}, 0), Grid<std::int32_t>({}, 0), {}};
  std::vector<std::vector<Cell>> roof_;  // by building: its blocked cells
};

void Builder::say(const char* layer, std::size_t count, const Text& found, Text expected,
                  Text outcome) {
  if (count == 0) return;
  model_.findings.push_back({.where = tr("flood grid, layer '", "lưới ngập, lớp '") + layer + "'",
                             .found = shown(static_cast<double>(count), 0) + found,
                             .expected = std::move(expected),
                             .outcome = std::move(outcome),
                             .layer = layer});
}

void Builder::close_beyond(double margin_m) {
  const Polygon& outline = layers_.boundary.outline;
  const auto keep = [&](Cell cell) { beyond_(cell) = 0; };
  for_cells_in(frame_, outline, keep);
  if (margin_m > 0.0) {
    for (const Polygon& area : buffered(outline, margin_m)) for_cells_in(frame_, area, keep);
  }
  model_.blocked.values() = beyond_.values();
}

void Builder::lay_ground() {
  const Grid<float>& fine = terrain().ground_m;
  const GridFrame& from = fine.frame();
  Grid<double> sum(frame_, 0.0);
  Grid<std::int32_t> count(frame_, 0);
  for_all(from, [&](Cell cell) {
    const float ground_m = fine(cell);
    if (std::isnan(ground_m)) return;
    const auto target = frame_.cell_at(from.centre(cell));
    if (!target) return;
    sum(*target) += static_cast<double>(ground_m);
    ++count(*target);
  });
  std::size_t voids = 0;
  for_all(frame_, [&](Cell cell) {
    if (count(cell) > 0) {
      model_.ground_m(cell) = static_cast<float>(sum(cell) / count(cell));
    } else if (const auto at = from.cell_at(frame_.centre(cell))) {
      model_.ground_m(cell) = fine(*at);  // cells smaller than the terrain's
    }
    if (!std::isnan(model_.ground_m(cell))) return;
    model_.blocked(cell) = 1;
    if (model_.in_ward(cell) != 0) ++voids;
  });
  say("terrain", voids, tr(" cells of the ward without a level", " ô trong phường không có cao độ"),
      tr("a level everywhere in the ward", "cao độ ở mọi nơi trong phường"),
      tr("they hold no water and their sides are walls",
         "các ô này không chứa nước và cạnh của chúng là tường"));
}

bool Builder::is_bridge(std::size_t way) const {
  const WayRef ref = ward_.way(static_cast<std::uint32_t>(way));
  return !ref.is_lane && layers_.roads[ref.index].bridge;
}

LandCover Builder::cover_of_way(std::size_t way) const {
  const WayRef ref = ward_.way(static_cast<std::uint32_t>(way));
  const std::string& surface =
      ref.is_lane ? layers_.lanes[ref.index].surface : layers_.roads[ref.index].surface;
  if (surface == kPermeable) return LandCover::permeable;
  return ref.is_lane ? LandCover::lane : LandCover::road;
}

double Builder::way_width_m(std::size_t way) const {
  const WayRef ref = ward_.way(static_cast<std::uint32_t>(way));
  if (!ref.is_lane) return width_or_usual_m(layers_.roads[ref.index]);
  return layers_.lanes[ref.index].clear_width_m.value_or(table_.rules.unknown_lane_width_m);
}

void Builder::lay_ways() {
  const std::vector<StreetWay>& ways = ward_.streets().ways();
  const Grid<float>& fine = terrain().ground_m;
  Grid<double> sum_m2(frame_, 0.0);
  Grid<double> length_m(frame_, 0.0);
  model_.way_cells.resize(ways.size());
  for (std::size_t w = 0; w < ways.size(); ++w) {
    if (is_bridge(w)) continue;
    const Polyline& line = ways[w].line;
    model_.way_cells[w] = cells_along(frame_, line);
    for (const CellOnLine& on : model_.way_cells[w]) on_way_(on.cell) = 1;
    const double whole_m = twin::length_m(line);
    const int samples = std::max(1, static_cast<int>(std::ceil(whole_m / kSample_m)));
    const double step_m = whole_m / samples;
    for (int i = 0; i < samples; ++i) {
      const Point place = point_along(line, (i + 0.5) * step_m);
      const auto cell = frame_.cell_at(place);
      const auto at = fine.frame().cell_at(place);
      if (!cell || !at || std::isnan(fine(*at))) continue;
      sum_m2(*cell) += static_cast<double>(fine(*at)) * step_m;
      length_m(*cell) += step_m;
    }
  }
  for_all(frame_, [&](Cell cell) {
    if (length_m(cell) <= 0.0 || model_.blocked(cell) != 0) return;
    model_.ground_m(cell) = static_cast<float>(sum_m2(cell) / length_m(cell));
  });
}

void Builder::cover_area(const Polygon& area, LandCover cover) {
  for_cells_in(frame_, area,
               [&](Cell cell) { model_.cover(cell) = static_cast<std::uint8_t>(cover); });
}

void Builder::cover_ribbon(const Polyline& line, double width_m, LandCover cover) {
  for_cells_near(frame_, line, width_m / 2.0,
                 [&](Cell cell) { model_.cover(cell) = static_cast<std::uint8_t>(cover); });
}

// What is laid later lies on top: plots, greens, then lanes, then streets.
void Builder::lay_cover() {
  for (const Green& green : layers_.greens) {
    if (green.kind != "pond" && green.kind != kDryBasin) cover_area(green.area, LandCover::green);
  }
  const std::vector<StreetWay>& ways = ward_.streets().ways();
  for (const bool lanes : {true, false}) {
    for (std::size_t w = 0; w < ways.size(); ++w) {
      if (ward_.way(static_cast<std::uint32_t>(w)).is_lane != lanes || is_bridge(w)) continue;
      const LandCover cover = cover_of_way(w);
      cover_ribbon(ways[w].line, way_width_m(w), cover);
      for (const CellOnLine& on : model_.way_cells[w]) {
        model_.cover(on.cell) = static_cast<std::uint8_t>(cover);
      }
    }
  }
}

void Builder::lay_ponds() {
  for (const Green& green : layers_.greens) {
    const bool basin = green.kind == kDryBasin;
    if (green.kind != "pond" && !basin) continue;
    std::vector<Cell> cells;
    const auto take = [&](Cell cell) {
      if (on_way_(cell) == 0 && model_.blocked(cell) == 0) cells.push_back(cell);
    };
    for_cells_in(frame_, green.area, take);
    // A cell that is partly dug lies lower than the street beside it: it belongs to the basin too.
    const GridFrame& fine = terrain().ground_m.frame();
    if (basin) {
      for_cells_in(fine, green.area, [&](Cell part) {
        if (const auto cell = frame_.cell_at(fine.centre(part))) take(*cell);
      });
    }
    sort_once(cells);
    for (const Cell& cell : cells) {
      model_.cover(cell) = static_cast<std::uint8_t>(LandCover::water);
    }
    if (!basin) model_.pond_cells.push_back(std::move(cells));
  }
}

void Builder::lay_river() {
  for (const River& river : layers_.river) {
    std::vector<Cell>& cells = model_.river_cells.emplace_back();
    for (const Polygon& area : buffered(river.centreline, (river.width_m + frame_.cell_m) / 2.0)) {
      for_cells_in(frame_, area, [&](Cell cell) {
        if (beyond_(cell) == 0) cells.push_back(cell);
      });
    }
    sort_once(cells);
    for (const Cell& cell : cells) {
      model_.cover(cell) = static_cast<std::uint8_t>(LandCover::water);
      model_.ground_m(cell) = static_cast<float>(river.bed_m);
      model_.blocked(cell) = 0;
    }
  }
}

void Builder::block_buildings() {
  footprints_ = footprints_on(frame_, layers_.buildings);
  roof_.resize(layers_.buildings.size());
  const double most = table_.rules.blocked_share * kParts * kParts;
  for_all(frame_, [&](Cell cell) {
    if (footprints_.parts(cell) <= most || model_.cover_at(cell) == LandCover::water) return;
    if (on_way_(cell) != 0 || model_.blocked(cell) != 0) return;
    model_.blocked(cell) = 1;
    model_.cover(cell) = static_cast<std::uint8_t>(LandCover::building);
    shed_by_(cell) = footprints_.owner(cell);
    roof_[static_cast<std::size_t>(footprints_.owner(cell))].push_back(cell);
  });
}

// Light wells and courts without a way out have a gully of their own in real houses; as open cells
// they would be tanks that fill with all the rain that falls on them.
void Builder::block_enclosed_yards() {
  const double cell_m2 = frame_.cell_m * frame_.cell_m;
  Grid<std::uint8_t> seen(frame_, 0);
  std::vector<Cell> pocket;
  for_all(frame_, [&](Cell first) {
    if (seen(first) != 0 || model_.blocked(first) != 0) return;
    pocket.assign(1, first);
    seen(first) = 1;
    bool way_out = false;
    std::int32_t owner = kNobody;
    for (std::size_t i = 0; i < pocket.size(); ++i) {
      const Cell cell = pocket[i];
      way_out |= at_rim(cell) || on_way_(cell) != 0 || model_.cover_at(cell) == LandCover::water;
      for_neighbours(frame_, cell, [&](Cell next) {
        if (model_.blocked(next) != 0) {
          if (owner == kNobody) owner = shed_by_(next);
        } else if (seen(next) == 0) {
          seen(next) = 1;
          pocket.push_back(next);
        }
      });
    }
    const double area_m2 = static_cast<double>(pocket.size()) * cell_m2;
    if (way_out || owner == kNobody || area_m2 > table_.rules.enclosed_yard_m2) return;
    for (const Cell& cell : pocket) {
      model_.blocked(cell) = 1;
      model_.cover(cell) = static_cast<std::uint8_t>(LandCover::building);
      shed_by_(cell) = owner;
      roof_[static_cast<std::size_t>(owner)].push_back(cell);
    }
  });
}

Point Builder::door_place(std::size_t building) const {
  if (const auto& door = ward_.doors()[building]) return door->at;
  return centroid(layers_.buildings[building].footprint);
}

std::optional<Cell> Builder::street_cell_of_door(std::size_t building) const {
  const auto& door = ward_.doors()[building];
  if (!door || door->away_m > table_.rules.roof_reach_m) return std::nullopt;
  if (is_bridge(ward_.streets().segments()[door->segment].way)) return std::nullopt;
  const auto cell = frame_.cell_at(point_along(ward_.streets().line(door->segment), door->along_m));
  return cell && takes_rain(*cell) ? cell : std::nullopt;
}

void Builder::find_facades() {
  model_.facade.resize(layers_.buildings.size());
  std::size_t without = 0;
  for (std::size_t b = 0; b < layers_.buildings.size(); ++b) {
    std::vector<Cell>& facade = model_.facade[b];
    for (const Cell& cell : roof_[b]) {
      for_neighbours(frame_, cell, [&](Cell next) {
        if (takes_rain(next)) facade.push_back(next);
      });
    }
    if (roof_[b].empty()) {
      std::ranges::copy_if(footprints_.touched[b], std::back_inserter(facade),
                           [&](Cell cell) { return takes_rain(cell); });
    }
    sort_once(facade);
    if (!facade.empty()) continue;
    if (const auto cell = street_cell_of_door(b)) {
      facade.push_back(*cell);
    } else if (!footprints_.touched[b].empty()) {
      ++without;
    }
  }
  say("buildings", without,
      tr(" houses without open ground within reach", " nhà không có đất trống trong tầm với"),
      tr("an open façade, or a street within ", "có mặt thoáng, hoặc có đường trong vòng ") +
          shown(table_.rules.roof_reach_m, 0) + " m",
      tr("they have no depth at the door", "các nhà này không có độ sâu ngập tại cửa"));
}

std::vector<Cell> Builder::downpipes_of(std::size_t building) const {
  const std::vector<Cell>& facade = model_.facade[building];
  std::vector<Cell> streetside;
  std::ranges::copy_if(facade, std::back_inserter(streetside),
                       [&](Cell cell) { return is_street(cell); });
  if (!streetside.empty()) return streetside;
  const Point door = door_place(building);
  if (!facade.empty()) {
    return {*std::ranges::min_element(
        facade, {}, [&](Cell cell) { return distance_m(frame_.centre(cell), door); })};
  }
  const double far_m = (frame_.rows + frame_.cols) * frame_.cell_m;
  for (const double reach_m : {table_.rules.roof_reach_m, far_m}) {
    const auto cell = nearest_cell(frame_, door, reach_m, [&](Cell c) { return takes_rain(c); });
    if (cell) return {*cell};
  }
  return {};
}

// Whole cells are dealt out in turn, so that the area is kept to the last cell.
void Builder::lead_roofs() {
  model_.roof_to.resize(layers_.buildings.size());
  for (std::size_t b = 0; b < layers_.buildings.size(); ++b) {
    if (roof_[b].empty()) continue;
    std::vector<Cell> pipes = downpipes_of(b);
    for (std::size_t i = 0; i < roof_[b].size() && !pipes.empty(); ++i) {
      ++model_.roof_cells(pipes[i % pipes.size()]);
    }
    model_.roof_to[b] = std::move(pipes);
  }
}

void Builder::move_inlets() {
  std::size_t dry = 0;
  for (const DrainInlet& inlet : layers_.drain_inlets) {
    const auto at = frame_.cell_at(inlet.place);
    std::optional<Cell>& cell = model_.inlet_cell.emplace_back();
    if (at && takes_rain(*at)) {
      cell = at;
    } else if (at) {
      cell = nearest_cell(frame_, inlet.place, table_.rules.inlet_reach_m,
                          [&](Cell c) { return takes_rain(c); });
    }
    if (!cell) ++dry;
  }
  say("drain_inlets", dry,
      tr(" inlets under houses or outside the grid", " hố thu nằm dưới nhà hoặc ngoài lưới"),
      tr("open ground within ", "có đất trống trong vòng ") + shown(table_.rules.inlet_reach_m, 0) +
          " m",
      tr("they take no water", "các hố thu này không thu nước"));
}

bool Builder::at_rim(Cell cell) const {
  int within = 0;
  for_neighbours(frame_, cell, [&](Cell next) { within += beyond_(next) == 0 ? 1 : 0; });
  return within < 4;
}

void Builder::find_rim() {
  for_all(frame_, [&](Cell cell) {
    if (takes_rain(cell) && at_rim(cell)) model_.rim.push_back(cell);
  });
}

void Builder::lay_roughness() {
  for_all(frame_, [&](Cell cell) {
    model_.manning(cell) = static_cast<float>(table_[model_.cover_at(cell)].manning);
  });
}

}  // namespace

GridModel grid_model(const Ward& ward, double cell_m, double margin_m,
                     const LandCoverTable& table) {
  const GridFrame ward_frame = snapped(box_of(ward.layers().boundary.outline), cell_m);
  const GridFrame frame = grown(ward_frame, static_cast<int>(std::ceil(margin_m / cell_m)));
  constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();
  GridModel model{.frame = frame,
                  .ward_frame = ward_frame,
                  .ground_m = Grid<float>(frame, kUnknown),
                  .manning = Grid<float>(frame, 0.0F),
                  .cover = Grid<std::uint8_t>(frame, static_cast<std::uint8_t>(LandCover::yard)),
                  .blocked = Grid<std::uint8_t>(frame, 0),
                  .in_ward = Grid<std::uint8_t>(frame, 0),
                  .rim = {},
                  .roof_cells = Grid<std::int32_t>(frame, 0),
                  .facade = {},
                  .roof_to = {},
                  .way_cells = {},
                  .inlet_cell = {},
                  .river_cells = {},
                  .pond_cells = {},
                  .findings = {}};
  for_cells_in(frame, ward.layers().boundary.outline, [&](Cell cell) { model.in_ward(cell) = 1; });
  Builder builder(ward, table, model);
  builder.close_beyond(margin_m);
  builder.lay_ground();
  builder.lay_ways();
  builder.lay_cover();
  builder.lay_ponds();
  builder.lay_river();
  builder.block_buildings();
  builder.block_enclosed_yards();
  builder.find_facades();
  builder.lead_roofs();
  builder.move_inlets();
  builder.lay_roughness();
  builder.find_rim();
  return model;
}

Grid<float> clipped_to_ward(const GridModel& model, const Grid<float>& values) {
  const GridFrame& whole = model.frame;
  const GridFrame& part = model.ward_frame;
  const int margin = (whole.rows - part.rows) / 2;
  Grid<float> result(part, std::numeric_limits<float>::quiet_NaN());
  for_all(part, [&](Cell cell) {
    const Cell from{cell.row + margin, cell.col + margin};
    if (model.in_ward(from) != 0) result(cell) = values(from);
  });
  return result;
}

}  // namespace twin
