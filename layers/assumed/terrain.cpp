#include <algorithm>
#include <cmath>

#include "layers/assumed/making.h"
#include "layers/assumed/plane.h"

namespace twin {
namespace {

/// Values at the corners of squares, drawn by place, smooth between them.
class SmoothNoise {
 public:
  SmoothNoise(std::int64_t seed, std::string_view stream, double scale_m)
      : seed_(seed), stream_(stream), scale_m_(scale_m) {}

  double at(Point p) const {
    const double x = p.x_m / scale_m_;
    const double y = p.y_m / scale_m_;
    const double x0 = std::floor(x);
    const double y0 = std::floor(y);
    const double u = smooth(x - x0);
    const double v = smooth(y - y0);
    const double south = std::lerp(corner(x0, y0), corner(x0 + 1.0, y0), u);
    const double north = std::lerp(corner(x0, y0 + 1.0), corner(x0 + 1.0, y0 + 1.0), u);
    return std::lerp(south, north, v);
  }

 private:
  static double smooth(double t) { return t * t * (3.0 - 2.0 * t); }
  double corner(double x, double y) const {
    const auto column = static_cast<std::uint64_t>(static_cast<std::int64_t>(x));
    const auto row = static_cast<std::uint64_t>(static_cast<std::int64_t>(y));
    return Random(seed_, stream_, (row << 32U) ^ (column & 0xFFFFFFFFU)).share();
  }

  std::int64_t seed_;
  std::string_view stream_;
  double scale_m_;
};

struct Bowl {
  Point middle;
  double radius_m = 0.0;
  double depth_m = 0.0;
};

/// Calls `visit` with the distance to the piece a–b of each cell centre within `reach_m` of it.
template <typename Visit>
void for_cells_near(const GridFrame& frame, Point a, Point b, double reach_m, const Visit& visit) {
  const Box box = box_of(Polyline{a, b}).grown_by(reach_m);
  const auto row_of = [&](double y_m) {
    return static_cast<int>(std::floor((frame.north_west.y_m - y_m) / frame.cell_m));
  };
  const auto col_of = [&](double x_m) {
    return static_cast<int>(std::floor((x_m - frame.north_west.x_m) / frame.cell_m));
  };
  const Step ab = from_to(a, b);
  const double square = std::max(dot(ab, ab), 1e-9);
  for (int row = std::max(0, row_of(box.north_m));
       row <= std::min(frame.rows - 1, row_of(box.south_m)); ++row) {
    for (int col = std::max(0, col_of(box.west_m));
         col <= std::min(frame.cols - 1, col_of(box.east_m)); ++col) {
      const Point p = frame.centre({row, col});
      const double share = std::clamp(dot(from_to(a, p), ab) / square, 0.0, 1.0);
      const double away_m = distance_m(p, a + ab * share);
      if (away_m <= reach_m) visit(Cell{row, col}, away_m);
    }
  }
}

class GroundMaker {
 public:
  explicit GroundMaker(const Making& making)
      : making_(making),
        table_(making.table),
        frame_(frame()),
        drop_m_(frame_, 0.0F),
        ground_m_(frame_, 0.0F) {}

  Grid<float> made() {
    lay_plain();
    raise_banks();
    drop_ways();
    ground_m_.values() -= drop_m_.values();
    dig_rivers();
    dig_ponds();
    ground_m_.values() = (ground_m_.values() * 1000.0F).round() / 1000.0F;
    return std::move(ground_m_);
  }

 private:
  GridFrame frame() const {
    const Box box =
        box_of(making_.layers.boundary.outline).grown_by(table_.number("terrain.margin_m"));
    const double cell_m = table_.number("terrain.cell_m");
    const double west_m = std::floor(box.west_m / cell_m) * cell_m;
    const double north_m = std::ceil(box.north_m / cell_m) * cell_m;
    return {.north_west = {west_m, north_m},
            .cell_m = cell_m,
            .rows = static_cast<int>(std::ceil((north_m - box.south_m) / cell_m)),
            .cols = static_cast<int>(std::ceil((box.east_m - west_m) / cell_m))};
  }

