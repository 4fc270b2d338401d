#include "viewer/scene/houses.h"

#include <algorithm>
#include <cmath>

#include "viewer/model/ward_shapes.h"
#include "viewer/scene/nodes.h"
#include "viewer/scene/to_osg.h"

namespace twin {
namespace {

constexpr double kNear_m = 600.0;  // from here on floors and openings are finer than a pixel
constexpr double kLeft_m = 900.0;  // near shapes are let go of when the eye is so far away

double distance_m(const osg::BoundingBox& box, const Eigen::Vector3d& eye) {
  const auto outside = [](double at, double low, double high) {
    return std::max({low - at, at - high, 0.0});
  };
  return std::hypot(outside(eye.x(), box.xMin(), box.xMax()),
                    outside(eye.y(), box.yMin(), box.yMax()),
                    outside(eye.z(), box.zMin(), box.zMax()));
}

}  // namespace

Houses::Houses(const World& world)
    : world_(world),
      root_(new osg::Group),
      far_(shaded(new osg::Group, Shading::far_building, kSolid)),
      near_(shaded(new osg::Group, Shading::building, kSolid)) {
  root_->addChild(far_);
  root_->addChild(near_);
  for (auto& [tile, blocks] : blocks_by_tile(world)) {
    const Mesh shapes = far_building_shapes(world, blocks);
    if (shapes.empty()) continue;
    Square square{.blocks = blocks,
                  .box = {},
                  .far = to_osg(shapes, Reads::normals_and_features),
                  .near = nullptr};
    square.box = square.far->getBoundingBox();
    far_->addChild(square.far);
    squares_.push_back(std::move(square));
  }
}

void Houses::bring(Square& square) const {
  square.near = to_osg(building_shapes(world_, square.blocks), Reads::normals_and_features);
  near_->addChild(square.near);
}

void Houses::let_go(Square& square) const {
  near_->removeChild(square.near);
  square.near = nullptr;
}

void Houses::look_from(const Eigen::Vector3d& eye) {
  for (Square& square : squares_) {
    const double away_m = distance_m(square.box, eye);
    const bool is_near = !plain_ && away_m < kNear_m;
    if (is_near && !square.near) bring(square);
    if (square.near && away_m > kLeft_m) let_go(square);
    if (square.near) square.near->setNodeMask(is_near ? ~0U : 0U);
    square.far->setNodeMask(is_near ? 0U : ~0U);
  }
}

void Houses::set_plain(bool plain) { plain_ = plain; }

}  // namespace twin
