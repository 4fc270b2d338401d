#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/numbers.h"
#include "layers/assumed/making.h"
#include "layers/assumed/plane.h"

namespace twin {
namespace {

constexpr double kCell_m = 25.0;
constexpr double kLook_m = 75.0;  // half the side of the square in which lanes are counted

/// Lane metres in each cell.
Grid<float> lane_metres(const WardLayers& layers) {
  Box box = box_of(layers.boundary.outline).grown_by(2.0 * kLook_m);
  const GridFrame frame{.north_west = {box.west_m, box.north_m},
                        .cell_m = kCell_m,
                        .rows = static_cast<int>(std::ceil((box.north_m - box.south_m) / kCell_m)),
                        .cols = static_cast<int>(std::ceil((box.east_m - box.west_m) / kCell_m))};
  Grid<float> metres(frame, 0.0F);
  constexpr double kStep_m = 5.0;
  for (const Lane& lane : layers.lanes) {
    const double lane_m = length_m(lane.centreline);
    for (double at_m = 0.5 * kStep_m; at_m < lane_m; at_m += kStep_m) {
      if (const auto cell = frame.cell_at(point_along(lane.centreline, at_m))) {
        metres(*cell) += static_cast<float>(kStep_m);
      }
    }
  }
  return metres;
}

/// Sums over a square of cells, by sums from the north-west corner.
Grid<float> summed_around(const Grid<float>& values, int reach) {
  const GridFrame& frame = values.frame();
  Eigen::ArrayXXd sums = Eigen::ArrayXXd::Zero(frame.rows + 1, frame.cols + 1);
  for (int r = 0; r < frame.rows; ++r) {
    for (int c = 0; c < frame.cols; ++c) {
      sums(r + 1, c + 1) = values({r, c}) + sums(r, c + 1) + sums(r + 1, c) - sums(r, c);
    }
  }
  Grid<float> around(frame, 0.0F);
  for (int r = 0; r < frame.rows; ++r) {
    for (int c = 0; c < frame.cols; ++c) {
      const int r0 = std::max(0, r - reach);
      const int c0 = std::max(0, c - reach);
      const int r1 = std::min(frame.rows, r + reach + 1);
      const int c1 = std::min(frame.cols, c + reach + 1);
      around({r, c}) =
          static_cast<float>(sums(r1, c1) - sums(r0, c1) - sums(r1, c0) + sums(r0, c0));
    }
  }
  return around;
}

bool takes_houses(const std::string& road_class) {
  const bool is_link = road_class.find("_link") != std::string::npos;
  return !is_link && rank_of_class(road_class) >= 2;
}

}  // namespace

void Making::tell(const std::string& layer, std::size_t count, const Text& things) const {
  findings.add({.where = tr("layer '", "lớp '") + layer + "'",
                .found = tr("no data", "chưa có dữ liệu"),
                .expected = tr("a survey", "số liệu khảo sát"),
                .outcome = tr("made up ", "đã giả định ") + shown(static_cast<double>(count), 0) +
                           " " + things + tr(" with seed ", " với hạt giống ") +
                           std::to_string(seed),
                .layer = layer});
}

std::string numbered(std::string_view prefix, std::size_t number, int digits) {
  std::string text = std::to_string(number);
  const auto wanted = static_cast<std::size_t>(digits);
  if (text.size() < wanted) text.insert(0, wanted - text.size(), '0');
  return std::string(prefix) + text;
}

std::vector<FrontWay> front_ways(const Making& making) {
  const std::vector<double>& pavement_m = making.table.numbers("streets.pavement_m");
  constexpr int kLaneRank = 7;
  std::vector<FrontWay> ways;
  ways.reserve(making.layers.roads.size() + making.layers.lanes.size());
  for (std::size_t i = 0; i < making.layers.roads.size(); ++i) {
    const Road& road = making.layers.roads[i];
    const int rank = rank_of_class(road.road_class);
    const double half_m = 0.5 * width_or_usual_m(road);
    const auto of_rank = std::min(static_cast<std::size_t>(rank), pavement_m.size() - 1);
    ways.push_back({.line = &road.centreline,
                    .is_lane = false,
                    .index = i,
                    .rank = rank,
                    .half_width_m = half_m,
                    .edge_m = half_m + pavement_m[of_rank],
                    .fronted = takes_houses(road.road_class) && !road.bridge,
                    .bridge = road.bridge});
  }
  const double usual_lane_m = making.table.number("lanes.unknown_width_m");
  for (std::size_t i = 0; i < making.layers.lanes.size(); ++i) {
    const Lane& lane = making.layers.lanes[i];
    const double half_m = 0.5 * lane.clear_width_m.value_or(usual_lane_m);
    ways.push_back({.line = &lane.centreline,
                    .is_lane = true,
                    .index = i,
                    .rank = kLaneRank,
                    .half_width_m = half_m,
                    .edge_m = half_m,
                    .fronted = true,
                    .bridge = false});
  }
  return ways;
}

Ward streets_only(const WardLayers& layers) {
  WardLayers ways;
  ways.roads = layers.roads;
  ways.lanes = layers.lanes;
  return Ward(std::move(ways));
}

Morphology::Morphology(const Making& making)
    : lanes_m_per_ha_(
          summed_around(lane_metres(making.layers), static_cast<int>(kLook_m / kCell_m))),
      threshold_m_per_ha_(making.table.number("lanes.old_village_from_m_per_ha")) {
  const double side_m = 2.0 * kLook_m + kCell_m;
  lanes_m_per_ha_.values() *= static_cast<float>(1e4 / (side_m * side_m));
}

bool Morphology::is_old_village(Point p) const {
  const auto cell = lanes_m_per_ha_.frame().cell_at(p);
  return cell && lanes_m_per_ha_(*cell) >= threshold_m_per_ha_;
}

}  // namespace twin