  /// A smooth plain between the lowest and the highest level, computed on a coarse lattice and
  /// laid between its points, with shallow bowls.
  void lay_plain() {
    constexpr int kEvery = 10;  // cells
    const int rows = frame_.rows / kEvery + 2;
    const int cols = frame_.cols / kEvery + 2;
    const std::vector<double>& scales_m = table_.numbers("terrain.scales_m");
    const std::vector<double>& weights = table_.numbers("terrain.weights");
    Eigen::ArrayXXd coarse = Eigen::ArrayXXd::Zero(rows, cols);
    const double step_m = kEvery * frame_.cell_m;
    const Point origin = frame_.north_west;
    for (std::size_t s = 0; s < scales_m.size(); ++s) {
      const SmoothNoise noise(making_.seed, "terrain", scales_m[s]);
      for (int r = 0; r < rows; ++r) {
        for (int c = 0; c < cols; ++c) {
          coarse(r, c) += weights[s] * noise.at({origin.x_m + c * step_m, origin.y_m - r * step_m});
        }
      }
    }
    const Range level_m = table_.range("terrain.level_m");
    const double low = coarse.minCoeff();
    const double high = std::max(coarse.maxCoeff(), low + 1e-9);
    coarse = level_m.least + (coarse - low) * (level_m.most - level_m.least) / (high - low);
    for (const Bowl& bowl : bowls()) press_in(coarse, bowl, step_m);
    for (int r = 0; r < frame_.rows; ++r) {
      for (int c = 0; c < frame_.cols; ++c) {
        const double y = (r + 0.5) / kEvery;
        const double x = (c + 0.5) / kEvery;
        const int i = static_cast<int>(y);
        const int j = static_cast<int>(x);
        const double north = std::lerp(coarse(i, j), coarse(i, j + 1), x - j);
        const double south = std::lerp(coarse(i + 1, j), coarse(i + 1, j + 1), x - j);
        ground_m_({r, c}) = static_cast<float>(std::lerp(north, south, y - i));
      }
    }
  }

  void press_in(Eigen::ArrayXXd& coarse, const Bowl& bowl, double step_m) const {
    for (int r = 0; r < coarse.rows(); ++r) {
      for (int c = 0; c < coarse.cols(); ++c) {
        const Point p{frame_.north_west.x_m + c * step_m, frame_.north_west.y_m - r * step_m};
        const double away = distance_m(p, bowl.middle) / bowl.radius_m;
        if (away < 3.0) coarse(r, c) -= bowl.depth_m * std::exp(-away * away);
      }
    }
  }

  /// Never where water was seen: a model that floods there by a hollow we dug would prove nothing.
  std::vector<Bowl> bowls() const {
    Random random = making_.random("bowls");
    const Box box = box_of(making_.layers.boundary.outline);
    const double km2 = area_m2(making_.layers.boundary.outline) / 1e6;
    const int wanted = static_cast<int>(std::lround(km2 * table_.number("terrain.bowls_a_km2")));
    std::vector<Bowl> bowls;
    for (int tries = 0; static_cast<int>(bowls.size()) < wanted && tries < 100 * wanted; ++tries) {
      const Bowl bowl{.middle = {random.between(box.west_m, box.east_m),
                                 random.between(box.south_m, box.north_m)},
                      .radius_m = table_.range("terrain.bowl_radius_m").drawn(random),
                      .depth_m = table_.range("terrain.bowl_depth_m").drawn(random)};
      if (may_sink(bowl)) bowls.push_back(bowl);
    }
    return bowls;
  }

  bool may_sink(const Bowl& bowl) const {
    const WardLayers& layers = making_.layers;
    if (!contains(layers.boundary.outline, bowl.middle)) return false;
    const double apart_m = table_.number("terrain.bowls_from_flood_spots_m") + 2.0 * bowl.radius_m;
    const auto far_enough = [&](const auto& spot) {
      return distance_m(spot.place, bowl.middle) > apart_m;
    };
    return std::ranges::all_of(layers.reports, far_enough) &&
           std::ranges::all_of(layers.flood_spots, [&](const FloodSpot& spot) {
             return distance_m(spot.place, bowl.middle) > apart_m + spot.uncertain_m;
           });
  }

