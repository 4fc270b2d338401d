#include "viewer/scene/nodes.h"

#include <osg/BlendFunc>
#include <osg/Depth>

#include "viewer/scene/to_osg.h"

namespace twin {

void set_order(osg::Node& node, int order) {
  node.getOrCreateStateSet()->setRenderBinDetails(order, "RenderBin");
}

void set_blended(osg::StateSet& state, bool blended) {
  state.setMode(GL_BLEND, blended ? osg::StateAttribute::ON : osg::StateAttribute::OFF);
  state.setAttributeAndModes(
      new osg::BlendFunc(osg::BlendFunc::SRC_ALPHA, osg::BlendFunc::ONE_MINUS_SRC_ALPHA));
}

osg::ref_ptr<osg::Group> shaded(const osg::ref_ptr<osg::Group>& group, Shading shading, int order) {
  osg::StateSet* state = group->getOrCreateStateSet();
  state->setAttributeAndModes(program_of(shading));
  set_order(*group, order);
  return group;
}

osg::ref_ptr<osg::Group> group_of(const Mesh& mesh) {
  osg::ref_ptr<osg::Group> group = new osg::Group;
  if (!mesh.empty()) group->addChild(to_osg(mesh, Reads::tags));
  return group;
}

osg::ref_ptr<osg::Group> street_group(const osg::ref_ptr<osg::Group>& group, const osg::Vec3& tone,
                                      float lift, bool marked, int order) {
  shaded(group, Shading::street, order);
  osg::StateSet* state = group->getOrCreateStateSet();
  state->addUniform(new osg::Uniform("tone", tone));
  state->addUniform(new osg::Uniform("lift", lift));
  state->addUniform(new osg::Uniform("marked", marked ? 1.0F : 0.0F));
  return group;
}

osg::ref_ptr<osg::Group> mark_group(const osg::ref_ptr<osg::Group>& group, const osg::Vec4& paint,
                                    float dash_m, float lift, int order) {
  shaded(group, Shading::mark, order);
  osg::StateSet* state = group->getOrCreateStateSet();
  state->addUniform(new osg::Uniform("paint", paint));
  state->addUniform(new osg::Uniform("dash_m", dash_m));
  state->addUniform(new osg::Uniform("fading_m", paint.a() < 1.0F ? 90.0F : 0.0F));
  state->addUniform(new osg::Uniform("lift", lift));
  if (paint.a() < 1.0F) set_blended(*state);
  return group;
}

osg::ref_ptr<osg::Geometry> square(float half_m, float z_m) {
  osg::ref_ptr<osg::Geometry> geometry = new osg::Geometry;
  geometry->setUseDisplayList(false);
  geometry->setUseVertexBufferObjects(true);
  osg::ref_ptr<osg::Vec3Array> corners = new osg::Vec3Array;
  for (const auto& [x, y] : {std::pair{-1.0F, -1.0F}, {1.0F, -1.0F}, {1.0F, 1.0F}, {-1.0F, 1.0F}}) {
    corners->push_back({x * half_m, y * half_m, z_m});
  }
  geometry->setVertexArray(corners);
  geometry->addPrimitiveSet(new osg::DrawArrays(GL_TRIANGLE_FAN, 0, 4));
  return geometry;
}

osg::ref_ptr<osg::Group> sky_group() {
  osg::ref_ptr<osg::Group> group = new osg::Group;
  osg::ref_ptr<osg::Geometry> quad = square(1.0F, 0.0F);
  quad->setCullingActive(false);
  group->addChild(quad);
  group->setCullingActive(false);
  shaded(group, Shading::sky, kSkyFirst);
  group->getOrCreateStateSet()->setAttributeAndModes(
      new osg::Depth(osg::Depth::ALWAYS, 0.0, 1.0, false));
  return group;
}

}  // namespace twin
