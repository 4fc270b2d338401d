#include "layers/assumed/ground.h"

#include <algorithm>

namespace twin {
namespace {

Polyline closed(Polyline ring) {
  if (!ring.empty()) ring.push_back(ring.front());
  return ring;
}

/// A few places decide, since a block may reach from one quarter to the next; one in three is
/// enough, since ponds and large plots thin out the lanes of a village.
bool mostly_old_village(const Polygon& face, const Morphology& morphology) {
  int old = morphology.is_old_village(point_inside(face)) ? 2 : 0;
  int asked = 2;
  for (std::size_t i = 0; i < face.outer.size(); i += 1 + face.outer.size() / 8) {
    old += morphology.is_old_village(face.outer[i]) ? 1 : 0;
    ++asked;
  }
  return 3 * old >= asked;
}

/// A compound where it is wide and large enough, else villas or rows of town houses.
Block::Kind new_town_kind(const Block& block, const AssumedTable& table, Random& random) {
  const bool roomy = block.m2 >= 1e4 * table.number("buildings.compound_from_ha") &&
                     block.thick_m >= table.number("buildings.compound_from_thick_m");
  if (roomy && random.chance(table.number("buildings.compound_share"))) {
    return Block::Kind::compound;
  }
  return random.chance(table.number("buildings.villa_share")) ? Block::Kind::villas
                                                              : Block::Kind::rows;
}

}  // namespace

Ground::Ground(const Making& making, const Morphology& morphology)
    : ways(front_ways(making)),
      taken(box_of(making.layers.boundary.outline).grown_by(100.0)),
      making_(making) {
  take_ways();
  take_medians();
  take_areas();
  find_blocks(morphology);
  leave_lanes_to_houses();
  std::vector<Polyline> lines;
  for (std::size_t w = 0; w < ways.size(); ++w) {
    if (!ways[w].fronted) continue;
    lines.push_back(*ways[w].line);
    fronted_ways_.push_back(w);
  }
  fronted_ = std::make_unique<LineIndex>(lines);
}

void Ground::take_ways() {
  for (std::size_t w = 0; w < ways.size(); ++w) {
    taken.add_corridor(*ways[w].line, ways[w].edge_m, static_cast<std::uint32_t>(w));
  }
}

/// The strip between two carriageways of one street takes no house: it lies left of each, where
/// traffic keeps right.
void Ground::take_medians() {
  const double widest_m = making_.table.number("streets.median_up_to_m");
  std::vector<Polyline> lines;
  std::vector<std::size_t> of_line;
  for (std::size_t w = 0; w < ways.size(); ++w) {
    if (ways[w].is_lane || !making_.layers.roads[ways[w].index].one_way) continue;
    if (ways[w].line->size() < 2) continue;
    lines.push_back(*ways[w].line);
    of_line.push_back(w);
  }
  std::vector<Box> boxes;
  for (const Polyline& line : lines) boxes.push_back(box_of(line));
  const BoxIndex index(std::move(boxes));
  constexpr double kStep_m = 8.0;
  for (std::size_t l = 0; l < lines.size(); ++l) {
    const double line_m = length_m(lines[l]);
    for (double at_m = 0.0; at_m <= line_m; at_m += kStep_m) {
      const Point here = point_along(lines[l], at_m);
      const Step ahead = direction_along(lines[l], at_m);
      for (const std::size_t o :
           index.meeting(Box{here.x_m, here.y_m, here.x_m, here.y_m}.grown_by(widest_m))) {
        const Nearest there = nearest_on(lines[o], here);
        if (o == l || there.away_m > widest_m || there.away_m < 0.5) continue;
        const bool comes_back = dot(ahead, direction_along(lines[o], there.along_m)) < -0.8;
        const bool is_left = cross(ahead, direction(here, there.at)) > 0.8;
        if (comes_back && is_left) taken.add_corridor({here, there.at}, 0.5 * kStep_m + 0.5);
      }
    }
  }
}

void Ground::take_areas() {
  const WardLayers& layers = making_.layers;
  const double bank_m = making_.table.number("river.bank_strip_m");
  for (const River& river : layers.river) {
    taken.add_corridor(river.centreline, 0.5 * river.width_m + bank_m);
  }
  for (const Green& green : layers.greens) taken.add_area(green.area.outer);
  for (const Parking& parking : layers.parking) taken.add_area(parking.area.outer);
  for (const Building& building : layers.buildings) taken.add_area(building.footprint.outer);
}

void Ground::find_blocks(const Morphology& morphology) {
  std::vector<Polyline> lines;
  for (const FrontWay& way : ways) {
    if (!way.bridge && way.line->size() > 1) lines.push_back(*way.line);
  }
  lines.push_back(closed(making_.layers.boundary.outline.outer));
  std::vector<Box> boxes;
  for (Polygon& face : faces_between(lines)) {
    if (!contains(making_.layers.boundary.outline, point_inside(face))) continue;
    Block block{.area = std::move(face)};
    block.m2 = area_m2(block.area);
    block.thick_m = 4.0 * block.m2 / std::max(1.0, length_m(closed(block.area.outer)));
    block.old_village = mostly_old_village(block.area, morphology);
    Random random(making_.seed, "blocks", blocks.size());
    if (!block.old_village) block.kind = new_town_kind(block, making_.table, random);
    boxes.push_back(box_of(block.area));
    blocks.push_back(std::move(block));
  }
  block_boxes_ = std::make_unique<BoxIndex>(std::move(boxes));
}

/// A block with many dead ends inside wants houses along them, not slabs.
void Ground::leave_lanes_to_houses() {
  std::vector<double> inside_m(blocks.size(), 0.0);
  for (const FrontWay& way : ways) {
    if (!way.is_lane) continue;
    const double lane_m = length_m(*way.line);
    const Point middle = point_along(*way.line, 0.5 * lane_m);
    const Step left = left_of(direction_along(*way.line, 0.5 * lane_m));
    const Block* on_left = block_at(middle + left);
    if (on_left == nullptr || on_left != block_at(middle + left * -1.0)) continue;
    inside_m[static_cast<std::size_t>(on_left - blocks.data())] += lane_m;
  }
  const double most_m_per_ha = making_.table.number("buildings.compound_lanes_up_to_m_per_ha");
  for (std::size_t b = 0; b < blocks.size(); ++b) {
    const bool is_full = inside_m[b] > most_m_per_ha * blocks[b].m2 / 1e4;
    if (is_full && blocks[b].kind == Block::Kind::compound) blocks[b].kind = Block::Kind::rows;
  }
}

const Block* Ground::block_at(Point p) const {
  for (const std::size_t i : block_boxes_->meeting(Box{p.x_m, p.y_m, p.x_m, p.y_m})) {
    if (contains(blocks[i].area, p)) return &blocks[i];
  }
  return nullptr;
}

bool Ground::in_ward(const Polyline& ring) const {
  return std::ranges::all_of(ring,
                             [&](Point p) { return contains(making_.layers.boundary.outline, p); });
}

std::optional<LineIndex::Found> Ground::way_near(Point p, double reach_m) const {
  auto found = fronted_->nearest(p, reach_m);
  if (found) found->line = fronted_ways_[found->line];
  return found;
}

bool add_building(Making& making, Ground& ground, const NewBuilding& building) {
  if (!ground.taken.is_free(building.plot) || !ground.in_ward(building.plot)) return false;
  ground.taken.add_area(building.plot);
  Building added;
  added.id = numbered("B", making.layers.buildings.size() + 1);
  added.footprint.outer = building.footprint;
  added.use = "house";
  added.provenance = making.assumed(building.method);
  making.layers.buildings.push_back(std::move(added));
  making.fronts.push_back({.form = building.form,
                           .old_village = building.old_village,
                           .way = building.way,
                           .door = building.door});
  return true;
}

void make_buildings(Making& making, Ground& ground) {
  if (!making.layers.buildings.empty()) {
    making.fronts.assign(making.layers.buildings.size(), Front{});
    return;
  }
  build_compounds(making, ground);
  build_rows(making, ground);
  build_in_gaps(making, ground);
  give_heights_and_uses(making, ground);
  making.tell("buildings", making.layers.buildings.size());
}

}  // namespace twin
