#include "viewer/scene/scene.h"

#include <algorithm>
#include <cmath>
#include <osg/Depth>
#include <osgViewer/GraphicsWindow>
#include <osgViewer/Viewer>

#include "engine/space/geometry.h"
#include "viewer/look/ground_look.h"
#include "viewer/model/rivers.h"
#include "viewer/scene/nodes.h"
#include "viewer/scene/pace.h"
#include "viewer/scene/render_target.h"
#include "viewer/scene/to_osg.h"
#include "viewer/scene/world_nodes.h"
#include "viewer/shapes/shade.h"

namespace twin {
namespace {

enum GridMode : int { kNoGrid = 0, kWaterGrid = 1, kGroundGrid = 2, kUnknownGrid = 3 };

/// Ground and streets keep this share of their colour where one looks through them.
constexpr float kGlass = 0.38F;

/// A node is drawn for a side whose bit its mask has.
constexpr unsigned side_bit(std::size_t side) { return 1U << side; }
constexpr unsigned kAllSides = ~0U;
constexpr unsigned cull_mask_of(std::size_t side) {
  return kAllSides & ~side_bit(side == 0 ? 1 : 0);
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

/// Values through time that colour what lies under a state.
class PagedValues {
 public:
  void bind(osg::StateSet& state, int unit, const FeatureValues& values, const Lookup& lookup) {
    state_ = &state;
    unit_ = static_cast<unsigned>(unit);
    pages_ = pages_of(values.rows, values.times_s.size());
    turn_to(0, values);
    values_ = pages_.has_one_page() ? FeatureValues{} : values;
    state.setTextureAttribute(unit_ + 1, byte_texture(Lookup::kColours, 1, lookup.colours, false));
    state.getOrCreateUniform("value_tex", osg::Uniform::SAMPLER_2D)->set(unit);
    state.getOrCreateUniform("look_tex", osg::Uniform::SAMPLER_2D)->set(unit + 1);
    state.getOrCreateUniform("look_range", osg::Uniform::FLOAT_VEC2)
        ->set(osg::Vec2(lookup.least, lookup.most));
    state.getOrCreateUniform("rows_a_time", osg::Uniform::INT)->set(pages_.rows_a_time);
    show(0);
  }

  /// Nothing: what the values are then is not known.
  void show(std::optional<std::size_t> instant) {
    if (!state_) return;
    if (instant && pages_.first_of_page_with(*instant) != first_) {
      turn_to(pages_.first_of_page_with(*instant), values_);
    }
    const float on_page = instant ? static_cast<float>(*instant - first_) : -1.0F;
    state_->getOrCreateUniform("instant", osg::Uniform::FLOAT)->set(on_page);
  }

 private:
  void turn_to(std::size_t first, const FeatureValues& values) {
    first_ = first;
    state_->setTextureAttribute(unit_, value_texture(values, pages_, first));
  }

  osg::ref_ptr<osg::StateSet> state_;
  unsigned unit_ = 0;
  ValuePages pages_;
  std::size_t first_ = 0;  ///< instant of the page on the card
  FeatureValues values_;   ///< empty where one page holds them all
};

/// What one side of the picture shows over the ward.
struct SideNodes {
  osg::ref_ptr<osg::Camera> camera = new osg::Camera;
  osg::ref_ptr<osg::Group> own = new osg::Group;  ///< its state: grid, colours of buildings
  osg::ref_ptr<osg::Group> lines = new osg::Group;
  osg::ref_ptr<osg::Texture2D> grid;
  PagedValues line_values;
  PagedValues building_values;

  osg::StateSet& state() { return *own->getOrCreateStateSet(); }
  void bind(int unit, const osg::ref_ptr<osg::Texture2D>& texture, const char* sampler) {
    state().setTextureAttribute(static_cast<unsigned>(unit), texture);
    state().getOrCreateUniform(sampler, osg::Uniform::SAMPLER_2D)->set(unit);
  }
  void set(const char* name, float value) {
    state().getOrCreateUniform(name, osg::Uniform::FLOAT)->set(value);
  }
};

struct Scene::Inside {
  const World& world;
  osg::ref_ptr<osgViewer::Viewer> viewer = new osgViewer::Viewer;
  osg::ref_ptr<osgViewer::GraphicsWindow> window;
  WorldNodes nodes;
  osg::ref_ptr<osg::StateSet> common = new osg::StateSet;  ///< of both sides
  std::array<SideNodes, kSides> sides;
  osg::ref_ptr<osg::Group> selection = new osg::Group;
  Split split;
  double height_scale = 1.0;
  std::unique_ptr<RenderTarget> target;  ///< made at the first drawing, in the context current then
  int width = 1;
  int height = 1;
  int samples = 0;
  bool is_light = false;
  std::array<double, 2> clip = {1.0, 1000.0};

  Inside(const WardFolder& ward, const World& of) : world(of), nodes(ward, of) {
    set_common_state(ward);
    shade();
    make_viewer();
    for (std::size_t side = 0; side < kSides; ++side) make_side(side);
  }

  void set(const char* name, float value) {
    common->getOrCreateUniform(name, osg::Uniform::FLOAT)->set(value);
  }
  void set(const char* name, const osg::Vec3& value) {
    common->getOrCreateUniform(name, osg::Uniform::FLOAT_VEC3)->set(value);
  }
  void bind(int unit, const osg::ref_ptr<osg::Texture2D>& texture, const char* sampler) {
    common->setTextureAttribute(static_cast<unsigned>(unit), texture);
    common->getOrCreateUniform(sampler, osg::Uniform::SAMPLER_2D)->set(unit);
  }

  unsigned context() const { return window->getState()->getContextID(); }
  osg::GLExtensions& gl() const { return *osg::GLExtensions::Get(context(), true); }
  void set_common_state(const WardFolder& ward);
  void shade();
  void make_viewer();
  void make_side(std::size_t side);
  void set_at_work(std::size_t side, bool at_work);
  void aim(std::size_t side, const Camera& camera, const Pane& pane);
  void make_target();
  void show_no_values(std::size_t side, GridMode mode);
};

void Scene::Inside::set_common_state(const WardFolder& ward) {
  const GridFrame& frame = world.ground.frame();
  const Eigen::Vector3f corner = world.origin.from(frame.north_west, 0.0);
  common->addUniform(new osg::Uniform("north_west", osg::Vec2(corner.x(), corner.y())));
  common->addUniform(new osg::Uniform("cell_m", static_cast<float>(frame.cell_m)));
  common->addUniform(new osg::Uniform(
      "lattice", osg::Vec2(static_cast<float>(frame.cols), static_cast<float>(frame.rows))));
  common->addUniform(new osg::Uniform("to_sun", vec(afternoon_sun())));
  set("height_scale", 1.0F);
  set("selected", -1.0F);
  set("glass", 1.0F);
  common->setMode(GL_LIGHTING, osg::StateAttribute::OFF);
  const Grid<float>& ground = world.ground.ground_m();
  const auto count = static_cast<std::size_t>(ground.values().size());
  bind(kGroundUnit, float_texture(frame.cols, frame.rows, 1, {ground.values().data(), count}, true),
       "ground_tex");
  bind(kColourUnit, byte_texture(frame.cols, frame.rows, ground_colours(ward, world.ground), true),
       "colour_tex");
}

void Scene::Inside::shade() {
  Grid<float> top_m = world.ground.ground_m();
  top_m.values() += world.roof_m.values() * static_cast<float>(height_scale);
  const Shade light = shade_of(world.ground.ground_m(), top_m, afternoon_sun());
  const GridFrame& frame = world.ground.frame();
  bind(kShadeUnit, half_texture(frame.cols, frame.rows, pairs_of(light.shadow_m, light.sky)),
       "shade_tex");
}

void Scene::Inside::make_viewer() {
  window = new osgViewer::GraphicsWindowEmbedded(0, 0, width, height);
  viewer->setThreadingModel(osgViewer::Viewer::SingleThreaded);
  viewer->setKeyEventSetsDone(0);
  viewer->setLightingMode(osg::View::NO_LIGHT);
  viewer->setReleaseContextAtEndOfFrameHint(false);
}

void Scene::Inside::make_side(std::size_t side) {
  SideNodes& it = sides[side];
  it.state().addUniform(new osg::Uniform("grid_mode", static_cast<int>(kNoGrid)));
  it.state().addUniform(new osg::Uniform("grid_range", osg::Vec2(0.0F, 1.0F)));
  it.state().addUniform(new osg::Uniform("valued", 0));
  it.set("wet_from", 0.03F);
  it.set("instant", 0.0F);
  it.own->addChild(nodes.root());
  it.own->addChild(it.lines);
  it.own->addChild(sky_group());
  it.own->addChild(selection);
  osg::ref_ptr<osg::Group> top = new osg::Group;
  top->setStateSet(common);
  top->addChild(it.own);
  it.camera->addChild(top);
  it.camera->setViewport(0, 0, width, height);
  it.camera->setReferenceFrame(osg::Transform::ABSOLUTE_RF);
  it.camera->setClearColor({0.872F, 0.902F, 0.929F, 1.0F});
  it.camera->setComputeNearFarMode(osg::CullSettings::DO_NOT_COMPUTE_NEAR_FAR);
  it.camera->setCullingMode(it.camera->getCullingMode() &
                            ~osg::CullSettings::SMALL_FEATURE_CULLING);
  it.camera->setInheritanceMask(it.camera->getInheritanceMask() & ~osg::CullSettings::CULL_MASK);
  it.camera->setGraphicsContext(window);
  viewer->addSlave(it.camera, false);
  set_at_work(side, side == 0);
}

/// A side at rest draws nothing. It stays attached: a camera that leaves its context takes the
/// textures and buffers of the shared ward with it.
void Scene::Inside::set_at_work(std::size_t side, bool at_work) {
  osg::Camera& camera = *sides[side].camera;
  camera.setCullMask(at_work ? cull_mask_of(side) : 0U);
  camera.setClearMask(at_work ? GL_COLOR_BUFFER_BIT | GL_DEPTH_BUFFER_BIT : 0U);
}

/// Points the camera of a side so that it draws just the columns of its pane.
void Scene::Inside::aim(std::size_t side, const Camera& camera, const Pane& pane) {
  SideNodes& it = sides[side];
  const double tangent = 0.5 * height * camera.metres_per_pixel(1.0, height);
  const double aspect = static_cast<double>(pane.camera_width) / height;
  // Edges of the pane, from −1 at the left of its camera's picture to 1 at the right.
  const double left = 2.0 * pane.camera_column / pane.camera_width - 1.0;
  const double right = 2.0 * (pane.camera_column + pane.width) / pane.camera_width - 1.0;
  const double across = clip[0] * tangent * aspect;
  it.camera->setViewport(pane.x, 0, pane.width, height);
  it.camera->setProjectionMatrixAsFrustum(left * across, right * across, -clip[0] * tangent,
                                          clip[0] * tangent, clip[0], clip[1]);
  const Eigen::Vector3d up = camera.up();
  it.camera->setViewMatrixAsLookAt({camera.eye.x(), camera.eye.y(), camera.eye.z()},
                                   {camera.target.x(), camera.target.y(), camera.target.z()},
                                   {up.x(), up.y(), up.z()});
  const double middle = 0.5 * (left + right) * tangent * aspect;
  const double half = 0.5 * (right - left) * tangent * aspect;
  const auto set_direction = [&](const char* name, const Eigen::Vector3d& value) {
    it.state().getOrCreateUniform(name, osg::Uniform::FLOAT_VEC3)->set(vec(value));
  };
  set_direction("ahead", camera.ahead() + middle * camera.right());
  set_direction("rightward", camera.right() * half);
  set_direction("upward", up * tangent);
}

void Scene::Inside::make_target() {
  const int wanted = is_light ? 0 : samples;
  if (target && target->width() == width && target->height() == height &&
      target->asked_samples() == wanted) {
    return;
  }
  target.reset();
  target = std::make_unique<RenderTarget>(gl(), width, height, wanted);
}

Scene::Scene(const WardFolder& ward, const World& world)
    : in_(std::make_unique<Inside>(ward, world)) {
  show(Part::drains, false);
  for (std::size_t side = 0; side < kSides; ++side) set_rivers(side, usual_river_levels_m(ward));
}

Scene::~Scene() = default;

void Scene::show(Part part, bool shown) {
  in_->nodes.part(part).setNodeMask(shown ? kAllSides : 0U);
  if (part == Part::results) {
    for (SideNodes& side : in_->sides) side.lines->setNodeMask(shown ? kAllSides : 0U);
  }
  if (part == Part::drains) {
    in_->set("glass", shown ? kGlass : 1.0F);
    in_->nodes.show_drains(shown);
    for (SideNodes& side : in_->sides) {
      set_blended(*side.lines->getOrCreateStateSet(), shown);
    }
  }
}

bool Scene::shows(Part part) const { return in_->nodes.part(part).getNodeMask() != 0U; }

double Scene::height_scale() const { return in_->height_scale; }

void Scene::set_height_scale(double scale) {
  in_->height_scale = std::clamp(scale, 0.0, 1.0);
  in_->set("height_scale", static_cast<float>(in_->height_scale));
  in_->shade();
}

void Scene::set_split(const Split& split) {
  in_->split = split;
  in_->set_at_work(1, split.kind != SplitKind::none);
}

const Split& Scene::split() const { return in_->split; }

std::vector<Pane> Scene::panes() const { return panes_of(in_->split, in_->width); }

void Scene::set_grid(std::size_t side, const std::shared_ptr<const DrawnGrid>& grid, ShownAs as,
                     const Lookup& lookup, double wet_from_m) {
  const bool water = as == ShownAs::water;
  SideNodes& it = in_->sides[side];
  // The texels live as long as the grid that they belong to.
  set_texels(it.grid, grid->frame.cols, grid->frame.rows, {grid, &grid->texels}, water);
  it.bind(kGridUnit, it.grid, "grid_tex");
  it.bind(kGridLookUnit, byte_texture(Lookup::kColours, 1, lookup.colours, false), "grid_look");
  it.state().getUniform("grid_mode")->set(static_cast<int>(water ? kWaterGrid : kGroundGrid));
  it.state().getUniform("grid_range")->set(osg::Vec2(lookup.least, lookup.most));
  it.set("wet_from", static_cast<float>(wet_from_m));
  in_->nodes.tiles().show_water(side_bit(side), grid->wet_tiles);
}

void Scene::Inside::show_no_values(std::size_t side, GridMode mode) {
  sides[side].state().getUniform("grid_mode")->set(static_cast<int>(mode));
  nodes.tiles().show_water(side_bit(side), {});
}

void Scene::set_grid_unknown(std::size_t side) { in_->show_no_values(side, kUnknownGrid); }

void Scene::clear_grid(std::size_t side) { in_->show_no_values(side, kNoGrid); }

void Scene::set_lines(std::size_t side, const TiledMesh& ribbons, const FeatureValues& values,
                      const Lookup& lookup, bool widened) {
  clear_lines(side);
  osg::Group& lines = *in_->sides[side].lines;
  osg::ref_ptr<osg::Group> group =
      shaded(to_osg(ribbons, Reads::normals_and_tags), Shading::line, kOnGround + 3);
  osg::StateSet* state = group->getOrCreateStateSet();
  state->addUniform(new osg::Uniform("lift", 0.018F));
  state->addUniform(new osg::Uniform("widest_m", widened ? kWidest_m : 0.0F));
  // Streets that lie on each other (two directions, a crossing): the later row wins everywhere.
  state->setAttributeAndModes(new osg::Depth(osg::Depth::LEQUAL, 0.0, 1.0, false));
  in_->sides[side].line_values.bind(*lines.getOrCreateStateSet(), kLineUnit, values, lookup);
  lines.addChild(group);
}

void Scene::clear_lines(std::size_t side) {
  osg::Group& lines = *in_->sides[side].lines;
  lines.removeChildren(0, lines.getNumChildren());
}

void Scene::set_buildings(std::size_t side, const FeatureValues& values, const Lookup& lookup) {
  osg::StateSet& state = in_->sides[side].state();
  in_->sides[side].building_values.bind(state, kBuildingUnit, values, lookup);
  state.getOrCreateUniform("valued", osg::Uniform::INT)->set(1);
}

void Scene::clear_buildings(std::size_t side) {
  in_->sides[side].state().getOrCreateUniform("valued", osg::Uniform::INT)->set(0);
}

void Scene::set_rivers(std::size_t side, const std::vector<float>& levels_m) {
  if (levels_m.empty()) return;
  const auto count = static_cast<int>(levels_m.size());
  in_->sides[side].bind(kRiverUnit, float_texture(count, 1, 1, levels_m, false), "river_tex");
}

void Scene::set_instants(std::size_t side, std::optional<std::size_t> lines,
                         std::optional<std::size_t> buildings) {
  in_->sides[side].line_values.show(lines);
  in_->sides[side].building_values.show(buildings);
}

void Scene::select(std::optional<std::size_t> block) {
  in_->set("selected", block ? static_cast<float>(*block) : -1.0F);
  in_->selection->removeChildren(0, in_->selection->getNumChildren());
}

void Scene::select_line(const Polyline& line, double width_m, const HeightAt& surface,
                        const Colour& colour, std::size_t side) {
  Mesh mesh;
  add_ribbon(mesh, line, width_m, in_->world.origin, surface, 0);
  const osg::Vec4 paint(static_cast<float>(colour.red), static_cast<float>(colour.green),
                        static_cast<float>(colour.blue), 1.0F);
  // Later lines lie on earlier ones.
  const auto count = static_cast<float>(in_->selection->getNumChildren());
  osg::ref_ptr<osg::Group> drawn =
      mark_group(group_of(mesh), paint, 0.0F, 0.036F + 0.006F * count, kThrough + 1);
  drawn->setNodeMask(side_bit(side));
  in_->selection->addChild(drawn);
}

void Scene::resize(int width, int height) {
  in_->width = std::max(1, width);
  in_->height = std::max(1, height);
  in_->window->resized(0, 0, in_->width, in_->height);
}

void Scene::set_samples(int samples) { in_->samples = samples; }

bool Scene::is_light() const { return in_->is_light; }

bool Scene::is_smooth() const { return in_->samples > 1 && !in_->is_light; }

void Scene::set_light(bool light) {
  in_->is_light = light;
  in_->nodes.set_plain(light);
}

void Scene::draw(const Camera& camera, unsigned framebuffer, bool draft) {
  const World& world = in_->world;
  in_->clip = clip_m(camera, world.ground.height_at(world.origin.back(camera.eye)));
  in_->set("eye", vec(camera.eye));
  in_->set("haze_m", static_cast<float>(3200.0 + 2.2 * camera.distance_m()));
  in_->nodes.look_from(camera.eye);
  const std::vector<Pane> panes = this->panes();
  for (std::size_t side = 0; side < panes.size(); ++side) in_->aim(side, camera, panes[side]);
  in_->make_target();
  in_->window->setDefaultFboId(in_->target->begin(draft));
  for (SideNodes& side : in_->sides) {
    side.camera->setDrawBuffer(GL_COLOR_ATTACHMENT0);
    side.camera->setReadBuffer(GL_COLOR_ATTACHMENT0);
  }
  in_->viewer->frame();
  Pace::of(in_->context()).rest(in_->gl());
  in_->target->finish();
  if (framebuffer != 0) in_->target->copy_to(framebuffer);
}

Picture Scene::picture() const {
  Picture picture{.width = in_->width, .height = in_->height, .rgba = {}};
  in_->target->read_rgba(picture.rgba);
  const auto row_bytes = static_cast<std::size_t>(picture.width) * 4;
  for (int y = 0; y < picture.height / 2; ++y) {
    auto* top = picture.rgba.data() + static_cast<std::size_t>(y) * row_bytes;
    auto* bottom =
        picture.rgba.data() + static_cast<std::size_t>(picture.height - 1 - y) * row_bytes;
    std::swap_ranges(top, top + row_bytes, bottom);
  }
  return picture;
}

void Scene::read_depths(Depths& depths) const {
  std::vector<float> buffer = std::move(depths).buffer();
  in_->target->read_depths(buffer);
  depths = {in_->width, in_->height, in_->clip[0], in_->clip[1], std::move(buffer)};
}

}  // namespace twin
