#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <queue>

#include "layers/assumed/making.h"
#include "layers/assumed/plane.h"

namespace twin {
namespace {

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

/// A manhole to be; `next` leads to the outfall.
struct Node {
  Point at;
  std::uint32_t way = 0;  ///< the most important way it lies under
  bool on_street = false;
  double ground_m = 0.0;
  double cost_m = INFINITY;  ///< of the way to the outfall
  std::size_t next = kNone;  ///< node downstream
  std::size_t line = kNone;  ///< of the pipe to it
  bool against_line = false;
  std::size_t outfall = kNone;  ///< it drains into directly
  double upstream_m = 0.0;      ///< pipes that drain through it
  double invert_m = 0.0;
  std::size_t size = 0;  ///< of the pipe that leaves it
};
struct Link {
  std::size_t to = 0;
  double cost_m = 0.0;
  std::size_t line = 0;
  bool against_line = false;
};

double ground_at(const Terrain& terrain, Point p, double otherwise_m) {
  const auto cell = terrain.ground_m.frame().cell_at(p);
  if (!cell) return otherwise_m;
  const float level_m = terrain.ground_m(*cell);
  return std::isnan(level_m) ? otherwise_m : level_m;
}

/// Pipes under the streets and the wider lanes as trees: each manhole drains along the shortest
/// way to an outfall, so that the ward divides itself between the river and the pumps.
class DrainMaker {
 public:
  explicit DrainMaker(Making& making)
      : making_(making),
        table_(making.table),
        ward_(streets_only(making.layers)),
        heights_m_(table_.numbers("drains.heights_m")),
        widths_m_(table_.numbers("drains.widths_m")),
        from_upstream_m_(table_.numbers("drains.from_upstream_m")),
        slopes_(table_.numbers("drains.slopes")),
        cover_m_(table_.number("drains.cover_m")) {}

  void make() {
    lay_nodes();
    choose_river_outfalls();
    find_ways_down();
    choose_pumped_outfalls();
    order_upstream_first();
    size_pipes();
    set_levels();
    write();
  }

 private:
  bool is_drained(std::uint32_t way) const {
    const WayRef ref = ward_.way(way);
    if (!ref.is_lane) return !making_.layers.roads[ref.index].bridge;
    const Lane& lane = making_.layers.lanes[ref.index];
    return lane.drained && lane.clear_width_m.value_or(0.0) >= table_.number("drains.lanes_from_m");
  }
  bool is_street(std::uint32_t way) const { return !ward_.way(way).is_lane; }

  std::size_t add_node(Point at, std::uint32_t way) {
    nodes_.push_back({.at = at, .way = way, .on_street = is_street(way)});
    nodes_.back().ground_m =
        ground_at(making_.layers.terrain, at, table_.number("drains.usual_ground_m"));
    links_.emplace_back();
    return nodes_.size() - 1;
  }

  std::size_t junction_node(std::uint32_t junction, std::uint32_t way) {
    const auto [it, is_new] = node_of_junction_.try_emplace(junction, 0);
    if (is_new) it->second = add_node(ward_.streets().junctions()[junction], way);
    Node& node = nodes_[it->second];
    if (!node.on_street && is_street(way)) {
      node.way = way;
      node.on_street = true;
    }
    return it->second;
  }

  void link(std::size_t a, std::size_t b, Polyline line, bool street) {
    const double detour = street ? 1.0 : table_.number("drains.lane_detour");
    const double cost_m = length_m(line) * detour;
    links_[a].push_back({.to = b, .cost_m = cost_m, .line = lines_.size(), .against_line = false});
    links_[b].push_back({.to = a, .cost_m = cost_m, .line = lines_.size(), .against_line = true});
    lines_.push_back(std::move(line));
  }

