#include "viewer/scene/tiles.h"

#include <algorithm>
#include <array>
#include <osg/Geometry>

#include "engine/space/cells_on_line.h"
#include "viewer/scene/to_osg.h"

namespace twin {
namespace {

/// One fineness: every `step`-th cell, used from `from_m` to `to_m` away.
struct Fineness {
  int step = 1;
  float from_m = 0.0F;
  float to_m = 0.0F;
};
constexpr std::array<Fineness, 4> kFineness = {
    {{1, 0.0F, 320.0F}, {2, 320.0F, 750.0F}, {4, 750.0F, 1600.0F}, {8, 1600.0F, 1e9F}}};
constexpr float kSkirt_m = 1.5F;  // hides the cracks between tiles of unequal fineness

/// Corners of a tile: column, row, and what the shader wants as z.
struct Pattern {
  osg::ref_ptr<osg::Vec3Array> corners = new osg::Vec3Array;
  osg::ref_ptr<osg::DrawElementsUShort> triangles = new osg::DrawElementsUShort(GL_TRIANGLES);

  void quad(unsigned a, unsigned b, unsigned c, unsigned d) {
    for (const unsigned corner : {a, b, c, a, c, d}) {
      triangles->push_back(static_cast<GLushort>(corner));
    }
  }
};

Pattern sheet(int step, float z) {
  Pattern pattern;
  const int side = kTileCells / step;
  for (int row = 0; row <= side; ++row) {
    for (int col = 0; col <= side; ++col) {
      pattern.corners->push_back(
          {static_cast<float>(col * step), static_cast<float>(row * step), z});
    }
  }
  for (int row = 0; row < side; ++row) {
    for (int col = 0; col < side; ++col) {
      const auto a = static_cast<unsigned>(row * (side + 1) + col);
      const auto below = static_cast<unsigned>(side + 1);
      pattern.quad(a, a + below, a + below + 1, a + 1);
    }
  }
  return pattern;
}

Pattern with_skirt(int step) {
  Pattern pattern = sheet(step, 0.0F);
  const auto side = static_cast<unsigned>(kTileCells / step);
  const unsigned across = side + 1;
  const auto hang = [&](unsigned corner, unsigned stride) {
    const auto first = static_cast<unsigned>(pattern.corners->size());
    for (unsigned i = 0; i <= side; ++i) {
      const osg::Vec3 above = (*pattern.corners)[corner + i * stride];
      pattern.corners->push_back({above.x(), above.y(), kSkirt_m});
      if (i == 0) continue;
      const unsigned here = corner + i * stride;
      pattern.quad(here - stride, first + i - 1, first + i, here);
    }
  };
  hang(0, 1);
  hang(side * across, 1);
  hang(0, across);
  hang(side, across);
  return pattern;
}

osg::ref_ptr<osg::Geometry> geometry_of(const Pattern& pattern, const osg::BoundingBox& box) {
  osg::ref_ptr<osg::Geometry> geometry = new osg::Geometry;
  geometry->setUseDisplayList(false);
  geometry->setUseVertexBufferObjects(true);
  geometry->setVertexArray(pattern.corners);
  geometry->addPrimitiveSet(pattern.triangles);
  set_bounds(*geometry, box);
  return geometry;
}

osg::ref_ptr<osg::LOD> lod_of(const std::array<Pattern, kFineness.size()>& patterns,
                              const osg::BoundingBox& box, const osg::Vec2& tile,
                              std::size_t coarsest) {
  osg::ref_ptr<osg::LOD> lod = new osg::LOD;
  lod->setCenterMode(osg::LOD::USER_DEFINED_CENTER);
  lod->setCenter(box.center());
  lod->setRadius(box.radius());
  for (std::size_t i = 0; i <= coarsest; ++i) {
    const float to_m = i == coarsest ? kFineness.back().to_m : kFineness[i].to_m;
    lod->addChild(geometry_of(patterns[i], box), kFineness[i].from_m, to_m);
  }
  lod->getOrCreateStateSet()->addUniform(new osg::Uniform("tile", tile));
  return lod;
}

/// The coarsest fineness at which a band is still some cells wide.
std::size_t coarsest_for(double width_m, double cell_m) {
  constexpr double kCellsAcross = 2.0;
  std::size_t coarsest = 0;
  for (std::size_t i = 1; i < kFineness.size(); ++i) {
    if (kFineness[i].step * cell_m * kCellsAcross <= width_m) coarsest = i;
  }
  return coarsest;
}

/// By tile, row by row: how coarse it may be drawn far away.
Grid<std::uint8_t> coarsest_by_tile(const GridFrame& frame, std::span<const NarrowGround> narrow) {
  const auto tiles = [](int cells) { return (cells + kTileCells - 1) / kTileCells; };
  constexpr auto kAny = static_cast<std::uint8_t>(kFineness.size() - 1);
  Grid<std::uint8_t> coarsest({.north_west = frame.north_west,
                               .cell_m = frame.cell_m * kTileCells,
                               .rows = tiles(frame.rows),
                               .cols = tiles(frame.cols)},
                              kAny);
  for (const NarrowGround& band : narrow) {
    const auto fits = static_cast<std::uint8_t>(coarsest_for(band.width_m, frame.cell_m));
    for_cells_near(frame, band.line, 0.5 * band.width_m + frame.cell_m, [&](Cell cell) {
      std::uint8_t& of = coarsest({cell.row / kTileCells, cell.col / kTileCells});
      of = std::min(of, fits);
    });
  }
  return coarsest;
}

}  // namespace

Tiles::Tiles(const GroundLattice& ground, const SceneOrigin& origin,
             std::span<const NarrowGround> narrow)
    : ground_(new osg::Group), water_(new osg::Group) {
  const GridFrame& frame = ground.frame();
  std::array<Pattern, kFineness.size()> ground_patterns;
  std::array<Pattern, kFineness.size()> water_patterns;
  for (std::size_t i = 0; i < kFineness.size(); ++i) {
    ground_patterns[i] = with_skirt(kFineness[i].step);
    // z tells the water's shader that its corners skip cells.
    water_patterns[i] = sheet(kFineness[i].step, kFineness[i].step > 1 ? 1.0F : 0.0F);
  }
  const Grid<std::uint8_t> coarsest = coarsest_by_tile(frame, narrow);
  const auto& heights = ground.ground_m().values();
  for (int row = 0; row + 1 < frame.rows; row += kTileCells) {
    for (int col = 0; col + 1 < frame.cols; col += kTileCells) {
      const int rows = std::min(kTileCells + 1, frame.rows - row);
      const int cols = std::min(kTileCells + 1, frame.cols - col);
      const auto block = heights.block(row, col, rows, cols);
      const Eigen::Vector3f north_west = origin.from(frame.centre({row, col}), 0.0);
      const Eigen::Vector3f south_east =
          origin.from(frame.centre({row + rows - 1, col + cols - 1}), 0.0);
      const float low = block.minCoeff() - 3.0F;
      const float high = block.maxCoeff();
      const osg::BoundingBox box(north_west.x(), south_east.y(), low, south_east.x(),
                                 north_west.y(), high + 1.0F);
      const osg::BoundingBox wet(north_west.x(), south_east.y(), low, south_east.x(),
                                 north_west.y(), high + 6.0F);
      const osg::Vec2 tile(static_cast<float>(col), static_cast<float>(row));
      const std::size_t most = coarsest({row / kTileCells, col / kTileCells});
      ground_->addChild(lod_of(ground_patterns, box, tile, most));
      water_tiles_.push_back(lod_of(water_patterns, wet, tile, most));
      water_tiles_.back()->setNodeMask(0U);
      water_->addChild(water_tiles_.back());
    }
  }
}

void Tiles::show_water(unsigned side_bit, const std::vector<bool>& wet_tiles) {
  const auto mark = [&](osg::Node& node, bool wet) {
    node.setNodeMask(wet ? node.getNodeMask() | side_bit : node.getNodeMask() & ~side_bit);
  };
  mark(*water_, !wet_tiles.empty());
  for (std::size_t i = 0; i < wet_tiles.size() && i < water_tiles_.size(); ++i) {
    mark(*water_tiles_[i], wet_tiles[i]);
  }
}

}  // namespace twin
