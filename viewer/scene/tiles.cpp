#include "viewer/scene/tiles.h"

#include <algorithm>
#include <array>
#include <osg/Geometry>

#include "viewer/scene/to_osg.h"
#include "viewer/shapes/coarse_ground.h"

namespace twin {
namespace {

/// One fineness: every `step`-th cell, used from `from_m` away where the ground is even.
struct Fineness {
  int step = 1;
  float from_m = 0.0F;
};
constexpr std::array<Fineness, 5> kFineness = {
    {{1, 0.0F}, {2, 320.0F}, {4, 750.0F}, {8, 1600.0F}, {16, 3200.0F}}};
using FromMetres = std::array<float, kFineness.size() + 1>;  ///< by fineness, and the end of all

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

/// From where on each fineness of a tile is used. Coarse ground must not hide what lies on it, a
/// river in its bed above all: that is lifted the more the farther away it is (lift.glsl).
FromMetres distances_of(const Grid<float>& ground_m, Cell tile) {
  constexpr float kLift_m = 0.03F;  // of what lies on the ground over it, near the eye
  constexpr float kLiftPerMetre = 0.02F;
  constexpr float kFinest = 4.0F;  // times as far as on even ground a tile is drawn as finely
  FromMetres from{};
  for (std::size_t i = 1; i < kFineness.size(); ++i) {
    const float rises_m = coarse_rises_m(ground_m, tile, kTileCells, kFineness[i].step);
    const float lifted_from_m = (rises_m / kLift_m - 1.0F) / kLiftPerMetre;
    const float even_m = kFineness[i].from_m;
    from[i] = std::max(from[i - 1], std::clamp(lifted_from_m, even_m, kFinest * even_m));
  }
  from.back() = 1e9F;
  return from;
}

osg::ref_ptr<osg::LOD> lod_of(const std::array<Pattern, kFineness.size()>& patterns,
                              const FromMetres& from_m, const osg::BoundingBox& box,
                              const osg::Vec2& tile) {
  osg::ref_ptr<osg::LOD> lod = new osg::LOD;
  lod->setCenterMode(osg::LOD::USER_DEFINED_CENTER);
  lod->setCenter(box.center());
  lod->setRadius(box.radius());
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    lod->addChild(geometry_of(patterns[i], box), from_m[i], from_m[i + 1]);
  }
  lod->getOrCreateStateSet()->addUniform(new osg::Uniform("tile", tile));
  return lod;
}

}  // namespace

Tiles::Tiles(const GroundLattice& ground, const SceneOrigin& origin)
    : ground_(new osg::Group), water_(new osg::Group) {
  const GridFrame& frame = ground.frame();
  std::array<Pattern, kFineness.size()> ground_patterns;
  std::array<Pattern, kFineness.size()> water_patterns;
  for (std::size_t i = 0; i < kFineness.size(); ++i) {
    ground_patterns[i] = with_skirt(kFineness[i].step);
    // z tells the water's shader that its corners skip cells.
    water_patterns[i] = sheet(kFineness[i].step, kFineness[i].step > 1 ? 1.0F : 0.0F);
  }
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
      const FromMetres from_m = distances_of(ground.ground_m(), {row, col});
      ground_->addChild(lod_of(ground_patterns, from_m, box, tile));
      water_tiles_.push_back(lod_of(water_patterns, from_m, wet, tile));
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