  void lay_nodes() {
    const Polygon& outline = making_.layers.boundary.outline;
    const double spacing_m = table_.number("drains.manhole_spacing_m");
    const StreetNetwork& streets = ward_.streets();
    for (std::uint32_t way = 0; way < streets.ways().size(); ++way) {
      if (!is_drained(way)) continue;
      for (const std::uint32_t s : streets.along(way)) {
        const Segment& segment = streets.segments()[s];
        const Polyline line = streets.line(s);
        const int pieces = std::max(1, static_cast<int>(std::ceil(segment.length_m / spacing_m)));
        const double piece_m = segment.length_m / pieces;
        std::size_t before = kNone;
        for (int k = 0; k <= pieces; ++k) {
          const Point at = point_along(line, piece_m * k);
          std::size_t here = kNone;
          if (contains(outline, at)) {
            here = k == 0        ? junction_node(segment.from, way)
                   : k == pieces ? junction_node(segment.to, way)
                                 : add_node(at, way);
          }
          if (before != kNone && here != kNone) {
            link(before, here, part_of(line, piece_m * (k - 1), piece_m * k), is_street(way));
          }
          before = here;
        }
      }
    }
  }

  /// Street manholes beside a river, one every so often along it.
  void choose_river_outfalls() {
    const double reach_m = table_.number("drains.outfall_reach_m");
    const double spacing_m = table_.number("drains.outfall_spacing_m");
    for (const River& river : making_.layers.river) {
      std::map<int, std::pair<double, std::size_t>> nearest_of_reach;
      for (std::size_t n = 0; n < nodes_.size(); ++n) {
        if (!nodes_[n].on_street || links_[n].empty()) continue;
        const Nearest nearest = nearest_on(river.centreline, nodes_[n].at);
        if (nearest.away_m > reach_m) continue;
        const auto reach = static_cast<int>(nearest.along_m / spacing_m);
        const auto [it, is_new] = nearest_of_reach.try_emplace(reach, nearest.away_m, n);
        if (!is_new && nearest.away_m < it->second.first) it->second = {nearest.away_m, n};
      }
      for (const auto& [reach, found] : nearest_of_reach) {
        const Nearest in_water = nearest_on(river.centreline, nodes_[found.second].at);
        const Step to_node = direction(in_water.at, nodes_[found.second].at);
        add_outfall(found.second, in_water.at + to_node * (0.45 * river.width_m), "river_flap");
      }
    }
  }

  void add_outfall(std::size_t node, Point at, const char* kind) {
    nodes_[node].outfall = outfalls_.size();
    nodes_[node].cost_m = 0.0;
    DrainOutfall outfall;
    outfall.id = numbered("CX", outfalls_.size() + 1, 3);
    outfall.place = at;
    outfall.kind = kind;
    outfall.provenance = making_.assumed(kMethod);
    outfalls_.push_back(std::move(outfall));
  }

  /// Dijkstra from the outfalls; equal costs by the lower node.
  void find_ways_down() {
    using Item = std::pair<double, std::size_t>;
    std::priority_queue<Item, std::vector<Item>, std::greater<>> open;
    for (std::size_t n = 0; n < nodes_.size(); ++n) {
      nodes_[n].next = kNone;
      nodes_[n].cost_m = nodes_[n].outfall == kNone ? INFINITY : 0.0;
      if (nodes_[n].outfall != kNone) open.emplace(0.0, n);
    }
    while (!open.empty()) {
      const auto [cost_m, n] = open.top();
      open.pop();
      if (cost_m > nodes_[n].cost_m) continue;
      for (const Link& link : links_[n]) {
        const double total_m = cost_m + link.cost_m;
        if (total_m >= nodes_[link.to].cost_m) continue;
        nodes_[link.to].cost_m = total_m;
        nodes_[link.to].next = n;
        nodes_[link.to].line = link.line;
        nodes_[link.to].against_line = !link.against_line;  // water runs from there to here
        open.emplace(total_m, link.to);
      }
    }
  }

  /// Where it is farthest to any outfall, a pumping station; parts of the network that reach no
  /// outfall get one too.
  void choose_pumped_outfalls() {
    const int wanted = table_.whole("drains.pumped_outfalls");
    const double far_m = table_.number("drains.pumped_from_m");
    for (int made = 0;;) {
      std::size_t farthest = kNone;
      for (std::size_t n = 0; n < nodes_.size(); ++n) {
        if (!nodes_[n].on_street || links_[n].empty() || nodes_[n].outfall != kNone) continue;
        if (farthest == kNone || nodes_[n].cost_m > nodes_[farthest].cost_m) farthest = n;
      }
      if (farthest == kNone || nodes_[farthest].cost_m < far_m) return;
      if (std::isfinite(nodes_[farthest].cost_m) && made++ >= wanted) return;
      const Point at = nodes_[farthest].at;
      add_outfall(farthest, {at.x_m - 8.0, at.y_m}, "pumped");
      find_ways_down();
    }
  }