  /// The least distance to a river's middle within `reach_m` of it.
  Grid<float> away_from(const River& river, double reach_m) const {
    Grid<float> away(frame_, 1e9F);
    for (std::size_t i = 1; i < river.centreline.size(); ++i) {
      for_cells_near(frame_, river.centreline[i - 1], river.centreline[i], reach_m,
                     [&](Cell cell, double away_m) {
                       away(cell) = std::min(away(cell), static_cast<float>(away_m));
                     });
    }
    return away;
  }

  void raise_banks() {
    const double ramp_m = table_.number("terrain.bank_ramp_m");
    const double crest_m = table_.number("terrain.bank_crest_m");
    for (const River& river : making_.layers.river) {
      const double edge_m = 0.5 * river.width_m + crest_m;
      const Grid<float> away = away_from(river, edge_m + ramp_m);
      for (Eigen::Index i = 0; i < away.values().size(); ++i) {
        const double beyond_m = away.values().data()[i] - edge_m;
        if (beyond_m >= ramp_m) continue;
        const double t = std::clamp(beyond_m / ramp_m, 0.0, 1.0);
        const double share = 1.0 - t * t * (3.0 - 2.0 * t);
        float& level_m = ground_m_.values().data()[i];
        const double raised_m = std::max<double>(level_m, river.bank_m + 0.3);
        level_m = static_cast<float>(std::lerp<double>(level_m, raised_m, share));
      }
    }
  }

  void drop_ways() {
    const Range street_m = table_.range("terrain.street_drop_m");
    const Range lane_m = table_.range("terrain.lane_drop_m");
    const double fall_m = table_.number("terrain.gutter_fall_m");
    for (const FrontWay& way : front_ways(making_)) {
      if (way.bridge) continue;
      Random random(making_.seed, way.is_lane ? "lane drop" : "street drop", way.index);
      const double kerb_m = (way.is_lane ? lane_m : street_m).drawn(random);
      const double half_m = std::max(way.half_width_m, 0.71 * frame_.cell_m);
      for (std::size_t i = 1; i < way.line->size(); ++i) {
        for_cells_near(frame_, (*way.line)[i - 1], (*way.line)[i], half_m,
                       [&](Cell cell, double away_m) {
                         const double drop_m = kerb_m + fall_m * away_m / half_m;
                         drop_m_(cell) = std::max(drop_m_(cell), static_cast<float>(drop_m));
                       });
      }
    }
  }

  /// A bed with walls at 1:1; streets that were drawn over it stay on their bank.
  void dig_rivers() {
    for (const River& river : making_.layers.river) {
      const double half_m = 0.5 * river.width_m;
      const Grid<float> away = away_from(river, half_m);
      for (Eigen::Index i = 0; i < away.values().size(); ++i) {
        if (away.values().data()[i] > half_m || drop_m_.values().data()[i] > 0.0F) continue;
        const double wall_m = river.bed_m + std::max(0.0, away.values().data()[i] - half_m + 4.0);
        float& level_m = ground_m_.values().data()[i];
        level_m = std::min(level_m, static_cast<float>(std::min(wall_m, river.bank_m)));
      }
    }
  }

  void dig_ponds() {
    const auto depth_m = static_cast<float>(table_.number("terrain.pond_depth_m"));
    for (const Green& green : making_.layers.greens) {
      if (green.kind != "pond") continue;
      for_cells_in(frame_, green.area, [&](Cell cell) { ground_m_(cell) -= depth_m; });
    }
  }

  const Making& making_;
  const AssumedTable& table_;
  GridFrame frame_;
  Grid<float> drop_m_;
  Grid<float> ground_m_;
};

}  // namespace

void make_terrain(Making& making) {
  Terrain& terrain = making.layers.terrain;
  if (terrain.ground_m.frame().rows > 0) return;
  terrain.ground_m = GroundMaker(making).made();
  terrain.provenance =
      making.assumed("smooth plain, streets below plots, banks and bed of the river");
  making.tell("terrain", static_cast<std::size_t>(terrain.ground_m.values().size()),
              tr("cells", "ô lưới"));
}

}  // namespace twin
