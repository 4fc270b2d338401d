#include "viewer/scene/world_nodes.h"

#include <osg/ColorMask>
#include <osg/CullFace>
#include <osg/Depth>
#include <osg/LOD>

#include "viewer/model/ward_shapes.h"
#include "viewer/scene/nodes.h"
#include "viewer/scene/to_osg.h"

namespace twin {
namespace {

/// Ground and streets through which one sees are drawn after what lies below them.
constexpr int kGlassOrder = 4;
/// And houses and trees after all else, so that it is seen through them.
constexpr int kVeilOrder = kThrough + 2;
constexpr double kCovers_m = 300.0;  // manhole covers are drawn up to here away
constexpr float kKerbs_m = 900.0F;
constexpr float kRounds_m = 900.0F;  // the round ends of streets are drawn up to here away

/// Tiles that are drawn only near the eye.
osg::ref_ptr<osg::Group> near_only(const TiledMesh& tiles, float reach_m) {
  osg::ref_ptr<osg::Group> group = new osg::Group;
  for (const auto& [tile, mesh] : tiles) {
    if (mesh.empty()) continue;
    osg::ref_ptr<osg::LOD> lod = new osg::LOD;
    lod->addChild(to_osg(mesh, Reads::tags), 0.0F, reach_m);
    group->addChild(lod);
  }
  return group;
}

/// Streets, plainer far from the eye than near it.
osg::ref_ptr<osg::Group> near_and_far(const TiledMesh& near, const TiledMesh& far) {
  osg::ref_ptr<osg::Group> group = new osg::Group;
  for (const auto& [tile, mesh] : near) {
    if (mesh.empty()) continue;
    osg::ref_ptr<osg::LOD> lod = new osg::LOD;
    lod->addChild(to_osg(mesh, Reads::tags), 0.0F, kRounds_m);
    lod->addChild(to_osg(far.at(tile), Reads::tags), kRounds_m, 1e9F);
    group->addChild(lod);
  }
  return group;
}

/// What is drawn later on the same ground lies on it, though bands of two widths follow the ground
/// apart by centimetres.
void lie_below_what_follows(osg::Group& group) {
  group.getOrCreateStateSet()->setAttributeAndModes(
      new osg::Depth(osg::Depth::LEQUAL, 0.0, 1.0, false));
}

/// Solids as thin glass: of all that hides a pixel the nearest alone, however many stand behind.
osg::ref_ptr<osg::Group> veil_of(const osg::ref_ptr<osg::Group>& solids) {
  constexpr auto kOverride = osg::StateAttribute::ON | osg::StateAttribute::OVERRIDE;
  osg::ref_ptr<osg::Group> veil = new osg::Group;
  for (int pass = 0; pass < 2; ++pass) {
    osg::ref_ptr<osg::Group> drawn = new osg::Group;
    osg::StateSet& state = *drawn->getOrCreateStateSet();
    state.setRenderBinDetails(kVeilOrder + pass, "RenderBin",
                              osg::StateSet::OVERRIDE_RENDERBIN_DETAILS);
    if (pass == 0) {
      state.setAttributeAndModes(new osg::ColorMask(false, false, false, false), kOverride);
    } else {
      set_blended(state);
      state.setAttributeAndModes(new osg::Depth(osg::Depth::LEQUAL, 0.0, 1.0, false), kOverride);
    }
    drawn->addChild(solids);
    veil->addChild(drawn);
  }
  veil->setNodeMask(0U);
  return veil;
}

osg::ref_ptr<osg::Group> present(const osg::ref_ptr<osg::Group>& drains, float presence) {
  osg::ref_ptr<osg::Group> drawn = new osg::Group;
  drawn->getOrCreateStateSet()->addUniform(new osg::Uniform("presence", presence));
  drawn->addChild(drains);
  return drawn;
}

/// Drains once more over all that is glass before them, or three panes would leave little of them.
osg::ref_ptr<osg::Group> shining_through(const osg::ref_ptr<osg::Group>& drains) {
  osg::ref_ptr<osg::Group> drawn = present(drains, 0.5F);
  osg::StateSet& state = *drawn->getOrCreateStateSet();
  state.setRenderBinDetails(kVeilOrder + 2, "RenderBin", osg::StateSet::OVERRIDE_RENDERBIN_DETAILS);
  state.setAttributeAndModes(new osg::Depth(osg::Depth::ALWAYS, 0.0, 1.0, false));
  state.setAttributeAndModes(new osg::CullFace(osg::CullFace::BACK));
  set_blended(state);
  return drawn;
}

}  // namespace

WorldNodes::WorldNodes(const WardFolder& ward, const World& world)
    : ward_(ward),
      world_(world),
      tiles_(world.ground, world.origin),
      houses_(world),
      covers_(Reads::tags, kCovers_m),
      root_(new osg::Group) {
  for (osg::ref_ptr<osg::Group>& part : parts_) {
    part = new osg::Group;
    root_->addChild(part);
  }
  add_ground();
  add_buildings();
  add_streets();
  add_waters();
  add_marks();
}

void WorldNodes::add_ground() {
  osg::ref_ptr<osg::Group> plain = new osg::Group;
  // Below the lowest hollow, also where far ground is drawn a little lower.
  plain->addChild(square(20000.0F, world_.ground.ground_m().values().minCoeff() - 4.0F));
  part(Part::ground).addChild(shaded(plain, Shading::plain, kGroundOrder));
  surfaces_.push_back(shaded(tiles_.ground(), Shading::ground, kGroundOrder));
  part(Part::ground).addChild(surfaces_.back());
  add_solids(Part::greens, shaded(to_osg(tree_shapes(ward_, world_), Reads::normals_and_tags),
                                  Shading::tree, kSolid));
}

void WorldNodes::add_solids(Part which, const osg::ref_ptr<osg::Group>& solids) {
  osg::ref_ptr<osg::Group> usual = new osg::Group;
  usual->addChild(solids);
  solids_.push_back(usual);
  veils_.push_back(veil_of(solids));
  part(which).addChild(usual);
  part(which).addChild(veils_.back());
}

void WorldNodes::add_buildings() {
  osg::StateSet* state = houses_.root()->getOrCreateStateSet();
  state->setAttributeAndModes(new osg::CullFace(osg::CullFace::BACK));
  const int rows = pages_of(world_.blocks.size(), 1).rows_a_time;
  const auto texels = static_cast<std::size_t>(rows) * kTextureColumns;
  BlockPaints paints = world_.paints;
  paints.resize(texels);
  std::vector<float> blocks(2 * texels, 1.0F);
  for (std::size_t block = 0; block < world_.blocks.size(); ++block) {
    blocks[2 * block] = static_cast<float>(world_.blocks[block].ground_m);
    blocks[2 * block + 1] = static_cast<float>(world_.blocks[block].floor_m);
  }
  state->setTextureAttribute(kPaintUnit, byte_texture(kTextureColumns, rows, paints, false));
  state->addUniform(new osg::Uniform("paint_tex", static_cast<int>(kPaintUnit)));
  state->setTextureAttribute(kBlockUnit, float_texture(kTextureColumns, rows, 2, blocks, false));
  state->addUniform(new osg::Uniform("block_tex", static_cast<int>(kBlockUnit)));
  add_solids(Part::buildings, houses_.root());
}

void WorldNodes::add_streets() {
  const auto add = [&](const osg::ref_ptr<osg::Group>& group) {
    part(Part::streets).addChild(group);
    surfaces_.push_back(group);
    return group;
  };
  const auto streets = [&](std::string_view layer) {
    return near_and_far(street_shapes(ward_, layer, world_),
                        far_street_shapes(ward_, layer, world_));
  };
  kerbs_ = near_only(street_shapes(ward_, "roads", world_, kKerb_m), kKerbs_m);
  lie_below_what_follows(
      *add(street_group(kerbs_, {0.700F, 0.690F, 0.672F}, 0.004F, false, kOnGround)));
  lie_below_what_follows(
      *add(street_group(streets("lanes"), {0.690F, 0.682F, 0.668F}, 0.007F, false, kOnGround + 1)));
  add(street_group(streets("roads"), {0.585F, 0.588F, 0.596F}, 0.010F, true, kOnGround + 2));
  for (CoverSquare& square : cover_squares(ward_, world_)) {
    const Eigen::Vector3f& low = square.box.min();
    const Eigen::Vector3f& high = square.box.max();
    const osg::BoundingBox box(low.x(), low.y(), low.z(), high.x(), high.y(), high.z());
    covers_.add(box, [this, covers = std::move(square.covers)] {
      return cover_shapes(ward_, world_, covers);
    });
  }
  part(Part::streets)
      .addChild(
          mark_group(covers_.root(), {0.33F, 0.33F, 0.35F, 1.0F}, 0.0F, 0.014F, kOnGround + 3));
}

void WorldNodes::add_drains() {
  const osg::ref_ptr<osg::Group> drains =
      shaded(to_osg(drain_shapes(ward_, world_), Reads::normals_and_tags), Shading::pipe, kSolid);
  part(Part::drains).addChild(present(drains, 1.0F));
  part(Part::drains).addChild(shining_through(drains));
}

void WorldNodes::add_waters() {
  river_ = shaded(group_of(lowest_river_shape(ward_, world_)), Shading::river, kGroundOrder);
  river_->getOrCreateStateSet()->addUniform(new osg::Uniform("lift", 0.012F));
  part(Part::river).addChild(river_);
  osg::ref_ptr<osg::Group> water = shaded(tiles_.water(), Shading::water, kThrough);
  set_blended(*water->getOrCreateStateSet());
  water->setNodeMask(0U);
  part(Part::water).addChild(water);
}

void WorldNodes::add_marks() {
  part(Part::boundary)
      .addChild(mark_group(group_of(boundary_shape(ward_, world_)), {0.42F, 0.16F, 0.22F, 0.85F},
                           34.0F, 0.026F, kOnGround + 5));
}

void WorldNodes::look_from(const Eigen::Vector3d& eye) {
  houses_.look_from(eye);
  covers_.look_from(eye);
}

void WorldNodes::set_plain(bool plain) {
  houses_.set_plain(plain);
  covers_.set_plain(plain);
  kerbs_->setNodeMask(plain ? 0U : ~0U);
}

void WorldNodes::show_drains(bool shown) {
  osg::Group& drains = part(Part::drains);
  if (shown && drains.getNumChildren() == 0) add_drains();
  drains.setNodeMask(shown ? ~0U : 0U);
  set_glass(shown);
}

void WorldNodes::set_glass(bool glass) {
  for (std::size_t i = 0; i < solids_.size(); ++i) {
    solids_[i]->setNodeMask(glass ? 0U : ~0U);
    veils_[i]->setNodeMask(glass ? ~0U : 0U);
  }
  for (std::size_t i = 0; i < surfaces_.size(); ++i) {
    osg::StateSet& state = *surfaces_[i]->getOrCreateStateSet();
    const int above = static_cast<int>(i);
    set_order(*surfaces_[i], (glass ? kGlassOrder : kGroundOrder) + above);
    set_blended(state, glass);
  }
  set_blended(*river_->getOrCreateStateSet(), glass);
}

}  // namespace twin
