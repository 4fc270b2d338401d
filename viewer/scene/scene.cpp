#include "viewer/scene/scene.h"

#include <algorithm>
#include <cmath>
#include <osg/BlendFunc>
#include <osg/CullFace>
#include <osg/Depth>
#include <osgViewer/GraphicsWindow>
#include <osgViewer/Viewer>

#include "engine/space/geometry.h"
#include "viewer/scene/shaders.h"
#include "viewer/scene/tiles.h"
#include "viewer/scene/to_osg.h"
#include "viewer/shapes/shade.h"
#include "viewer/shapes/water.h"

namespace twin {
namespace {

enum GridMode : int { kNoGrid = 0, kWaterGrid = 1, kGroundGrid = 2 };

// Order of drawing: near things first (they hide pixels from costlier ones), then what lies on
// the ground from below upwards, then what is seen through.
enum Order : int { kSkyFirst = -10, kSolid = 0, kGroundOrder = 1, kOnGround = 2, kThrough = 10 };

void set_order(osg::Node& node, int order, bool blended = false) {
  node.getOrCreateStateSet()->setRenderBinDetails(order, blended ? "DepthSortedBin" : "RenderBin");
}

osg::ref_ptr<osg::Group> shaded(const osg::ref_ptr<osg::Group>& group, Shading shading, int order) {
  osg::StateSet* state = group->getOrCreateStateSet();
  state->setAttributeAndModes(program_of(shading));
  set_order(*group, order);
  return group;
}

osg::ref_ptr<osg::Group> group_of(const Mesh& mesh) {
  osg::ref_ptr<osg::Group> group = new osg::Group;
  if (!mesh.empty()) group->addChild(to_osg(mesh));
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
  if (paint.a() < 1.0F) {
    state->setMode(GL_BLEND, osg::StateAttribute::ON);
    state->setAttributeAndModes(
        new osg::BlendFunc(osg::BlendFunc::SRC_ALPHA, osg::BlendFunc::ONE_MINUS_SRC_ALPHA));
  }
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

std::vector<float> pairs_of(const Grid<float>& a, const Grid<float>& b) {
  const auto count = static_cast<std::size_t>(a.values().size());
  std::vector<float> pairs(2 * count);
  for (std::size_t i = 0; i < count; ++i) {
    pairs[2 * i] = a.values().data()[i];
    pairs[2 * i + 1] = b.values().data()[i];
  }
  return pairs;
}

/// Values and whether they were computed; what lies under a building counts as computed.
std::vector<float> known_values(const Grid<float>& drawn, const Grid<float>& values,
                                const Grid<float>& roof_m) {
  const auto count = static_cast<std::size_t>(values.values().size());
  std::vector<float> pairs(2 * count);
  for (std::size_t i = 0; i < count; ++i) {
    const bool known = !std::isnan(values.values().data()[i]);
    const float value = drawn.values().data()[i];
    pairs[2 * i] = std::isnan(value) ? -1e30F : value;
    pairs[2 * i + 1] = known || roof_m.values().data()[i] > 0.0F ? 1.0F : 0.0F;
  }
  return pairs;
}

osg::Vec3 vec(const Eigen::Vector3d& v) {
  return {static_cast<float>(v.x()), static_cast<float>(v.y()), static_cast<float>(v.z())};
}

}  // namespace

std::array<double, 2> clip_m(const Camera& camera, double ground_m) {
  const double above_m = std::max(1.0, camera.eye.z() - ground_m);
  return {std::clamp(0.12 * above_m, 0.3, 60.0), 16000.0 + 4.0 * camera.distance_m()};
}

bool Depths::sees(const OnPicture& place, double slack_m) const {
  if (buffer_.empty()) return true;
  const int x = static_cast<int>(place.x);
  const int y = height_ - 1 - static_cast<int>(place.y);
  if (x < 0 || y < 0 || x >= width_ || y >= height_) return false;
  const double depth = buffer_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) +
                               static_cast<std::size_t>(x)];
  const double ahead_m = near_m_ * far_m_ / (far_m_ - depth * (far_m_ - near_m_));
  return place.ahead_m <= ahead_m + slack_m;
}

