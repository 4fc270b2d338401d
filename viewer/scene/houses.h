#pragma once

#include <osg/Geometry>
#include <osg/Group>
#include <vector>

#include "viewer/model/world.h"

namespace twin {

/// The buildings of a ward as nodes, square by square. Far ones are plain shapes that are always
/// there; those near the eye have floors and openings, and are made when it comes to them. The
/// world must outlive it.
class Houses {
 public:
  explicit Houses(const World& world);

  const osg::ref_ptr<osg::Group>& root() const { return root_; }
  /// Makes ready what is seen from there, in the scene's coordinates.
  void look_from(const Eigen::Vector3d& eye);
  /// Draws near ones as plainly as far ones.
  void set_plain(bool plain);

 private:
  struct Square {
    std::vector<std::size_t> blocks;
    osg::BoundingBox box;
    osg::ref_ptr<osg::Geometry> far;
    osg::ref_ptr<osg::Geometry> near;  ///< while the eye is near
  };
  void bring(Square& square) const;
  void let_go(Square& square) const;

  const World& world_;
  osg::ref_ptr<osg::Group> root_;
  osg::ref_ptr<osg::Group> far_;
  osg::ref_ptr<osg::Group> near_;
  std::vector<Square> squares_;
  bool plain_ = false;
};

}  // namespace twin
