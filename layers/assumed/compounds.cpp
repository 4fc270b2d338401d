#include <algorithm>
#include <cmath>

#include "layers/assumed/ground.h"

namespace twin {
namespace {

/// The direction of a block's longest straight side.
Step long_side(const Polyline& ring) {
  const Polyline line = simplified(ring, 3.0);
  Step best{1.0, 0.0};
  double longest_m = 0.0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const Point& a = line[i];
    const Point& b = line[(i + 1) % line.size()];
    if (distance_m(a, b) <= longest_m) continue;
    longest_m = distance_m(a, b);
    best = direction(a, b);
  }
  return best;
}

/// Slabs and towers in rows parallel to the long side of a block, lawns and yards between.
class CompoundBuilder {
 public:
  CompoundBuilder(Making& making, Ground& ground)
      : making_(making),
        ground_(ground),
        slab_length_m_(making.table.range("buildings.slab_length_m")),
        slab_depth_m_(making.table.range("buildings.slab_depth_m")),
        tower_side_m_(making.table.range("buildings.tower_side_m")),
        gap_m_(making.table.range("buildings.compound_gap_m")),
        margin_m_(making.table.range("buildings.compound_margin_m")),
        tower_share_(making.table.number("buildings.tower_share")),
        reach_m_(making.table.number("buildings.way_reach_m")) {}

  /// Returns the area built on.
  double build(std::size_t number) {
    double built_m2 = 0.0;
    const Block& block = ground_.blocks[number];
    Random random(making_.seed, "compound", number);
    const Step along = long_side(block.area.outer);
    const Step across = left_of(along);
    const Point origin = block.area.outer.front();
    double low = 1e300;
    double high = -1e300;
    double near = 1e300;
    double far = -1e300;
    for (const Point& p : block.area.outer) {
      const Step off = from_to(origin, p);
      low = std::min(low, dot(off, along));
      high = std::max(high, dot(off, along));
      near = std::min(near, dot(off, across));
      far = std::max(far, dot(off, across));
    }
    for (double y_m = near + margin_m_.drawn(random); y_m < far - 10.0;) {
      double row_depth_m = 0.0;
      for (double x_m = low + margin_m_.drawn(random); x_m < high - 10.0;) {
        const bool tower = random.chance(tower_share_);
        const double side_m = tower_side_m_.drawn(random);
        const double width_m = tower ? side_m : slab_length_m_.drawn(random);
        const double depth_m = tower ? side_m : slab_depth_m_.drawn(random);
        const Point corner = origin + along * x_m + across * y_m;
        if (place(corner, along, width_m, depth_m, tower)) {
          x_m += width_m + gap_m_.drawn(random);
          row_depth_m = std::max(row_depth_m, depth_m);
          built_m2 += width_m * depth_m;
        } else {
          x_m += 5.0;
        }
      }
      y_m += row_depth_m > 0.0 ? row_depth_m + gap_m_.drawn(random) : 5.0;
    }
    return built_m2;
  }

 private:
  bool place(Point corner, Step along, double width_m, double depth_m, bool tower) {
    constexpr double kApron_m = 3.0;
    const Step across = left_of(along);
    const Polyline walls = rectangle(corner, along, width_m, depth_m);
    const Point middle = corner + along * (0.5 * width_m) + across * (0.5 * depth_m);
    const auto way = ground_.way_near(middle, reach_m_);
    if (!way) return false;
    Polyline facade = walls;
    facade.push_back(walls.front());
    return add_building(making_, ground_,
                        {.footprint = walls,
                         .plot = rectangle(corner + along * -kApron_m + across * -kApron_m, along,
                                           width_m + 2.0 * kApron_m, depth_m + 2.0 * kApron_m),
                         .way = static_cast<std::uint32_t>(way->line),
                         .door = nearest_on(facade, way->nearest.at).at,
                         .form = tower ? Form::tower : Form::slab,
                         .old_village = false,
                         .method = "slabs and towers in new-town blocks"});
  }

  Making& making_;
  Ground& ground_;
  Range slab_length_m_;
  Range slab_depth_m_;
  Range tower_side_m_;
  Range gap_m_;
  Range margin_m_;
  double tower_share_;
  double reach_m_;
};

/// Halls, blocks of flats or houses on what the rows have left open behind them.
class GapBuilder {
 public:
  GapBuilder(Making& making, Ground& ground)
      : making_(making),
        ground_(ground),
        random_(making.random("gaps")),
        reach_m_(making.table.number("buildings.way_reach_m")) {}

  void build() {
    const Box box = box_of(making_.layers.boundary.outline);
    // the largest first, so that houses do not break up the room of a school
    fill(box, 12.0, making_.table.range("buildings.hall_length_m"),
         making_.table.range("buildings.hall_depth_m"), 6.0, Form::hall);
    fill(box, 6.0, making_.table.range("buildings.back_house_width_m"),
         making_.table.range("buildings.back_house_depth_m"), 0.6, Form::villa);
  }

 private:
  void fill(const Box& box, double step_m, const Range& width_m, const Range& depth_m,
            double apron_m, Form form) {
    for (double y_m = box.south_m; y_m < box.north_m; y_m += step_m) {
      for (double x_m = box.west_m; x_m < box.east_m; x_m += step_m) {
        const Point p{x_m + random_.between(-0.3, 0.3) * step_m,
                      y_m + random_.between(-0.3, 0.3) * step_m};
        const double width = width_m.drawn(random_);
        const double depth = depth_m.drawn(random_);
        if (ground_.taken.is_free(p)) place(p, width, depth, apron_m, form);
      }
    }
  }

  void place(Point p, double width_m, double depth_m, double apron_m, Form form) {
    const Block* block = ground_.block_at(p);
    if (block == nullptr || block->kind == Block::Kind::green) return;
    if (form == Form::villa && block->kind == Block::Kind::compound) return;
    const auto way = ground_.way_near(p, reach_m_);
    if (!way || way->nearest.away_m < 1.0) return;
    const Step inwards = direction(way->nearest.at, p);
    const Step along = left_of(inwards) * -1.0;
    const Point front = p + along * (-0.5 * width_m) + inwards * (-0.5 * depth_m);
    add_building(making_, ground_,
                 {.footprint = rectangle(front, along, width_m, depth_m),
                  .plot = rectangle(front + along * -apron_m + inwards * -apron_m, along,
                                    width_m + 2.0 * apron_m, depth_m + 2.0 * apron_m),
                  .way = static_cast<std::uint32_t>(way->line),
                  .door = front + along * (0.5 * width_m),
                  .form = form,
                  .old_village = block->old_village,
                  .method = "buildings in the depth of blocks"});
  }

  Making& making_;
  Ground& ground_;
  Random random_;
  double reach_m_;
};

}  // namespace

void build_compounds(Making& making, Ground& ground) {
  CompoundBuilder builder(making, ground);
  const double least_share = making.table.number("buildings.compound_least_built_share");
  for (std::size_t b = 0; b < ground.blocks.size(); ++b) {
    Block& block = ground.blocks[b];
    if (block.kind != Block::Kind::compound) continue;
    // lanes or odd shapes may leave no room for slabs: houses fill such a block better
    if (builder.build(b) < least_share * block.m2) block.kind = Block::Kind::rows;
  }
}

void build_in_gaps(Making& making, Ground& ground) { GapBuilder(making, ground).build(); }

}  // namespace twin
