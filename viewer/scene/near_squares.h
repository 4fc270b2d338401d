#pragma once

#include <Eigen/Core>
#include <functional>
#include <osg/Geometry>
#include <osg/Group>
#include <vector>

#include "viewer/scene/to_osg.h"
#include "viewer/shapes/mesh.h"

namespace twin {

/// Shapes that are drawn near the eye only, square by square of the ground: made when the eye comes
/// to them and let go of when it has left, for all of them together would take the memory of a
/// ward.
class NearSquares {
 public:
  using Make = std::function<Mesh()>;

  /// Squares are drawn up to `reach_m` from the eye.
  NearSquares(Reads reads, double reach_m);

  const osg::ref_ptr<osg::Group>& root() const { return root_; }
  /// A square whose shapes lie in `box`, coordinates of the scene. What `make` holds on to must
  /// outlive it.
  void add(const osg::BoundingBox& box, Make make);
  /// Makes ready what is seen from there.
  void look_from(const Eigen::Vector3d& eye);
  /// Draws none, however near.
  void set_plain(bool plain) { plain_ = plain; }
  /// Whether the square that was added so many squares after the first is drawn.
  bool shows(std::size_t square) const { return squares_[square].shown; }

 private:
  struct Square {
    osg::BoundingBox box;
    Make make;
    osg::ref_ptr<osg::Geometry> shapes;  ///< while the eye is near, or was not long ago
    bool shown = false;
  };
  void bring(Square& square) const;
  void let_go(Square& square) const;

  Reads reads_;
  double reach_m_;
  osg::ref_ptr<osg::Group> root_;
  std::vector<Square> squares_;
  bool plain_ = false;
};

}  // namespace twin
