#include "viewer/scene/to_osg.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <osg/Image>

#include "viewer/scene/pace.h"
#include "viewer/scene/shaders.h"

namespace twin {
namespace {

struct FixedBounds : osg::Drawable::ComputeBoundingBoxCallback {
  explicit FixedBounds(const osg::BoundingBox& bounds) : box(bounds) {}
  osg::BoundingBox computeBound(const osg::Drawable& /*drawable*/) const override { return box; }
  osg::BoundingBox box;
};

/// Lets its arrays go once they lie on the graphics card: a ward's shapes are too large to be held
/// twice. Nothing else may read them afterwards, so its bounds are worked out before.
class SentGeometry : public osg::Geometry {
 public:
  void compileGLObjects(osg::RenderInfo& info) const override {
    osg::Geometry::compileGLObjects(info);
    let_go();
  }
  void drawImplementation(osg::RenderInfo& info) const override {
    osg::Geometry::drawImplementation(info);
    osg::State& state = *info.getState();
    Pace::of(state.getContextID()).sent(*state.get<osg::GLExtensions>(), corners());
    let_go();
  }

 private:
  unsigned corners() const {
    unsigned count = 0;
    for (unsigned i = 0; i < getNumPrimitiveSets(); ++i) {
      count += getPrimitiveSet(i)->getNumIndices();
    }
    return count;
  }
  void let_go() const {
    if (sent_) return;
    sent_ = true;
    const osg::BoundingBox bounds = getBoundingBox();
    auto* self = const_cast<SentGeometry*>(this);
    self->setComputeBoundingBoxCallback(new FixedBounds(bounds));
    osg::Geometry::ArrayList arrays;
    self->getArrayList(arrays);
    // The buffers on the card stay as they are: they follow `dirty()`, not the size of an array.
    for (const osg::ref_ptr<osg::Array>& array : arrays) {
      array->resizeArray(0);
      array->trim();
    }
  }
  mutable bool sent_ = false;
};

osg::ref_ptr<osg::Array> places_of(const Mesh& mesh) {
  osg::ref_ptr<osg::Vec3Array> places = new osg::Vec3Array(osg::Array::BIND_PER_VERTEX);
  places->reserve(mesh.places.size());
  for (const Eigen::Vector3f& p : mesh.places) places->push_back({p.x(), p.y(), p.z()});
  return places;
}

osg::ref_ptr<osg::Array> normals_of(const Mesh& mesh) {
  constexpr float kOne = 32767.0F;
  const auto whole = [](float part) { return static_cast<GLshort>(std::lround(part * kOne)); };
  osg::ref_ptr<osg::Vec3sArray> normals = new osg::Vec3sArray(osg::Array::BIND_PER_VERTEX);
  normals->setNormalize(true);
  normals->reserve(mesh.normals.size());
  for (const Eigen::Vector3f& n : mesh.normals) {
    normals->push_back({whole(n.x()), whole(n.y()), whole(n.z())});
  }
  return normals;
}

osg::ref_ptr<osg::Array> tags_of(const Mesh& mesh) {
  osg::ref_ptr<osg::Vec4Array> tags = new osg::Vec4Array(osg::Array::BIND_PER_VERTEX);
  tags->reserve(mesh.tags.size());
  for (const auto& t : mesh.tags) tags->push_back({t[0], t[1], t[2], t[3]});
  return tags;
}

osg::ref_ptr<osg::Array> features_of(const Mesh& mesh) {
  osg::ref_ptr<osg::FloatArray> features = new osg::FloatArray(osg::Array::BIND_PER_VERTEX);
  features->reserve(mesh.tags.size());
  for (const auto& t : mesh.tags) features->push_back(t[0]);
  return features;
}

osg::ref_ptr<osg::PrimitiveSet> triangles_of(const Mesh& mesh) {
  const auto count = static_cast<unsigned>(mesh.corners.size());
  if (mesh.places.size() > std::numeric_limits<GLushort>::max()) {
    return new osg::DrawElementsUInt(GL_TRIANGLES, count, mesh.corners.data());
  }
  osg::ref_ptr<osg::DrawElementsUShort> triangles = new osg::DrawElementsUShort(GL_TRIANGLES);
  triangles->reserve(count);
  for (const std::uint32_t corner : mesh.corners) {
    triangles->push_back(static_cast<GLushort>(corner));
  }
  return triangles;
}

/// Texels that someone else made and holds too: nothing is copied until the card takes them.
class BorrowedImage : public osg::Image {
 public:
  BorrowedImage(int columns, int rows, std::shared_ptr<const std::vector<float>> texels)
      : texels_(std::move(texels)) {
    auto* bytes = reinterpret_cast<unsigned char*>(const_cast<float*>(texels_->data()));
    setImage(columns, rows, 1, GL_RED, GL_RED, GL_FLOAT, bytes, NO_DELETE);
  }

