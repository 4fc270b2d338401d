#include "viewer/scene/near_squares.h"

#include <algorithm>
#include <cmath>

namespace twin {
namespace {

constexpr double kLeft = 1.5;  // times the reach: farther away shapes are let go of

double distance_m(const osg::BoundingBox& box, const Eigen::Vector3d& eye) {
  const auto outside = [](double at, double low, double high) {
    return std::max({low - at, at - high, 0.0});
  };
  return std::hypot(outside(eye.x(), box.xMin(), box.xMax()),
                    outside(eye.y(), box.yMin(), box.yMax()),
                    outside(eye.z(), box.zMin(), box.zMax()));
}

}  // namespace

NearSquares::NearSquares(Reads reads, double reach_m)
    : reads_(reads), reach_m_(reach_m), root_(new osg::Group) {}

void NearSquares::add(const osg::BoundingBox& box, Make make) {
  squares_.push_back({.box = box, .make = std::move(make), .shapes = nullptr});
}

void NearSquares::bring(Square& square) const {
  square.shapes = to_osg(square.make(), reads_);
  root_->addChild(square.shapes);
}

void NearSquares::let_go(Square& square) const {
  root_->removeChild(square.shapes);
  square.shapes = nullptr;
}

void NearSquares::look_from(const Eigen::Vector3d& eye) {
  for (Square& square : squares_) {
    const double away_m = distance_m(square.box, eye);
    square.shown = !plain_ && away_m < reach_m_;
    if (square.shown && !square.shapes) bring(square);
    if (square.shapes && away_m > kLeft * reach_m_) let_go(square);
    if (square.shapes) square.shapes->setNodeMask(square.shown ? ~0U : 0U);
  }
}

}  // namespace twin