  void order_upstream_first() {
    for (std::size_t n = 0; n < nodes_.size(); ++n) {
      if (std::isfinite(nodes_[n].cost_m)) order_.push_back(n);
    }
    std::ranges::stable_sort(order_, std::greater<>{},
                             [&](std::size_t n) { return nodes_[n].cost_m; });
  }

  Polyline pipe_line(std::size_t n) const {
    const Node& node = nodes_[n];
    if (node.next == kNone) return {node.at, outfalls_[node.outfall].place};
    return node.against_line ? reversed(lines_[node.line]) : lines_[node.line];
  }
  double pipe_m(std::size_t n) const { return length_m(pipe_line(n)); }

  void size_pipes() {
    const auto least_on_street =
        static_cast<std::size_t>(std::max(0, table_.whole("drains.least_size_on_streets")));
    for (const std::size_t n : order_) {
      Node& node = nodes_[n];
      const double drained_m = node.upstream_m + pipe_m(n);
      std::size_t size = node.on_street ? least_on_street : 0;
      while (size + 1 < from_upstream_m_.size() && drained_m >= from_upstream_m_[size + 1]) ++size;
      node.size = std::max(node.size, size);
      if (node.next == kNone) continue;
      nodes_[node.next].upstream_m += drained_m;
      nodes_[node.next].size = std::max(nodes_[node.next].size, node.size);
    }
  }

  /// Crowns meet in each manhole and lie under the cover everywhere; each pipe falls at least by
  /// its usual slope.
  void set_levels() {
    for (const std::size_t n : order_) {
      nodes_[n].invert_m = nodes_[n].ground_m - cover_m_ - heights_m_[nodes_[n].size];
    }
    for (const std::size_t n : order_) {
      const Node& node = nodes_[n];
      if (node.next == kNone) continue;
      Node& next = nodes_[node.next];
      next.invert_m = std::min(next.invert_m, end_crown_m(n) - heights_m_[next.size]);
    }
  }

  /// The highest level of the pipe's crown at its lower end.
  double end_crown_m(std::size_t n) const {
    const Node& node = nodes_[n];
    return node.invert_m + heights_m_[node.size] - slopes_[node.size] * pipe_m(n);
  }

  void write() {
    std::map<std::size_t, std::string> id_of;
    for (std::size_t n = 0; n < nodes_.size(); ++n) {
      if (!std::isfinite(nodes_[n].cost_m)) continue;
      id_of[n] = numbered("HG", id_of.size() + 1);
      making_.layers.drain_manholes.push_back({.id = id_of[n],
                                               .place = nodes_[n].at,
                                               .ground_m = rounded(nodes_[n].ground_m),
                                               .invert_m = rounded(nodes_[n].invert_m),
                                               .provenance = making_.assumed(kMethod)});
      write_inlets(n, id_of[n]);
    }
    for (const auto& [n, id] : id_of) write_pipe(n, id_of);
    for (std::size_t o = 0; o < outfalls_.size(); ++o) write_pump(o);
    making_.layers.drain_outfalls = outfalls_;
  }

  static double rounded(double level_m) { return std::round(1000.0 * level_m) / 1000.0; }