struct Scene::Inside {
  const World& world;
  osg::ref_ptr<osgViewer::Viewer> viewer = new osgViewer::Viewer;
  osg::ref_ptr<osgViewer::GraphicsWindowEmbedded> window;
  osg::ref_ptr<osg::Group> root = new osg::Group;
  Tiles tiles;
  std::array<osg::ref_ptr<osg::Group>, kParts> parts;
  osg::ref_ptr<osg::Group> lines = new osg::Group;
  osg::ref_ptr<osg::Group> selection = new osg::Group;
  double height_scale = 1.0;
  double ground_m = 0.0;
  int width = 1;
  int height = 1;
  std::array<double, 2> clip = {1.0, 1000.0};

  explicit Inside(const World& of)
      : world(of), tiles(of.ground, of.origin), ground_m(of.ground.ground_m().values().mean()) {
    for (osg::ref_ptr<osg::Group>& part : parts) part = new osg::Group;
    make_parts();
    for (const osg::ref_ptr<osg::Group>& part : parts) root->addChild(part);
    root->addChild(sky_group());
    root->addChild(selection);
    set_common_state();
    shade();
    make_viewer();
  }

  osg::Group& part(Part which) { return *parts[static_cast<std::size_t>(which)]; }
  osg::StateSet& state() { return *root->getOrCreateStateSet(); }
  void set(const char* name, float value) {
    state().getOrCreateUniform(name, osg::Uniform::FLOAT)->set(value);
  }
  void set(const char* name, const osg::Vec3& value) {
    state().getOrCreateUniform(name, osg::Uniform::FLOAT_VEC3)->set(value);
  }
  void bind(int unit, const osg::ref_ptr<osg::Texture2D>& texture, const char* sampler) {
    state().setTextureAttribute(static_cast<unsigned>(unit), texture);
    state().getOrCreateUniform(sampler, osg::Uniform::SAMPLER_2D)->set(unit);
  }

  void make_parts();
  void set_common_state();
  void shade();
  void make_viewer();
  static void bind_feature(osg::StateSet& state, int unit, const FeatureValues& values,
                           const Lookup& lookup);
};

void Scene::Inside::make_parts() {
  osg::ref_ptr<osg::Group> plain = new osg::Group;
  // Below the lowest hollow, also where far ground is drawn a little lower.
  plain->addChild(square(20000.0F, world.ground.ground_m().values().minCoeff() - 4.0F));
  part(Part::ground).addChild(shaded(plain, Shading::plain, kGroundOrder));
  part(Part::ground).addChild(shaded(tiles.ground(), Shading::ground, kGroundOrder));

  osg::ref_ptr<osg::Group> houses = shaded(to_osg(world.buildings), Shading::building, kSolid);
  houses->getOrCreateStateSet()->setAttributeAndModes(new osg::CullFace(osg::CullFace::BACK));
  part(Part::buildings).addChild(houses);

  osg::Group& streets = part(Part::streets);
  streets.addChild(
      street_group(to_osg(world.kerbs), {0.700F, 0.690F, 0.672F}, 0.004F, false, kOnGround));
  streets.addChild(
      street_group(to_osg(world.lanes), {0.690F, 0.682F, 0.668F}, 0.007F, false, kOnGround + 1));
  streets.addChild(
      street_group(to_osg(world.roads), {0.585F, 0.588F, 0.596F}, 0.010F, true, kOnGround + 2));
  part(Part::drains)
      .addChild(mark_group(to_osg(world.drains), {0.36F, 0.26F, 0.50F, 1.0F}, 0.0F, 0.022F,
                           kOnGround + 4));
  part(Part::greens).addChild(shaded(to_osg(world.trees), Shading::tree, kSolid));
  osg::ref_ptr<osg::Group> river = shaded(group_of(world.river), Shading::river, kOnGround);
  river->getOrCreateStateSet()->addUniform(new osg::Uniform("lift", 0.012F));
  part(Part::river).addChild(river);
  part(Part::boundary)
      .addChild(mark_group(group_of(world.boundary), {0.42F, 0.16F, 0.22F, 0.85F}, 34.0F, 0.026F,
                           kOnGround + 5));
  part(Part::results).addChild(lines);

  osg::ref_ptr<osg::Group> water = shaded(tiles.water(), Shading::water, kThrough);
  osg::StateSet* state = water->getOrCreateStateSet();
  state->setMode(GL_BLEND, osg::StateAttribute::ON);
  state->setAttributeAndModes(
      new osg::BlendFunc(osg::BlendFunc::SRC_ALPHA, osg::BlendFunc::ONE_MINUS_SRC_ALPHA));
  water->setNodeMask(0U);
  part(Part::water).addChild(water);
}

