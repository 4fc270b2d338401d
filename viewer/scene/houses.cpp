#include "viewer/scene/houses.h"

#include <utility>

#include "viewer/model/ward_shapes.h"
#include "viewer/scene/nodes.h"
#include "viewer/scene/to_osg.h"

namespace twin {
namespace {

constexpr double kNear_m = 600.0;  // from here on floors and openings are finer than a pixel

}  // namespace

Houses::Houses(const World& world)
    : root_(new osg::Group), near_(Reads::normals_and_features, kNear_m) {
  osg::ref_ptr<osg::Group> far = shaded(new osg::Group, Shading::far_building, kSolid);
  root_->addChild(far);
  root_->addChild(shaded(near_.root(), Shading::building, kSolid));
  for (auto& [tile, blocks] : blocks_by_tile(world)) {
    const Mesh shapes = far_building_shapes(world, blocks);
    if (shapes.empty()) continue;
    far_.push_back(to_osg(shapes, Reads::normals_and_features));
    far->addChild(far_.back());
    near_.add(far_.back()->getBoundingBox(),
              [&world, blocks = std::move(blocks)] { return building_shapes(world, blocks); });
  }
}

void Houses::look_from(const Eigen::Vector3d& eye) {
  near_.look_from(eye);
  for (std::size_t i = 0; i < far_.size(); ++i) far_[i]->setNodeMask(near_.shows(i) ? 0U : ~0U);
}

}  // namespace twin
