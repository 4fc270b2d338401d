#pragma once

#include <osg/Geometry>
#include <osg/Group>
#include <vector>

#include "viewer/model/world.h"
#include "viewer/scene/near_squares.h"

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
  void set_plain(bool plain) { near_.set_plain(plain); }

 private:
  osg::ref_ptr<osg::Group> root_;
  std::vector<osg::ref_ptr<osg::Geometry>> far_;  ///< one for each square of the near ones
  NearSquares near_;
};

}  // namespace twin