void Scene::Inside::set_common_state() {
  const GridFrame& frame = world.ground.frame();
  const Eigen::Vector3f corner = world.origin.from(frame.north_west, 0.0);
  osg::StateSet& all = state();
  all.addUniform(new osg::Uniform("north_west", osg::Vec2(corner.x(), corner.y())));
  all.addUniform(new osg::Uniform("cell_m", static_cast<float>(frame.cell_m)));
  all.addUniform(new osg::Uniform(
      "lattice", osg::Vec2(static_cast<float>(frame.cols), static_cast<float>(frame.rows))));
  all.addUniform(new osg::Uniform("to_sun", vec(afternoon_sun())));
  all.addUniform(new osg::Uniform("grid_mode", static_cast<int>(kNoGrid)));
  all.addUniform(new osg::Uniform("grid_range", osg::Vec2(0.0F, 1.0F)));
  all.addUniform(new osg::Uniform("valued", 0));
  set("wet_from", 0.03F);
  set("height_scale", 1.0F);
  set("selected", -1.0F);
  set("instant", 0.0F);
  all.setMode(GL_LIGHTING, osg::StateAttribute::OFF);
  const Grid<float>& ground = world.ground.ground_m();
  const auto count = static_cast<std::size_t>(ground.values().size());
  bind(kGroundUnit, float_texture(frame.cols, frame.rows, 1, {ground.values().data(), count}, true),
       "ground_tex");
  bind(kColourUnit, byte_texture(frame.cols, frame.rows, world.colours, true), "colour_tex");
}

void Scene::Inside::shade() {
  Grid<float> top_m = world.ground.ground_m();
  top_m.values() += world.roof_m.values() * static_cast<float>(height_scale);
  const Shade light = shade_of(world.ground.ground_m(), top_m, afternoon_sun());
  const GridFrame& frame = world.ground.frame();
  bind(kShadeUnit,
       float_texture(frame.cols, frame.rows, 2, pairs_of(light.shadow_m, light.sky), true),
       "shade_tex");
}

void Scene::Inside::make_viewer() {
  window = new osgViewer::GraphicsWindowEmbedded(0, 0, width, height);
  osg::Camera* camera = viewer->getCamera();
  camera->setGraphicsContext(window);
  camera->setViewport(0, 0, width, height);
  camera->setClearColor({0.872F, 0.902F, 0.929F, 1.0F});
  camera->setComputeNearFarMode(osg::CullSettings::DO_NOT_COMPUTE_NEAR_FAR);
  camera->setCullingMode(camera->getCullingMode() & ~osg::CullSettings::SMALL_FEATURE_CULLING);
  viewer->setThreadingModel(osgViewer::Viewer::SingleThreaded);
  viewer->setKeyEventSetsDone(0);
  viewer->setLightingMode(osg::View::NO_LIGHT);
  viewer->setReleaseContextAtEndOfFrameHint(false);
  viewer->setSceneData(root);
}

