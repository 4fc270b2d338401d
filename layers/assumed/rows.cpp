#include <algorithm>
#include <numeric>

#include "layers/assumed/ground.h"

namespace twin {
namespace {

constexpr double kStraight_m = 0.8;  // a row follows a way's bends only beyond this

/// What a row of plots is cut into.
struct PlotRule {
  Form form = Form::tube;
  Range width_m;
  Range depth_m;
  Range setback_m;    ///< front garden or forecourt
  Range built_share;  ///< of the depth
  double side_gap_m = 0.02;
  double yard_share = 0.0;  ///< plots left open
  const char* method = "";
};

/// Cuts plots along the straight pieces of a way, on both sides.
class RowBuilder {
 public:
  RowBuilder(Making& making, Ground& ground) : making_(making), ground_(ground) {
    const AssumedTable& table = making.table;
    shallowest_m_ = table.number("buildings.plot_least_depth_m");
    const Range none{0.05, 0.05};
    lane_plots_ = {.form = Form::tube,
                   .width_m = table.range("buildings.tube_width_m"),
                   .depth_m = table.range("buildings.tube_depth_m"),
                   .setback_m = none,
                   .built_share = table.range("buildings.tube_built_share"),
                   .yard_share = table.number("buildings.yard_share"),
                   .method = "tube lots along lanes"};
    street_plots_ = lane_plots_;
    street_plots_.width_m = table.range("buildings.street_width_m");
    street_plots_.depth_m = table.range("buildings.street_depth_m");
    street_plots_.method = "tube lots along streets";
    town_plots_ = {.form = Form::tube,
                   .width_m = table.range("buildings.town_house_width_m"),
                   .depth_m = table.range("buildings.town_house_depth_m"),
                   .setback_m = table.range("buildings.town_house_setback_m"),
                   .built_share = table.range("buildings.tube_built_share"),
                   .method = "town houses in rows"};
    villa_plots_ = {.form = Form::villa,
                    .width_m = table.range("buildings.villa_width_m"),
                    .depth_m = table.range("buildings.villa_depth_m"),
                    .setback_m = table.range("buildings.villa_setback_m"),
                    .built_share = table.range("buildings.villa_built_share"),
                    .side_gap_m = table.number("buildings.villa_gap_m"),
                    .method = "villas along streets"};
  }

  void build() {
    std::vector<std::size_t> order(ground_.ways.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, {}, [&](std::size_t w) { return ground_.ways[w].rank; });
    for (const std::size_t w : order) {
      if (ground_.ways[w].fronted) along_way(w);
    }
  }

 private:
  void along_way(std::size_t w) {
    const FrontWay& way = ground_.ways[w];
    const Polyline line = simplified(*way.line, kStraight_m);
    Random random(making_.seed, "rows", w);
    for (std::size_t i = 1; i < line.size(); ++i) {
      along_piece(w, line[i - 1], line[i], random);
      along_piece(w, line[i], line[i - 1], random);
    }
  }

  /// Plots left of the way from `begin` to `end`.
  void along_piece(std::size_t w, Point begin, Point end, Random& random) {
    const FrontWay& way = ground_.ways[w];
    const Step ahead = direction(begin, end);
    const double piece_m = distance_m(begin, end);
    double at_m = 0.0;
    while (at_m < piece_m) {
      const Point probe = begin + ahead * (at_m + 2.0) + left_of(ahead) * (way.edge_m + 2.5);
      const Block* block = ground_.block_at(probe);
      const bool open = block == nullptr || block->kind == Block::Kind::compound ||
                        block->kind == Block::Kind::green;
      if (open) {
        at_m += 3.0;
        continue;
      }
      const PlotRule& rule = rule_for(*block, way);
      double width_m = rule.width_m.drawn(random);
      const double left_m = piece_m - at_m;
      // the last plot of a row takes what would be too narrow for another
      if (left_m < width_m + rule.width_m.least && left_m < 1.3 * rule.width_m.most) {
        width_m = std::max(left_m, 0.85 * rule.width_m.least);
      }
      const bool fits = width_m <= left_m + 2.0;
      if (fits && random.chance(rule.yard_share)) {
        at_m += width_m;
      } else if (fits && (plot(w, *block, rule, begin + ahead * at_m, ahead, width_m, random) ||
                          plot(w, *block, rule, begin + ahead * at_m + left_of(ahead) * kStraight_m,
                               ahead, width_m, random))) {
        at_m += width_m + rule.side_gap_m;
      } else {
        at_m += 0.75;
      }
    }
  }

  const PlotRule& rule_for(const Block& block, const FrontWay& way) const {
    if (block.kind == Block::Kind::villas) return villa_plots_;
    if (!block.old_village) return town_plots_;
    return way.is_lane ? lane_plots_ : street_plots_;
  }

  /// Tries a plot at a place on the way's middle line, less deep where the ground ends.
  bool plot(std::size_t w, const Block& block, const PlotRule& rule, Point at, Step ahead,
            double width_m, Random& random) {
    const FrontWay& way = ground_.ways[w];
    const double setback_m = rule.setback_m.drawn(random);
    const Step inwards = left_of(ahead);
    const Point front = at + inwards * (way.edge_m + 0.02);
    const Point middle = front + ahead * (0.5 * width_m);
    double depth_m = setback_m + rule.depth_m.drawn(random);
    const double reach_m = 2.0 * (setback_m + rule.depth_m.most) + 1.0;
    const Occupied::Ahead room = ground_.taken.ahead(middle, middle + inwards, reach_m);
    // a way behind wants plots of its own: the two rows share what lies between
    const bool shares = room.is_way && 0.5 * room.free_m >= shallowest_m_ + setback_m;
    depth_m = std::min(depth_m, shares ? 0.5 * room.free_m - 0.1 : room.free_m - 0.3);
    const double built_share = rule.built_share.drawn(random);
    for (; depth_m >= shallowest_m_ + setback_m; depth_m = 0.8 * depth_m) {
      const double built_m = std::max(0.9 * shallowest_m_, built_share * (depth_m - setback_m));
      const Point wall = front + inwards * setback_m;
      const NewBuilding building{.footprint = rectangle(wall, ahead, width_m, built_m),
                                 .plot = rectangle(front, ahead, width_m, depth_m),
                                 .way = static_cast<std::uint32_t>(w),
                                 .door = wall + ahead * (0.5 * width_m),
                                 .form = rule.form,
                                 .old_village = block.old_village,
                                 .method = rule.method};
      if (add_building(making_, ground_, building)) return true;
    }
    return false;
  }

  Making& making_;
  Ground& ground_;
  double shallowest_m_ = 6.0;
  PlotRule lane_plots_;
  PlotRule street_plots_;
  PlotRule town_plots_;
  PlotRule villa_plots_;
};

}  // namespace

void build_rows(Making& making, Ground& ground) { RowBuilder(making, ground).build(); }

}  // namespace twin
