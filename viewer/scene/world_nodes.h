#pragma once

#include <array>
#include <osg/Group>

#include "viewer/model/world.h"
#include "viewer/scene/houses.h"
#include "viewer/scene/near_squares.h"
#include "viewer/scene/scene.h"
#include "viewer/scene/tiles.h"

namespace twin {

/// The ward as nodes, part by part: what all sides of a picture share. Ward and world must outlive
/// it.
class WorldNodes {
 public:
  WorldNodes(const WardFolder& ward, const World& world);

  const osg::ref_ptr<osg::Group>& root() const { return root_; }
  osg::Group& part(Part which) { return *parts_[static_cast<std::size_t>(which)]; }
  const osg::Group& part(Part which) const { return *parts_[static_cast<std::size_t>(which)]; }
  Tiles& tiles() { return tiles_; }
  /// Shows what lies below the ground, through ground and streets of glass, or not. Drains are made
  /// when they are first shown.
  void show_drains(bool shown);
  /// Makes ready what is seen from there.
  void look_from(const Eigen::Vector3d& eye);
  /// Leaves out what only near looks show: floors and openings of walls, pavements, covers.
  void set_plain(bool plain);

 private:
  void add_ground();
  void add_buildings();
  void add_streets();
  void add_drains();
  void set_glass(bool glass);
  void add_solids(Part which, const osg::ref_ptr<osg::Group>& solids);
  void add_waters();
  void add_marks();

  const WardFolder& ward_;
  const World& world_;
  Tiles tiles_;
  Houses houses_;
  NearSquares covers_;
  osg::ref_ptr<osg::Group> root_;
  std::array<osg::ref_ptr<osg::Group>, kParts> parts_;
  std::vector<osg::ref_ptr<osg::Group>> surfaces_;  ///< what hides the drains
  std::vector<osg::ref_ptr<osg::Group>> solids_;    ///< what stands before them
  std::vector<osg::ref_ptr<osg::Group>> veils_;     ///< those as glass
  osg::ref_ptr<osg::Group> river_;
  osg::ref_ptr<osg::Group> kerbs_;
};

}  // namespace twin
