#pragma once

#include <osg/Group>
#include <osg/LOD>
#include <span>
#include <vector>

#include "viewer/shapes/drawn_grid.h"
#include "viewer/shapes/lattice.h"
#include "viewer/shapes/mesh.h"

namespace twin {

/// A band of ground that must not get lost between cells that are skipped: the bed of a river.
struct NarrowGround {
  Polyline line;
  double width_m = 0.0;
};

/// The lattice in square tiles, each drawn finer the nearer it is. Ground and water use the same
/// corners, so water never cuts through the ground far away, where both are coarse.
class Tiles {
 public:
  Tiles(const GroundLattice& ground, const SceneOrigin& origin,
        std::span<const NarrowGround> narrow);

  const osg::ref_ptr<osg::Group>& ground() const { return ground_; }
  const osg::ref_ptr<osg::Group>& water() const { return water_; }

  /// Of the sides whose bit this is, draws the wet tiles of water (DrawnGrid::wet_tiles).
  void show_water(unsigned side_bit, const std::vector<bool>& wet_tiles);

 private:
  osg::ref_ptr<osg::Group> ground_;
  osg::ref_ptr<osg::Group> water_;
  std::vector<osg::ref_ptr<osg::LOD>> water_tiles_;
};

}  // namespace twin