void Scene::Inside::bind_feature(osg::StateSet& state, int unit, const FeatureValues& values,
                                 const Lookup& lookup) {
  state.setTextureAttribute(static_cast<unsigned>(unit), value_texture(values));
  state.setTextureAttribute(static_cast<unsigned>(unit + 1),
                            byte_texture(Lookup::kColours, 1, lookup.colours, false));
  state.getOrCreateUniform("value_tex", osg::Uniform::SAMPLER_2D)->set(unit);
  state.getOrCreateUniform("look_tex", osg::Uniform::SAMPLER_2D)->set(unit + 1);
  state.getOrCreateUniform("look_range", osg::Uniform::FLOAT_VEC2)
      ->set(osg::Vec2(lookup.least, lookup.most));
  state.getOrCreateUniform("rows_a_time", osg::Uniform::INT)->set(rows_a_time(values.rows));
  state.getOrCreateUniform("instant", osg::Uniform::FLOAT)->set(0.0F);
}

Scene::Scene(const World& world) : in_(std::make_unique<Inside>(world)) {
  show(Part::drains, false);
}

Scene::~Scene() = default;

void Scene::show(Part part, bool shown) { in_->part(part).setNodeMask(shown ? ~0U : 0U); }

bool Scene::shows(Part part) const { return in_->part(part).getNodeMask() != 0U; }

double Scene::height_scale() const { return in_->height_scale; }

void Scene::set_height_scale(double scale) {
  in_->height_scale = std::clamp(scale, 0.0, 1.0);
  in_->set("height_scale", static_cast<float>(in_->height_scale));
  in_->shade();
}

void Scene::set_grid(const Grid<float>& values, ShownAs as, const Lookup& lookup,
                     double wet_from_m) {
  const bool water = as == ShownAs::water;
  const auto wet_from = static_cast<float>(wet_from_m);
  const World& world = in_->world;
  const Grid<float> drawn =
      water ? drawable_depth_m(values, world.ground.ground_m(), world.roof_m, wet_from) : values;
  const GridFrame& frame = values.frame();
  in_->bind(
      kGridUnit,
      float_texture(frame.cols, frame.rows, 2, known_values(drawn, values, world.roof_m), water),
      "grid_tex");
  in_->bind(kGridLookUnit, byte_texture(Lookup::kColours, 1, lookup.colours, false), "grid_look");
  osg::StateSet& state = in_->state();
  state.getUniform("grid_mode")->set(static_cast<int>(water ? kWaterGrid : kGroundGrid));
  state.getUniform("grid_range")->set(osg::Vec2(lookup.least, lookup.most));
  in_->set("wet_from", wet_from);
  if (water) in_->tiles.mask_dry(drawn, wet_from);
  in_->tiles.water()->setNodeMask(water ? ~0U : 0U);
}

void Scene::clear_grid() {
  in_->state().getUniform("grid_mode")->set(static_cast<int>(kNoGrid));
  in_->tiles.water()->setNodeMask(0U);
}

void Scene::set_lines(const TiledMesh& ribbons, const FeatureValues& values, const Lookup& lookup) {
  clear_lines();
  osg::ref_ptr<osg::Group> group = shaded(to_osg(ribbons), Shading::line, kOnGround + 3);
  osg::StateSet* state = group->getOrCreateStateSet();
  state->addUniform(new osg::Uniform("lift", 0.018F));
  // Streets that lie on each other (two directions, a crossing): the later row wins everywhere.
  state->setAttributeAndModes(new osg::Depth(osg::Depth::LEQUAL, 0.0, 1.0, false));
  Inside::bind_feature(*in_->lines->getOrCreateStateSet(), kLineUnit, values, lookup);
  in_->lines->addChild(group);
}

void Scene::clear_lines() { in_->lines->removeChildren(0, in_->lines->getNumChildren()); }

void Scene::set_buildings(const FeatureValues& values, const Lookup& lookup) {
  osg::StateSet& state = *in_->part(Part::buildings).getOrCreateStateSet();
  Inside::bind_feature(state, kBuildingUnit, values, lookup);
  state.getOrCreateUniform("valued", osg::Uniform::INT)->set(1);
}

void Scene::clear_buildings() {
  in_->part(Part::buildings)
      .getOrCreateStateSet()
      ->getOrCreateUniform("valued", osg::Uniform::INT)
      ->set(0);
}

