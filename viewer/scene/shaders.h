#pragma once

#include <osg/Program>
#include <osg/ref_ptr>

#include "viewer/shapes/value_pages.h"

namespace twin {

/// Attribute in which a mesh's tags travel.
inline constexpr unsigned kTagAttribute = 6;

/// Texture units; each texture keeps its unit in the whole scene.
enum Unit : int {
  kGroundUnit,  ///< height of the lattice, R32F
  kColourUnit,  ///< colours of the ground
  kShadeUnit,   ///< shadow ceiling, openness
  kGridUnit,    ///< values, see shapes/drawn_grid.h
  kGridLookUnit,
  kLineUnit,  ///< feature × time
  kLineLookUnit,
  kBuildingUnit,  ///< feature × time
  kBuildingLookUnit,
  kPaintUnit,  ///< tints of buildings by block
  kBlockUnit,  ///< ground level and height of a floor by block
  kRiverUnit   ///< level of the water by reach
};

/// Features beyond this many go on in the next row of their texture.
inline constexpr int kTextureColumns = ValuePages::kColumns;

enum class Shading {
  ground,
  plain,
  water,
  building,
  far_building,  ///< without what is finer than a pixel there
  street,
  line,
  tree,
  river,
  pipe,
  mark,
  sky
};
osg::ref_ptr<osg::Program> program_of(Shading shading);

}  // namespace twin
