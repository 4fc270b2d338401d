#include "scenarios/flood/drain_capacity.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>
#include <string_view>

#include "engine/space/geometry.h"

namespace twin {
namespace {

/// The drains as a forest: from each manhole one pipe leads on.
class Forest {
 public:
  Forest(const WardLayers& layers, double flattest_slope) : layers_(layers) {
    for (std::size_t p = 0; p < layers.drain_pipes.size(); ++p) {
      full_m3ps_.push_back(full_flow_m3ps(layers.drain_pipes[p], flattest_slope));
      const auto [it, first] = below_.emplace(layers.drain_pipes[p].from_id, p);
      if (!first && full_m3ps_[p] > full_m3ps_[it->second]) it->second = p;  // the larger branch
    }
    for (std::size_t m = 0; m < layers.drain_manholes.size(); ++m) {
      manholes_.emplace(layers.drain_manholes[m].id, m);
    }
    for (std::size_t o = 0; o < layers.drain_outfalls.size(); ++o) {
      outfalls_.emplace(layers.drain_outfalls[o].id, o);
    }
    for (const DrainPump& pump : layers.drain_pumps) pumps_[pump.node_id] += pump.capacity_m3ps;
  }

  /// The pipes from a node down, in order; a ring is followed once.
  std::vector<std::size_t> way_down(std::string_view node) const {
    std::vector<std::size_t> way;
    for (auto it = below_.find(node); it != below_.end() && way.size() < full_m3ps_.size();
         it = below_.find(layers_.drain_pipes[way.back()].to_id)) {
      way.push_back(it->second);
    }
    return way;
  }
  double full_m3ps(std::size_t pipe) const { return full_m3ps_[pipe]; }
  /// What the pumps at the end of a pipe lift; nothing where there are none.
  std::optional<double> pumped_m3ps(std::size_t pipe) const {
    const auto it = pumps_.find(layers_.drain_pipes[pipe].to_id);
    return it == pumps_.end() ? std::nullopt : std::optional(it->second);
  }
  std::optional<std::size_t> manhole(std::string_view id) const { return find(manholes_, id); }
  std::optional<std::size_t> outfall(std::string_view id) const { return find(outfalls_, id); }

 private:
  using Index = std::map<std::string_view, std::size_t>;
  static std::optional<std::size_t> find(const Index& index, std::string_view id) {
    const auto it = index.find(id);
    return it == index.end() ? std::nullopt : std::optional(it->second);
  }

  const WardLayers& layers_;
  std::vector<double> full_m3ps_;
  Index below_, manholes_, outfalls_;
  std::map<std::string_view, double> pumps_;
};

}  // namespace

double full_flow_m3ps(const DrainPipe& pipe, double flattest_slope) {
  const bool round = pipe.shape != "box";
  const double area_m2 =
      round ? std::numbers::pi * pipe.height_m * pipe.height_m / 4.0 : pipe.width_m * pipe.height_m;
  const double wetted_m =
      round ? std::numbers::pi * pipe.height_m : 2.0 * (pipe.width_m + pipe.height_m);
  const double along_m = length_m(pipe.centreline);
  if (area_m2 <= 0.0 || along_m <= 0.0 || pipe.manning <= 0.0) return 0.0;
  const double slope = std::max(flattest_slope, (pipe.invert_from_m - pipe.invert_to_m) / along_m);
  return (1.0 - pipe.blocked_share) * area_m2 * std::pow(area_m2 / wetted_m, 2.0 / 3.0) *
         std::sqrt(slope) / pipe.manning;
}

std::vector<InletLimit> inlet_limits(const WardLayers& layers, double inlet_factor,
                                     double flattest_slope) {
  const Forest forest(layers, flattest_slope);
  std::vector<InletLimit> limits;
  std::vector<std::vector<std::size_t>> ways;
  std::vector<double> load_m3ps(layers.drain_pipes.size(), 0.0);
  for (const DrainInlet& inlet : layers.drain_inlets) {
    InletLimit& limit = limits.emplace_back();
    limit.inlet_m3ps = inlet.capacity_m3ps * (1.0 - inlet.clogged_share) * inlet_factor;
    const std::vector<std::size_t>& way = ways.emplace_back(forest.way_down(inlet.manhole_id));
    for (const std::size_t pipe : way) load_m3ps[pipe] += limit.inlet_m3ps;
  }
  for (std::size_t i = 0; i < limits.size(); ++i) {
    InletLimit& limit = limits[i];
    if (ways[i].empty()) continue;
    const DrainPipe& last = layers.drain_pipes[ways[i].back()];
    limit.outfall = forest.outfall(last.to_id);
    const auto manhole = forest.manhole(layers.drain_inlets[i].manhole_id);
    if (!limit.outfall || !manhole) continue;
    double worst = 1.0;
    for (const std::size_t pipe : ways[i]) {
      limit.path_m += length_m(layers.drain_pipes[pipe].centreline);
      double carried_m3ps = forest.full_m3ps(pipe);
      if (const auto pumped = forest.pumped_m3ps(pipe)) {
        carried_m3ps = std::min(carried_m3ps, *pumped);
      }
      worst = std::max(worst, carried_m3ps > 0.0 ? load_m3ps[pipe] / carried_m3ps
                                                 : std::numeric_limits<double>::infinity());
    }
    const double fall_m = layers.drain_pipes[ways[i].front()].invert_from_m - last.invert_to_m;
    limit.path_slope = std::max(flattest_slope, fall_m / limit.path_m);
    limit.ground_m = layers.drain_manholes[*manhole].ground_m;
    limit.pipes_m3ps = limit.inlet_m3ps / worst;
  }
  return limits;
}

double backwater_share(const InletLimit& limit, double river_m) {
  if (limit.path_m <= 0.0) return 0.0;
  const double slope = (limit.ground_m - river_m) / limit.path_m;
  return slope <= 0.0 ? 0.0 : std::min(1.0, std::sqrt(slope / limit.path_slope));
}

}  // namespace twin
