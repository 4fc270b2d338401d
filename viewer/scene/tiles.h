#pragma once

#include <osg/Group>
#include <osg/LOD>
#include <vector>

#include "viewer/shapes/lattice.h"
#include "viewer/shapes/mesh.h"

namespace twin {

/// The lattice in square tiles, each drawn finer the nearer it is. Ground and water use the same
/// corners, so water never cuts through the ground far away, where both are coarse.
class Tiles {
 public:
  static constexpr int kCells = 64;  ///< along the side of a tile

  Tiles(const GroundLattice& ground, const SceneOrigin& origin);

  const osg::ref_ptr<osg::Group>& ground() const { return ground_; }
  const osg::ref_ptr<osg::Group>& water() const { return water_; }

  /// Of the sides whose bit this is, draws the water tiles in which a depth reaches `wet_from_m`;
  /// none where there is no depth.
  void show_water(unsigned side_bit, const Grid<float>* drawable_depth_m, float wet_from_m);

 private:
  struct Tile {
    int row = 0;  ///< of its north-west cell
    int col = 0;
    osg::ref_ptr<osg::LOD> water;
  };
  GridFrame frame_;
  osg::ref_ptr<osg::Group> ground_;
  osg::ref_ptr<osg::Group> water_;
  std::vector<Tile> tiles_;
};

}  // namespace twin