 private:
  std::shared_ptr<const std::vector<float>> texels_;
};

osg::ref_ptr<osg::Image> image_of(int columns, int rows, int channels,
                                  std::span<const float> values) {
  osg::ref_ptr<osg::Image> image = new osg::Image;
  image->allocateImage(columns, rows, 1, channels == 1 ? GL_RED : GL_RG, GL_FLOAT);
  std::memcpy(image->data(), values.data(), values.size_bytes());
  return image;
}

osg::ref_ptr<osg::Texture2D> texture_of(const osg::ref_ptr<osg::Image>& image, GLint internal,
                                        bool linear) {
  image->setInternalTextureFormat(internal);
  osg::ref_ptr<osg::Texture2D> texture = new osg::Texture2D(image);
  texture->setInternalFormat(internal);
  texture->setSourceFormat(image->getPixelFormat());
  texture->setSourceType(image->getDataType());
  texture->setResizeNonPowerOfTwoHint(false);  // the lattice must keep its size
  texture->setUseHardwareMipMapGeneration(false);
  const auto filter = linear ? osg::Texture::LINEAR : osg::Texture::NEAREST;
  texture->setFilter(osg::Texture::MIN_FILTER, filter);
  texture->setFilter(osg::Texture::MAG_FILTER, filter);
  texture->setWrap(osg::Texture::WRAP_S, osg::Texture::CLAMP_TO_EDGE);
  texture->setWrap(osg::Texture::WRAP_T, osg::Texture::CLAMP_TO_EDGE);
  texture->setUnRefImageDataAfterApply(true);
  return texture;
}

}  // namespace

osg::ref_ptr<osg::Geometry> to_osg(const Mesh& mesh, Reads reads) {
  osg::ref_ptr<osg::Geometry> geometry = new SentGeometry;
  geometry->setUseDisplayList(false);
  geometry->setUseVertexBufferObjects(true);
  geometry->setVertexArray(places_of(mesh));
  if (reads != Reads::tags) geometry->setNormalArray(normals_of(mesh));
  osg::ref_ptr<osg::Array> tags =
      reads == Reads::normals_and_features ? features_of(mesh) : tags_of(mesh);
  geometry->setVertexAttribArray(kTagAttribute, tags, osg::Array::BIND_PER_VERTEX);
  geometry->addPrimitiveSet(triangles_of(mesh));
  return geometry;
}

osg::ref_ptr<osg::Group> to_osg(const TiledMesh& tiles, Reads reads) {
  osg::ref_ptr<osg::Group> group = new osg::Group;
  for (const auto& [tile, mesh] : tiles) {
    if (!mesh.empty()) group->addChild(to_osg(mesh, reads));
  }
  return group;
}

osg::ref_ptr<osg::Texture2D> float_texture(int columns, int rows, int channels,
                                           std::span<const float> values, bool linear) {
  return texture_of(image_of(columns, rows, channels, values), channels == 1 ? GL_R32F : GL_RG32F,
                    linear);
}

osg::ref_ptr<osg::Texture2D> half_texture(int columns, int rows, std::span<const float> pairs) {
  return texture_of(image_of(columns, rows, 2, pairs), GL_RG16F, true);
}

void set_texels(osg::ref_ptr<osg::Texture2D>& texture, int columns, int rows,
                const std::shared_ptr<const std::vector<float>>& texels, bool linear) {
  osg::ref_ptr<osg::Image> image = new BorrowedImage(columns, rows, texels);
  const bool same_kind =
      texture.valid() && texture->getTextureWidth() == columns &&
      texture->getTextureHeight() == rows &&
      (texture->getFilter(osg::Texture::MAG_FILTER) == osg::Texture::LINEAR) == linear;
  if (same_kind)
    texture->setImage(image);
  else
    texture = texture_of(image, GL_R32F, linear);
}

osg::ref_ptr<osg::Texture2D> byte_texture(int columns, int rows,
                                          std::span<const std::array<std::uint8_t, 4>> colours,
                                          bool linear) {
  osg::ref_ptr<osg::Image> image = new osg::Image;
  image->allocateImage(columns, rows, 1, GL_RGBA, GL_UNSIGNED_BYTE);
  std::memcpy(image->data(), colours.data(), colours.size_bytes());
  return texture_of(image, GL_RGBA8, linear);
}

osg::ref_ptr<osg::Texture2D> value_texture(const FeatureValues& values, const ValuePages& pages,
                                           std::size_t first) {
  const std::size_t times = std::min(pages.times_a_page, pages.instants - first);
  const auto an_instant = static_cast<std::size_t>(pages.rows_a_time) * kTextureColumns;
  std::vector<float> texels(an_instant * times, std::numeric_limits<float>::quiet_NaN());
  for (std::size_t t = 0; t < times && values.rows > 0; ++t) {
    std::memcpy(texels.data() + t * an_instant, values.values.data() + (first + t) * values.rows,
                values.rows * sizeof(float));
  }
  return float_texture(kTextureColumns, pages.rows_a_time * static_cast<int>(times), 1, texels,
                       false);
}

void set_bounds(osg::Geometry& geometry, const osg::BoundingBox& box) {
  geometry.setComputeBoundingBoxCallback(new FixedBounds(box));
}

}  // namespace twin