  void write_pipe(std::size_t n, const std::map<std::size_t, std::string>& id_of) {
    const Node& node = nodes_[n];
    Random random(making_.seed, "pipes", n);
    DrainPipe pipe;
    pipe.id = numbered("C", making_.layers.drain_pipes.size() + 1);
    pipe.from_id = id_of.at(n);
    pipe.centreline = pipe_line(n);
    pipe.height_m = heights_m_[node.size];
    pipe.width_m = widths_m_[node.size];
    pipe.shape = pipe.width_m > pipe.height_m ? "box" : "circular";
    pipe.manning = table_.number("drains.manning");
    pipe.blocked_share =
        std::round(100.0 * table_.range("drains.blocked_share").drawn(random)) / 100.0;
    pipe.invert_from_m = rounded(node.invert_m);
    pipe.provenance = making_.assumed(kMethod);
    if (node.next == kNone) {
      DrainOutfall& outfall = outfalls_[node.outfall];
      pipe.to_id = outfall.id;
      pipe.invert_to_m = rounded(end_crown_m(n) - pipe.height_m);
      outfall.invert_m = pipe.invert_to_m;
      drained_m_[node.outfall] += node.upstream_m + pipe_m(n);
    } else {
      const Node& next = nodes_[node.next];
      pipe.to_id = id_of.at(node.next);
      pipe.invert_to_m = rounded(next.invert_m + heights_m_[next.size] - pipe.height_m);
    }
    making_.layers.drain_pipes.push_back(std::move(pipe));
  }

  /// Gullies at both kerbs of a street, one in the middle of a lane.
  void write_inlets(std::size_t n, const std::string& manhole) {
    const Node& node = nodes_[n];
    const Polyline& line = ward_.streets().ways()[node.way].line;
    const Step across = left_of(direction_along(line, nearest_on(line, node.at).along_m));
    const double half_m = 0.5 * ward_.way_clear_width_m(node.way).value_or(2.0);
    const Range capacity = table_.range("drains.inlet_m3ps");
    Random random(making_.seed, "inlets", n);
    const std::vector<double> offsets_m =
        node.on_street ? std::vector<double>{half_m - 0.3, 0.3 - half_m} : std::vector<double>{0.0};
    for (const double offset_m : offsets_m) {
      const double clogged = table_.range("drains.inlet_clogged").drawn(random);
      making_.layers.drain_inlets.push_back(
          {.id = numbered("GT", making_.layers.drain_inlets.size() + 1),
           .place = node.at + across * offset_m,
           .manhole_id = manhole,
           .kind = node.on_street && random.chance(0.6) ? "kerb" : "grate",
           .capacity_m3ps = rounded(capacity.drawn(random)),
           .clogged_share = std::round(100.0 * clogged) / 100.0,
           .provenance = making_.assumed(kMethod)});
    }
  }

  /// Pumps take what the rules of thumb say of the area that drains to them.
  void write_pump(std::size_t o) {
    if (outfalls_[o].kind != "pumped") return;
    double all_m = 0.0;
    for (const auto& [outfall, drained_m] : drained_m_) all_m += drained_m;
    const double ha = area_m2(making_.layers.boundary.outline) / 1e4 * drained_m_[o] / all_m;
    DrainPump pump;
    pump.id = numbered("TB", making_.layers.drain_pumps.size() + 1, 2);
    pump.place = outfalls_[o].place;
    pump.node_id = outfalls_[o].id;
    pump.capacity_m3ps =
        std::max(0.1, std::round(10.0 * ha * table_.number("drains.pump_m3ps_a_ha")) / 10.0);
    pump.provenance = making_.assumed(kMethod);
    making_.layers.drain_pumps.push_back(std::move(pump));
  }

  static constexpr const char* kMethod = "trees under streets and wide lanes to the outfalls";

  Making& making_;
  const AssumedTable& table_;
  Ward ward_;
  const std::vector<double>& heights_m_;
  const std::vector<double>& widths_m_;
  const std::vector<double>& from_upstream_m_;
  const std::vector<double>& slopes_;
  double cover_m_;
  std::vector<Node> nodes_;
  std::vector<std::vector<Link>> links_;
  std::vector<Polyline> lines_;
  std::map<std::uint32_t, std::size_t> node_of_junction_;
  std::vector<DrainOutfall> outfalls_;
  std::vector<std::size_t> order_;
  std::map<std::size_t, double> drained_m_;
};

}  // namespace

void make_drains(Making& making) {
  if (!making.layers.drain_pipes.empty()) return;
  DrainMaker(making).make();
  making.tell("drain_pipes", making.layers.drain_pipes.size());
}

}  // namespace twin
