#include "viewer/shapes/lattice.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace twin {
namespace {

constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();

/// Cells of `cell_m` that cover `terrain`, their edges on those of `results` where there are any.
GridFrame covering_frame(const GridFrame& terrain, double cell_m,
                         const std::optional<GridFrame>& results) {
  const Point anchor = results ? results->north_west : terrain.north_west;
  const double side_m = results ? results->cell_m : cell_m;
  const double east_m = terrain.north_west.x_m + terrain.cols * terrain.cell_m;
  const double south_m = terrain.north_west.y_m - terrain.rows * terrain.cell_m;
  constexpr double kSlack = 1e-6;  // a shared edge must not cost a row of empty cells
  const double west = std::floor((terrain.north_west.x_m - anchor.x_m) / side_m + kSlack);
  const double north = std::floor((anchor.y_m - terrain.north_west.y_m) / side_m + kSlack);
  const double east = std::ceil((east_m - anchor.x_m) / side_m - kSlack);
  const double south = std::ceil((anchor.y_m - south_m) / side_m - kSlack);
  return {.north_west = {anchor.x_m + west * side_m, anchor.y_m - north * side_m},
          .cell_m = side_m,
          .rows = static_cast<int>(south - north),
          .cols = static_cast<int>(east - west)};
}

Grid<float> means_on(const GridFrame& frame, const Grid<float>& terrain_m) {
  Grid<double> sums(frame, 0.0);
  Grid<int> counts(frame, 0);
  const GridFrame& from = terrain_m.frame();
  std::vector<int> col_of(static_cast<std::size_t>(from.cols));
  for (int col = 0; col < from.cols; ++col) {
    const auto cell = frame.cell_at({from.centre({0, col}).x_m, frame.centre({0, 0}).y_m});
    col_of[static_cast<std::size_t>(col)] = cell ? cell->col : -1;
  }
  for (int row = 0; row < from.rows; ++row) {
    const auto place = frame.cell_at({frame.centre({0, 0}).x_m, from.centre({row, 0}).y_m});
    if (!place) continue;
    for (int col = 0; col < from.cols; ++col) {
      const float value = terrain_m({row, col});
      const int to = col_of[static_cast<std::size_t>(col)];
      if (to < 0 || std::isnan(value)) continue;
      sums({place->row, to}) += value;
      ++counts({place->row, to});
    }
  }
  Grid<float> means(frame, kUnknown);
  for (Eigen::Index i = 0; i < means.values().size(); ++i) {
    const int count = counts.values().data()[i];
    if (count > 0) {
      means.values().data()[i] = static_cast<float>(sums.values().data()[i] / count);
    }
  }
  return means;
}

/// Gives each unknown cell of a row the last known height before it, or the first after it.
void fill_along_rows(Grid<float>& ground_m) {
  const GridFrame& frame = ground_m.frame();
  for (int row = 0; row < frame.rows; ++row) {
    float known = kUnknown;
    for (int col = 0; col < frame.cols; ++col) {
      float& value = ground_m({row, col});
      if (std::isnan(value)) value = known;
      known = value;
    }
    for (int col = frame.cols - 2; col >= 0; --col) {
      float& value = ground_m({row, col});
      if (std::isnan(value)) value = ground_m({row, col + 1});
    }
  }
}

void fill_voids(Grid<float>& ground_m) {
  if (!ground_m.values().isNaN().any()) return;
  fill_along_rows(ground_m);
  const GridFrame& frame = ground_m.frame();
  for (int row = 1; row < frame.rows; ++row) {
    if (std::isnan(ground_m({row, 0}))) ground_m.values().row(row) = ground_m.values().row(row - 1);
  }
  for (int row = frame.rows - 2; row >= 0; --row) {
    if (std::isnan(ground_m({row, 0}))) ground_m.values().row(row) = ground_m.values().row(row + 1);
  }
  if (frame.rows > 0 && std::isnan(ground_m({0, 0}))) ground_m.values() = 0.0F;
}

/// Coarse terrain leaves cells of a finer lattice without any of its centres.
bool finer_than(const GridFrame& frame, const GridFrame& terrain) {
  return frame.cell_m < terrain.cell_m;
}

Grid<float> sampled_on(const GridFrame& frame, const GroundLattice& terrain) {
  Grid<float> heights(frame, 0.0F);
  for (int row = 0; row < frame.rows; ++row) {
    for (int col = 0; col < frame.cols; ++col) {
      heights({row, col}) = static_cast<float>(terrain.height_at(frame.centre({row, col})));
    }
  }
  return heights;
}

}  // namespace

double GroundLattice::height_at(Point p) const {
  const GridFrame& frame = ground_m_.frame();
  const double col = std::clamp((p.x_m - frame.north_west.x_m) / frame.cell_m - 0.5, 0.0,
                                static_cast<double>(frame.cols - 1));
  const double row = std::clamp((frame.north_west.y_m - p.y_m) / frame.cell_m - 0.5, 0.0,
                                static_cast<double>(frame.rows - 1));
  const int west = std::min(static_cast<int>(col), std::max(0, frame.cols - 2));
  const int north = std::min(static_cast<int>(row), std::max(0, frame.rows - 2));
  const int east = std::min(west + 1, frame.cols - 1);
  const int south = std::min(north + 1, frame.rows - 1);
  const double u = col - west;
  const double v = row - north;
  const auto& z = ground_m_.values();
  return (z(north, west) * (1 - u) + z(north, east) * u) * (1 - v) +
         (z(south, west) * (1 - u) + z(south, east) * u) * v;
}

GroundLattice lattice_of(const Grid<float>& terrain_m, double cell_m,
                         const std::optional<GridFrame>& results) {
  const GridFrame frame = covering_frame(terrain_m.frame(), cell_m, results);
  if (finer_than(frame, terrain_m.frame())) {
    Grid<float> whole = terrain_m;
    fill_voids(whole);
    return GroundLattice(sampled_on(frame, GroundLattice(std::move(whole))));
  }
  Grid<float> ground_m = means_on(frame, terrain_m);
  fill_voids(ground_m);
  return GroundLattice(std::move(ground_m));
}

GroundLattice flat_lattice(const Box& box, double cell_m, double height_m) {
  const GridFrame frame{
      .north_west = {box.west_m, box.north_m},
      .cell_m = cell_m,
      .rows = std::max(2, static_cast<int>(std::ceil((box.north_m - box.south_m) / cell_m))),
      .cols = std::max(2, static_cast<int>(std::ceil((box.east_m - box.west_m) / cell_m)))};
  return GroundLattice(Grid<float>(frame, static_cast<float>(height_m)));
}

Grid<float> values_onto(const GridFrame& frame, const Grid<float>& values) {
  Grid<float> out(frame, kUnknown);
  const GridFrame& from = values.frame();
  for (int row = 0; row < frame.rows; ++row) {
    for (int col = 0; col < frame.cols; ++col) {
      if (const auto cell = from.cell_at(frame.centre({row, col}))) {
        out({row, col}) = values(*cell);
      }
    }
  }
  return out;
}

}  // namespace twin