void Scene::set_instants(double lines, double buildings) {
  in_->lines->getOrCreateStateSet()
      ->getOrCreateUniform("instant", osg::Uniform::FLOAT)
      ->set(static_cast<float>(std::floor(lines + 1e-6)));
  in_->part(Part::buildings)
      .getOrCreateStateSet()
      ->getOrCreateUniform("instant", osg::Uniform::FLOAT)
      ->set(static_cast<float>(std::floor(buildings + 1e-6)));
}

void Scene::select(std::optional<std::size_t> block, const Polyline& line, double width_m) {
  in_->set("selected", block ? static_cast<float>(*block) : -1.0F);
  in_->selection->removeChildren(0, in_->selection->getNumChildren());
  if (line.size() < 2) return;
  Mesh mesh;
  add_ribbon(mesh, line, width_m, in_->world.origin, in_->world.height(), 0);
  in_->selection->addChild(
      mark_group(group_of(mesh), {1.0F, 0.62F, 0.10F, 1.0F}, 0.0F, 0.036F, kThrough + 1));
}

void Scene::resize(int width, int height) {
  in_->width = std::max(1, width);
  in_->height = std::max(1, height);
  in_->window->resized(0, 0, in_->width, in_->height);
  in_->viewer->getCamera()->setViewport(0, 0, in_->width, in_->height);
}

void Scene::draw(const Camera& camera, unsigned framebuffer) {
  osg::Camera* eye = in_->viewer->getCamera();
  in_->clip = clip_m(camera, in_->ground_m);
  const double aspect = static_cast<double>(in_->width) / in_->height;
  eye->setProjectionMatrixAsPerspective(camera.fov_deg, aspect, in_->clip[0], in_->clip[1]);
  const Eigen::Vector3d up = camera.up();
  eye->setViewMatrixAsLookAt({camera.eye.x(), camera.eye.y(), camera.eye.z()},
                             {camera.target.x(), camera.target.y(), camera.target.z()},
                             {up.x(), up.y(), up.z()});
  const double half = 0.5 * in_->height * camera.metres_per_pixel(1.0, in_->height);
  in_->set("eye", vec(camera.eye));
  in_->set("haze_m", static_cast<float>(3200.0 + 2.2 * camera.distance_m()));
  in_->set("ahead", vec(camera.ahead()));
  in_->set("rightward", vec(camera.right() * half * aspect));
  in_->set("upward", vec(up * half));
  if (framebuffer != 0) {
    // Qt draws a widget into a framebuffer of its own.
    in_->window->setDefaultFboId(framebuffer);
    eye->setDrawBuffer(GL_COLOR_ATTACHMENT0);
    eye->setReadBuffer(GL_COLOR_ATTACHMENT0);
  }
  in_->viewer->frame();
  // Blended water leaves alpha below 1, which a window would let its background through.
  glColorMask(GL_FALSE, GL_FALSE, GL_FALSE, GL_TRUE);
  glClearColor(0.0F, 0.0F, 0.0F, 1.0F);
  glClear(GL_COLOR_BUFFER_BIT);
  glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
}

Picture Scene::picture() const {
  Picture picture{.width = in_->width, .height = in_->height, .rgba = {}};
  const auto row_bytes = static_cast<std::size_t>(picture.width) * 4;
  picture.rgba.resize(row_bytes * static_cast<std::size_t>(picture.height));
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, picture.width, picture.height, GL_RGBA, GL_UNSIGNED_BYTE, picture.rgba.data());
  for (int y = 0; y < picture.height / 2; ++y) {
    auto* top = picture.rgba.data() + static_cast<std::size_t>(y) * row_bytes;
    auto* bottom =
        picture.rgba.data() + static_cast<std::size_t>(picture.height - 1 - y) * row_bytes;
    std::swap_ranges(top, top + row_bytes, bottom);
  }
  return picture;
}

Depths Scene::depths() const {
  std::vector<float> buffer(static_cast<std::size_t>(in_->width) *
                            static_cast<std::size_t>(in_->height));
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, in_->width, in_->height, GL_DEPTH_COMPONENT, GL_FLOAT, buffer.data());
  return {in_->width, in_->height, in_->clip[0], in_->clip[1], std::move(buffer)};
}

}  // namespace twin
